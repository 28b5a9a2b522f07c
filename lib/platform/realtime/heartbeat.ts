/** From one proof to the next question, in ms. */
const beatMs = 2_500;
/** What is shown and was not proven for so long is lost, in ms: with the look once in half a second it is said within ten seconds. */
const lostAfterMs = 8_000;
/** What the comparison had and an open socket does not bring within so long, it does not bring, in ms. */
const muteAfterMs = 2_000;
/** Proofs that follow each other faster are one beat, in ms. */
const shownMs = 1_000;
/** A page whose timers stood still for so long has slept, in ms. */
const sleptMs = 4_000;
/** How long a page that woke may ask before it calls itself lost, in ms. */
const wakeMs = 2_000;

/** What comparing all of a page's channels with the house's own numbers showed. */
export interface Comparison {
  /** When it was asked, ms. */
  sentAt: number;
  /** Nothing is missing of what has a number. */
  complete: boolean;
  /** For how long the oldest event of the house waits for its number, in ms; null when the house did not say. */
  lagMs: number | null;
  /** It brought something to a channel that missed nothing: an open socket brings that too, at once. */
  ahead: boolean;
}

export type Pulse = "proven" | "waking" | "lost";

/**
 * Whether what a page shows is the truth, by what proves it: a comparison of numbers with the house, or an event that came in its order. A
 * socket that is open proves nothing; the house may be unable to send, the way may be dead, the page may have slept. All times in ms by
 * the page's own clock. Knows nothing of sockets and of HTTP.
 */
export class Heartbeat {
  #wanted = 0;
  #provenAt: number;
  #beats = 0;
  #beatAt = 0;
  #lastLook: number;
  #wokeAt = Number.NEGATIVE_INFINITY;
  /** Since when the socket owes something; 0 is nothing. */
  #owesSince = 0;
  #mute = false;

  constructor(now: number) {
    this.#provenAt = now;
    this.#lastLook = now;
  }

  /** Somebody on this page wants it. */
  get isWanted(): boolean {
    return this.#wanted > 0;
  }

  /** Until when what is shown is known to be the truth. */
  get provenAt(): number {
    return this.#provenAt;
  }

  /** How often it was proven, counted at most once a second. */
  get beats(): number {
    return this.#beats;
  }

  /** The socket is open and brings nothing. */
  get isMute(): boolean {
    return this.#mute;
  }

  /** What the page shows was true at `now`: it was rendered by then. */
  begin(now: number): void {
    this.#provenAt = now;
    this.#lastLook = now;
    this.#wokeAt = Number.NEGATIVE_INFINITY;
    this.#beatAt = Math.min(this.#beatAt, now);
    this.#owesSince = Math.min(this.#owesSince, now);
  }

  /** Begins when the first one wants it, with what was true at `now`. */
  want(now: number): () => void {
    if (this.#wanted++ === 0) this.begin(now);
    let over = false;
    return () => {
      if (!over) this.#wanted -= 1;
      over = true;
    };
  }

  /** Looks how it stands, regularly; true when it should be asked about now. */
  look(now: number): boolean {
    // The device's clock was set back: what lies ahead of it would be believed until then.
    if (now < this.#lastLook) this.begin(now);
    if (now - this.#lastLook > sleptMs) this.#wokeAt = now;
    const slept = this.#wokeAt === now;
    this.#lastLook = now;
    if (this.#owesSince > 0 && now - this.#owesSince >= muteAfterMs) this.#mute = true;
    return this.isWanted && (slept || now - this.#provenAt >= beatMs);
  }

  judge(now: number): Pulse {
    if (now - this.#provenAt < lostAfterMs) return "proven";
    // Something else woke before the regular look did.
    if (now - this.#lastLook > sleptMs) return "waking";
    return this.#wokeAt > this.#provenAt && now - this.#wokeAt < wakeMs ? "waking" : "lost";
  }

  compared({ sentAt, complete, lagMs, ahead }: Comparison): void {
    if (ahead && this.#owesSince === 0) this.#owesSince = sentAt;
    if (complete && lagMs !== null) this.#prove(sentAt - lagMs);
  }

  /** The socket brought an event in its order that happened at `at`. */
  brought(at: number, now: number): void {
    this.#prove(Math.min(at, now));
  }

  /** The socket brought something, or begins anew: it may be believed. */
  unmute(): void {
    this.#mute = false;
    this.#owesSince = 0;
  }

  #prove(at: number): void {
    if (at <= this.#provenAt) return;
    this.#provenAt = at;
    if (!this.isWanted || at - this.#beatAt < shownMs) return;
    this.#beatAt = at;
    this.#beats += 1;
  }
}
