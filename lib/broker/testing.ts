import { createHash, createHmac } from "node:crypto";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import Pusher from "pusher";
import PusherClient from "pusher-js";
import { type ClientOptions, WebSocket } from "ws";
import { type Broker, type BrokerOptions, createBroker } from "./broker";

export const APP = { id: "4711", key: "test-key", secret: "test-secret" };

export interface RunningBroker {
  broker: Broker;
  server: Server;
  port: number;
  stop: () => Promise<void>;
}

/** Starts a broker on its own HTTP server; on an ephemeral port unless one is given. */
export async function startBroker(options: Partial<BrokerOptions> = {}, port = 0): Promise<RunningBroker> {
  const broker = createBroker({ apps: [APP], ...options });
  const server = createServer((req, res) => {
    if (!broker.handleRequest(req, res)) res.writeHead(418).end();
  });
  server.on("upgrade", (req, socket, head) => {
    if (!broker.handleUpgrade(req, socket, head)) socket.destroy();
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const stop = async () => {
    server.close();
    await broker.close({ graceMs: 500 });
    server.closeAllConnections();
  };
  return { broker, server, port: (server.address() as AddressInfo).port, stop };
}

export interface Message {
  event: string;
  channel?: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into data of every shape.
  data?: any;
  user_id?: string;
}

/** A client that speaks the protocol by hand and remembers all it heard. */
export class RawClient {
  readonly messages: Message[] = [];
  readonly closed: Promise<{ code: number; reason: string }>;
  socketId = "";
  #taken = 0;
  #wake: () => void = () => {};

  constructor(readonly ws: WebSocket) {
    ws.on("message", (data, isBinary) => {
      if (isBinary) throw new Error("The broker sent a binary frame");
      this.messages.push(JSON.parse(String(data)));
      this.#wake();
    });
    ws.on("error", () => {});
    this.closed = new Promise((resolve) => {
      ws.on("close", (code, reason) => resolve({ code, reason: String(reason) }));
    });
  }

  /** The next message of that name not yet taken by `next`, its JSON data parsed. Fails after 4 s. */
  async next(event: string): Promise<Message> {
    const deadline = Date.now() + 4_000;
    for (;;) {
      while (this.#taken < this.messages.length) {
        const message = this.messages[this.#taken++];
        if (message?.event === event) return parseData(message);
      }
      const left = deadline - Date.now();
      if (left <= 0) throw new Error(`No ${event}; heard ${JSON.stringify(this.messages.slice(-5))}`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, left);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }

  heard(event: string): Message[] {
    return this.messages.filter((message) => message.event === event).map(parseData);
  }

  send(message: object): void {
    this.ws.send(JSON.stringify(message));
  }

  /** Subscribes, signing where the channel needs it, and waits for the answer. */
  async subscribe(channel: string, member?: object): Promise<Message> {
    this.send(subscribeMessage(this.socketId, channel, member));
    return this.next("pusher_internal:subscription_succeeded");
  }

  /** Waits until the broker has dealt with everything sent before, and everything it said has come. */
  async settle(): Promise<void> {
    this.send({ event: "pusher:ping", data: {} });
    await this.next("pusher:pong");
  }
}

function parseData(message: Message): Message {
  return typeof message.data === "string" ? { ...message, data: parseOrKeep(message.data) } : message;
}

function parseOrKeep(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

export function hmac(text: string, secret = APP.secret): string {
  return createHmac("sha256", secret).update(text).digest("hex");
}

export function subscribeMessage(socketId: string, channel: string, member?: object): object {
  const channel_data = member && JSON.stringify(member);
  const signed = [socketId, channel, ...(channel_data ? [channel_data] : [])].join(":");
  return { event: "pusher:subscribe", data: { channel, auth: `${APP.key}:${hmac(signed)}`, channel_data } };
}

/** Opens a socket without waiting for anything. */
export function openRaw(
  port: number,
  path = `/app/${APP.key}?protocol=7&client=raw&version=1`,
  options?: ClientOptions,
) {
  return new RawClient(new WebSocket(`ws://127.0.0.1:${port}${path}`, options));
}

/** Opens a socket and waits until the connection is established. */
export async function connectRaw(port: number, options?: ClientOptions): Promise<RawClient> {
  const client = openRaw(port, undefined, options);
  client.socketId = (await client.next("pusher:connection_established")).data.socket_id;
  return client;
}

/** The real server library, as an application uses it. */
export function createPublisher(port: number, overrides: object = {}): Pusher {
  return new Pusher({
    appId: APP.id,
    key: APP.key,
    secret: APP.secret,
    host: "127.0.0.1",
    port: String(port),
    ...overrides,
  });
}

/** The real browser library in its Node build; `memberId` is who it says it is on presence channels. */
export function createPusherClient(port: number, memberId = "1"): PusherClient {
  const publisher = createPublisher(port);
  return new PusherClient(APP.key, {
    cluster: "",
    wsHost: "127.0.0.1",
    wsPort: port,
    forceTLS: false,
    enabledTransports: ["ws"],
    disableStats: true,
    channelAuthorization: {
      transport: "ajax",
      endpoint: "",
      customHandler: ({ socketId, channelName }, callback) => {
        const member = { user_id: memberId, user_info: { name: `Member ${memberId}` } };
        const data = channelName.startsWith("presence-") ? member : undefined;
        callback(null, publisher.authorizeChannel(socketId, channelName, data));
      },
    },
    userAuthentication: {
      transport: "ajax",
      endpoint: "",
      customHandler: ({ socketId }, callback) => {
        callback(null, publisher.authenticateUser(socketId, { id: memberId }));
      },
    },
  });
}

/** Resolves with what the next emission of an event carries. Fails after 6 s. */
export function nextEvent<T>(
  source: { bind: (event: string, callback: (data: T) => void) => unknown },
  event: string,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`No ${event}`)), 6_000);
    source.bind(event, (data) => {
      clearTimeout(timer);
      resolve(data);
    });
  });
}

export interface SignedRequest {
  method?: string;
  path?: string;
  body?: string;
  /** Query parameters besides the signature's own, and replacements of those. Undefined leaves one out. */
  query?: Record<string, string | undefined>;
  secret?: string;
  /** What is sent instead of the body that was signed. */
  sentBody?: string;
}

/** Sends a signed request by hand, so that each part of the signature can be made wrong. */
export async function request(port: number, options: SignedRequest) {
  const { method = options.body === undefined ? "GET" : "POST", body } = options;
  const path = options.path ?? `/apps/${APP.id}/events`;
  const all: Record<string, string | undefined> = {
    auth_key: APP.key,
    auth_timestamp: String(Math.floor(Date.now() / 1000)),
    auth_version: "1.0",
    body_md5: body === undefined ? undefined : createHash("md5").update(body).digest("hex"),
    ...options.query,
  };
  const pairs = Object.entries(all).filter((pair): pair is [string, string] => pair[1] !== undefined);
  const sorted = pairs.filter(([key]) => key !== "auth_signature").sort(([a], [b]) => (a < b ? -1 : 1));
  const signed = [method, path, sorted.map(([key, value]) => `${key}=${value}`).join("&")].join("\n");
  const query = new URLSearchParams({ auth_signature: hmac(signed, options.secret), ...Object.fromEntries(pairs) });
  const response = await fetch(`http://127.0.0.1:${port}${path}?${query}`, { method, body: options.sentBody ?? body });
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape.
  return { status: response.status, body: (await response.json()) as any };
}
