"use client";

import { useSearchParams } from "next/navigation";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";

export type OpenSheet =
  | { kind: "order"; id: string; startWith?: "reject" | "comments" }
  | { kind: "table"; id: string }
  | { kind: "people" }
  | null;

/** What an order is taken for: a table, more for an order, or a table still to be chosen. */
export interface PadStart {
  tableId?: string;
  orderId?: string;
}

function withoutParams(...names: string[]): string {
  const params = new URLSearchParams(window.location.search);
  for (const name of names) params.delete(name);
  const query = params.toString();
  return query ? `${window.location.pathname}?${query}` : window.location.pathname;
}

/**
 * What is open over the floor. `?order=ID`, `?call=ID` and `?view=order` in the address open their thing, and so does the window's
 * event `servery:open` with a path of this page; it is then cancelled, which tells its sender that nothing needs to be loaded.
 */
export function useOpenThings({
  venue,
  onOrder,
  onCall,
}: {
  venue: string;
  /** The order is about to be shown: fetch it where it is not held. */
  onOrder: (orderId: string) => void;
  /** Somebody asked for this call. */
  onCall: (callId: string) => void;
}) {
  const params = useSearchParams();
  const view = params.get("view");
  const [sheet, setSheet] = useState<OpenSheet>(null);
  const [start, setStart] = useState<PadStart | null>(null);
  const deps = useRef({ onOrder, onCall });
  deps.current = { onOrder, onCall };

  const openOrder = useCallback((id: string, startWith?: "reject" | "comments") => {
    deps.current.onOrder(id);
    setSheet({ kind: "order", id, startWith });
  }, []);
  const follow = useCallback(
    (query: URLSearchParams) => {
      const [orderId, callId] = [query.get("order"), query.get("call")];
      if (orderId) {
        setStart(null);
        openOrder(orderId);
      } else if (callId) {
        setStart(null);
        setSheet(null);
        deps.current.onCall(callId);
      }
    },
    [openOrder],
  );

  // What the address asked for is open now; a reload must not open it once more.
  useEffect(() => {
    if (!params.has("order") && !params.has("call")) return;
    window.history.replaceState(null, "", withoutParams("order", "call"));
    follow(new URLSearchParams(params));
  }, [params, follow]);

  useEffect(() => {
    const listen = (event: Event) => {
      const { path } = (event as CustomEvent<{ path?: string }>).detail ?? {};
      const url = new URL(path ?? "", window.location.origin);
      if (!path || url.pathname !== `/v/${venue}/dashboard`) return;
      event.preventDefault();
      if (url.searchParams.has("view")) window.history.pushState(null, "", `${url.pathname}${url.search}`);
      else follow(url.searchParams);
    };
    window.addEventListener("servery:open", listen);
    return () => window.removeEventListener("servery:open", listen);
  }, [venue, follow]);

  const asked = view === "order";
  const pad = useMemo(() => start ?? (asked ? {} : null), [start, asked]);
  return {
    /** The tables have the page, where it does not show both. */
    showsTables: view === "tables",
    sheet,
    pad,
    openOrder,
    openTable: useCallback((id: string) => setSheet({ kind: "table", id }), []),
    openPeople: useCallback(() => setSheet({ kind: "people" }), []),
    close: useCallback(() => setSheet(null), []),
    openPad: useCallback((next: PadStart) => {
      setSheet(null);
      setStart(next);
    }, []),
    closePad: useCallback(() => {
      setStart(null);
      if (new URLSearchParams(window.location.search).get("view") === "order") {
        window.history.replaceState(null, "", withoutParams("view"));
      }
    }, []),
  };
}
export type OpenThings = ReturnType<typeof useOpenThings>;
