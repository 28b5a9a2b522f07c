"use client";

import { useCallback, useEffect, useState } from "react";

const choiceKey = "servery-awake";

/**
 * `on`: the screen stays lit. `away`: it will when the page is looked at again. `refused`: the device does not allow it now, most
 * often because its battery is low. `unsupported`: this browser cannot, or the page did not come over HTTPS.
 */
export type WakeState = "off" | "on" | "away" | "refused" | "unsupported";

export interface WakeLock {
  state: WakeState;
  /** What was chosen on this device, or its default. */
  wanted: boolean;
  choose(wanted: boolean): void;
}

function readChoice(): boolean | null {
  try {
    const kept = localStorage.getItem(choiceKey);
    return kept === null ? null : kept === "1";
  } catch {
    return null;
  }
}

/** Keeps the screen lit while the page is looked at: by default where `byDefault` says so, elsewhere when somebody chose it. */
export function useWakeLock(byDefault: boolean): WakeLock {
  const [choice, setChoice] = useState<boolean | null>(null);
  const [state, setState] = useState<WakeState>("off");
  useEffect(() => setChoice(readChoice()), []);
  const wanted = choice ?? byDefault;

  useEffect(() => {
    if (!("wakeLock" in navigator)) return setState("unsupported");
    if (!wanted) return setState("off");
    let held: WakeLockSentinel | null = null;
    let gone = false;
    const fail = () => {
      if (!gone) setState(document.visibilityState === "hidden" ? "away" : "refused");
    };
    const acquire = async () => {
      if (document.visibilityState === "hidden" || (held && !held.released)) return;
      try {
        const lock = await navigator.wakeLock.request("screen");
        if (gone) return void lock.release();
        held = lock;
        lock.addEventListener("release", fail);
        setState("on");
      } catch {
        fail();
      }
    };
    void acquire();
    // The browser lets go of it whenever the page is hidden.
    document.addEventListener("visibilitychange", acquire);
    return () => {
      gone = true;
      document.removeEventListener("visibilitychange", acquire);
      void held?.release();
    };
  }, [wanted]);

  const choose = useCallback((next: boolean) => {
    setChoice(next);
    try {
      localStorage.setItem(choiceKey, next ? "1" : "0");
    } catch {
      // It holds until the page is left.
    }
  }, []);
  return { state, wanted, choose };
}
