/**
 * The house's clock, as far as its answers tell it. Each says where it can stand against the device's: together they narrow it down to a
 * fraction of a second. A device whose clock is right, as far as anybody can tell, is left alone.
 */
export class ServerClock {
  #low = Number.NEGATIVE_INFINITY;
  #high = Number.POSITIVE_INFINITY;
  #offset = 0;
  #listeners = new Set<() => void>();

  constructor(private readonly now: () => number = Date.now) {}

  /** How far the house's clock is ahead of this device's, in ms. */
  get offset(): number {
    return this.#offset;
  }

  /** The house's time, ms since the epoch. */
  read = (): number => this.now() + this.#offset;

  /** Tells of every correction. */
  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Takes the Date header of an answer, whose question went out at `sentAt` by this device's clock and which came just now. */
  heardDate(header: string | null, sentAt: number): void {
    const at = Date.parse(header ?? "");
    // It tells whole seconds: the rest of the second may have passed.
    if (!Number.isNaN(at)) this.#narrow(at - this.now(), at + 1_000 - sentAt);
  }

  /** Takes an instant that the house has passed: when something happened that just came. */
  heardInstant(iso: string): void {
    const at = Date.parse(iso);
    if (!Number.isNaN(at)) this.#narrow(at - this.now(), Number.POSITIVE_INFINITY);
  }

  #narrow(low: number, high: number): void {
    this.#low = Math.max(this.#low, low);
    this.#high = Math.min(this.#high, high);
    // A clock was set meanwhile: what was known before is worth nothing.
    if (this.#low > this.#high) [this.#low, this.#high] = [low, high];
    const offset = Math.min(this.#high, Math.max(this.#low, this.#offset));
    if (offset === this.#offset) return;
    this.#offset = offset;
    for (const listener of this.#listeners) listener();
  }
}

/** One a tab; the live connection feeds it. */
export const serverClock = new ServerClock();
