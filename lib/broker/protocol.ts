/**
 * Close codes of the Pusher Channels protocol. The client's reaction follows from the hundreds: 4000–4099 never
 * reconnect, 4100–4199 reconnect after a pause, 4200–4299 reconnect at once.
 */
export const CloseCode = {
  UnknownApp: 4001,
  AppDisabled: 4003,
  OverQuota: 4004,
  PathNotFound: 4005,
  InvalidVersion: 4006,
  UnsupportedVersion: 4007,
  NoVersion: 4008,
  Unauthorised: 4009,
  OverCapacity: 4100,
  Restart: 4200,
  NoPong: 4201,
  /** For clients that cannot answer a ping; every client of protocol 7 can, so the broker never sends it. */
  Inactive: 4202,
} as const;

/** Codes of `pusher:error` messages that leave the connection open. */
export const ErrorCode = {
  Unauthorised: 4009,
  ClientEventRate: 4301,
} as const;

export const PROTOCOL_VERSION = "7";

/** A message from a client, its `data` unwrapped when it came as a JSON string. */
export interface ClientMessage {
  event: string;
  channel?: unknown;
  data: unknown;
}

/** Reads a client's text frame; null when it is not a message of the protocol. */
export function parseClientMessage(text: string): ClientMessage | null {
  const message = parseObject(text);
  if (!message || typeof message.event !== "string") return null;
  return { event: message.event, channel: message.channel, data: message.data };
}

/** The `data` of a `pusher:` message as an object; some clients send it as an object, some as a JSON string. */
export function readFields(data: unknown): Record<string, unknown> {
  if (typeof data === "string") return parseObject(data) ?? {};
  return isObject(data) ? data : {};
}

/** Parses JSON that must be an object; null otherwise. */
export function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Checks the `protocol` parameter of a connection; null when it is version 7. */
export function findVersionProblem(version: string | null): { code: number; message: string } | null {
  if (version === null) return { code: CloseCode.NoVersion, message: "No protocol version supplied" };
  if (!/^\d+$/.test(version)) return { code: CloseCode.InvalidVersion, message: "Invalid version string format" };
  if (version !== PROTOCOL_VERSION) {
    return { code: CloseCode.UnsupportedVersion, message: "Unsupported protocol version, this server speaks 7" };
  }
  return null;
}

/**
 * Encodes a server's message as one unmasked, final WebSocket text frame (RFC 6455 §5.2). The same bytes go to every
 * subscriber, so an event is serialised once however many hear it.
 */
export function encodeFrame(message: object): Buffer {
  const payload = Buffer.from(JSON.stringify(message));
  const length = payload.length;
  let header: Buffer;
  if (length < 126) {
    header = Buffer.from([0x81, length]);
  } else if (length < 65_536) {
    header = Buffer.from([0x81, 126, length >> 8, length & 0xff]);
  } else {
    header = Buffer.alloc(10);
    header[0] = 0x81;
    header[1] = 127;
    header.writeBigUInt64BE(BigInt(length), 2);
  }
  return Buffer.concat([header, payload]);
}

export function establishedFrame(socketId: string, activityTimeoutMs: number): Buffer {
  // A zero makes pusher-js refuse the handshake.
  const activity_timeout = Math.max(1, Math.ceil(activityTimeoutMs / 1000));
  return encodeFrame({
    event: "pusher:connection_established",
    data: JSON.stringify({ socket_id: socketId, activity_timeout }),
  });
}

export const PING_FRAME = encodeFrame({ event: "pusher:ping", data: "{}" });
export const PONG_FRAME = encodeFrame({ event: "pusher:pong", data: "{}" });

export function errorFrame(code: number | null, message: string): Buffer {
  return encodeFrame({ event: "pusher:error", data: { code, message } });
}

export function eventFrame(channel: string, event: string, data: unknown): Buffer {
  return encodeFrame({ event, channel, data });
}

/** A client event: its data goes out as it came in; on a presence channel it carries who sent it. */
export function clientEventFrame(channel: string, event: string, data: unknown, userId: string | undefined): Buffer {
  return encodeFrame({ event, channel, data, user_id: userId });
}

export function internalFrame(channel: string, event: string, data: object): Buffer {
  return encodeFrame({ event: `pusher_internal:${event}`, channel, data: JSON.stringify(data) });
}

export interface SubscriptionRefusal {
  type: "AuthError" | "LimitReached" | "InvalidChannel";
  error: string;
  status: number;
}

export function subscriptionErrorFrame(channel: string, refusal: SubscriptionRefusal): Buffer {
  return encodeFrame({ event: "pusher:subscription_error", channel, data: refusal });
}

export function signInSuccessFrame(userData: string): Buffer {
  return encodeFrame({ event: "pusher:signin_success", data: JSON.stringify({ user_data: userData }) });
}
