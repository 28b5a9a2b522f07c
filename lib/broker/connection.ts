import type { Duplex } from "node:stream";
import { WebSocket } from "ws";
import type { Counters } from "./counters";
import type { FanOut, Flushable } from "./fan-out";
import { type BrokerLimits, RateBudget } from "./limits";
import { CloseCode, errorFrame, PING_FRAME } from "./protocol";

export interface SignedInUser {
  id: string;
  info: unknown;
}

export interface ConnectionContext {
  limits: BrokerLimits;
  fanOut: FanOut;
  counters: Counters;
  /** Called once, as soon as the connection neither sends nor hears anything more. */
  onEnd: (connection: Connection) => void;
  onSlow: (connection: Connection) => void;
}

/** One client. Everything said to it passes through its outbox, so it hears things in the order they were said. */
export class Connection implements Flushable {
  readonly channels = new Set<string>();
  readonly messageBudget: RateBudget;
  readonly clientEventBudget: RateBudget;
  user: SignedInUser | null = null;

  readonly #ws: WebSocket;
  readonly #socket: Duplex;
  readonly #context: ConnectionContext;
  #outbox: Buffer[] = [];
  #waiting = false;
  #closing = false;
  #ended = false;
  #heardAt = Date.now();
  #pingedAt: number | null = null;

  /** @param socket the stream under `ws`, which is written to directly: frames are encoded once for all sockets. */
  constructor(
    readonly socketId: string,
    ws: WebSocket,
    socket: Duplex,
    context: ConnectionContext,
  ) {
    this.#ws = ws;
    this.#socket = socket;
    this.#context = context;
    this.messageBudget = new RateBudget(context.limits.messagesPerMinute, 60_000);
    this.clientEventBudget = new RateBudget(context.limits.clientEventsPerSecond, 1_000);
    ws.on("pong", () => this.heard());
    ws.on("close", () => this.#end());
  }

  /** Queues a frame; it leaves with the fan-out's next turn. Does nothing once the connection is closing. */
  send(frame: Buffer): void {
    if (this.#closing) return;
    this.#outbox.push(frame);
    if (this.#waiting) return;
    this.#waiting = true;
    this.#context.fanOut.enqueue(this);
  }

  /** Writes what is queued, as one write; closes the connection when its client reads too slowly. */
  flush(): void {
    this.#waiting = false;
    const frames = this.#outbox;
    if (frames.length === 0) return;
    this.#outbox = [];
    if (this.#ws.readyState !== WebSocket.OPEN || !this.#socket.writable) return;
    this.#socket.cork();
    for (const frame of frames) this.#socket.write(frame);
    this.#socket.uncork();
    this.#context.counters.messagesSent += frames.length;
    if (!this.#closing && this.#socket.writableLength > this.#context.limits.bufferedBytes) {
      this.#context.counters.slowConsumersClosed += 1;
      this.#context.onSlow(this);
      this.close(CloseCode.OverCapacity, "Messages are not read fast enough");
    }
  }

  /** Sends what is queued and the reason, then closes; a client that does not answer is cut off after a while. */
  close(code: number, message: string): void {
    if (this.#closing) return;
    this.#outbox.push(errorFrame(code, message));
    this.#closing = true;
    this.flush();
    this.#ws.close(code, message);
    this.#end();
  }

  /** Notes a sign of life. */
  heard(): void {
    this.#heardAt = Date.now();
    this.#pingedAt = null;
  }

  /** Pings after silence, and closes with 4201 when the ping stays unanswered. */
  checkActivity(now: number): void {
    const { activityTimeoutMs, pongTimeoutMs } = this.#context.limits;
    if (this.#pingedAt !== null) {
      if (now - this.#pingedAt >= pongTimeoutMs) this.close(CloseCode.NoPong, "No answer to a ping");
    } else if (now - this.#heardAt >= activityTimeoutMs) {
      this.#pingedAt = now;
      this.send(PING_FRAME);
      // A page asleep in the background cannot answer pusher:ping, but its browser answers this one.
      this.#ws.ping();
    }
  }

  #end(): void {
    this.#closing = true;
    if (this.#ended) return;
    this.#ended = true;
    this.#outbox = [];
    this.#context.onEnd(this);
  }
}
