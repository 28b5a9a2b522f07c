"use client";

import { useEffect, useState, useSyncExternalStore } from "react";

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

/** undefined: not read yet. */
let choice: boolean | null | undefined;
const listeners = new Set<() => void>();

/** One choice for all who use it on a page. */
function readChoice(): boolean | null {
  if (choice === undefined) {
    try {
      const kept = localStorage.getItem(choiceKey);
      choice = kept === null ? null : kept === "1";
    } catch {
      choice = null;
    }
  }
  return choice;
}

function choose(next: boolean): void {
  choice = next;
  try {
    localStorage.setItem(choiceKey, next ? "1" : "0");
  } catch {
    // It holds until the page is left.
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Keeps the screen lit while the page is looked at: by default where `byDefault` says so, elsewhere when somebody chose it. */
export function useWakeLock(byDefault: boolean): WakeLock {
  const [state, setState] = useState<WakeState>("off");
  const wanted = useSyncExternalStore(subscribe, readChoice, () => null) ?? byDefault;

  useEffect(() => {
    if (!("wakeLock" in navigator)) return setState("unsupported");
    if (!wanted) return setState("off");
    let held: WakeLockSentinel | null = null;
    let asking = false;
    let gone = false;
    const fail = () => {
      if (!gone) setState(document.visibilityState === "hidden" ? "away" : "refused");
    };
    const acquire = async () => {
      if (asking || document.visibilityState === "hidden" || (held && !held.released)) return;
      asking = true;
      try {
        const lock = await navigator.wakeLock.request("screen");
        if (gone) return void lock.release();
        held = lock;
        lock.addEventListener("release", fail);
        setState("on");
      } catch {
        fail();
      } finally {
        asking = false;
      }
    };
    void acquire();
    // The browser lets go of it whenever the page is hidden. What it refused, it may allow after a touch.
    document.addEventListener("visibilitychange", acquire);
    document.addEventListener("pointerup", acquire);
    return () => {
      gone = true;
      document.removeEventListener("visibilitychange", acquire);
      document.removeEventListener("pointerup", acquire);
      void held?.release();
    };
  }, [wanted]);

  return { state, wanted, choose };
}
