import { ApiError, apiFetch } from "@/lib/platform/http/client";
import type { PickupDto } from "./schema";

/** What the screen holds, and what it knows of the line. */
export interface PickupState {
  board: Pick<PickupDto, "preparing" | "ready">;
  /** How far the house's clock is ahead of this device's, in ms. */
  offset: number;
  /** Since when, by the house's clock (ISO), the numbers may be old; null while the house answers. */
  lostSince: string | null;
}

/** From the end of one answer to the next question, in ms. */
const pauseMs = 1_000;
/** Without an answer for so long the line is lost, in ms. */
const lostAfterMs = 6_000;
const answerWithinMs = 3_000;
/** The clock is corrected when it is off by more than this, in ms; below that it would only tremble. */
const clockSlackMs = 1_500;

const sameNumbers = (a: readonly number[], b: readonly number[]) =>
  a.length === b.length && a.every((number, index) => number === b[index]);

/**
 * Asks for the board every second while the page is looked at, and says so when nothing answers. One question at a time, one timer
 * for the next and one for the silence: it can run for months.
 */
export class PickupFeed {
  #state: PickupState;
  #listeners = new Set<() => void>();
  #next: ReturnType<typeof setTimeout> | null = null;
  #silence: ReturnType<typeof setTimeout> | null = null;
  #asking = false;
  #running = false;
  #lastAnswer = 0;
  /** When the board was last known to be true, by the house's clock. */
  #trueAt: string;

  /** `start` is what the server rendered. */
  constructor(
    private readonly venue: string,
    start: PickupDto,
    private readonly ask: (venue: string) => Promise<PickupDto> = fetchPickup,
  ) {
    const { at, ...board } = start;
    this.#trueAt = at;
    this.#state = { board, offset: 0, lostSince: null };
  }

  read = (): PickupState => this.#state;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  start(): () => void {
    this.#running = true;
    this.#heard();
    this.hurry();
    document.addEventListener("visibilitychange", this.hurry);
    addEventListener("online", this.hurry);
    return () => {
      this.#running = false;
      document.removeEventListener("visibilitychange", this.hurry);
      removeEventListener("online", this.hurry);
      for (const timer of [this.#next, this.#silence]) if (timer) clearTimeout(timer);
    };
  }

  /** Asks now; also what happens when the network, or somebody who looks, comes back. */
  hurry = (): void => {
    // A phone in a pocket asks for nothing.
    if (this.#running && !this.#asking && document.visibilityState !== "hidden") void this.#askNow();
  };

  async #askNow(): Promise<void> {
    if (this.#next) clearTimeout(this.#next);
    this.#asking = true;
    let pause = pauseMs;
    try {
      this.#take(await this.ask(this.venue));
    } catch (error) {
      // The silence is what counts; a house that wants rest gets it.
      if (error instanceof ApiError && error.retryAfter) pause = Math.max(pause, error.retryAfter * 1_000);
    }
    this.#asking = false;
    if (this.#running) this.#next = setTimeout(this.hurry, pause);
  }

  #take(answer: PickupDto): void {
    if (!this.#running) return;
    this.#heard();
    this.#trueAt = answer.at;
    const { board, offset, lostSince } = this.#state;
    const ahead = Date.parse(answer.at) - Date.now();
    const same = sameNumbers(board.preparing, answer.preparing) && sameNumbers(board.ready, answer.ready);
    const inTime = Math.abs(ahead - offset) <= clockSlackMs;
    // An answer that brings nothing new is no reason to draw.
    if (same && inTime && lostSince === null) return;
    const { preparing, ready } = answer;
    this.#change({ board: same ? board : { preparing, ready }, offset: inTime ? offset : ahead, lostSince: null });
  }

  #heard(): void {
    this.#lastAnswer = Date.now();
    if (this.#silence) clearTimeout(this.#silence);
    this.#silence = setTimeout(this.#listen, lostAfterMs);
  }

  #listen = (): void => {
    const left = lostAfterMs - (Date.now() - this.#lastAnswer);
    if (left > 0) {
      this.#silence = setTimeout(this.#listen, left);
      return;
    }
    if (this.#state.lostSince === null) this.#change({ ...this.#state, lostSince: this.#trueAt });
  };

  #change(state: PickupState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}

/** @throws ApiError */
export function fetchPickup(venue: string): Promise<PickupDto> {
  return apiFetch<PickupDto>(`/api/venues/${venue}/pickup`, { timeoutMs: answerWithinMs });
}
