"use client";

import { useSearchParams } from "next/navigation";
import { useCallback, useEffect, useRef } from "react";

/** For which table or to which order; neither lets the person choose. */
export interface PadStart {
  tableId?: string;
  orderId?: string;
}

function addressOf({ tableId, orderId }: PadStart): string {
  const query = new URLSearchParams({ view: "order" });
  if (tableId) query.set("table", tableId);
  if (orderId) query.set("add", orderId);
  return `?${query}`;
}

/** Opens the pad on the staff page that is shown. The address says for whom, so that a reload comes back to it. */
export function openPad(start: PadStart = {}): void {
  window.history.pushState(null, "", addressOf(start));
}

/** What the address says about the pad: null when it is closed. */
export function usePadRoute(): {
  start: PadStart | null;
  /** Another table or order in the pad that is open. */
  turnTo: (start: PadStart) => void;
  close: () => void;
} {
  const query = useSearchParams();
  const isOpen = query.get("view") === "order";
  const seenOthers = useRef(false);
  useEffect(() => {
    if (!isOpen) seenOthers.current = true;
  }, [isOpen]);
  const close = useCallback(() => {
    // Opened from this page: back to where it was, so that Back does not open it again.
    if (seenOthers.current) window.history.back();
    else window.history.replaceState(null, "", window.location.pathname);
  }, []);
  const turnTo = useCallback((start: PadStart) => window.history.replaceState(null, "", addressOf(start)), []);
  const start = isOpen ? { tableId: query.get("table") ?? undefined, orderId: query.get("add") ?? undefined } : null;
  return { start, turnTo, close };
}
