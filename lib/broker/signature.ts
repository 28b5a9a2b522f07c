import { createHash, createHmac, timingSafeEqual } from "node:crypto";

/** Clock difference, in seconds, at which a signed HTTP request is no longer taken. */
const TIMESTAMP_TOLERANCE_S = 600;

export interface Credentials {
  key: string;
  secret: string;
}

function hmacHex(secret: string, text: string): string {
  return createHmac("sha256", secret).update(text).digest("hex");
}

/** Compares without telling by its duration how much of the guess was right. */
function equalsInConstantTime(actual: string, expected: string): boolean {
  const actualBytes = Buffer.from(actual);
  const expectedBytes = Buffer.from(expected);
  return actualBytes.length === expectedBytes.length && timingSafeEqual(actualBytes, expectedBytes);
}

function isTokenFor(app: Credentials, auth: unknown, signed: string): boolean {
  return typeof auth === "string" && equalsInConstantTime(auth, `${app.key}:${hmacHex(app.secret, signed)}`);
}

/** Checks the `key:signature` of a subscription, signed over `socketId:channel[:channel_data]`. */
export function isSubscriptionSigned(
  app: Credentials,
  auth: unknown,
  socketId: string,
  channel: string,
  channelData: string | undefined,
): boolean {
  const signed = channelData === undefined ? `${socketId}:${channel}` : `${socketId}:${channel}:${channelData}`;
  return isTokenFor(app, auth, signed);
}

/** Checks the `key:signature` of a user's sign-in, signed over `socketId::user::user_data`. */
export function isSignInSigned(app: Credentials, auth: unknown, socketId: string, userData: string): boolean {
  return isTokenFor(app, auth, `${socketId}::user::${userData}`);
}

/**
 * Says what is wrong with a signed HTTP request, or null when nothing is. The signature covers
 * `METHOD\npath\nquery`, the query sorted by key and unescaped, so the body may be read after this.
 */
export function findRequestAuthProblem(
  app: Credentials,
  method: string,
  path: string,
  query: ReadonlyMap<string, string>,
  nowMs = Date.now(),
): string | null {
  if (!equalsInConstantTime(query.get("auth_key") ?? "", app.key)) return "Unknown auth_key";
  if (query.get("auth_version") !== "1.0") return "Unsupported auth_version";
  const timestamp = query.get("auth_timestamp") ?? "";
  if (!/^\d{1,12}$/.test(timestamp)) return "Missing or malformed auth_timestamp";
  if (Math.abs(nowMs / 1000 - Number(timestamp)) > TIMESTAMP_TOLERANCE_S) {
    return `auth_timestamp is more than ${TIMESTAMP_TOLERANCE_S} seconds from the server's time`;
  }
  const pairs = [...query].filter(([key]) => key !== "auth_signature").sort(([a], [b]) => (a < b ? -1 : 1));
  const signed = [method, path, pairs.map(([key, value]) => `${key}=${value}`).join("&")].join("\n");
  if (!equalsInConstantTime(query.get("auth_signature") ?? "", hmacHex(app.secret, signed))) return "Invalid signature";
  return null;
}

/** Checks the signed `body_md5` against the bytes that came; a body without one is not signed at all. */
export function isBodySigned(query: ReadonlyMap<string, string>, body: Buffer): boolean {
  const claimed = query.get("body_md5");
  if (claimed === undefined) return body.length === 0;
  return equalsInConstantTime(claimed, createHash("md5").update(body).digest("hex"));
}
