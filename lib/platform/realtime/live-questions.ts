import { serverClock } from "@/lib/platform/server-clock";
import type { LiveEvent } from "./define-event";
import type { Comparison } from "./heartbeat";
import type { LiveChannel, ReplayAnswer } from "./live-channel";

export interface QuestionOptions {
  venue: string;
  origin: string;
  fetch: typeof fetch;
  headers: Record<string, string>;
}

export interface QuestionListener {
  /** Whether anybody still reads it. */
  follows(channel: LiveChannel): boolean;
  /** Something answered. */
  answered(): void;
  /** Channels were compared with the house; `complete` is about all that were asked for. */
  compared(comparison: Comparison): void;
}

const askTimeoutMs = 4_000;
/** The longest pause before what failed is asked again. */
const maxPauseMs = 5_000;
/** An event learned from the replay and older than this is history; younger, it is news that took a detour. */
const historyMs = 30_000;
const refusedMs = 30_000;
const maxAsked = 50;

const jitter = (ms: number) => ms * (0.8 + Math.random() * 0.4);

/** Asks the replay endpoint what came after the numbers that channels hold: together, one request at a time, again when it fails. */
export class LiveQuestions {
  #asked = new Set<LiveChannel>();
  #asking = false;
  #open = false;
  /** The next question also asks how the house stands. */
  #beat = false;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #failures = 0;
  #refusedUntil = new Map<string, number>();

  constructor(
    private readonly options: QuestionOptions,
    private readonly listener: QuestionListener,
  ) {}

  start(): void {
    this.#open = true;
  }

  stop(): void {
    this.#open = false;
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }

  ask(channel: LiveChannel, soon: boolean): void {
    if ((this.#refusedUntil.get(channel.name) ?? 0) > Date.now()) return;
    this.#asked.add(channel);
    this.#askIn(soon ? 5 : 500);
  }

  /** Compares all of them; with `beat` the house also says whether it has numbered all it knows. */
  askAll(channels: Iterable<LiveChannel>, beat: boolean): void {
    if (beat) this.#beat = true;
    for (const channel of channels) this.ask(channel, true);
  }

  /** The way is open again: what failed before is not waited for. */
  hurry(): void {
    if (!this.#timer) return;
    clearTimeout(this.#timer);
    this.#timer = null;
    this.#askIn(5);
  }

  forget(channel: LiveChannel): void {
    this.#asked.delete(channel);
  }

  /** Asks for nothing but an answer. */
  async probe(): Promise<void> {
    try {
      await this.#get("/api/realtime/info");
      this.listener.answered();
    } catch {
      // The silence is what counts.
    }
  }

  #askIn(ms: number): void {
    if (this.#timer || this.#asking || !this.#open) return;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      void this.#askNow();
    }, ms);
  }

  /** Asks for all channels that want it in one request. What fails is asked again. */
  async #askNow(): Promise<void> {
    const channels = [...this.#asked];
    const names = [...new Set(channels.map(({ name }) => name))].slice(0, maxAsked);
    const mine = channels.filter(({ name }) => names.includes(name));
    for (const channel of mine) this.#asked.delete(channel);
    if (names.length === 0) return;
    this.#asking = true;
    try {
      await this.#askFor(names, mine);
      this.#failures = 0;
    } catch {
      this.#failures += 1;
      for (const channel of mine) if (this.listener.follows(channel)) this.#asked.add(channel);
    }
    this.#asking = false;
    if (this.#asked.size > 0) {
      this.#askIn(this.#failures > 0 ? jitter(Math.min(maxPauseMs, 250 * 2 ** this.#failures)) : 5);
    }
  }

  async #askFor(names: readonly string[], channels: readonly LiveChannel[]): Promise<void> {
    const query = new URLSearchParams();
    for (const name of names) {
      // Two readers of a channel may stand at different numbers; the one behind decides, the other drops what it has.
      const cursors = channels.filter((channel) => channel.name === name).map(({ cursor }) => cursor);
      const behind = cursors.reduce((a, b) => (b.seq < a.seq ? b : a));
      query.append("channel", name);
      query.append("after", String(behind.seq));
      query.append("epoch", behind.epoch);
    }
    const beat = this.#beat;
    if (beat) query.append("beat", "1");
    // Nothing was missing at these, so what the answer brings should have come over the socket.
    const steady = new Map(channels.filter(({ isWaiting }) => !isWaiting).map((each) => [each, each.cursor.seq]));
    const sentAt = Date.now();
    const { response, body } = await this.#get(`/api/venues/${this.options.venue}/events?${query}`);
    const { status } = response;
    if (status >= 500 || status === 429) throw new Error(`HTTP ${status}`);
    this.listener.answered();
    if (status === 401 || status === 403 || status === 404) return this.#refuse(names, channels);
    const answers = this.#answersIn(body, status, names);
    if (beat) this.#beat = false;
    const serverNow = Date.parse(response.headers.get("date") ?? "") || Date.now();
    const isOld = (event: LiveEvent) => serverNow - Date.parse(event.data.meta.at) > historyMs;
    let ahead = false;
    for (const channel of channels) {
      const answer = answers[channel.name];
      if (!answer || !this.listener.follows(channel)) continue;
      const { seq } = channel.cursor;
      channel.answer(answer, isOld);
      ahead ||= steady.get(channel) === seq && channel.cursor.seq > seq;
    }
    const { lagMs = null } = body as { lagMs?: number };
    const complete = channels.every((channel) => !channel.isWaiting);
    this.listener.compared({ sentAt, complete, lagMs, ahead });
  }

  #answersIn(body: unknown, status: number, names: readonly string[]): Record<string, ReplayAnswer> {
    const [name] = names;
    if (names.length > 1 || !name) return (body as { channels: Record<string, ReplayAnswer> }).channels;
    if (status === 200) return { [name]: body as ReplayAnswer };
    if (status === 410) return { [name]: (body as { current: ReplayAnswer }).current };
    throw new Error(`HTTP ${status}`);
  }

  /** One channel that may not be heard must not silence the others; its own reader learns why from the snapshot. */
  async #refuse(names: readonly string[], channels: readonly LiveChannel[]): Promise<void> {
    if (names.length > 1) {
      for (const name of names) {
        await this.#askFor(
          [name],
          channels.filter((channel) => channel.name === name),
        );
      }
      return;
    }
    for (const name of names) this.#refusedUntil.set(name, Date.now() + refusedMs);
    for (const channel of channels) channel.answer({ gone: true, epoch: "", head: 0 });
  }

  async #get(path: string): Promise<{ response: Response; body: unknown }> {
    const controller = new AbortController();
    const timer = setTimeout(() => controller.abort(), askTimeoutMs);
    const sentAt = Date.now();
    try {
      const response = await this.options.fetch(this.options.origin + path, {
        headers: this.options.headers,
        credentials: "same-origin",
        cache: "no-store",
        signal: controller.signal,
      });
      serverClock.heardDate(response.headers.get("date"), sentAt);
      return { response, body: await response.json() };
    } finally {
      clearTimeout(timer);
    }
  }
}
