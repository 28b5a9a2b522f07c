"use client";

import { useCallback, useEffect, useRef, useState } from "react";

/** Outside it, guests' pages among them, the worker neither sees nor answers anything. */
export const workerScope = "/v/";

const hourMs = 3_600_000;
/** Coming back to the app again and again is not a question each time (ms). */
const leastPauseMs = 60_000;
/** A worker that does not take over by then: the page is loaded anew regardless (ms). */
const takeOverMs = 4_000;

/** `waiting`: a new version is here and waits; `replaced`: another tab has let it in, and this page is of the old one. */
export type Update = "none" | "waiting" | "replaced";

/** Registers the service worker and tells of new versions. Nothing is ever reloaded unless `reload` is called. */
export function useAppWorker(): { update: Update; reload: () => void } {
  const [update, setUpdate] = useState<Update>("none");
  const registration = useRef<ServiceWorkerRegistration | null>(null);
  const pressed = useRef(false);

  useEffect(() => {
    const container = navigator.serviceWorker;
    if (!container) return;
    if (process.env.NODE_ENV !== "production") {
      // One of a production build on the same port would answer with its own files.
      void container.getRegistrations().then((all) => Promise.all(all.map((each) => each.unregister())));
      return;
    }
    let gone = false;
    let hadController = container.controller !== null;
    let askedAt = Date.now();

    const onInstalled = (held: ServiceWorkerRegistration) => {
      if (!gone && held.waiting && held.active) setUpdate("waiting");
    };
    const onControllerChange = () => {
      // The first one to come takes the place of none.
      const isFirst = !hadController;
      hadController = true;
      if (pressed.current) window.location.reload();
      else if (!isFirst) setUpdate("replaced");
    };
    const ask = () => {
      if (document.visibilityState === "hidden" || Date.now() - askedAt < leastPauseMs) return;
      askedAt = Date.now();
      // Without network there is no news.
      registration.current?.update().catch(() => {});
    };
    container.addEventListener("controllerchange", onControllerChange);
    document.addEventListener("visibilitychange", ask);
    const timer = setInterval(ask, hourMs);
    container.register("/sw.js", { scope: workerScope, updateViaCache: "none" }).then(
      (held) => {
        registration.current = held;
        onInstalled(held);
        held.addEventListener("updatefound", () => {
          const coming = held.installing;
          coming?.addEventListener("statechange", () => coming.state === "installed" && onInstalled(held));
        });
      },
      // Plain HTTP away from localhost, or a private window: the app works without.
      () => {},
    );
    return () => {
      gone = true;
      clearInterval(timer);
      container.removeEventListener("controllerchange", onControllerChange);
      document.removeEventListener("visibilitychange", ask);
    };
  }, []);

  const reload = useCallback(() => {
    const waiting = registration.current?.waiting;
    if (pressed.current) return;
    pressed.current = true;
    if (!waiting) return window.location.reload();
    waiting.postMessage({ type: "SKIP_WAITING" });
    setTimeout(() => window.location.reload(), takeOverMs);
  }, []);
  return { update, reload };
}
