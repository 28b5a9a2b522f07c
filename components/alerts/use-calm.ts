"use client";

import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";

/** How long after a touch a list still keeps still (ms). */
const settle = 600;

/** A press longer than this is a pointer whose end the page was not told of (ms). */
const longest = 10_000;

let pressedAt = 0;
let lastUp = 0;
let watching = false;

function watch(): void {
  if (watching) return;
  watching = true;
  const up = () => {
    pressedAt = 0;
    lastUp = performance.now();
  };
  const down = () => {
    pressedAt = performance.now();
  };
  window.addEventListener("pointerdown", down, { capture: true, passive: true });
  window.addEventListener("pointerup", up, { capture: true, passive: true });
  window.addEventListener("pointercancel", up, { capture: true, passive: true });
}

function isPressing(): boolean {
  const now = performance.now();
  return (pressedAt > 0 && now - pressedAt < longest) || (lastUp > 0 && now - lastUp < settle);
}

const same = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((key, index) => key === b[index]);

/** What a key is about: "ready:o1" and "kitchen:o1" are the same order in two places. */
const subjectOf = (key: string) => key.slice(key.indexOf(":") + 1);

/** Where the rows in sight stand, to put the first that stays back in its place after a change above it. */
function notePlaces(list: HTMLElement | null): () => void {
  const places = [...(list?.querySelectorAll<HTMLElement>("[data-key]") ?? [])].flatMap((row) => {
    const { top } = row.getBoundingClientRect();
    return top >= 0 && top < window.innerHeight ? [{ key: row.dataset.key ?? "", top }] : [];
  });
  return () => {
    for (const { key, top } of places) {
      const row = list?.querySelector(`[data-key="${CSS.escape(key)}"]`);
      if (!row) continue;
      const moved = row.getBoundingClientRect().top - top;
      // Of the page and the list's own column, only one scrolls.
      if (moved !== 0) for (const scroller of [list, window]) scroller?.scrollBy({ top: moved, behavior: "instant" });
      return;
    }
  };
}

/**
 * The keys a list may show now, as "section:subject". Nothing moves under a finger: while a pointer is down, and shortly after,
 * the list stays as it is. What is new is let in when the list stands at its top, else it is counted in `waiting` until
 * `showAll` is called; what is known and only changes its section goes there at once, and the rows in sight keep their place.
 * Keys that are gone leave, save under a finger. The rows carry data-key; `list` holds them and scrolls, or the page does.
 */
export function useCalmKeys(
  keys: readonly string[],
  list: RefObject<HTMLElement | null>,
  isAtTop: () => boolean,
): { shown: readonly string[]; waiting: number; showAll: () => void } {
  const [shown, setShown] = useState(keys);
  const latest = useRef({ keys, shown, isAtTop });
  latest.current = { keys, shown, isAtTop };
  const putBack = useRef<(() => void) | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the joined keys stand for the array, which is new every time.
  useEffect(() => {
    watch();
    let timer: ReturnType<typeof setTimeout> | null = null;
    const settleNow = () => {
      timer = null;
      if (isPressing()) {
        timer = setTimeout(settleNow, 150);
        return;
      }
      const { keys: next, shown: before } = latest.current;
      const atTop = latest.current.isAtTop();
      const known = new Set(before.map(subjectOf));
      const result = atTop ? next : next.filter((key) => known.has(subjectOf(key)));
      if (same(result, before)) return;
      if (!atTop) putBack.current = notePlaces(list.current);
      setShown(result);
    };
    settleNow();
    const onScroll = () => {
      if (!timer && latest.current.isAtTop()) settleNow();
    };
    window.addEventListener("scroll", onScroll, { capture: true, passive: true });
    return () => {
      if (timer) clearTimeout(timer);
      window.removeEventListener("scroll", onScroll, { capture: true });
    };
  }, [keys.join("|")]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the places were noted for this very change of `shown`.
  useLayoutEffect(() => {
    putBack.current?.();
    putBack.current = null;
  }, [shown]);

  const visible = new Set(shown);
  return {
    shown,
    waiting: keys.reduce((count, key) => (visible.has(key) ? count : count + 1), 0),
    showAll: () => setShown(latest.current.keys),
  };
}

/** A measure that the page takes on only while nobody presses and the list stands at its top; see useCalmKeys. */
export function useCalmValue<T>(value: T, isAtTop: () => boolean): T {
  const [taken, setTaken] = useState(value);
  const read = useRef(isAtTop);
  read.current = isAtTop;
  useEffect(() => {
    watch();
    const take = () => {
      if (isPressing() || !read.current()) return false;
      setTaken(value);
      return true;
    };
    if (take()) return;
    const timer = setInterval(() => take() && clearInterval(timer), 200);
    return () => clearInterval(timer);
  }, [value]);
  return taken;
}
