"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useMemo, useState } from "react";
import { showNotice, showToast } from "@/components/alerts/messages";
import { AgeTimer } from "@/components/ui/age-timer";
import { Button } from "@/components/ui/button";
import { StatusChip, type StatusKind } from "@/components/ui/status-chip";
import { CallRow } from "@/lib/calls/components/call-row";
import type { CallDto } from "@/lib/calls/schema";
import { isOpen, mergeOrder } from "@/lib/orders/client";
import { itemsLine, type OrderWords } from "@/lib/orders/components/staff/order-words";
import type { OrderDto } from "@/lib/orders/schema";
import { formatMoney } from "@/lib/platform/money-format";
import { createTableActions, fetchSitting } from "@/lib/tables/client";
import { type TableBill, TableSheet } from "@/lib/tables/components/table-sheet";
import type { TableDto } from "@/lib/tables/schema";
import type { DashboardState } from "./dashboard-state";
import type { Run } from "./use-busy";

function kindOf(order: OrderDto): StatusKind {
  if (order.status === "completed") return "done";
  return order.status === "cancelled" ? "void" : order.status;
}

/** The sheet of one table: its calls and orders inside the tables' own frame. */
export function OpenTable({
  venue,
  table,
  areaName,
  orders,
  calls,
  words,
  me,
  callSeconds,
  mayRun,
  busy,
  run,
  update,
  callDesk,
  overlays,
  onOrder,
  onNewOrder,
  onClose,
}: {
  venue: string;
  table: TableDto;
  areaName: string;
  orders: readonly OrderDto[];
  calls: readonly CallDto[];
  words: OrderWords;
  /** The signed-in person's name. */
  me: string;
  callSeconds: number;
  mayRun: boolean;
  busy: ReadonlySet<string>;
  run: Run;
  update: (change: (state: DashboardState) => DashboardState) => void;
  callDesk: { go: (call: CallDto) => void; done: (call: CallDto) => void };
  overlays: ReactNode;
  onOrder: (id: string) => void;
  /** Takes an order for this table. */
  onNewOrder: () => void;
  onClose: () => void;
}) {
  const t = useTranslations("staff.tables");
  const to = useTranslations("staff.orders");
  const tc = useTranslations("common");
  const ts = useTranslations("common.status");
  const actions = useMemo(() => createTableActions(venue), [venue]);
  const [bill, setBill] = useState<TableBill | null>(null);
  const [unfinished, setUnfinished] = useState(0);
  const [confirming, setConfirming] = useState(false);
  const name =
    table.kind === "ROOM" ? tc("roomNumber", { number: table.number }) : tc("tableNumber", { number: table.number });

  // The bill counts finished orders too, which this page does not follow: it is read when the sheet opens and when an order changes.
  const changes = orders.reduce((sum, order) => sum + order.version, orders.length);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `changes` is what asks for another reading.
  useEffect(() => {
    if (!table.sessionId) return;
    let current = true;
    fetchSitting(venue, table.sessionId)
      .then((sitting) => {
        if (!current) return;
        setBill(sitting.bill);
        update((state) => ({ ...state, orders: sitting.orders.reduce(mergeOrder, state.orders) }));
      })
      .catch(() => current && showNotice(t("billUnread")));
    return () => {
      current = false;
    };
  }, [venue, table.sessionId, changes, update, t]);

  const close = (force: boolean) =>
    void run(table.id, name, async () => {
      try {
        await actions.close(table.id, force);
        showToast(t("closed", { table: name }));
        onClose();
      } catch (error) {
        const { code, current } = error as { code?: string; current?: { unfinishedOrders?: unknown[] } };
        if (code === "unfinished-orders") {
          setUnfinished(current?.unfinishedOrders?.length ?? orders.filter(isOpen).length);
          setConfirming(true);
        } else if (code === "state-moved") {
          showNotice(t("alreadyClosed", { table: name }));
        } else throw error;
      }
    });
  const open = () =>
    void run(table.id, name, async () => {
      await actions.open(table.id);
      showToast(t("opened", { table: name }));
    });

  const sorted = [...orders].sort((a, b) => b.number - a.number);
  return (
    <TableSheet
      table={table}
      areaName={areaName}
      locale={words.locale}
      bill={table.sessionId ? bill : undefined}
      unfinished={unfinished}
      confirming={confirming}
      mayRun={mayRun}
      busy={busy.has(table.id)}
      overlays={overlays}
      onOpen={open}
      onClose={close}
      onConfirm={setConfirming}
      onDismiss={onClose}
    >
      {calls.length > 0 ? (
        <ul className="divide-y divide-line border-b border-line">
          {calls.map((call) => (
            <li key={call.id}>
              <CallRow
                call={call}
                room={table.kind === "ROOM"}
                mine={call.acknowledgedBy === me}
                limitSeconds={callSeconds}
                busy={busy.has(call.id)}
                onGo={callDesk.go}
                onDone={callDesk.done}
              />
            </li>
          ))}
        </ul>
      ) : null}
      {mayRun ? (
        <div className="px-5 py-3">
          <Button className="w-full" onClick={onNewOrder}>
            <Plus aria-hidden className="size-5" strokeWidth={1.75} />
            {t("newOrder")}
          </Button>
        </div>
      ) : null}
      {table.sessionId || sorted.length > 0 ? (
        <section aria-label={t("orders")}>
          <h3 className="px-5 pt-4 pb-1 text-lg font-semibold tracking-[-0.01em]">{t("orders")}</h3>
          {sorted.length === 0 ? <p className="px-5 py-2 text-sm text-ink-2">{to("none")}</p> : null}
          <ul className="divide-y divide-line border-b border-line">
            {sorted.map((order) => (
              <li key={order.id}>
                <button
                  type="button"
                  onClick={() => onOrder(order.id)}
                  className="press grid min-h-15 w-full grid-cols-[1fr_auto] items-center gap-x-3 px-5 py-2.5 text-left hover:bg-sunk"
                >
                  <span className="min-w-0">
                    <span className="block text-base font-semibold">
                      {itemsLine(order.items, words.locale) || tc("orderNumber", { number: order.number })}
                    </span>
                    <span className="block text-sm text-ink-2">
                      {tc("orderNumber", { number: order.number })} · {to(`source.${order.source}`)} ·{" "}
                      {formatMoney(order.total, order.currency, words.locale)}
                      {isOpen(order) ? (
                        <>
                          {" · "}
                          <AgeTimer since={order.createdAt} />
                        </>
                      ) : null}
                    </span>
                  </span>
                  <StatusChip kind={kindOf(order)}>{ts(order.status)}</StatusChip>
                </button>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </TableSheet>
  );
}
