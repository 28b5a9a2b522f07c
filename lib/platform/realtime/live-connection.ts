import { Announcements } from "./announcements";
import type { LiveEvent } from "./define-event";
import type { LiveChannel, ReplayAnswer } from "./live-channel";
import { LiveSocket, type Member } from "./live-socket";
import type { Follows } from "./live-store";

export interface ConnectionState {
  /** `polling`: the socket is down and the server still answers; `offline`: nothing does. */
  status: "connecting" | "live" | "polling" | "offline";
  /** When something was last heard from the server, ms since the epoch; 0 before that. */
  lastSync: number;
}

export interface ConnectionOptions {
  venue: string;
  as: "staff" | "guest";
  /** When what the page shows was last known to be true, ms; it was rendered by the server just now unless given. */
  lastSync?: number;
  /** Before every path; empty in a browser. */
  origin?: string;
  fetch?: typeof fetch;
}

/** Down for this long, the socket is not waited for any more. */
const pollAfterMs = 3_000;
const pollMs = 5_000;
const headsMs = 30_000;
/** Nothing heard for this long is "no connection". */
const silentMs = 8_000;
const askTimeoutMs = 4_000;
/** An event learned from the replay and older than this is history; younger, it is news that took a detour. */
const historyMs = 30_000;
const refusedMs = 30_000;
const maxAsked = 50;

const jitter = (ms: number) => ms * (0.8 + Math.random() * 0.4);

/** The line of one venue to one tab: channels counted, questions asked together, and an honest word about how it stands. */
export class LiveConnection implements Follows {
  #followers = new Map<string, Set<LiveChannel>>();
  #watchers = new Map<string, Set<() => void>>();
  #members = new Map<string, Member[]>();
  #announcements = new Map<string, Announcements>();
  #listeners = new Set<() => void>();
  #state: ConnectionState = { status: "connecting", lastSync: 0 };
  #socket: LiveSocket;
  #fetch: typeof fetch;
  #origin: string;
  #headers: Record<string, string>;
  #users = 0;
  #asked = new Set<LiveChannel>();
  #asking = false;
  #askTimer: ReturnType<typeof setTimeout> | null = null;
  #askFailures = 0;
  #refusedUntil = new Map<string, number>();
  #timers: ReturnType<typeof setTimeout>[] = [];
  #lastHeard = 0;
  /** When the replay endpoint last answered. */
  #lastAnswer = 0;
  #downSince = 0;
  #nextPoll = 0;
  #nextHeads = 0;

  constructor(private readonly options: ConnectionOptions) {
    if (options.lastSync) this.#state = { status: "connecting", lastSync: options.lastSync };
    this.#origin = options.origin ?? "";
    this.#fetch = options.fetch ?? ((...args) => fetch(...args));
    this.#headers = options.as === "guest" ? { "x-servery-as": "guest" } : {};
    this.#socket = new LiveSocket(
      { origin: this.#origin, fetch: this.#fetch, headers: this.#headers },
      {
        changed: () => this.#socketChanged(),
        heard: () => this.#heard(),
        subscribed: (name) => {
          this.#holdAll(name);
          this.#announcements.get(name)?.joined();
        },
        refused: (name) => this.#holdAll(name),
        event: (event) => {
          for (const channel of this.#followers.get(event.channel) ?? []) channel.receive(event);
        },
        announced: (name, userId, data) => this.#announcements.get(name)?.hear(userId, data),
        members: (name, members, joined) => {
          this.#members.set(name, members);
          this.#announcements.get(name)?.members(
            members.map(({ id }) => id),
            joined,
          );
          for (const watcher of this.#watchers.get(name) ?? []) watcher();
        },
      },
    );
  }

  readState = (): ConnectionState => this.#state;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Opens the line for the first of its users; the function it returns closes it after the last. */
  retain(): () => void {
    if (this.#users++ === 0) this.#start();
    let released = false;
    return () => {
      if (released) return;
      released = true;
      // A page that follows another one goes on with the same line.
      setTimeout(() => {
        if (--this.#users === 0) this.#stop();
      }, 1_000);
    };
  }

  follow(channel: LiveChannel): () => void {
    const { name } = channel;
    const others = this.#followers.get(name);
    const first = !this.#isUsed(name);
    this.#followers.set(name, new Set(others).add(channel));
    if (first) this.#socket.subscribe(name);
    else if (this.#socket.connected) channel.hold();
    return () => {
      const rest = new Set(this.#followers.get(name));
      rest.delete(channel);
      if (rest.size > 0) this.#followers.set(name, rest);
      else this.#followers.delete(name);
      this.#asked.delete(channel);
      this.#leave(name);
    };
  }

  /** Tells `watcher` of every change of who is on a presence channel. */
  watchMembers(name: string, watcher: () => void): () => void {
    const first = !this.#isUsed(name);
    this.#watchers.set(name, new Set(this.#watchers.get(name)).add(watcher));
    if (first) this.#socket.subscribe(name);
    return () => {
      const rest = new Set(this.#watchers.get(name));
      rest.delete(watcher);
      if (rest.size > 0) this.#watchers.set(name, rest);
      else this.#watchers.delete(name);
      this.#leave(name);
    };
  }

  readMembers(name: string): Member[] | undefined {
    return this.#members.get(name);
  }

  /** What the members of a presence channel say of themselves; heard while somebody watches its members or follows it. */
  announcementsOf(name: string): Announcements {
    let announcements = this.#announcements.get(name);
    if (!announcements) {
      announcements = new Announcements((data) => this.#socket.announce(name, data));
      this.#announcements.set(name, announcements);
    }
    return announcements;
  }

  ask(channel: LiveChannel, soon: boolean): void {
    if ((this.#refusedUntil.get(channel.name) ?? 0) > Date.now()) return;
    this.#asked.add(channel);
    this.#askIn(soon ? 5 : 500);
  }

  #holdAll(name: string): void {
    for (const channel of this.#followers.get(name) ?? []) channel.hold();
  }

  #isUsed(name: string): boolean {
    return this.#followers.has(name) || this.#watchers.has(name);
  }

  #leave(name: string): void {
    // A component that comes back at once, as React's strict mode makes it, keeps the subscription.
    setTimeout(() => {
      if (this.#isUsed(name)) return;
      this.#announcements.get(name)?.close();
      this.#announcements.delete(name);
      this.#socket.unsubscribe(name);
      this.#members.delete(name);
    }, 500);
  }

  #start(): void {
    const now = Date.now();
    this.#downSince = now;
    this.#lastHeard = (this.#lastHeard === 0 && this.options.lastSync) || now;
    this.#nextHeads = now + jitter(headsMs);
    this.#socket.start();
    this.#tick();
    if (typeof window === "undefined") return;
    addEventListener("online", this.#hurry);
    addEventListener("offline", this.#evaluate);
    document.addEventListener("visibilitychange", this.#hurry);
  }

  #stop(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers = [];
    if (this.#askTimer) clearTimeout(this.#askTimer);
    this.#askTimer = null;
    this.#socket.stop();
    this.#set("connecting");
    if (typeof window === "undefined") return;
    removeEventListener("online", this.#hurry);
    removeEventListener("offline", this.#evaluate);
    document.removeEventListener("visibilitychange", this.#hurry);
  }

  /** A page that wakes up or a network that returns does not wait for a timer. */
  #hurry = (): void => {
    if (typeof document !== "undefined" && document.visibilityState === "hidden") return;
    this.#socket.hurry();
    this.#askAll();
  };

  #tick = (): void => {
    const now = Date.now();
    if (this.#socket.connected) {
      if (now >= this.#nextHeads) {
        this.#nextHeads = now + jitter(headsMs);
        this.#askAll();
      }
    } else if (now - this.#downSince >= pollAfterMs && now >= this.#nextPoll) {
      this.#nextPoll = now + jitter(pollMs);
      this.#askAll();
      if (this.#followers.size === 0) void this.#probe();
    }
    this.#evaluate();
    this.#timers = [setTimeout(this.#tick, this.#socket.connected ? 1_000 : 500)];
  };

  #socketChanged(): void {
    const now = Date.now();
    if (this.#socket.connected) {
      this.#lastHeard = now;
      this.#nextHeads = now + jitter(headsMs);
    } else {
      this.#downSince = now;
      // The first question comes early: it tells a lost socket from a lost network.
      this.#nextPoll = 0;
      this.#lastAnswer = 0;
    }
    this.#evaluate();
  }

  #heard(): void {
    this.#lastHeard = Date.now();
  }

  #evaluate = (): void => this.#set(this.#judge());

  #judge(): ConnectionState["status"] {
    const now = Date.now();
    if (this.#socket.connected) return "live";
    if (typeof navigator !== "undefined" && navigator.onLine === false) return "offline";
    if (now - this.#lastAnswer < pollMs + askTimeoutMs) return "polling";
    if (now - this.#lastHeard >= silentMs) return "offline";
    return this.#state.status === "offline" ? "offline" : "connecting";
  }

  #set(status: ConnectionState["status"]): void {
    // While it is live nobody looks at the time, and every message would be a change.
    if (status === this.#state.status && (status === "live" || this.#lastHeard === this.#state.lastSync)) return;
    this.#state = { status, lastSync: this.#lastHeard };
    for (const listener of this.#listeners) listener();
  }

  #askAll(): void {
    for (const channels of this.#followers.values()) for (const channel of channels) this.ask(channel, true);
  }

  #askIn(ms: number): void {
    if (this.#askTimer || this.#asking || this.#users === 0) return;
    this.#askTimer = setTimeout(() => {
      this.#askTimer = null;
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
      this.#askFailures = 0;
    } catch {
      this.#askFailures += 1;
      for (const channel of mine) if (this.#followers.get(channel.name)?.has(channel)) this.#asked.add(channel);
    }
    this.#asking = false;
    if (this.#asked.size > 0) {
      this.#askIn(this.#askFailures > 0 ? jitter(Math.min(pollMs, 250 * 2 ** this.#askFailures)) : 5);
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
    const { response, body } = await this.#get(`/api/venues/${this.options.venue}/events?${query}`);
    const { status } = response;
    if (status >= 500 || status === 429) throw new Error(`HTTP ${status}`);
    this.#lastHeard = Date.now();
    this.#lastAnswer = this.#lastHeard;
    this.#evaluate();
    if (status === 401 || status === 403 || status === 404) return this.#refuse(names, channels);
    const answers = this.#answersIn(body, status, names);
    const serverNow = Date.parse(response.headers.get("date") ?? "") || Date.now();
    const isOld = (event: LiveEvent) => serverNow - Date.parse(event.data.meta.at) > historyMs;
    for (const channel of channels) {
      const answer = answers[channel.name];
      if (answer && this.#followers.get(channel.name)?.has(channel)) channel.answer(answer, isOld);
    }
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
    try {
      const response = await this.#fetch(this.#origin + path, {
        headers: this.#headers,
        credentials: "same-origin",
        cache: "no-store",
        signal: controller.signal,
      });
      return { response, body: await response.json() };
    } finally {
      clearTimeout(timer);
    }
  }

  /** Asks for nothing but an answer. */
  async #probe(): Promise<void> {
    try {
      await this.#get("/api/realtime/info");
      this.#lastHeard = Date.now();
      this.#lastAnswer = this.#lastHeard;
    } catch {
      // The silence is what counts.
    }
    this.#evaluate();
  }
}
