"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useMemo, useState } from "react";
import { showNotice, showToast } from "@/components/alerts/messages";
import { AgeTimer } from "@/components/ui/age-timer";
import { StatusChip, type StatusKind } from "@/components/ui/status-chip";
import { CallRow } from "@/lib/calls/components/call-row";
import type { CallDto } from "@/lib/calls/schema";
import { isOpen, mergeOrder } from "@/lib/orders/client";
import { itemsLine, type OrderWords } from "@/lib/orders/components/staff/order-words";
import type { OrderDto } from "@/lib/orders/schema";
import { formatMoney } from "@/lib/platform/money-format";
import { createTableActions, fetchSitting, mergePartySize, type TableLook } from "@/lib/tables/client";
import type { PartyStep } from "@/lib/tables/components/party-picker";
import type { TableBill } from "@/lib/tables/components/table-overview";
import { TableSheet } from "@/lib/tables/components/table-sheet";
import { useTableName } from "@/lib/tables/components/table-status";
import type { AreaDto, TableDto } from "@/lib/tables/schema";
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
  areas,
  areaName,
  lookOf,
  orders,
  calls,
  words,
  me,
  callSeconds,
  mayRun,
  mayRotate,
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
  areas: readonly AreaDto[];
  areaName: string;
  lookOf: (table: TableDto) => TableLook;
  orders: readonly OrderDto[];
  calls: readonly CallDto[];
  words: OrderWords;
  me: { id: string; name: string };
  callSeconds: number;
  mayRun: boolean;
  /** May make the table's printed code worthless. */
  mayRotate: boolean;
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
  const tf = useTranslations("floor");
  const tc = useTranslations("common");
  const ts = useTranslations("common.status");
  const actions = useMemo(() => createTableActions(venue), [venue]);
  const [bill, setBill] = useState<TableBill | null>(null);
  const [unfinished, setUnfinished] = useState(0);
  const [confirming, setConfirming] = useState(false);
  const [expected, setExpected] = useState<number | null>(null);
  const nameOf = useTableName();
  const name = nameOf(table);

  // Who was counted sits there by now.
  useEffect(() => {
    if (table.sessionId) setExpected(null);
  }, [table.sessionId]);

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
        await actions.close(table, force);
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
      await actions.open(table.id, table.sessionId ? null : expected);
      showToast(t("opened", { table: name }));
    });
  const count = (partySize: number | null) =>
    run(`guests ${table.id}`, name, async () => {
      try {
        const after = await actions.count(table, partySize);
        update((state) => ({ ...state, floor: mergePartySize(state.floor, after) }));
      } catch (error) {
        explain(error, table);
      }
    });
  // Who was counted for the order sits there, whatever becomes of it.
  const newOrder = async () => {
    const counted = !table.sessionId && expected !== null;
    if (counted) await run(table.id, name, async () => void (await actions.open(table.id, expected)));
    onNewOrder();
  };

  /** Says what a refusal means here; anything else is the caller's. */
  const explain = (error: unknown, occupied: TableDto) => {
    const { code } = error as { code?: string };
    if (code === "table-occupied") showNotice(tf("move.occupied", { to: nameOf(occupied) }));
    else if (code === "state-moved") showNotice(tf("moved", { table: name }));
    else throw error;
  };
  const moveBack = (to: TableDto) =>
    void run(to.id, name, async () => {
      try {
        await actions.move({ id: to.id, sessionId: table.sessionId }, table.id);
        showToast(tf("move.undone", { to: name }));
      } catch (error) {
        explain(error, table);
      }
    });
  const takeParty = (step: PartyStep, to: TableDto) =>
    void run(table.id, name, async () => {
      try {
        await actions[step](table, to.id);
      } catch (error) {
        return explain(error, to);
      }
      const done = tf(`${step}.done`, { from: name, to: nameOf(to) });
      // Two bills that became one are not taken apart again by a press.
      showToast(done, step === "move" ? { label: tc("undo"), run: () => moveBack(to) } : undefined);
      onClose();
    });
  const rotate = async () => {
    let rotated = false;
    await run(table.id, name, async () => {
      await actions.rotate(table.id);
      rotated = true;
      showToast(tf("code.rotated", { table: name }));
    });
    return rotated;
  };

  const sorted = [...orders].sort((a, b) => b.number - a.number);
  return (
    <TableSheet
      table={table}
      look={lookOf(table)}
      areas={areas}
      areaName={areaName}
      locale={words.locale}
      me={me.id}
      bill={table.sessionId ? bill : undefined}
      expected={expected}
      unfinished={unfinished}
      confirming={confirming}
      mayRun={mayRun}
      mayRotate={mayRotate}
      busy={busy.has(table.id)}
      overlays={overlays}
      lookOf={lookOf}
      readCard={() => actions.card(table.id)}
      acts={{ open, count, expect: setExpected, close, askToClose: setConfirming, newOrder: () => void newOrder() }}
      onParty={takeParty}
      onRotate={rotate}
      onDismiss={onClose}
    >
      {calls.length > 0 ? (
        <ul className="divide-y divide-line border-b border-line">
          {calls.map((call) => (
            <li key={call.id}>
              <CallRow
                call={call}
                room={table.kind === "ROOM"}
                mine={call.acknowledgedBy === me.name}
                limitSeconds={callSeconds}
                busy={busy.has(call.id)}
                onGo={callDesk.go}
                onDone={callDesk.done}
              />
            </li>
          ))}
        </ul>
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
