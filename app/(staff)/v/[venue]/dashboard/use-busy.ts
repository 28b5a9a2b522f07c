"use client";

import { useTranslations } from "next-intl";
import { useCallback, useMemo, useRef, useState } from "react";
import { showNotice } from "@/components/alerts/messages";

/**
 * `what` names the thing in the sentence that is shown on failure: "No. 214". Resolves with whether the server answered; never
 * rejects.
 */
export type Run = (key: string, what: string, work: () => Promise<void>) => Promise<boolean>;

/** Runs a write once at a time per key, and says in words what went wrong. Buttons stay usable afterwards. */
export function useBusy(): {
  busy: ReadonlySet<string>;
  run: Run;
} {
  const t = useTranslations("staff.failure");
  const running = useRef(new Set<string>());
  const [busy, setBusy] = useState<ReadonlySet<string>>(new Set());

  const run = useCallback(
    async (key: string, what: string, work: () => Promise<void>) => {
      if (running.current.has(key)) return false;
      running.current.add(key);
      setBusy(new Set(running.current));
      try {
        await work();
        return true;
      } catch (error) {
        const { code } = error as { code?: string };
        if (code === "offline") showNotice(t("offline", { what }));
        else if (code === "forbidden") showNotice(t("forbidden"));
        else if (code === "unauthenticated") {
          const next = encodeURIComponent(`${window.location.pathname}${window.location.search}`);
          showNotice(t("signedOut"));
          window.location.assign(`/sign-in?next=${next}`);
        } else showNotice(t("other", { what }));
        return false;
      } finally {
        running.current.delete(key);
        setBusy(new Set(running.current));
      }
    },
    [t],
  );
  return useMemo(() => ({ busy, run }), [busy, run]);
}
