"use client";

import { useLocale } from "next-intl";
import { useEffect, useRef, useState } from "react";
import type { CallDto } from "@/lib/calls/schema";
import { formatMoney } from "@/lib/platform/money-format";
import { fetchSitting, findTable } from "@/lib/tables/client";
import type { AreaDto } from "@/lib/tables/schema";

/** What the tables that ask to pay owe, in words, by call: read once for each call that comes up. */
export function useBills(
  venue: string,
  ringing: readonly CallDto[],
  areas: readonly AreaDto[],
): ReadonlyMap<string, string> {
  const locale = useLocale();
  const [bills, setBills] = useState<ReadonlyMap<string, string>>(new Map());
  const asked = useRef(new Set<string>());
  useEffect(() => {
    for (const call of ringing) {
      const sessionId = findTable(areas, call.tableNumber)?.sessionId;
      if (call.callType === "help" || !sessionId || asked.current.has(call.id)) continue;
      asked.current.add(call.id);
      fetchSitting(venue, sessionId)
        .then((sitting) => {
          if (sitting.bill.total === 0) return;
          const text = formatMoney(sitting.bill.total, sitting.bill.currency, locale);
          setBills((before) => new Map(before).set(call.id, text));
        })
        // The call is what matters; the amount is read again when the table is opened.
        .catch(() => asked.current.delete(call.id));
    }
  }, [venue, ringing, areas, locale]);
  return bills;
}
