"use client";

import { useEffect, useRef, useState } from "react";

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

/**
 * The keys a list may show now. Nothing moves under a finger: while a pointer is down, and shortly after, the list stays as it
 * is; what is new is let in when the list stands at its top, else it is counted in `waiting` until `showAll` is called.
 * Keys that are gone leave, save under a finger. `isAtTop` is read when something changes.
 */
export function useCalmKeys(
  keys: readonly string[],
  isAtTop: () => boolean,
): { shown: readonly string[]; waiting: number; showAll: () => void } {
  const [shown, setShown] = useState(keys);
  const latest = useRef({ keys, isAtTop });
  latest.current = { keys, isAtTop };
  const force = useRef(false);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the joined keys stand for the array, which is new every time.
  useEffect(() => {
    watch();
    let timer: ReturnType<typeof setTimeout> | null = null;
    const settleNow = () => {
      timer = null;
      const { keys: next, isAtTop: atTop } = latest.current;
      if (!force.current && isPressing()) {
        timer = setTimeout(settleNow, 150);
        return;
      }
      const letIn = force.current || atTop();
      force.current = false;
      setShown((before) => {
        const old = new Set(before);
        const result = letIn ? next : next.filter((key) => old.has(key));
        return same(result, before) ? before : result;
      });
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

  const old = new Set(shown);
  return {
    shown,
    waiting: keys.reduce((count, key) => (old.has(key) ? count : count + 1), 0),
    showAll: () => {
      force.current = true;
      setShown(latest.current.keys);
      force.current = false;
    },
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
