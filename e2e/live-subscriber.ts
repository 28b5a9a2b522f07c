import Pusher from "pusher-js";
import type { Cursors, EventMeta } from "@/lib/platform/realtime/define-event";
import type { ApiClient } from "./api-client";

export interface Heard {
  name: string;
  channel: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into payloads of every event.
  data: any;
  meta: EventMeta;
  /** performance.now() of the arrival. */
  at: number;
  replayed: boolean;
}

/** What /api/realtime/info tells of where the broker is; null stands for the page's own. */
export interface RealtimeInfo {
  key: string;
  host: string | null;
  port: number | null;
  tls: boolean | null;
  cluster: string | null;
}

/**
 * Follows channels as realtime.md tells clients to: the real pusher-js, replay after every subscription and every gap, nothing
 * applied twice. What it applied is in `heard`, in order; `dropped` counts what came again.
 */
export class LiveSubscriber {
  readonly heard: Heard[] = [];
  dropped = 0;
  gaps = 0;
  readonly #last = new Map<string, number>();
  readonly #epochs = new Map<string, string>();
  readonly #behind = new Set<string>();
  readonly #held: Omit<Heard, "at" | "replayed">[] = [];
  readonly #waiters = new Set<() => void>();
  #pusher: Pusher | undefined;
  #watchdog: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(
    readonly client: ApiClient,
    readonly channels: readonly string[],
  ) {}

  /** Connects, subscribes to everything and resolves when all subscriptions stand and nothing is owed. */
  async start(cursors: Cursors): Promise<this> {
    for (const [channel, { epoch, seq }] of Object.entries(cursors)) {
      this.#epochs.set(channel, epoch);
      this.#last.set(channel, seq);
    }
    const { body: info } = await this.client.get<RealtimeInfo>("/api/realtime/info");
    const page = new URL(this.client.base);
    const port = info.port ?? Number(page.port);
    const pusher = new Pusher(info.key, {
      cluster: info.cluster ?? "",
      ...(info.cluster ? {} : { wsHost: info.host ?? page.hostname, wsPort: port, wssPort: port }),
      forceTLS: info.tls ?? page.protocol === "https:",
      enabledTransports: ["ws"],
      disableStats: true,
      activityTimeout: 10_000,
      pongTimeout: 2_000,
      channelAuthorization: {
        transport: "ajax",
        endpoint: "",
        customHandler: (request, callback) => {
          const form = new URLSearchParams({ socket_id: request.socketId, channel_name: request.channelName });
          this.client
            .request("POST", "/api/realtime/auth", {
              text: form.toString(),
              headers: { "content-type": "application/x-www-form-urlencoded" },
              key: false,
            })
            .then(
              ({ status, body }) => (status === 200 ? callback(null, body) : callback(new Error(`${status}`), null)),
              (error: Error) => callback(error, null),
            );
        },
      },
    });
    this.#pusher = pusher;
    const ready = this.channels.map(
      (name) =>
        new Promise<void>((resolve) => {
          const channel = pusher.subscribe(name);
          channel.bind("pusher:subscription_succeeded", () => void this.#catchUp(name).then(resolve));
          // The server that signs may be the one that is just starting.
          channel.bind("pusher:subscription_error", () => setTimeout(() => this.#resubscribe(name), 300));
          channel.bind_global((event: string, data: { meta?: EventMeta }) => {
            if (data?.meta) this.#receive({ name: event, channel: name, data, meta: data.meta });
          });
        }),
    );
    // pusher-js alone may wait 15 s after a server came back.
    this.#watchdog = setInterval(() => {
      if (pusher.connection.state === "connected") return;
      pusher.disconnect();
      pusher.connect();
    }, 700);
    await Promise.all(ready);
    return this;
  }

  #resubscribe(name: string): void {
    if (this.#stopped || this.#pusher?.connection.state !== "connected") return;
    const channel = this.#pusher.channel(name);
    if (channel && !channel.subscribed) channel.subscribe();
  }

  #receive(event: Omit<Heard, "at" | "replayed">): void {
    const { channel, meta } = event;
    const last = this.#last.get(channel) ?? 0;
    if (meta.seq <= last) this.dropped += 1;
    else if (this.#behind.has(channel)) this.#held.push(event);
    else if (meta.seq === last + 1) this.#apply(event, false);
    else {
      this.gaps += 1;
      this.#held.push(event);
      void this.#catchUp(channel);
    }
  }

  /** Applies what was held back and follows on; what is left lies behind a gap. */
  #release(channel: string): boolean {
    const mine = this.#held.filter((event) => event.channel === channel).sort((a, b) => a.meta.seq - b.meta.seq);
    for (const event of mine) {
      const last = this.#last.get(channel) ?? 0;
      if (event.meta.seq > last + 1) return false;
      this.#held.splice(this.#held.indexOf(event), 1);
      if (event.meta.seq <= last) this.dropped += 1;
      else this.#apply(event, false);
    }
    return true;
  }

  #apply(event: Omit<Heard, "at" | "replayed">, replayed: boolean): void {
    this.#last.set(event.channel, event.meta.seq);
    this.heard.push({ ...event, at: performance.now(), replayed });
    for (const wake of this.#waiters) wake();
  }

  /** Asks for what came after the last number, until nothing more did. One at a time per channel. */
  async #catchUp(channel: string): Promise<void> {
    if (this.#behind.has(channel)) return;
    this.#behind.add(channel);
    try {
      for (;;) {
        if (this.#stopped) return;
        const after = this.#last.get(channel) ?? 0;
        const query = new URLSearchParams({ channel, after: String(after), epoch: this.#epochs.get(channel) ?? "" });
        const answer = await this.client.get(`events?${query}`).catch(() => null);
        if (answer?.status !== 200) {
          if (answer && answer.status < 500) throw new Error(`Replay of ${channel} answered ${answer.status}`);
          await new Promise((resolve) => setTimeout(resolve, 200));
          continue;
        }
        const { events, head } = readReplay(answer.body, channel);
        for (const event of events) {
          if (event.meta.seq > (this.#last.get(channel) ?? 0)) this.#apply(event, true);
        }
        if ((this.#last.get(channel) ?? 0) >= head && this.#release(channel)) return;
      }
    } finally {
      this.#behind.delete(channel);
    }
  }

  /** Looks for a lost last event, as clients do every 30 s. */
  async compareHeads(): Promise<void> {
    await Promise.all(this.channels.map((channel) => this.#catchUp(channel)));
  }

  /** Resolves with the first heard event that fits, past or coming; fails after `ms`. */
  async waitFor(what: string, fits: (event: Heard) => boolean, ms = 5_000): Promise<Heard> {
    await this.waitUntil(what, () => this.heard.some(fits), ms);
    return this.heard.find(fits) as Heard;
  }

  async waitUntil(what: string, isSo: () => boolean, ms: number): Promise<void> {
    const deadline = performance.now() + ms;
    while (!isSo()) {
      const left = deadline - performance.now();
      if (left <= 0) throw new Error(`Not heard within ${ms} ms: ${what}`);
      await new Promise<void>((resolve) => {
        const done = () => {
          clearTimeout(timer);
          this.#waiters.delete(done);
          resolve();
        };
        const timer = setTimeout(done, left);
        this.#waiters.add(done);
      });
    }
  }

  get state(): string {
    return this.#pusher?.connection.state ?? "initialized";
  }

  stop(): void {
    this.#stopped = true;
    clearInterval(this.#watchdog);
    this.#pusher?.disconnect();
  }
}

// biome-ignore lint/suspicious/noExplicitAny: an answer as it came.
function readReplay(body: any, channel: string): { events: Omit<Heard, "at" | "replayed">[]; head: number } {
  const head = typeof body.head === "number" ? body.head : body.head[channel];
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  const events = body.events.map((event: any) => ({
    name: event.name,
    channel: event.channel ?? channel,
    data: event.data,
    meta: event.data.meta,
  }));
  return { events, head };
}
