/**
 * What the members of a presence channel tell each other of themselves, by client events: nothing of it is stored, and a broker
 * that carries no client events leaves everybody silent.
 */

/** Client events carry names of their own; this is the only one. */
export const announcementEvent = "client-looking";

export interface Announced<T = unknown> {
  /** As the broker says, not the message. */
  userId: string;
  value: T;
}

interface Wire {
  /** One page of a person, who may have several open. */
  from: string;
  /** null takes back what was said. */
  value: unknown;
  /** "I am new here, tell me of you." */
  ask?: boolean;
}

interface Heard {
  userId: string;
  value: unknown;
  /** When it was last heard, and when it last changed (ms). */
  at: number;
  since: number;
}

/** Repeated this often (ms), and forgotten when three were missed. */
const repeatMs = 30_000;
const forgetMs = 3 * repeatMs;
/** Brokers let a client send ten a second; this is far below. */
const gapMs = 500;
/** A newcomer is answered within this time, not by everybody in one instant (ms). */
const answerWithinMs = 1_200;

const isWire = (data: unknown): data is Wire =>
  typeof data === "object" && data !== null && typeof (data as Wire).from === "string";

/** One page's part in the announcements of one channel. */
export class Announcements {
  #mine: unknown = null;
  #said = "null";
  #heard = new Map<string, Heard>();
  #listeners = new Set<() => void>();
  #read: readonly Announced[] = [];
  #lastSent = 0;
  #due: ReturnType<typeof setTimeout> | null = null;
  #dueAt = 0;
  #beat: ReturnType<typeof setInterval> | null = null;
  readonly #from = Math.random().toString(36).slice(2, 12);

  /** `send` says whether it could. */
  constructor(private readonly send: (data: Wire) => boolean) {}

  read = (): readonly Announced[] => this.#read;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    this.#begin();
    return () => {
      this.#listeners.delete(listener);
      this.#endIfIdle();
    };
  };

  /** Says it to everybody, now and to those who come; null takes it back. Values are small plain JSON. */
  say(value: unknown): void {
    this.#mine = value;
    if (JSON.stringify(value) === this.#said) return;
    this.#begin();
    this.#sendIn(0);
  }

  /** The channel was joined, for the first time or again: say what there is to say, and ask. */
  joined(): void {
    this.#transmit(true);
  }

  hear(userId: string | undefined, data: unknown): void {
    if (!userId || !isWire(data)) return;
    const before = this.#heard.get(data.from);
    const now = Date.now();
    const isSame = before !== undefined && JSON.stringify(before.value) === JSON.stringify(data.value);
    if (data.value === null || data.value === undefined) this.#heard.delete(data.from);
    else {
      const since = isSame ? before.since : now;
      this.#heard.set(data.from, { userId, value: data.value, at: now, since });
    }
    if (data.ask && this.#mine !== null) this.#sendIn(Math.random() * answerWithinMs);
    if (!isSame) this.#tell();
  }

  /** Who is there now: what others said goes with them, and who came is told. */
  members(ids: readonly string[], isNew: boolean): void {
    const present = new Set(ids);
    let gone = false;
    for (const [from, { userId }] of this.#heard) {
      if (!present.has(userId)) gone = this.#heard.delete(from) || gone;
    }
    if (gone) this.#tell();
    if (isNew && this.#mine !== null) this.#sendIn(Math.random() * answerWithinMs);
  }

  /** Ends for good: takes back what was said. */
  close(): void {
    if (this.#mine !== null) {
      this.#mine = null;
      this.#transmit(false);
    }
    this.#heard.clear();
    this.#tell();
    this.#stop();
  }

  #begin(): void {
    this.#beat ??= setInterval(() => {
      if (this.#mine !== null) this.#transmit(false);
      this.#forget();
    }, repeatMs);
  }

  #endIfIdle(): void {
    if (this.#listeners.size === 0 && this.#mine === null) this.#stop();
  }

  #stop(): void {
    if (this.#beat) clearInterval(this.#beat);
    if (this.#due) clearTimeout(this.#due);
    this.#beat = null;
    this.#due = null;
  }

  /** Never closer together than the gap; what is asked for while one is due is said by that one, or sooner. */
  #sendIn(ms: number): void {
    const at = Math.max(Date.now() + ms, this.#lastSent + gapMs);
    if (this.#due && this.#dueAt <= at) return;
    if (this.#due) clearTimeout(this.#due);
    this.#dueAt = at;
    this.#due = setTimeout(() => {
      this.#due = null;
      this.#transmit(false);
      this.#endIfIdle();
    }, at - Date.now());
  }

  #transmit(ask: boolean): void {
    const sent = this.send({ from: this.#from, value: this.#mine, ...(ask ? { ask } : {}) });
    if (!sent) return;
    this.#lastSent = Date.now();
    this.#said = JSON.stringify(this.#mine);
  }

  #forget(): void {
    const before = this.#heard.size;
    for (const [from, { at }] of this.#heard) if (Date.now() - at > forgetMs) this.#heard.delete(from);
    if (this.#heard.size !== before) this.#tell();
  }

  /** Of a person with several pages, the one where something changed last. */
  #tell(): void {
    const latest = new Map<string, Heard>();
    for (const heard of this.#heard.values()) {
      const other = latest.get(heard.userId);
      if (!other || heard.since > other.since) latest.set(heard.userId, heard);
    }
    this.#read = [...latest.values()].map(({ userId, value }) => ({ userId, value }));
    for (const listener of this.#listeners) listener();
  }
}
