"use client";

import { useSyncExternalStore } from "react";
import { serverClock } from "@/lib/platform/server-clock";

const listeners = new Set<() => void>();
let now = serverClock.read();
let stop: (() => void) | null = null;

function tick(): void {
  now = serverClock.read();
  for (const listener of listeners) listener();
}

function start(): () => void {
  const timer = setInterval(tick, 1000);
  // A clock that was wrong by minutes is right at once; one that was wrong by less, within the second.
  const leave = serverClock.subscribe(() => Math.abs(serverClock.read() - now) > 2_000 && tick());
  return () => {
    clearInterval(timer);
    leave();
  };
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  stop ??= start();
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    stop?.();
    stop = null;
  };
}

/**
 * The house's time in ms, once a second, from one interval for the whole page: a screen whose clock is wrong shows right ages where it has
 * a live connection. On the server it is null: ages are shown once mounted.
 */
export function useNow(): number | null {
  return useSyncExternalStore(
    subscribe,
    () => now,
    () => null,
  );
}

/** "02:41", "1:02:41" from one hour on; never negative. */
export function formatElapsed(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const two = (value: number) => String(value).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  const rest = `${two(Math.floor((seconds % 3600) / 60))}:${two(seconds % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}

/** Counts up from an instant. */
export function Elapsed({ since, className = "" }: { since: string; className?: string }) {
  const at = useNow();
  return (
    <time dateTime={since} className={className} suppressHydrationWarning>
      {at === null ? "\u00a0" : formatElapsed(at - Date.parse(since))}
    </time>
  );
}
