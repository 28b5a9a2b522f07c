import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import Pusher from "pusher";

/** Where the broker is and how this house signs; from the environment, which the server fills for the embedded broker. */
export interface PusherSettings {
  appId: string;
  key: string;
  secret: string;
  /** A hosted cluster's name, or null for a broker with an address of its own. */
  cluster: string | null;
  host: string | null;
  port: number | null;
  tls: boolean;
  /** The broker listens on the app's own port: a browser finds it where it found the page. */
  embedded: boolean;
}

const truthy = (value: string | undefined) => value === "1" || value === "true";

/** @throws Error naming the variables that are missing */
export function readPusherSettings(env: NodeJS.ProcessEnv = process.env): PusherSettings {
  const { PUSHER_APP_ID: appId, PUSHER_KEY: key, PUSHER_SECRET: secret } = env;
  if (!appId || !key || !secret) throw new Error("PUSHER_APP_ID, PUSHER_KEY and PUSHER_SECRET must all be set.");
  const host = env.PUSHER_HOST || null;
  const cluster = host ? null : env.PUSHER_CLUSTER || null;
  if (!host && !cluster) throw new Error("Set PUSHER_CLUSTER, or PUSHER_HOST with PUSHER_PORT and PUSHER_TLS.");
  return {
    appId,
    key,
    secret,
    cluster,
    host,
    port: env.PUSHER_PORT ? Number(env.PUSHER_PORT) : null,
    // A hosted cluster is across the internet; TLS is left out only by saying so.
    tls: env.PUSHER_TLS === undefined || env.PUSHER_TLS === "" ? cluster !== null : truthy(env.PUSHER_TLS),
    embedded: truthy(env.SERVERY_EMBEDDED_BROKER),
  };
}

/** One event for one channel. `data` is JSON text, at most 10 KB. */
export interface WireEvent {
  channel: string;
  name: string;
  data: string;
}

export interface Publisher {
  /**
   * Hands at most ten events to the broker, in order.
   * @throws PublishError when the broker did not take all of them
   */
  publish(events: readonly WireEvent[]): Promise<void>;
  close(): void;
}

/** `permanent`: the broker will never take these events as they are; sending them again is useless. */
export class PublishError extends Error {
  constructor(
    message: string,
    readonly permanent: boolean,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = "PublishError";
  }
}

const timeoutMs = 5_000;
const permanentStatuses = new Set([400, 413, 422]);

function clientFor(settings: PusherSettings, agent?: HttpAgent): Pusher {
  const { appId, key, secret, tls } = settings;
  const base = { appId, key, secret, useTLS: tls, timeout: timeoutMs, ...(agent ? { agent } : {}) };
  if (settings.cluster) return new Pusher({ ...base, cluster: settings.cluster });
  const port = settings.port ?? (tls ? 443 : 80);
  return new Pusher({ ...base, host: settings.host ?? "127.0.0.1", port: String(port) });
}

/** The error inside an answer of 200, which some Pusher-protocol servers give; null for a good answer. */
export function errorInBody(text: string): { message: string; status: number | null } | null {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    // Older servers answer "ok".
    return null;
  }
  if (typeof body !== "object" || body === null || !("error" in body) || !body.error) return null;
  const { error, status, code } = body as { error: unknown; status?: unknown; code?: unknown };
  const message = typeof error === "string" ? error : JSON.stringify(error);
  return { message, status: Number(status ?? code) || null };
}

/** A publisher over kept-alive connections. */
export function createPublisher(settings: PusherSettings = readPusherSettings()): Publisher {
  const options = { keepAlive: true, maxSockets: 8 };
  const agent = settings.tls ? new HttpsAgent(options) : new HttpAgent(options);
  const pusher = clientFor(settings, agent);
  return {
    async publish(events) {
      let text: string;
      try {
        // The package rewrites what it is given, so it gets objects of its own.
        const answer = await pusher.triggerBatch(events.map((event) => ({ ...event })));
        // Reading the body to its end also gives the connection back.
        text = await answer.text();
      } catch (cause) {
        const status = cause instanceof Pusher.RequestError ? cause.status : undefined;
        const message = status ? `The broker answered ${status}.` : "The broker does not answer.";
        throw new PublishError(message, permanentStatuses.has(status ?? 0), { cause });
      }
      const inside = errorInBody(text);
      if (inside) throw new PublishError(inside.message, permanentStatuses.has(inside.status ?? 0));
    },
    close: () => agent.destroy(),
  };
}

let signer: { settings: string; pusher: Pusher } | undefined;

/** Signs a subscription: `{ auth, channel_data? }`. The caller has checked the socket id and that the actor may hear the channel. */
export function signChannel(
  socketId: string,
  channel: string,
  member?: { user_id: string; user_info: { name: string; role: string } },
): Pusher.ChannelAuthResponse {
  const settings = readPusherSettings();
  const identity = `${settings.key}:${settings.secret}`;
  if (signer?.settings !== identity) signer = { settings: identity, pusher: clientFor(settings) };
  return signer.pusher.authorizeChannel(socketId, channel, member);
}
