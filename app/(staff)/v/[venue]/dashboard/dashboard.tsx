"use client";

import { useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { useCallback, useMemo, useRef, useState } from "react";
import { MessageHost } from "@/components/alerts/messages";
import { PopUpStack } from "@/components/alerts/pop-up-stack";
import { SoundBar, SoundButton } from "@/components/alerts/sound-controls";
import { playSound } from "@/components/alerts/sounds";
import { useCalmValue } from "@/components/alerts/use-calm";
import { ConnectionIndicator } from "@/components/connection/connection-indicator";
import { CallPopUp } from "@/lib/calls/components/call-pop-up";
import { CallRow } from "@/lib/calls/components/call-row";
import { boardOf, isOpen, orderOfEvent, orderToFetch } from "@/lib/orders/client";
import { NewOrderPopUp } from "@/lib/orders/components/staff/new-order-pop-up";
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
import type { LiveEvent } from "@/lib/platform/realtime/define-event";
import { usePresence } from "@/lib/platform/realtime/provider";
import { useLive } from "@/lib/platform/realtime/use-live";
import { findTable, floorsOf, tableLook } from "@/lib/tables/client";
import { FloorGrid, FloorKey, FloorPlan, floorName } from "@/lib/tables/components/floor-plan";
import type { TableDto } from "@/lib/tables/schema";
import { useWaitingCount } from "../staff-shell";
import { applyDashboardEvent, type DashboardSnapshot, dashboardChannels, openDashboard } from "./dashboard-state";
import { type ListRow, NeedsYou } from "./needs-you";
import { OpenTable } from "./open-table";
import { useBills } from "./use-bills";
import { useBusy } from "./use-busy";
import { useCallDesk } from "./use-call-desk";
import { useOrderDesk } from "./use-order-desk";

/** An alert older than this that comes in a replay makes no noise (ms). */
const freshFor = 60_000;

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
  const { venue, locale, me, initial } = props;
  const t = useTranslations("staff");
  const view = useSearchParams().get("view") === "tables" ? "tables" : "now";
  const [sheet, setSheet] = useState<OpenSheet>(null);
  const [announced, setAnnounced] = useState<readonly string[]>([]);
  const [floorId, setFloorId] = useState<string | null>(null);
  const [popUpHeight, setPopUpHeight] = useState(0);
  const side = useRef<HTMLElement>(null);
  const { busy, run } = useBusy();
  const channels = useMemo(() => dashboardChannels(venue), [venue]);

  const start = useMemo(() => ({ data: openDashboard(initial), cursors: initial.cursors }), [initial]);
  const refetch = useCallback(async () => {
    const snapshot = await apiFetch<DashboardSnapshot>(`/api/venues/${venue}/dashboard`);
    return { data: openDashboard(snapshot), cursors: snapshot.cursors };
  }, [venue]);
  const heard = useRef<(event: LiveEvent, replayed: boolean) => void>(() => {});
  const onEvent = useCallback(
    (event: LiveEvent, { replayed }: { replayed: boolean }) => heard.current(event, replayed),
    [],
  );
  const { data: state, update } = useLive({ channels, initial: start, apply: applyDashboardEvent, refetch, onEvent });
  const people = usePresence(channelName(venue, "staff") ?? "");

  const { areas } = state.floor;
  const words = useMemo<OrderWords>(
    () => ({
      locale,
      timezone: props.timezone,
      stations: props.stations,
      approvalSeconds: props.approvalSeconds,
      isRoom: (number) => findTable(areas, number)?.kind === "ROOM",
    }),
    [locale, props.timezone, props.stations, props.approvalSeconds, areas],
  );
  const placeOf = usePlace(words);
  const desk = useOrderDesk({ venue, update, run, placeOf });
  const calls = useCallDesk({ venue, state, update, run, callSeconds: props.callSeconds, placeOf });
  const bills = useBills(venue, calls.ringing, areas);

  heard.current = (event, replayed) => {
    const actor = event.data.meta.actor;
    const orderId = (event.data as { orderId?: string }).orderId;
    if (orderId && actor) {
      if (actor.id === me.id) desk.lastActor.delete(orderId);
      else desk.lastActor.set(orderId, actor.name);
    }
    const missing = orderToFetch(state.orders, event);
    if (missing) void desk.fetchOrder(missing);
    if (replayed && Date.now() - Date.parse(event.data.meta.at) > freshFor) return;
    if (event.name === "new-order" && orderId && actor?.id !== me.id) {
      const order = orderOfEvent(event);
      setAnnounced((before) => (before.includes(orderId) ? before : [orderId, ...before]));
      if (!order || isOpen(order)) playSound("order");
    }
    const { status } = event.data as { status?: string };
    if (event.name === "item-status-change" && status === "ready" && actor?.id !== me.id) playSound("ready");
  };

  const isAtTop = useCallback(() => window.scrollY < 8 && (side.current?.scrollTop ?? 0) < 8, []);
  const spacer = useCalmValue(popUpHeight, isAtTop);
  const orders = useMemo(() => Object.values(state.orders).map((held) => held.order), [state.orders]);
  const board = useMemo(() => boardOf(state.orders), [state.orders]);
  const isFirst = (order: OrderDto) =>
    !orders.some((other) => other.sessionId === order.sessionId && other.number < order.number);
  const fresh = announced.flatMap((id) => {
    const order = state.orders[id]?.order;
    return order?.status === "pending" && order.approval !== "rejected" ? [order] : [];
  });
  useWaitingCount(board.ready.length + board.approval.length + calls.waiting);

  const openOrder = (id: string, startWith?: "reject") => {
    setAnnounced((before) => before.filter((one) => one !== id));
    setSheet({ kind: "order", id, startWith });
  };
  const orderRow = (wide: boolean) => (row: (typeof board.ready)[number]) => (leaving: boolean) => (
    <OrderRow
      row={row}
      first={isFirst(row.order)}
      words={words}
      busy={busy.has(row.order.id)}
      leaving={leaving}
      wide={wide}
      actions={{
        onOpen: openOrder,
        onAccept: ({ order }) => void desk.accept(order),
        onReject: (id) => openOrder(id, "reject"),
        onStart: ({ order }) => void desk.step(order, "preparing"),
        onReady: ({ order }) => void desk.step(order, "ready"),
        onServe: (one) => void desk.serve(one),
      }}
    />
  );
  const rows: ListRow[] = [
    ...calls.listed.map((call) => ({
      key: `call:${call.id}`,
      section: "calls" as const,
      render: (leaving: boolean) => (
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
    })),
    ...[...board.ready, ...board.approval, ...board.kitchen].map((row) => ({
      key: row.key,
      section: row.section,
      render: orderRow(false)(row),
    })),
  ];

  const floors = useMemo(() => floorsOf(areas), [areas]);
  const floor = floors.find(({ id }) => id === floorId) ?? floors[0];
  const ordersOf = (table: TableDto) =>
    orders.filter((order) =>
      table.sessionId && order.sessionId
        ? order.sessionId === table.sessionId
        : order.tableNumber === table.number && isOpen(order),
    );
  const callsOf = (table: TableDto) =>
    Object.values(state.calls.calls).filter((call) => call.tableNumber === table.number && call.status !== "completed");
  const lookOf = (table: TableDto) => tableLook(table, ordersOf(table).filter(isOpen), callsOf(table));
  const tables = areas.flatMap((area) => area.tables).filter((table) => table.kind !== "COUNTER");
  const taken = tables.filter((table) => lookOf(table).status !== "free").length;
  const guests = areas.flatMap((area) => area.tables).reduce((sum, table) => sum + table.guests, 0);

  const popUps = (inSheet: boolean) => (
    <PopUpStack label={t("popUps")} inSheet={inSheet} onHeight={inSheet ? undefined : setPopUpHeight}>
      <CallPopUp
        calls={calls.ringing.map((call) => {
          const table = findTable(areas, call.tableNumber);
          const area = areas.find((one) => one.id === table?.areaId);
          return {
            call,
            room: table?.kind === "ROOM",
            about: [
              inLocale(area?.names, locale, "bg"),
              table?.guests ? t("calls.guests", { count: table.guests }) : "",
              bills.get(call.id) ?? "",
            ]
              .filter(Boolean)
              .join(" · "),
          };
        })}
        busy={busy}
        onGo={calls.go}
        onPass={calls.pass}
      />
      <NewOrderPopUp
        orders={fresh}
        first={isFirst}
        words={words}
        onReview={openOrder}
        onClose={() => setAnnounced([])}
      />
    </PopUpStack>
  );
  const overlays = sheet ? (
    <>
      {popUps(true)}
      <MessageHost />
    </>
  ) : null;

  const sheetOrder = sheet?.kind === "order" ? state.orders[sheet.id]?.order : undefined;
  const sheetTable =
    sheet?.kind === "table" ? areas.flatMap((area) => area.tables).find(({ id }) => id === sheet.id) : undefined;
  const close = () => setSheet(null);

  return (
    <div id="content" className="lg:grid lg:h-dvh lg:grid-cols-[1fr_372px]">
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
        {sheet ? null : popUps(false)}
      </div>

      <main className={`min-w-0 flex-col lg:flex ${view === "tables" ? "flex" : "hidden"}`}>
        <header className="hidden lg:block">
          <div className="flex h-15 items-center gap-5 px-6">
            <h1 className="text-xl font-semibold tracking-[-0.02em]">{t("title")}</h1>
            <nav aria-label={t("areas")} className="mr-auto ml-2 flex gap-5">
              {floors.map((one) => (
                <button
                  key={one.id}
                  type="button"
                  aria-pressed={one.id === floor?.id}
                  onClick={() => setFloorId(one.id)}
                  className={`flex min-h-11 items-center border-b-[3px] text-base ${
                    one.id === floor?.id
                      ? "border-accent-ink font-semibold text-ink"
                      : "border-transparent font-medium text-ink-2 hover:text-ink"
                  }`}
                >
                  {floorName(one, locale)}
                </button>
              ))}
            </nav>
            <ConnectionIndicator />
          </div>
          <div aria-hidden className="rail mx-6" />
          <SoundBar />
        </header>
        <div className="lg:hidden">
          <FloorGrid floors={floors} locale={locale} lookOf={lookOf} onOpen={(id) => setSheet({ kind: "table", id })} />
        </div>
        {floor ? (
          <div className="hidden min-h-0 flex-1 px-6 pt-4 lg:block">
            <FloorPlan floor={floor} locale={locale} lookOf={lookOf} onOpen={(id) => setSheet({ kind: "table", id })} />
          </div>
        ) : null}
        <div className="px-4 pt-2 pb-4 lg:px-6 lg:pt-4 lg:pb-3.5">
          <FloorKey guests={guests} taken={taken} tables={tables.length} />
        </div>
      </main>

      <aside
        ref={side}
        aria-label={t("needsYou")}
        className={`min-w-0 flex-col bg-paper lg:flex lg:h-dvh lg:overflow-y-auto lg:border-l lg:border-line lg:bg-surface ${view === "now" ? "flex" : "hidden"}`}
      >
        <header className="sticky top-0 z-10 hidden bg-surface lg:block">
          <div className="flex h-15 items-center gap-1 px-5">
            <h2 className="mr-auto text-lg font-semibold tracking-[-0.01em]">{t("needsYou")}</h2>
            <SoundButton />
          </div>
          <div aria-hidden className="rail mx-5" />
        </header>
        <div style={{ paddingTop: spacer > 0 ? spacer + 12 : 0 }} className="flex-1 pb-4">
          <NeedsYou
            rows={rows}
            isAtTop={isAtTop}
            onTop={() => {
              window.scrollTo({ top: 0 });
              side.current?.scrollTo({ top: 0 });
            }}
            onTables={() => window.history.pushState(null, "", "?view=tables")}
          />
        </div>
        <footer className="sticky bottom-0 hidden border-t border-line bg-surface px-5 pt-3 pb-4 lg:block">
          <OnShift people={people.map(({ id, info }) => ({ id, name: info.name }))} />
        </footer>
      </aside>

      {sheet ? null : <MessageHost />}
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
            onAccept: (order) => void desk.accept(order).then(close),
            onReject: (order, reason) => void desk.reject(order, reason).then(close),
            onCancel: (order, reason) => void desk.cancel(order, reason).then(close),
            onStep: (order, status) => void desk.step(order, status).then(close),
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
    </div>
  );
}
