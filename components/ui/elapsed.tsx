"use client";

import { useSyncExternalStore } from "react";
import { serverClock } from "@/lib/platform/server-clock";

const listeners = new Set<() => void>();
let now = serverClock.read();
let timer: ReturnType<typeof setInterval> | null = null;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    now = serverClock.read();
    for (const each of listeners) each();
  }, 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0 && timer) {
      clearInterval(timer);
      timer = null;
    }
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
