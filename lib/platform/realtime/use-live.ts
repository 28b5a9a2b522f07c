"use client";

import { useCallback, useContext, useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore } from "react";
import type { Announced } from "./announcements";
import type { Member } from "./live-socket";
import { type LiveHandlers, LiveStore, type Snapshot } from "./live-store";
import { LiveContext } from "./provider";

export interface LiveOptions<S> extends LiveHandlers<S> {
  channels: readonly string[];
  /** Rendered by the server, with the cursor of each channel read before the data. */
  initial: Snapshot<S>;
}

export interface Live<S> {
  data: S;
  /** Lays an HTTP answer, or something optimistic, over the data. */
  update(change: (data: S) => S): void;
  /** Fetches the snapshot again. @throws what `refetch` throws */
  refresh(): Promise<void>;
}

/**
 * Keeps a snapshot live: every event of its channels is applied once and in order, whatever the network does. `apply` must
 * leave the data alone when an event brings nothing new. Other channels begin anew from the `initial` that comes with them; a
 * younger `initial` for the same channels is taken over. `update` and `refresh` stay the same functions.
 */
export function useLive<S>(options: LiveOptions<S>): Live<S> {
  const connection = useContext(LiveContext);
  const handlers = useRef<LiveHandlers<S>>(options);
  useLayoutEffect(() => {
    handlers.current = options;
  });
  const key = options.channels.join(" ");
  const create = () => ({ key, store: new LiveStore(options.channels, options.initial, () => handlers.current) });
  const [held, setHeld] = useState(create);
  if (held.key !== key) setHeld(create());
  const { store } = held;

  useEffect(() => (connection ? store.follow(connection) : undefined), [connection, store]);
  const { initial } = options;
  const { cursors } = initial;
  // The wrapper object is new at every render of the caller; the cursors are new when the server rendered anew.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => store.adopt(initial), [store, cursors]);

  const data = useSyncExternalStore(store.subscribe, store.read, store.read);
  return { data, update: store.update, refresh: store.refresh };
}

const nobody: Member[] = [];

/** Who is on a presence channel now. */
export function usePresence(channel: string): Member[] {
  const connection = useContext(LiveContext);
  const subscribe = useCallback(
    (listener: () => void) => connection?.watchMembers(channel, listener) ?? (() => {}),
    [connection, channel],
  );
  return useSyncExternalStore(
    subscribe,
    () => connection?.readMembers(channel) ?? nobody,
    () => nobody,
  );
}

/**
 * Tells the other members of a presence channel something of this page for as long as it is mounted, also those who come later;
 * null says nothing. Joins the channel. Values are small plain JSON; one component a page and channel.
 */
export function useAnnouncement(channel: string, value: unknown): void {
  const connection = useContext(LiveContext);
  const text = JSON.stringify(value);
  useEffect(() => connection?.watchMembers(channel, () => {}), [connection, channel]);
  useEffect(() => connection?.announcementsOf(channel).say(JSON.parse(text)), [connection, channel, text]);
  useEffect(() => {
    const leave = () => connection?.announcementsOf(channel).say(null);
    return leave;
  }, [connection, channel]);
}

const nothing: readonly Announced[] = [];

/** What the other members of a presence channel tell of themselves, one entry a person; empty where the broker carries no such events. */
export function useAnnouncements<T>(channel: string): readonly Announced<T>[] {
  const connection = useContext(LiveContext);
  const subscribe = useCallback(
    (listener: () => void) => {
      if (!connection) return () => {};
      const ends = [
        connection.watchMembers(channel, () => {}),
        connection.announcementsOf(channel).subscribe(listener),
      ];
      return () => {
        for (const end of ends) end();
      };
    },
    [connection, channel],
  );
  return useSyncExternalStore(
    subscribe,
    () => (connection ? connection.announcementsOf(channel).read() : nothing) as readonly Announced<T>[],
    () => nothing as readonly Announced<T>[],
  );
}
