import type { Cursors, LiveEvent } from "./define-event";
import { LiveChannel } from "./live-channel";

export interface Snapshot<S> {
  data: S;
  /** Read before the data. */
  cursors: Cursors;
}

export interface LiveHandlers<S> {
  apply(state: S, event: LiveEvent): S;
  refetch(): Promise<Snapshot<S>>;
  /** After `apply`. `replayed` is history: an event learned late, more than half a minute after it happened. */
  onEvent?(event: LiveEvent, how: { replayed: boolean }): void;
}

/** What a store needs of a connection. */
export interface Follows {
  follow(channel: LiveChannel): () => void;
  ask(channel: LiveChannel, soon: boolean): void;
}

/** Enough to recognise on the second channel what the first one brought, however far apart they are replayed. */
const maxSeen = 5_000;
const maxPauseMs = 30_000;

/** False when it was there already; the oldest is forgotten past the limit. */
function remember(ids: Set<string>, id: string): boolean {
  if (ids.has(id)) return false;
  ids.add(id);
  if (ids.size > maxSeen) {
    for (const oldest of ids) {
      ids.delete(oldest);
      break;
    }
  }
  return true;
}

/**
 * A snapshot and the events that bring it up to date, from one channel or several. An event that comes over two channels is
 * applied once. Readers are told in a microtask, so a replay of hundreds of events is one change.
 */
export class LiveStore<S> {
  #data: S;
  #channels = new Map<string, LiveChannel>();
  /** Applied to the data that is held: a new snapshot may lack them, so it starts anew. */
  #seen = new Set<string>();
  /** Told to `onEvent`, once in a lifetime: a bell must not ring again because a snapshot was fetched. */
  #told = new Set<string>();
  #listeners = new Set<() => void>();
  #connection: Follows | null = null;
  #telling = false;
  #refetching: Promise<void> | null = null;
  #retry: ReturnType<typeof setTimeout> | null = null;
  #failures = 0;
  #lastRefetch = 0;

  constructor(
    channels: readonly string[],
    { data, cursors }: Snapshot<S>,
    private readonly handlers: () => LiveHandlers<S>,
  ) {
    this.#data = data;
    const sink = {
      apply: (event: LiveEvent, replayed: boolean) => this.#apply(event, replayed),
      ask: (channel: LiveChannel, soon: boolean) => this.#connection?.ask(channel, soon),
      gone: () => this.#refetchSoon(),
    };
    for (const name of new Set(channels)) {
      // A snapshot without a cursor for a channel belongs to no numbering: the first answer has it fetched again.
      this.#channels.set(name, new LiveChannel(name, cursors[name] ?? { epoch: "", seq: 0 }, sink));
    }
  }

  read = (): S => this.#data;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Changes the data by hand: an HTTP answer, or something optimistic. */
  update = (change: (data: S) => S): void => {
    this.#set(change(this.#data));
  };

  /** Fetches the snapshot again; calls while one is on its way share it. @throws what `refetch` throws */
  refresh = (): Promise<void> => {
    this.#refetching ??= this.#refetch().finally(() => {
      this.#refetching = null;
    });
    return this.#refetching;
  };

  /** Goes live; the function it returns ends that. What happens in between is asked for the next time. */
  follow(connection: Follows): () => void {
    this.#connection = connection;
    const ends = [...this.#channels.values()].map((channel) => connection.follow(channel));
    return () => {
      for (const end of ends) end();
      this.#connection = null;
      if (this.#retry) clearTimeout(this.#retry);
      this.#retry = null;
    };
  }

  /** Takes a snapshot that the page got in another way, if nothing in it is older than what is held. */
  adopt({ data, cursors }: Snapshot<S>): void {
    const pairs = [...this.#channels.values()].map(({ name, cursor }) => [cursor, cursors[name]] as const);
    const fits = pairs.every(([held, given]) => given && (given.epoch !== held.epoch || given.seq >= held.seq));
    const newer = pairs.some(([held, given]) => given && (given.epoch !== held.epoch || given.seq > held.seq));
    if (fits && newer) this.#load({ data, cursors });
  }

  #load({ data, cursors }: Snapshot<S>): void {
    this.#set(data);
    this.#seen.clear();
    for (const channel of this.#channels.values()) channel.restart(cursors[channel.name] ?? { epoch: "", seq: 0 });
  }

  async #refetch(): Promise<void> {
    this.#lastRefetch = Date.now();
    this.#load(await this.handlers().refetch());
    this.#failures = 0;
  }

  /** Several channels of one snapshot are gone together; a snapshot that stays refused is asked for ever more rarely. */
  #refetchSoon(): void {
    if (this.#retry || !this.#connection) return;
    const busy = this.#failures > 0 || Date.now() - this.#lastRefetch < 5_000;
    const pause = busy ? Math.min(maxPauseMs, 1_000 * 2 ** this.#failures) * (0.5 + Math.random()) : 0;
    this.#retry = setTimeout(() => {
      this.#retry = null;
      this.refresh().catch(() => {
        this.#failures += 1;
        this.#refetchSoon();
      });
    }, pause);
  }

  #apply(event: LiveEvent, replayed: boolean): void {
    const { id } = event.data.meta;
    if (!remember(this.#seen, id)) return;
    const { apply, onEvent } = this.handlers();
    try {
      this.#set(apply(this.#data, event));
      if (remember(this.#told, id)) onEvent?.(event, { replayed });
    } catch (error) {
      // One event that a screen cannot read must not stop the ones after it; the snapshot has its effect.
      console.error(error);
      this.#refetchSoon();
    }
  }

  #set(data: S): void {
    if (Object.is(data, this.#data)) return;
    this.#data = data;
    if (this.#telling) return;
    this.#telling = true;
    queueMicrotask(() => {
      this.#telling = false;
      for (const listener of this.#listeners) listener();
    });
  }
}
