"use client";

import { useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { type CSSProperties, useCallback, useMemo, useRef, useState } from "react";
import { MessageHost } from "@/components/alerts/messages";
import { SoundBar, SoundButton } from "@/components/alerts/sound-controls";
import { useCalmValue } from "@/components/alerts/use-calm";
import { ConnectionIndicator } from "@/components/connection/connection-indicator";
import { CallRow } from "@/lib/calls/components/call-row";
import { type BoardRow, boardOf, isOpen } from "@/lib/orders/client";
import { OrderRow, usePlace } from "@/lib/orders/components/staff/order-row";
import { OrderSheet } from "@/lib/orders/components/staff/order-sheet";
import type { OrderWords } from "@/lib/orders/components/staff/order-words";
import type { OrderDto } from "@/lib/orders/schema";
import { OnShift } from "@/lib/people/components/on-shift";
import { PersonMenu } from "@/lib/people/components/person-menu";
import type { RoleName } from "@/lib/platform/auth/actor";
import { apiFetch } from "@/lib/platform/http/client";
import { inLocale } from "@/lib/platform/i18n/locales";
import { channelName } from "@/lib/platform/realtime/channels";
import { useLive, usePresence } from "@/lib/platform/realtime/use-live";
import { findTable, tableLook } from "@/lib/tables/client";
import type { TableDto } from "@/lib/tables/schema";
import { useWaitingCount } from "../staff-shell";
import { applyDashboardEvent, type DashboardSnapshot, dashboardChannels, openDashboard } from "./dashboard-state";
import { FloorColumn } from "./floor-column";
import { type ListRow, NeedsYou } from "./needs-you";
import { OpenTable } from "./open-table";
import { PopUps } from "./pop-ups";
import { useAnnouncements } from "./use-announcements";
import { useBills } from "./use-bills";
import { useBusy } from "./use-busy";
import { useCallDesk } from "./use-call-desk";
import { useIsWide } from "./use-is-wide";
import { useOrderDesk } from "./use-order-desk";

type OpenSheet = { kind: "order"; id: string; startWith?: "reject" } | { kind: "table"; id: string } | null;

export interface DashboardProps {
  venue: string;
  timezone: string;
  locale: string;
  stations: OrderWords["stations"];
  approvalSeconds: number;
  callSeconds: number;
  me: { id: string; name: string; role: RoleName };
  mayRunTables: boolean;
  initial: DashboardSnapshot;
}

/** The floor: what needs somebody beside the plan of the room; on phones one of the two at a time. */
export function Dashboard(props: DashboardProps) {
  const { venue, locale, me, initial, timezone, stations, approvalSeconds } = props;
  const t = useTranslations("staff");
  const tables = useSearchParams().get("view") === "tables";
  const isWide = useIsWide();
  const [sheet, setSheet] = useState<OpenSheet>(null);
  const [popUpHeight, setPopUpHeight] = useState(0);
  const side = useRef<HTMLElement>(null);
  const { busy, run } = useBusy();
  const announcements = useAnnouncements(me);

  const channels = useMemo(() => dashboardChannels(venue), [venue]);
  const start = useMemo(() => ({ data: openDashboard(initial), cursors: initial.cursors }), [initial]);
  const refetch = useCallback(async () => {
    const snapshot = await apiFetch<DashboardSnapshot>(`/api/venues/${venue}/dashboard`);
    return { data: openDashboard(snapshot), cursors: snapshot.cursors };
  }, [venue]);
  const { data: state, update } = useLive({
    channels,
    initial: start,
    apply: applyDashboardEvent,
    refetch,
    onEvent: announcements.onEvent,
  });
  const people = usePresence(channelName(venue, "staff") ?? "");

  const { areas } = state.floor;
  const words = useMemo<OrderWords>(
    () => ({
      locale,
      timezone,
      stations,
      approvalSeconds,
      isRoom: (number) => findTable(areas, number)?.kind === "ROOM",
    }),
    [locale, timezone, stations, approvalSeconds, areas],
  );
  const placeOf = usePlace(words);
  const desk = useOrderDesk({ venue, update, run, placeOf });
  announcements.know(state.orders, desk);
  const calls = useCallDesk({ venue, state, update, run, callSeconds: props.callSeconds, placeOf });
  const bills = useBills(venue, calls.ringing, areas);

  const isAtTop = useCallback(() => window.scrollY < 8 && (side.current?.scrollTop ?? 0) < 8, []);
  const spacer = useCalmValue(popUpHeight, isAtTop);
  const orders = useMemo(() => Object.values(state.orders).map((held) => held.order), [state.orders]);
  const board = useMemo(() => boardOf(state.orders), [state.orders]);
  const isFirst = (order: OrderDto) =>
    !orders.some((other) => other.sessionId === order.sessionId && other.number < order.number);
  useWaitingCount(board.ready.length + board.approval.length + calls.waiting);

  const openOrder = (id: string, startWith?: "reject") => {
    announcements.forget(id);
    setSheet({ kind: "order", id, startWith });
  };
  const openTable = (id: string) => setSheet({ kind: "table", id });
  const close = () => setSheet(null);
  const closeWhen = (write: Promise<boolean>) => void write.then((answered) => answered && close());

  const toTop = () => {
    window.scrollTo({ top: 0 });
    side.current?.scrollTo({ top: 0 });
  };
  const showList = () => {
    announcements.forgetAll();
    close();
    if (tables) window.history.pushState(null, "", window.location.pathname);
    toTop();
  };

  const orderRow = (row: BoardRow): ListRow => ({
    key: row.key,
    section: row.section,
    render: (leaving) => (
      <OrderRow
        row={row}
        first={isFirst(row.order)}
        words={words}
        busy={busy.has(row.order.id)}
        leaving={leaving}
        wide={isWide}
        actions={{
          onOpen: openOrder,
          onAccept: ({ order }) => void desk.accept(order),
          onReject: (id) => openOrder(id, "reject"),
          onStart: ({ order }) => void desk.step(order, "preparing"),
          onReady: ({ order }) => void desk.step(order, "ready"),
          onServe: (one) => void desk.serve(one),
        }}
      />
    ),
  });
  const rows: ListRow[] = [
    ...calls.listed.map(
      (call): ListRow => ({
        key: `call:${call.id}`,
        section: "calls",
        render: (leaving) => (
          <CallRow
            call={call}
            room={words.isRoom(call.tableNumber)}
            mine={call.acknowledgedBy === me.name}
            limitSeconds={props.callSeconds}
            busy={leaving || busy.has(call.id)}
            onGo={calls.go}
            onDone={calls.done}
          />
        ),
      }),
    ),
    ...[...board.ready, ...board.approval, ...board.kitchen].map(orderRow),
  ];

  const ordersOf = (table: TableDto) =>
    orders.filter((order) =>
      table.sessionId && order.sessionId
        ? order.sessionId === table.sessionId
        : order.tableNumber === table.number && isOpen(order),
    );
  const callsOf = (table: TableDto) =>
    Object.values(state.calls.calls).filter((call) => call.tableNumber === table.number && call.status !== "completed");
  const popUps = (
    <PopUps
      ringing={calls.ringing}
      bills={bills}
      areas={areas}
      fresh={sheet ? [] : announcements.freshOf(state.orders)}
      isFirst={isFirst}
      words={words}
      busy={busy}
      inSheet={sheet !== null}
      onGo={calls.go}
      onPass={calls.pass}
      onReview={openOrder}
      onSeeAll={showList}
      onHeight={sheet ? undefined : setPopUpHeight}
    />
  );
  // An open dialog makes everything outside it unreachable: what must stay at hand then stands inside it.
  const overlays = (
    <>
      {popUps}
      <MessageHost inSheet />
    </>
  );
  const sheetOrder = sheet?.kind === "order" ? state.orders[sheet.id]?.order : undefined;
  const sheetTable =
    sheet?.kind === "table" ? areas.flatMap((area) => area.tables).find(({ id }) => id === sheet.id) : undefined;
  const sheetOpen = sheetOrder !== undefined || sheetTable !== undefined;

  return (
    <main
      id="content"
      className="lg:grid lg:h-dvh lg:grid-cols-[1fr_372px]"
      style={{ "--clear": `${spacer > 0 ? spacer + 12 : 0}px` } as CSSProperties}
    >
      <div className="sticky top-0 z-20 bg-paper lg:contents">
        <header className="lg:hidden">
          <div className="flex h-13 items-center gap-3 pr-2.5 pl-4">
            <h1 className="text-xl font-semibold tracking-[-0.02em]">{t("title")}</h1>
            <div className="mr-auto">
              <ConnectionIndicator />
            </div>
            <SoundButton />
            <div className="md:hidden">
              <PersonMenu name={me.name} role={me.role} />
            </div>
          </div>
          <div aria-hidden className="rail mx-4" />
          <SoundBar />
        </header>
        {sheetOpen ? null : popUps}
      </div>

      <FloorColumn
        areas={areas}
        locale={locale}
        hiddenOnPhones={!tables}
        lookOf={(table) => tableLook(table, ordersOf(table).filter(isOpen), callsOf(table))}
        onOpen={openTable}
      />

      <section
        ref={side}
        aria-label={t("needsYou")}
        className={`min-w-0 flex-col bg-paper [overflow-anchor:none] lg:flex lg:h-dvh lg:overflow-y-auto lg:border-l lg:border-line lg:bg-surface ${tables ? "hidden" : "flex"}`}
      >
        <header className="sticky top-0 z-10 hidden bg-surface lg:block">
          <div className="flex h-15 items-center gap-1 px-5">
            <h2 className="mr-auto text-lg font-semibold tracking-[-0.01em]">{t("needsYou")}</h2>
            <SoundButton />
          </div>
          <div aria-hidden className="rail mx-5" />
        </header>
        <div className="flex-1 pt-(--clear) pb-4">
          <NeedsYou
            rows={rows}
            clear={popUpHeight}
            list={side}
            isAtTop={isAtTop}
            onTop={toTop}
            onTables={() => window.history.pushState(null, "", "?view=tables")}
          />
        </div>
        <footer className="sticky bottom-0 hidden border-t border-line bg-surface px-5 pt-3 pb-4 lg:block">
          <OnShift people={people.map(({ id, info }) => ({ id, name: info.name }))} />
        </footer>
      </section>

      {sheetOpen ? null : <MessageHost />}
      {sheetOrder ? (
        <OrderSheet
          key={sheetOrder.id}
          order={sheetOrder}
          words={words}
          busy={busy.has(sheetOrder.id)}
          startWith={sheet?.kind === "order" && sheet.startWith ? "reject" : "order"}
          overlays={overlays}
          onClose={close}
          actions={{
            onAccept: (order) => closeWhen(desk.accept(order)),
            onReject: (order, reason) => closeWhen(desk.reject(order, reason)),
            onCancel: (order, reason) => closeWhen(desk.cancel(order, reason)),
            onStep: (order, status) => closeWhen(desk.step(order, status)),
            onItem: (order, item, next) => void desk.item(order, item, next),
          }}
        />
      ) : null}
      {sheetTable ? (
        <OpenTable
          key={sheetTable.id}
          venue={venue}
          table={sheetTable}
          areaName={inLocale(areas.find(({ id }) => id === sheetTable.areaId)?.names, locale, "bg")}
          orders={ordersOf(sheetTable)}
          calls={callsOf(sheetTable)}
          words={words}
          me={me.name}
          callSeconds={props.callSeconds}
          mayRun={props.mayRunTables}
          busy={busy}
          run={run}
          update={update}
          callDesk={calls}
          overlays={overlays}
          onOrder={openOrder}
          onClose={close}
        />
      ) : null}
    </main>
  );
}
