/** Chance that a seed repeats: the same seed plays the same evening. Mulberry32, a public-domain generator of 32 bits. */
export class Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** 0 to below 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** `least` to `most`, whole, both included. */
  whole(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  between(least: number, most: number): number {
    return least + this.next() * (most - least);
  }

  happens(probability: number): boolean {
    return this.next() < probability;
  }

  /** One of a list that is not empty. */
  of<T>(list: readonly T[]): T {
    return list[Math.floor(this.next() * list.length)] as T;
  }

  /** Minutes until the next of something that comes `perHour` times an hour (exponential: arrivals know nothing of each other). */
  until(perHour: number): number {
    return (-Math.log(1 - this.next()) / perHour) * 60;
  }

  /** Around `median`, never below a third of it, now and then three times as long: how long work takes. Log-normal, σ = 0.35. */
  around(median: number): number {
    const normal = Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next());
    return Math.min(3, Math.max(1 / 3, Math.exp(0.35 * normal))) * median;
  }

  /** A generator of its own: what one party does does not shift what the next one does. */
  child(): Chance {
    return new Chance(Math.floor(this.next() * 4_294_967_296));
  }
}
