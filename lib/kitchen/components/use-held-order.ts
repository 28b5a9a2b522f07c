"use client";

import { useEffect, useLayoutEffect, useRef, useState } from "react";

/** How long after a touch or a key the order on the screen stands still, in ms. */
const holdMs = 600;

/** A press longer than this is one whose end the page was not told of, in ms. */
const longestPress = 10_000;

const same = (a: readonly string[], b: readonly string[]) => a.length === b.length && a.every((id, at) => id === b[at]);

/**
 * The ids in the order they are shown. While a pointer is down, and for 600 ms after a touch, nothing moves: what is new is added at the
 * end, what is gone leaves its place empty. `touched` holds it as a touch does; `release` lets go, when somebody asked for another order.
 */
export function useHeldOrder(wanted: readonly string[]): {
  order: readonly string[];
  touched: () => void;
  release: () => void;
} {
  const [order, setOrder] = useState<readonly string[]>(wanted);
  const heldUntil = useRef(0);
  const acts = useRef({
    touched: () => {
      heldUntil.current = Date.now() + holdMs;
    },
    release: () => {
      heldUntil.current = 0;
    },
  });
  useEffect(() => {
    const down = () => {
      heldUntil.current = Date.now() + longestPress;
    };
    const up = () => acts.current.touched();
    window.addEventListener("pointerdown", down, { capture: true, passive: true });
    window.addEventListener("pointerup", up, { capture: true, passive: true });
    window.addEventListener("pointercancel", up, { capture: true, passive: true });
    return () => {
      window.removeEventListener("pointerdown", down, { capture: true });
      window.removeEventListener("pointerup", up, { capture: true });
      window.removeEventListener("pointercancel", up, { capture: true });
    };
  }, []);

  const key = wanted.join(" ");
  // Before the screen is painted: an order that is let in at once is never seen in two steps.
  useLayoutEffect(() => {
    const target = key === "" ? [] : key.split(" ");
    let timer: ReturnType<typeof setTimeout> | undefined;
    const settle = () => {
      const wait = heldUntil.current - Date.now();
      if (wait <= 0) setOrder((current) => (same(current, target) ? current : target));
      else timer = setTimeout(settle, Math.min(wait, holdMs) + 5);
    };
    if (heldUntil.current > Date.now()) {
      setOrder((current) => {
        const shown = new Set(current);
        const added = target.filter((id) => !shown.has(id));
        return added.length > 0 ? [...current, ...added] : current;
      });
    }
    settle();
    return () => clearTimeout(timer);
  }, [key]);
  return { order, ...acts.current };
}
