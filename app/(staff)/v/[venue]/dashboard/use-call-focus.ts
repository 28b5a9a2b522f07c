"use client";

import { useTranslations } from "next-intl";
import { useCallback, useEffect, useRef, useState } from "react";
import { showNotice } from "@/components/alerts/messages";
import type { CallBook } from "@/lib/calls/client";

/** How long a call that was asked for may take to be drawn (ms). */
const patience = 4_000;

/** Brings a call that somebody asked for under the finger: its pop-up, or its row. One that is not known is looked for first. */
export function useCallFocus({ calls, refresh }: { calls: CallBook; refresh: () => Promise<void> }) {
  const t = useTranslations("staff.calls");
  const [wanted, setWanted] = useState<{ id: string; until: number } | null>(null);
  const known = useRef(calls);
  known.current = calls;

  const ask = useCallback(
    (id: string) => {
      if (new URLSearchParams(window.location.search).get("view")) {
        window.history.pushState(null, "", window.location.pathname);
      }
      setWanted({ id, until: Date.now() + patience });
      if (!known.current.calls[id]) {
        void refresh()
          .catch(() => undefined)
          .then(() => {
            const call = known.current.calls[id];
            if (!call || call.status === "completed") showNotice(t("gone"));
          });
      } else if (known.current.calls[id]?.status === "completed") showNotice(t("gone"));
    },
    [refresh, t],
  );

  useEffect(() => {
    if (!wanted) return;
    const look = () => {
      const places = document.querySelectorAll<HTMLElement>(`[data-call="${CSS.escape(wanted.id)}"]`);
      // The list may still be behind the tables.
      const place = [...places].find((one) => one.getClientRects().length > 0);
      if (!place && Date.now() < wanted.until) return;
      clearInterval(timer);
      setWanted(null);
      place?.scrollIntoView({ block: "center" });
      place?.querySelector<HTMLElement>("button")?.focus();
    };
    const timer = setInterval(look, 100);
    look();
    return () => clearInterval(timer);
  }, [wanted]);
  return ask;
}
