import { serverClock } from "@/lib/platform/server-clock";
import { Announcements } from "./announcements";
import type { LiveEvent } from "./define-event";
import { Heartbeat } from "./heartbeat";
import type { LiveChannel } from "./live-channel";
import { LiveQuestions } from "./live-questions";
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
/** Between two questions of a heartbeat that is due and was not answered. */
const beatPauseMs = 1_000;
/** Nothing heard for this long is "no connection". */
const silentMs = 8_000;
/** An answer to a poll may take so long. */
const patienceMs = 4_000;
/** A socket that brings nothing is opened anew at most so often. */
const reopenMs = 30_000;

const jitter = (ms: number) => ms * (0.8 + Math.random() * 0.4);

/** The line of one venue to one tab: channels counted, questions asked together, and an honest word about how it stands. */
export class LiveConnection implements Follows {
  #followers = new Map<string, Set<LiveChannel>>();
  #watchers = new Map<string, Set<() => void>>();
  #members = new Map<string, Member[]>();
  #announcements = new Map<string, Announcements>();
  #listeners = new Set<() => void>();
  #state: ConnectionState = { status: "connecting", lastSync: 0 };
  #beatListeners = new Set<() => void>();
  #socket: LiveSocket;
  #questions: LiveQuestions;
  #heartbeat = new Heartbeat(Date.now());
  #users = 0;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #lastHeard = 0;
  /** When the replay endpoint last answered. */
  #lastAnswer = 0;
  #downSince = 0;
  #nextPoll = 0;
  #lastTick = 0;
  #nextHeads = 0;
  #nextBeat = 0;
  #nextReopen = 0;

  constructor(private readonly options: ConnectionOptions) {
    if (options.lastSync) this.#state = { status: "connecting", lastSync: options.lastSync };
    const wire = {
      origin: options.origin ?? "",
      fetch: options.fetch ?? ((...args: Parameters<typeof fetch>) => fetch(...args)),
      headers: options.as === "guest" ? { "x-servery-as": "guest" } : ({} as Record<string, string>),
    };
    this.#questions = new LiveQuestions(
      { venue: options.venue, ...wire },
      {
        follows: (channel) => this.#followers.get(channel.name)?.has(channel) === true,
        answered: () => this.#answered(),
        compared: (comparison) => {
          const ahead = comparison.ahead && this.#socket.connected;
          this.#prove(() => this.#heartbeat.compared({ ...comparison, ahead }));
        },
      },
    );
    this.#socket = new LiveSocket(wire, {
      changed: () => this.#socketChanged(),
      heard: () => {
        this.#lastHeard = Date.now();
      },
      subscribed: (name) => {
        this.#holdAll(name);
        this.#announcements.get(name)?.joined();
      },
      refused: (name) => this.#holdAll(name),
      event: (event) => this.#received(event),
      announced: (name, userId, data) => this.#announcements.get(name)?.hear(userId, data),
      members: (name, members, joined) => {
        this.#members.set(name, members);
        this.#announcements.get(name)?.members(
          members.map(({ id }) => id),
          joined,
        );
        for (const watcher of this.#watchers.get(name) ?? []) watcher();
      },
    });
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
      this.#questions.forget(channel);
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
    this.#questions.ask(channel, soon);
  }

  /**
   * For as long as it is wanted the line proves, every few seconds, that what the page shows is the truth, and is `offline` when it
   * cannot, however well the socket stands; `lastSync` is then when it last was. The function it returns ends that.
   */
  wantHeartbeat(): () => void {
    const release = this.#heartbeat.want(this.#lastHeard || Date.now());
    this.#nextBeat = 0;
    return release;
  }

  /** How often it was proven. */
  readBeats = (): number => this.#heartbeat.beats;

  subscribeBeats = (listener: () => void): (() => void) => {
    this.#beatListeners.add(listener);
    return () => this.#beatListeners.delete(listener);
  };

  #received(event: LiveEvent): void {
    const at = Date.parse(event.data.meta.at);
    serverClock.heardInstant(event.data.meta.at);
    this.#heartbeat.unmute();
    for (const channel of this.#followers.get(event.channel) ?? []) {
      const next = !channel.isWaiting && event.data.meta.seq === channel.cursor.seq + 1;
      channel.receive(event);
      if (next) this.#prove(() => this.#heartbeat.brought(at - serverClock.offset, Date.now()));
    }
  }

  #prove(take: () => void): void {
    const { beats } = this.#heartbeat;
    take();
    this.#evaluate();
    if (this.#heartbeat.beats !== beats) for (const listener of this.#beatListeners) listener();
  }

  /** The socket stands and brings nothing: another one may. */
  #reopen(): void {
    const now = Date.now();
    if (now < this.#nextReopen) return;
    this.#nextReopen = now + reopenMs;
    this.#socket.reopen();
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
    this.#heartbeat.begin(this.#lastHeard);
    this.#questions.start();
    this.#socket.start();
    this.#tick();
    if (typeof window === "undefined") return;
    addEventListener("online", this.#hurry);
    addEventListener("offline", this.#evaluate);
    document.addEventListener("visibilitychange", this.#hurry);
  }

  #stop(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#questions.stop();
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
    this.#questions.hurry();
  };

  #tick = (): void => {
    const now = Date.now();
    if (now < this.#lastTick) this.#setBack(now);
    this.#lastTick = now;
    const { connected } = this.#socket;
    if (this.#heartbeat.look(now) && now >= this.#nextBeat) {
      this.#nextBeat = now + beatPauseMs;
      this.#askAll();
    } else if (connected && now >= this.#nextHeads) {
      this.#nextHeads = now + jitter(this.#heartbeat.isMute ? pollMs : headsMs);
      this.#askAll();
    } else if (!connected && now - this.#downSince >= pollAfterMs && now >= this.#nextPoll) {
      this.#nextPoll = now + jitter(pollMs);
      this.#askAll();
      if (this.#followers.size === 0) void this.#questions.probe();
    }
    if (connected && this.#heartbeat.isMute) this.#reopen();
    this.#evaluate();
    this.#timer = setTimeout(this.#tick, connected && !this.#heartbeat.isWanted ? 1_000 : 500);
  };

  /** The device's clock was set back: nothing waits until it is there again. */
  #setBack(now: number): void {
    this.#nextBeat = 0;
    this.#nextHeads = 0;
    this.#nextPoll = 0;
    this.#nextReopen = 0;
    this.#downSince = Math.min(this.#downSince, now);
    this.#lastHeard = Math.min(this.#lastHeard, now);
    this.#lastAnswer = Math.min(this.#lastAnswer, now);
  }

  #socketChanged(): void {
    const now = Date.now();
    if (this.#socket.connected) {
      this.#lastHeard = now;
      this.#nextHeads = now + jitter(headsMs);
      this.#heartbeat.unmute();
      this.#questions.hurry();
    } else {
      this.#downSince = now;
      // The first question comes early: it tells a lost socket from a lost network.
      this.#nextPoll = 0;
      this.#lastAnswer = 0;
    }
    this.#evaluate();
  }

  #answered(): void {
    this.#lastHeard = Date.now();
    this.#lastAnswer = this.#lastHeard;
    this.#evaluate();
  }

  #evaluate = (): void => this.#set(this.#judge());

  #judge(): ConnectionState["status"] {
    const now = Date.now();
    const pulse = this.#heartbeat.isWanted ? this.#heartbeat.judge(now) : "proven";
    if (pulse === "lost") return "offline";
    if (pulse === "waking") return "connecting";
    if (this.#socket.connected) return this.#heartbeat.isMute ? "polling" : "live";
    if (typeof navigator !== "undefined" && navigator.onLine === false) return "offline";
    if (now - this.#lastAnswer < pollMs + patienceMs) return "polling";
    if (now - this.#lastHeard >= silentMs) return "offline";
    return this.#state.status === "offline" ? "offline" : "connecting";
  }

  #set(status: ConnectionState["status"]): void {
    // While it is live nobody looks at the time, and every message would be a change.
    const lastSync = this.#heartbeat.isWanted ? this.#heartbeat.provenAt : this.#lastHeard;
    if (status === this.#state.status && (status === "live" || lastSync === this.#state.lastSync)) return;
    this.#state = { status, lastSync };
    for (const listener of this.#listeners) listener();
  }

  #askAll(): void {
    this.#questions.askAll(
      [...this.#followers.values()].flatMap((channels) => [...channels]),
      this.#heartbeat.isWanted,
    );
  }
}
