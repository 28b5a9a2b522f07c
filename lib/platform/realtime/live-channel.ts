import type { ChannelCursor, LiveEvent } from "./define-event";

/** What the replay endpoint says about a channel. */
export type ReplayAnswer =
  | { epoch: string; events: { name: string; data: LiveEvent["data"] }[]; head: number }
  | { gone: true; epoch: string; head: number };

export interface ChannelSink {
  /** Called once per number, in order. */
  apply(event: LiveEvent, replayed: boolean): void;
  /** Wants what came after `cursor.seq`; `soon` unless the last answer brought nothing new. */
  ask(channel: LiveChannel, soon: boolean): void;
  /** The numbers began anew or are too old: only a fresh snapshot and `restart` help. */
  gone(channel: LiveChannel): void;
}

/** Past this many it is cheaper to ask again than to remember. */
const maxHeld = 1_000;

/**
 * One reader of one channel: whatever the order, repetition or loss of what arrives, every event is applied exactly once and in
 * the order of its number. Knows nothing of sockets, of HTTP or of React.
 */
export class LiveChannel {
  #cursor: ChannelCursor;
  #held = new Map<number, LiveEvent>();
  /** Between a (re)subscription or a gap and the answer that closes it. */
  #waiting = true;
  #gone = false;

  constructor(
    readonly name: string,
    cursor: ChannelCursor,
    private readonly sink: ChannelSink,
  ) {
    this.#cursor = cursor;
  }

  get cursor(): ChannelCursor {
    return this.#cursor;
  }

  /** Something is missing, or may be: an answer is waited for. */
  get isWaiting(): boolean {
    return this.#waiting;
  }

  /** Holds live events back until an answer tells what came before them. */
  hold(): void {
    this.#waiting = true;
    if (!this.#gone) this.sink.ask(this, true);
  }

  receive(event: LiveEvent): void {
    const { seq } = event.data.meta;
    if (seq <= this.#cursor.seq) return;
    if (this.#waiting || seq !== this.#cursor.seq + 1) {
      if (this.#held.size >= maxHeld) this.#held.clear();
      this.#held.set(seq, event);
      if (!this.#waiting) this.hold();
      return;
    }
    this.#advance(event, false);
    this.#drain();
  }

  /** Takes the answer to a question asked at any time. `isOld` tells history from news. */
  answer(answer: ReplayAnswer, isOld: (event: LiveEvent) => boolean = () => true): void {
    if (this.#gone) return;
    if ("gone" in answer || answer.epoch !== this.#cursor.epoch) {
      this.#waiting = true;
      this.#gone = true;
      this.sink.gone(this);
      return;
    }
    const before = this.#cursor.seq;
    for (const { name, data } of answer.events) {
      const event = { name, channel: this.name, data };
      if (data.meta.seq === this.#cursor.seq + 1) this.#advance(event, isOld(event));
    }
    this.#drain();
    this.#waiting = this.#cursor.seq < answer.head || this.#held.size > 0;
    if (this.#waiting) this.sink.ask(this, this.#cursor.seq > before);
  }

  /** Begins anew from a snapshot's cursor. */
  restart(cursor: ChannelCursor): void {
    this.#cursor = cursor;
    this.#held.clear();
    this.#gone = false;
    this.hold();
  }

  #advance(event: LiveEvent, replayed: boolean): void {
    const { seq } = event.data.meta;
    this.#cursor = { epoch: this.#cursor.epoch, seq };
    this.#held.delete(seq);
    this.sink.apply(event, replayed);
  }

  #drain(): void {
    for (let next = this.#next(); next; next = this.#next()) this.#advance(next, false);
    for (const seq of this.#held.keys()) if (seq <= this.#cursor.seq) this.#held.delete(seq);
  }

  #next(): LiveEvent | undefined {
    return this.#held.get(this.#cursor.seq + 1);
  }
}
