"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useMemo, useRef, useState } from "react";
import { showNotice } from "@/components/alerts/messages";
import { createTableActions } from "@/lib/tables/client";
import { GuestStepper } from "@/lib/tables/components/guest-stepper";
import { useTableName } from "@/lib/tables/components/table-status";
import { useGuestCount } from "@/lib/tables/components/use-guest-count";
import type { TableDto } from "@/lib/tables/schema";

/** An order does not wait longer than this (ms) for its table to be opened. */
const patience = 3_000;

/**
 * How many sit at the table that an order is for. Those of a taken table are counted at once; those of a free one are told when the
 * order is sent, just before it, so that its tickets show them. Without a network the order goes without the count.
 */
export function usePadGuests({
  venue,
  table,
  locked,
  onCounted,
}: {
  venue: string;
  /** Null where the order is for no table, or adds to another. */
  table: TableDto | null;
  locked: boolean;
  onCounted: (table: TableDto) => void;
}): { stepper: ReactNode; send: (order: () => void) => void } {
  const t = useTranslations("floor.guests");
  const nameOf = useTableName();
  const actions = useMemo(() => createTableActions(venue), [venue]);
  const [expected, setExpected] = useState<number | null>(null);
  const order = useRef<(() => void) | null>(null);
  const isFree = table !== null && table.sessionId === null;
  const fail = () => table && showNotice(t("failed", { table: nameOf(table) }));
  const { count, set } = useGuestCount(table?.partySize ?? null, async (partySize) => {
    if (table) await actions.count(table, partySize).then(onCounted, fail);
  });

  const send = (next: () => void) => {
    if (!isFree || expected === null) return next();
    const isOnItsWay = order.current !== null;
    order.current = next;
    if (isOnItsWay) return;
    const late = new Promise((_, reject) => setTimeout(reject, patience));
    void Promise.race([actions.open(table.id, expected), late])
      .catch(fail)
      .then(() => {
        order.current?.();
        order.current = null;
      });
  };
  return {
    stepper: table ? (
      <GuestStepper
        value={isFree ? expected : count}
        seats={table.seats}
        atLeast={table.guests}
        disabled={locked}
        onChange={isFree ? setExpected : set}
        className="border-b border-line px-5 py-3"
      />
    ) : null,
    send,
  };
}
