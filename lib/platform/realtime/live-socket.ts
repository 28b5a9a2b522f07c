import type Pusher from "pusher-js";
import { announcementEvent } from "./announcements";
import type { LiveEvent } from "./define-event";
import type { RealtimeInfo } from "./info";

export interface Member {
  id: string;
  info: { name: string; role: string };
}

export interface SocketListener {
  /** The connection came up or went down. */
  changed(): void;
  /** Something was heard from the broker. */
  heard(): void;
  /** From here on, live events of the channel come without a hole as long as the connection lasts. */
  subscribed(channel: string): void;
  /** A subscription was refused; the replay endpoint tells why. */
  refused(channel: string): void;
  event(event: LiveEvent): void;
  /** `joined`: somebody came, or we did. */
  members(channel: string, members: Member[], joined: boolean): void;
  /** A member of a presence channel says something of themselves; `userId` is the broker's word. */
  announced(channel: string, userId: string | undefined, data: unknown): void;
}

export interface SocketOptions {
  /** Before every path; empty in a browser. */
  origin: string;
  fetch: typeof fetch;
  headers: Record<string, string>;
}

/** So that a dead network is noticed within 8 s; the library's own are 120 s and 30 s. */
const activityTimeout = 5_000;
const pongTimeout = 2_500;
/** An attempt that neither opens nor fails by then is given up. */
const patienceMs = 10_000;
const bootTimeoutMs = 8_000;
/** After a minute of failures with the rest of the server in reach, something between blocks WebSockets: ask less often. */
const blockedAfter = 60;

const between = (low: number, high: number) => low + Math.random() * (high - low);

function whenIdle(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof requestIdleCallback === "function") requestIdleCallback(() => resolve(), { timeout: 1_500 });
    else setTimeout(resolve, 1);
  });
}

interface AuthRequest {
  socketId: string;
  channelName: string;
  callback: (error: Error | null, data: { auth: string; channel_data?: string } | null) => void;
}

/**
 * pusher-js and what it lacks: it is loaded when the page is idle, learns the broker's address at run time, authorises all
 * channels in one request, and tries again within about a second of a failure instead of its own fifteen.
 */
export class LiveSocket {
  #pusher: Pusher | null = null;
  #names = new Set<string>();
  #running = false;
  #up = false;
  /** The number of the attempt on its way, by pusher-js's own count; null when the last one ended. */
  #attempt: number | null = null;
  #attemptAt = 0;
  #failures = 0;
  #refused = false;
  #booting = false;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #asking: AuthRequest[] = [];

  constructor(
    private readonly options: SocketOptions,
    private readonly listener: SocketListener,
  ) {}

  get connected(): boolean {
    return this.#up;
  }

  start(): void {
    if (this.#running) return;
    this.#running = true;
    void whenIdle().then(() => this.#boot());
  }

  stop(): void {
    this.#running = false;
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#drop();
  }

  /** The network or the page came back: try now. */
  hurry(): void {
    if (this.#running && !this.#up && this.#attempt === null) this.#tryIn(0);
  }

  /** It is open and brings nothing: another one is made. */
  reopen(): void {
    if (!this.#running || !this.#up) return;
    this.#pusher?.disconnect();
    this.#tryIn(0);
  }

  subscribe(channel: string): void {
    this.#names.add(channel);
    if (this.#pusher) this.#bind(this.#pusher, channel);
  }

  unsubscribe(channel: string): void {
    this.#names.delete(channel);
    this.#pusher?.channel(channel)?.unbind_global();
    this.#pusher?.unsubscribe(channel);
  }

  members(channel: string): Member[] {
    const members: Member[] = [];
    const subscribed = this.#pusher?.channel(channel) as { members?: { each(visit: (member: Member) => void): void } };
    subscribed?.members?.each((member) => members.push(member));
    return members;
  }

  /** Tells the other members of a presence channel; whether it went out. Brokers may drop it all the same. */
  announce(channel: string, data: unknown): boolean {
    const subscribed = this.#up ? this.#pusher?.channel(channel) : undefined;
    return subscribed?.subscribed === true && subscribed.trigger(announcementEvent, data);
  }

  /** Learns the address and opens the connection, until it succeeds. */
  async #boot(): Promise<void> {
    if (this.#booting) return;
    this.#booting = true;
    while (this.#running) {
      try {
        const [loaded, response] = await Promise.all([
          import("pusher-js"),
          this.options.fetch(`${this.options.origin}/api/realtime/info`, {
            headers: this.options.headers,
            cache: this.#refused ? "reload" : "default",
            signal: AbortSignal.timeout(bootTimeoutMs),
          }),
        ]);
        if (!response.ok) throw new Error(`HTTP ${response.status}`);
        const info = (await response.json()) as RealtimeInfo;
        if (this.#running) this.#open(loaded.default, info);
        break;
      } catch {
        await new Promise((resolve) => setTimeout(resolve, between(500, 1_500)));
      }
    }
    this.#booting = false;
  }

  #open(PusherClient: typeof Pusher, info: RealtimeInfo): void {
    this.#drop();
    this.#refused = false;
    const page = new URL(this.options.origin || location.href);
    const own = info.embedded || info.host === null;
    const tls = info.cluster ? true : own ? page.protocol === "https:" : (info.tls ?? true);
    const port = (own ? Number(page.port) : info.port) || (tls ? 443 : 80);
    const address = info.cluster
      ? {}
      : { wsHost: (own ? null : info.host) ?? page.hostname, wsPort: port, wssPort: port };
    this.#attemptAt = Date.now();
    const pusher = new PusherClient(info.key, {
      // The library insists on a cluster; with a host of its own an empty one does.
      cluster: info.cluster ?? "",
      ...address,
      forceTLS: tls,
      enabledTransports: ["ws", "wss"],
      disableStats: true,
      activityTimeout,
      pongTimeout,
      channelAuthorization: {
        customHandler: (params, callback) => this.#authorise({ ...params, callback }),
      },
    });
    this.#pusher = pusher;
    // It connects while it is made.
    this.#attempt = 0;
    // The library tells nobody that an attempt failed, and would wait out its fifteen seconds; its own log does.
    pusher.timeline.log = (_level: unknown, entry: { cid?: number; state?: string }) => this.#logged(pusher, entry);
    pusher.connection.bind("state_change", ({ current }: { current: string }) => this.#changed(pusher, current));
    pusher.connection.bind("message", () => this.listener.heard());
    pusher.connection.bind("error", (error: { error?: { data?: { code?: number } } } | undefined) => {
      const code = error?.error?.data?.code ?? 0;
      // The broker wants no retry: most likely it has another key now.
      if (code >= 4000 && code < 4100) this.#refused = true;
    });
    for (const name of this.#names) this.#bind(pusher, name);
    this.#watch();
  }

  #drop(): void {
    const pusher = this.#pusher;
    this.#pusher = null;
    this.#attempt = null;
    pusher?.connection.unbind();
    pusher?.disconnect();
    this.#setUp(false);
  }

  #setUp(up: boolean): void {
    if (this.#up === up) return;
    this.#up = up;
    this.listener.changed();
  }

  #logged(pusher: Pusher, { cid, state }: { cid?: number; state?: string }): void {
    if (pusher !== this.#pusher || cid === undefined) return;
    if (state === "connecting") {
      this.#attempt = cid;
      this.#attemptAt = Date.now();
    } else if (state === "closed" && (this.#attempt === null || cid >= this.#attempt)) {
      this.#attempt = null;
      this.#failures += 1;
      this.#setUp(false);
      this.#watch();
    }
  }

  #changed(pusher: Pusher, state: string): void {
    if (pusher !== this.#pusher) return;
    if (state === "connected") this.#failures = 0;
    this.#setUp(state === "connected");
    this.#watch();
  }

  /** Plans the next attempt while there is no connection. Spread out, so that a house does not return in one instant. */
  #watch(): void {
    if (this.#up || this.#timer || !this.#running) return;
    this.#tryIn(this.#failures > blockedAfter || this.#refused ? between(3_000, 6_000) : between(250, 1_250));
  }

  #tryIn(ms: number): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.#retry();
      this.#watch();
    }, ms);
  }

  #retry(): void {
    const pusher = this.#pusher;
    if (this.#up || !pusher) return;
    if (this.#refused) {
      void this.#boot();
      return;
    }
    if (this.#attempt !== null && Date.now() - this.#attemptAt < patienceMs) return;
    this.#attempt = null;
    // Disconnecting ends what is on its way, and the library's own timer.
    pusher.disconnect();
    pusher.connect();
  }

  #bind(pusher: Pusher, name: string): void {
    const channel = pusher.subscribe(name);
    channel.unbind_global();
    channel.unbind(announcementEvent);
    channel.bind(announcementEvent, (data: unknown, from?: { user_id?: string }) => {
      if (pusher === this.#pusher) this.listener.announced(name, from?.user_id, data);
    });
    channel.bind_global((event: string, data: unknown) => {
      // What other clients send is no event of the house, whatever number it claims.
      if (pusher !== this.#pusher || event.startsWith("client-")) return;
      if (event === "pusher:subscription_error") this.#resubscribe(pusher, name, data as { status?: number });
      if (event === "pusher:subscription_succeeded") this.listener.subscribed(name);
      if (event.startsWith("pusher:")) {
        if (!name.startsWith("presence-")) return;
        const joined = event === "pusher:subscription_succeeded" || event === "pusher:member_added";
        this.listener.members(name, this.members(name), joined);
        return;
      }
      const meta = (data as Partial<LiveEvent["data"]> | null)?.meta;
      if (typeof meta?.seq === "number") this.listener.event({ name: event, channel: name, data } as LiveEvent);
    });
    if (channel.subscribed) this.listener.subscribed(name);
  }

  /** The broker (which gives a status) may find a signature late for its socket; our refusal may end with a change of role. */
  #resubscribe(pusher: Pusher, name: string, { status }: { status?: number }): void {
    this.listener.refused(name);
    setTimeout(
      () => {
        if (pusher === this.#pusher && this.#names.has(name)) pusher.subscribe(name);
      },
      status === undefined ? between(20_000, 40_000) : between(1_000, 2_000),
    );
  }

  #authorise(request: AuthRequest): void {
    this.#asking.push(request);
    if (this.#asking.length === 1) setTimeout(() => void this.#authoriseAll(this.#asking.splice(0)), 5);
  }

  /** One request for all channels of a reconnect; again until it is answered or the socket is another. */
  async #authoriseAll(requests: AuthRequest[]): Promise<void> {
    const socketId = this.#pusher?.connection.socket_id;
    const mine = requests.filter((request) => request.socketId === socketId);
    if (mine.length === 0) return;
    try {
      const response = await this.options.fetch(`${this.options.origin}/api/realtime/auth`, {
        method: "POST",
        headers: { ...this.options.headers, "content-type": "application/json" },
        signal: AbortSignal.timeout(bootTimeoutMs),
        body: JSON.stringify({ socket_id: socketId, channels: mine.map(({ channelName }) => channelName) }),
      });
      if (!response.ok) throw new Error(`HTTP ${response.status}`);
      const answers = (await response.json()) as Record<string, { auth: string } | { error: number }>;
      for (const { channelName, callback } of mine) {
        const answer = answers[channelName];
        if (answer && "auth" in answer) callback(null, answer);
        else callback(new Error("Refused"), null);
      }
    } catch {
      setTimeout(() => void this.#authoriseAll(mine), between(500, 1_500));
    }
  }
}
