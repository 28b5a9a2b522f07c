"use client";

import { useCallback, useMemo, useSyncExternalStore } from "react";
import type { AreaDto } from "@/lib/tables/schema";
import { type BoardFilter, isFiltering, noFilter, readFilter } from "./board-filter";

const listeners = new Set<() => void>();
/** For browsers that keep nothing: a choice then lasts as long as the page. */
const unkept = new Map<string, string>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", listener);
  };
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key) ?? unkept.get(key) ?? null;
  } catch {
    return unkept.get(key) ?? null;
  }
}

function write(key: string, filter: BoardFilter): void {
  unkept.delete(key);
  try {
    if (isFiltering(filter)) localStorage.setItem(key, JSON.stringify(filter));
    else localStorage.removeItem(key);
  } catch {
    unkept.set(key, JSON.stringify(filter));
  }
  for (const listener of listeners) listener();
}

/** The filter of one person on this device; it is there again after a reload. The server knows none. */
export function useBoardFilter(
  venue: string,
  userId: string,
  areas: readonly AreaDto[],
): [BoardFilter, (filter: BoardFilter) => void] {
  const key = `servery.board.${venue}.${userId}`;
  const text = useSyncExternalStore(
    subscribe,
    () => read(key),
    () => null,
  );
  const filter = useMemo(() => (text === null ? noFilter : readFilter(text, areas)), [text, areas]);
  return [filter, useCallback((next: BoardFilter) => write(key, next), [key])];
}
