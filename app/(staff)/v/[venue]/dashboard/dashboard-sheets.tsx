"use client";

import dynamic from "next/dynamic";
import type { ReactNode } from "react";
import { OrderSheet } from "@/lib/orders/components/staff/order-sheet";
import type { OrderWords } from "@/lib/orders/components/staff/order-words";
import type { OrderDto } from "@/lib/orders/schema";
import { PeopleSheet, type PersonOnShift } from "@/lib/people/components/people-sheet";
import { inLocale } from "@/lib/platform/i18n/locales";
import { mergePartySize } from "@/lib/tables/client";
import { mayRotateTokens } from "@/lib/tables/permissions";
import type { TableDto } from "@/lib/tables/schema";
import type { DashboardProps } from "./dashboard-props";
import type { DashboardState } from "./dashboard-state";
import { OpenTable } from "./open-table";
import type { Run } from "./use-busy";
import type { CallDesk } from "./use-call-desk";
import type { OpenThings } from "./use-open-things";
import type { OrderDesk } from "./use-order-desk";
import type { TableThings } from "./use-table-things";

// Taking orders is a page of its own in weight; who only answers calls never loads it.
const OrderPad = dynamic(() => import("../pad/order-pad").then((pad) => pad.OrderPad), {
  ssr: false,
});

/** Whatever is open over the floor: an order, a table, the people on shift, or the pad that takes orders. */
export function DashboardSheets({
  page,
  state,
  open,
  words,
  desk,
  calls,
  tables,
  people,
  lookersOf,
  busy,
  run,
  update,
  overlays,
}: {
  page: DashboardProps;
  state: DashboardState;
  open: OpenThings;
  words: OrderWords;
  desk: OrderDesk;
  calls: CallDesk;
  tables: TableThings;
  people: readonly PersonOnShift[];
  /** Who else has the order open: first names. */
  lookersOf: (orderId: string) => string[];
  busy: ReadonlySet<string>;
  run: Run;
  update: (change: (state: DashboardState) => DashboardState) => void;
  overlays: ReactNode;
}) {
  const { venue, me, locale } = page;
  const { sheet, pad } = open;
  const { areas } = state.floor;
  const closeWhen = (write: Promise<boolean>) => void write.then((answered) => answered && open.close());

  if (pad) {
    const more = pad.orderId ? state.orders[pad.orderId]?.order : undefined;
    return (
      <OrderPad
        venue={venue}
        locale={locale}
        timezone={page.timezone}
        me={me}
        areas={areas}
        start={{ tableId: pad.tableId, order: more }}
        words={words}
        lookOf={tables.lookOf}
        overlays={overlays}
        onCounted={(table: TableDto) => update((before) => ({ ...before, floor: mergePartySize(before.floor, table) }))}
        onDone={(order: OrderDto) => {
          desk.take(order);
          open.closePad();
          if (pad.orderId) open.openOrder(order.id);
        }}
        onClose={() => {
          open.closePad();
          if (pad.orderId) open.openOrder(pad.orderId);
        }}
      />
    );
  }
  if (sheet?.kind === "people") return <PeopleSheet people={people} overlays={overlays} onClose={open.close} />;
  if (sheet?.kind === "order") {
    const order = state.orders[sheet.id]?.order;
    if (!order) return null;
    return (
      <OrderSheet
        key={order.id}
        order={order}
        words={words}
        me={me}
        people={state.people}
        venue={venue}
        comments={state.comments}
        onComments={(change) => update((before) => ({ ...before, comments: change(before.comments) }))}
        lookers={lookersOf(order.id)}
        busy={busy.has(order.id)}
        startWith={sheet.startWith}
        overlays={overlays}
        onClose={open.close}
        actions={{
          onAccept: (one) => closeWhen(desk.accept(one)),
          onReject: (one, reason) => closeWhen(desk.reject(one, reason)),
          onCancel: (one, reason) => closeWhen(desk.cancel(one, reason)),
          onStep: (one, status) => closeWhen(desk.step(one, status)),
          onItem: (one, item, next) => void desk.item(one, item, next),
          onFire: (one, course) => void desk.fire(one, course),
          onVoid: (one, item, reason) => desk.voidItem(one, item, reason),
          onAdd: (one) => open.openPad({ orderId: one.id }),
        }}
      />
    );
  }
  const table = sheet?.kind === "table" ? tables.byId(sheet.id) : undefined;
  if (!table) return null;
  return (
    <OpenTable
      key={table.id}
      venue={venue}
      table={table}
      areas={areas}
      areaName={inLocale(areas.find(({ id }) => id === table.areaId)?.names, locale, "bg")}
      lookOf={tables.lookOf}
      orders={tables.ordersOf(table)}
      calls={tables.callsOf(table)}
      words={words}
      me={me}
      callSeconds={page.callSeconds}
      mayRun={page.mayRunTables}
      mayRotate={mayRotateTokens(me)}
      busy={busy}
      run={run}
      update={update}
      callDesk={calls}
      overlays={overlays}
      onOrder={open.openOrder}
      onNewOrder={() => open.openPad({ tableId: table.id })}
      onClose={open.close}
    />
  );
}
