"use client";

import { useCallback, useSyncExternalStore } from "react";
import { isIos, isStandalone } from "./platform";

/** Chromium's own event; no type of the DOM library knows it. */
interface InstallPromptEvent extends Event {
  prompt(): Promise<{ outcome: "accepted" | "dismissed" }>;
}

/**
 * `installed`: this is the app. `ready`: one press installs it. `ios`: only by hand, from Safari's share menu. `menu`: from the
 * browser's menu, if at all.
 */
export type InstallState = "installed" | "ready" | "ios" | "menu";

let offered: InstallPromptEvent | null = null;
let accepted = false;
const listeners = new Set<() => void>();
const tell = () => {
  for (const listener of listeners) listener();
};

// It may come before any component is there, and comes once.
if (typeof window !== "undefined") {
  window.addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    offered = event as InstallPromptEvent;
    tell();
  });
  window.addEventListener("appinstalled", () => {
    offered = null;
    accepted = true;
    tell();
  });
}

function read(): InstallState {
  if (accepted || isStandalone()) return "installed";
  if (offered) return "ready";
  return isIos() ? "ios" : "menu";
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useInstall(): { state: InstallState; install: () => void } {
  const state = useSyncExternalStore(subscribe, read, () => "menu" as const);
  const install = useCallback(() => {
    const event = offered;
    // It can be asked once; the browser offers it again after a refusal.
    offered = null;
    event?.prompt().then(({ outcome }) => {
      accepted = outcome === "accepted";
      tell();
    }, tell);
  }, []);
  return { state, install };
}
