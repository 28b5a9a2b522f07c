/** Everything the broker bounds. Sizes are UTF-8 bytes, times milliseconds, lengths characters. */
export interface BrokerLimits {
  /** Open sockets of the whole broker; past it the socket is closed with 4100 and may come back later. */
  connections: number;
  /** Open sockets of one app; past it the socket is closed with 4004 and its client gives up. */
  connectionsPerApp: number;
  /** Open sockets of one remote address. A restaurant's phones share one address, so past it 4100, not 4004. */
  connectionsPerIp: number;
  channelsPerConnection: number;
  /** Messages a client may send a minute, client events aside (they have their own limit). */
  messagesPerMinute: number;
  clientEventsPerSecond: number;
  /** The largest WebSocket message taken from a client; ws closes with 1009 past it. */
  messageBytes: number;
  channelNameLength: number;
  eventNameLength: number;
  eventDataBytes: number;
  channelsPerEvent: number;
  eventsPerBatch: number;
  /** The largest HTTP body: a full batch, each quote of its data escaped, fits. */
  requestBodyBytes: number;
  presenceMembers: number;
  presenceInfoBytes: number;
  userIdLength: number;
  /** What one socket may have waiting to be sent before it is closed with 4100. */
  bufferedBytes: number;
  /** Silence after which the broker pings; the client is told the same, rounded up to seconds. */
  activityTimeoutMs: number;
  /** Silence after a ping that closes the socket with 4201. */
  pongTimeoutMs: number;
  /** How long a closed socket may take to say goodbye before it is destroyed. */
  closeTimeoutMs: number;
  /** Sockets written to per turn of the event loop, so that other work gets in between. */
  socketsPerTurn: number;
}

const KIB = 1024;

export const DEFAULT_LIMITS: BrokerLimits = {
  connections: 10_000,
  connectionsPerApp: Number.POSITIVE_INFINITY,
  connectionsPerIp: 2_500,
  channelsPerConnection: 200,
  messagesPerMinute: 100,
  clientEventsPerSecond: 10,
  messageBytes: 32 * KIB,
  channelNameLength: 164,
  eventNameLength: 200,
  eventDataBytes: 10 * KIB,
  channelsPerEvent: 100,
  eventsPerBatch: 10,
  requestBodyBytes: KIB * KIB,
  presenceMembers: 100,
  presenceInfoBytes: KIB,
  userIdLength: 128,
  bufferedBytes: KIB * KIB,
  activityTimeoutMs: 120_000,
  pongTimeoutMs: 30_000,
  closeTimeoutMs: 5_000,
  socketsPerTurn: 200,
};

/** A token bucket: a full burst of `capacity` at once, refilled evenly over `periodMs`. */
export class RateBudget {
  readonly #capacity: number;
  readonly #periodMs: number;
  #tokens: number;
  #refilledAt: number;

  constructor(capacity: number, periodMs: number, now = Date.now()) {
    this.#capacity = capacity;
    this.#periodMs = periodMs;
    this.#tokens = capacity;
    this.#refilledAt = now;
  }

  /** Takes one token; false when none is left. */
  take(now = Date.now()): boolean {
    const earned = (Math.max(0, now - this.#refilledAt) * this.#capacity) / this.#periodMs;
    this.#tokens = Math.min(this.#capacity, this.#tokens + earned);
    this.#refilledAt = now;
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}
