import { request as requestPlain } from "node:http";
import { request as requestTls } from "node:https";
import type { LookupFunction } from "node:net";
import webPush from "web-push";
import {
  type EndpointPolicy,
  EndpointRefused,
  type PinnedAddress,
  type Resolve,
  readEndpoint,
  resolveEndpoint,
} from "./endpoint";
import type { Vapid } from "./vapid";

export interface PushTarget {
  endpoint: string;
  p256dh: string;
  auth: string;
}

export type Urgency = "very-low" | "low" | "normal" | "high";

export interface PushRequest {
  target: PushTarget;
  /** Encrypted for the browser (RFC 8291); push services take about 3,900 bytes. */
  body: string;
  /** Seconds for which the push service keeps it while the browser is away. */
  ttl: number;
  urgency: Urgency;
}

export interface PushSender extends EndpointPolicy {
  vapid: Vapid;
  /** 10,000 unless given. */
  timeoutMs?: number;
  signal?: AbortSignal;
  /** DNS unless given. */
  resolve?: Resolve;
}

/** What became of a message. `gone`: the browser unsubscribed. `later`: worth another try. `refused`: never, as it is. */
export type PushOutcome =
  | { kind: "taken" }
  | { kind: "gone"; status: number }
  | { kind: "later"; why: string; retryAfterMs: number | null }
  | { kind: "refused"; why: string };

const defaultTimeoutMs = 10_000;

/** Retry-After (RFC 9110, 10.2.3): seconds or a date; ms from now. */
export function readRetryAfter(header: string | undefined, now = Date.now()): number | null {
  if (header === undefined) return null;
  if (/^\d+$/.test(header.trim())) return Number(header) * 1000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}

function outcomeOf(status: number, retryAfter: string | undefined): PushOutcome {
  if (status >= 200 && status < 300) return { kind: "taken" };
  if (status === 404 || status === 410) return { kind: "gone", status };
  const why = `The push service answered ${status}.`;
  if (status === 429 || status >= 500) return { kind: "later", why, retryAfterMs: readRetryAfter(retryAfter) };
  return { kind: "refused", why };
}

interface Answer {
  status: number;
  retryAfter: string | undefined;
}

function post(
  url: URL,
  { address, family }: PinnedAddress,
  headers: Record<string, string>,
  body: Buffer,
  { timeoutMs = defaultTimeoutMs, signal }: PushSender,
): Promise<Answer> {
  const pinned: LookupFunction = (_host, { all }, callback) =>
    all ? callback(null, [{ address, family }]) : callback(null, address, family);
  const limit = AbortSignal.timeout(timeoutMs);
  return new Promise((resolve, reject) => {
    const request = (url.protocol === "https:" ? requestTls : requestPlain)(
      url,
      {
        method: "POST",
        headers,
        lookup: pinned,
        // A connection kept for later would be kept to an address that was checked long ago.
        agent: false,
        signal: signal ? AbortSignal.any([signal, limit]) : limit,
      },
      (response) => {
        resolve({ status: response.statusCode ?? 0, retryAfter: response.headers["retry-after"] });
        // Nothing of the body is wanted, and it could be endless.
        response.destroy();
      },
    );
    request.on("error", reject);
    request.end(body);
  });
}

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

function encrypt({ target, body, ttl, urgency }: PushRequest, vapid: Vapid) {
  const { headers, body: encrypted } = webPush.generateRequestDetails(
    { endpoint: target.endpoint, keys: { p256dh: target.p256dh, auth: target.auth } },
    body,
    { vapidDetails: vapid, TTL: ttl, urgency, contentEncoding: "aes128gcm" },
  );
  const asText = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
  return { headers: asText, body: encrypted };
}

/** Encrypts a message and gives it to the browser's push service. Follows no redirect. Never throws. */
export async function sendPush(request: PushRequest, sender: PushSender): Promise<PushOutcome> {
  let url: URL;
  let sealed: ReturnType<typeof encrypt>;
  try {
    url = readEndpoint(request.target.endpoint, sender);
    sealed = encrypt(request, sender.vapid);
  } catch (error) {
    return { kind: "refused", why: reasonOf(error) };
  }
  try {
    const pinned = await resolveEndpoint(url, sender, sender.resolve);
    const { status, retryAfter } = await post(url, pinned, sealed.headers, sealed.body, sender);
    return outcomeOf(status, retryAfter);
  } catch (error) {
    if (error instanceof EndpointRefused) return { kind: "refused", why: error.message };
    return { kind: "later", why: reasonOf(error), retryAfterMs: null };
  }
}
