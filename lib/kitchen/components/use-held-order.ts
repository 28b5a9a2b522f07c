"use client";

import { useEffect, useRef, useState } from "react";

/** How long after a touch the order on the screen stands still, in ms. */
const holdMs = 600;

/**
 * The ids in the order they are shown. A change of order waits until 600 ms after the last touch, so that nothing moves under
 * a finger; what is new is added at the end meanwhile, what is gone leaves at once.
 */
export function useHeldOrder(wanted: readonly string[]): { order: string[]; touched: () => void } {
  const [order, setOrder] = useState<string[]>([...wanted]);
  const lastTouch = useRef(0);
  const key = wanted.join(" ");
  useEffect(() => {
    const target = key === "" ? [] : key.split(" ");
    const wait = lastTouch.current + holdMs - Date.now();
    if (wait <= 0) {
      setOrder(target);
      return;
    }
    setOrder((current) => [
      ...current.filter((id) => target.includes(id)),
      ...target.filter((id) => !current.includes(id)),
    ]);
    const timer = setTimeout(() => setOrder(target), wait);
    return () => clearTimeout(timer);
  }, [key]);
  return {
    order,
    touched: () => {
      lastTouch.current = Date.now();
    },
  };
}
