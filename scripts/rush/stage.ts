import { setMaxListeners } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import type { Answer } from "@/e2e/api-client";

/** How often a request is sent while no server answers: half a minute, in which a house restarts several times. */
const patience = 18;

/** What happened so far. */
export interface Tally {
  parties: number;
  "turned away": number;
  orders: number;
  lines: number;
  accepted: number;
  "tickets made": number;
  /** Tickets that were made too early, and taken back. */
  recalled: number;
  /** Lines that guests thought better of. */
  "called off": number;
  /** Changes that the kitchen took note of. */
  noted: number;
  rushed: number;
  /** Dishes that the kitchen ran out of. */
  "sold out": number;
  "lines served": number;
  calls: number;
  "tables closed": number;
  /** Answers with 409: somebody was faster, which a full room brings with it. */
  collisions: number;
  /** Requests that found no server, and were sent again. */
  unreachable: number;
}

/** The clock and the books of a played evening. */
export class Stage {
  readonly tally: Tally = {
    parties: 0,
    "turned away": 0,
    orders: 0,
    lines: 0,
    accepted: 0,
    "tickets made": 0,
    recalled: 0,
    "called off": 0,
    noted: 0,
    rushed: 0,
    "sold out": 0,
    "lines served": 0,
    calls: 0,
    "tables closed": 0,
    collisions: 0,
    unreachable: 0,
  };
  /** What some waiter is on the way to: colleagues see that, most of the time. */
  readonly claimed = new Set<string>();
  /** Answers nobody reckoned with, worded; a good evening has none. */
  readonly faults: string[] = [];
  readonly #begun = performance.now();
  readonly #end = new AbortController();

  constructor(
    /** How much faster than life: 10 plays an hour in six minutes. */
    readonly speed: number,
  ) {
    // Everybody in the room waits for it.
    setMaxListeners(0, this.#end.signal);
  }

  /** Minutes of the evening that have passed. */
  get minute(): number {
    return ((performance.now() - this.#begun) / 60_000) * this.speed;
  }

  get isOver(): boolean {
    return this.#end.signal.aborted;
  }

  /** Everybody who waits stops waiting. */
  end(): void {
    this.#end.abort();
  }

  /** Lets minutes of the evening pass; at once when it is over. */
  async pass(minutes: number): Promise<void> {
    const ms = (minutes / this.speed) * 60_000;
    await sleep(Math.max(0, ms), undefined, { signal: this.#end.signal }).catch(() => undefined);
  }

  /** Looks again and again, at most four times a second, until `look` answers something or the minutes are over (null). */
  async until<T>(minutes: number, look: () => Promise<T | null>): Promise<T | null> {
    const last = this.minute + minutes;
    const pause = Math.max(0.25, Math.min(2, 12 / this.speed));
    while (!this.isOver && this.minute < last) {
      const seen = await look();
      if (seen !== null) return seen;
      await this.pass((pause / 60) * this.speed);
    }
    return null;
  }

  /**
   * Sends a request, again and again while no server answers, so `send` must mean the same every time. A 409 is counted, anything
   * else that failed is a fault. Answers the body, or null when it failed.
   */
  // biome-ignore lint/suspicious/noExplicitAny: as ApiClient's.
  async ask<T = any>(what: string, send: () => Promise<Answer<T>>): Promise<T | null> {
    for (let attempt = 0; attempt < patience; attempt++) {
      const answer = await send().catch(() => null);
      if (answer === null || answer.status === 503) {
        if (this.isOver) return null;
        this.tally.unreachable++;
        await sleep(Math.min(2_000, 100 * 2 ** attempt));
        continue;
      }
      const { status, body } = answer;
      if (status < 300) return body;
      if (status === 409) this.tally.collisions++;
      else this.faults.push(`${what}: ${status} ${JSON.stringify(body).slice(0, 200)}`);
      return null;
    }
    this.faults.push(`${what}: no server`);
    return null;
  }
}

/** Runs until the evening is over: `look`, then a pause of so many seconds of the evening (at least 250 ms of ours). */
export async function shift(stage: Stage, seconds: number, look: () => Promise<void>): Promise<void> {
  while (!stage.isOver) {
    await look();
    await stage.pass(Math.max(seconds / 60, (0.25 / 60) * stage.speed));
  }
}
