"use client";

import { useCallback, useMemo, useSyncExternalStore } from "react";
import { type DraftStore, draftKey, readDraft, removeStaleDrafts, writeDraft } from "./draft-store";

const memory = new Map<string, string>();

/** The tab's own copy: where the browser keeps nothing (private windows, a full store), a draft lives as long as the page. */
const inMemory: DraftStore = {
  get length() {
    return memory.size;
  },
  key: (index) => [...memory.keys()][index] ?? null,
  getItem: (key) => memory.get(key) ?? null,
  setItem: (key, text) => void memory.set(key, text),
  removeItem: (key) => void memory.delete(key),
};

let store: DraftStore | null = null;

function openStore(): DraftStore {
  if (store) return store;
  try {
    const probe = "servery-draft-probe";
    window.localStorage.setItem(probe, "");
    window.localStorage.removeItem(probe);
    store = window.localStorage;
    removeStaleDrafts(store, Date.now());
  } catch {
    store = inMemory;
  }
  return store;
}

const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", listener);
  };
}

function venueOfPage(): string {
  return /^\/v\/([^/]+)/.exec(window.location.pathname)?.[1] ?? "";
}

/**
 * State that survives a lock, a reload and another person at the same tablet: kept in this browser under the person's id, the
 * venue of the page and `name` (which thing is being written: "order table-12", "comment {orderId}"), for at most seven days.
 * What equals `initial` is not kept. Values must be plain JSON. Call the third, `clear`, once the thing was sent.
 */
export function useDraft<T>(
  { userId, name }: { userId: string; name: string },
  initial: T,
): [T, (value: T) => void, clear: () => void] {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the first `initial` of each thing counts, as with useState.
  const empty = useMemo(() => initial, [userId, name]);
  const keyNow = useCallback(() => draftKey({ userId, venue: venueOfPage(), name }), [userId, name]);
  const text = useSyncExternalStore(
    subscribe,
    () => readDraft(openStore(), keyNow(), Date.now()),
    () => null,
  );
  const value = useMemo(() => (text === null ? empty : (JSON.parse(text) as T)), [text, empty]);
  const write = useCallback(
    (next: T | undefined) => {
      const nextText = next === undefined ? null : JSON.stringify(next);
      const kept = nextText === JSON.stringify(empty) ? null : nextText;
      try {
        writeDraft(openStore(), keyNow(), kept, Date.now());
      } catch {
        // The browser's store is full: the page goes on with its own.
        store = inMemory;
        writeDraft(store, keyNow(), kept, Date.now());
      }
      for (const each of listeners) each();
    },
    [empty, keyNow],
  );
  const clear = useCallback(() => write(undefined), [write]);
  return [value, write, clear];
}
