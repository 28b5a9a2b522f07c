"use client";

import { useEffect, useRef, useState } from "react";
import { playSound } from "@/components/alerts/sounds";
import { beginCalls, learnReady, nextCall } from "../rules";

/** How long a number stands large, in ms: alone, and while another one waits to be called. */
const aloneMs = 8_000;
const shortMs = 4_000;

/** The number that is called out now, with its chime; null while nobody is called. */
export function useCalls(ready: readonly number[]): number | null {
  const [calls, setCalls] = useState(() => beginCalls(ready));
  useEffect(() => setCalls((current) => learnReady(current, ready)), [ready]);
  const called = calls.queue[0] ?? null;
  const others = calls.queue.length > 1;
  const since = useRef(0);
  useEffect(() => {
    if (called === null) return;
    since.current = Date.now();
    playSound("ready");
  }, [called]);
  useEffect(() => {
    if (called === null) return;
    const left = since.current + (others ? shortMs : aloneMs) - Date.now();
    const timer = setTimeout(() => setCalls(nextCall), Math.max(0, left));
    return () => clearTimeout(timer);
  }, [called, others]);
  return called;
}
