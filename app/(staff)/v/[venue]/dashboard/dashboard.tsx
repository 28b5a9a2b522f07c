"use client";

import { useTranslations } from "next-intl";
import { type CSSProperties, useCallback, useMemo, useRef, useState } from "react";
import { MessageHost } from "@/components/alerts/messages";
import { SoundButton } from "@/components/alerts/sound-controls";
import { useCalmValue } from "@/components/alerts/use-calm";
import { NoticeStrip } from "@/lib/notices/components/notice-strip";
import { usePlace } from "@/lib/orders/components/staff/order-row";
import type { OrderWords } from "@/lib/orders/components/staff/order-words";
import { OnShift } from "@/lib/people/components/on-shift";
import { findTable } from "@/lib/tables/client";
import { mayArrangeTables } from "@/lib/tables/permissions";
import { useWaitingCount } from "../staff-shell";
import type { DashboardProps } from "./dashboard-props";
import { DashboardSheets } from "./dashboard-sheets";
import { FilterBar } from "./filter-bar";
import { FloorColumn } from "./floor-column";
import { NeedsYou } from "./needs-you";
import { PhoneHeader } from "./phone-header";
import { PopUps } from "./pop-ups";
import { useBills } from "./use-bills";
import { useBoard } from "./use-board";
import { useBusy } from "./use-busy";
import { useCallDesk } from "./use-call-desk";
import { useCallFocus } from "./use-call-focus";
import { useDashboardData } from "./use-dashboard-data";
import { useIsWide } from "./use-is-wide";
import { useKeptDashboard } from "./use-kept-dashboard";
import { useLooking } from "./use-looking";
import { useOpenThings } from "./use-open-things";
import { useOrderDesk } from "./use-order-desk";
import { useTableThings } from "./use-table-things";

/** The floor: what needs somebody beside the plan of the room; on phones one of the two at a time. */
export function Dashboard(props: DashboardProps) {
  const { venue, locale, me, timezone, stations, approvalSeconds } = props;
  const t = useTranslations("staff");
  const isWide = useIsWide();
  const [popUpHeight, setPopUpHeight] = useState(0);
  const side = useRef<HTMLElement>(null);
  const { busy, run } = useBusy();
  const { state, update, refresh, alerts, present } = useDashboardData(props);
  useKeptDashboard(props, state);

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
  alerts.know(state.orders, desk);
  const calls = useCallDesk({ venue, state, update, run, callSeconds: props.callSeconds, placeOf });
  const bills = useBills(venue, calls.ringing, areas);
  const tables = useTableThings(state);

  const focusCall = useCallFocus({ calls: state.calls, refresh });
  const open = useOpenThings({
    venue,
    onOrder: (id) => {
      alerts.forget(id);
      if (!state.orders[id]) void desk.fetchOrder(id).then((found) => found || desk.tellGone());
    },
    onCall: focusCall,
  });
  const { sheet } = open;
  const { people, lookersOf } = useLooking({ venue, me, state, present, open, words });

  const onShift = people.filter((person) => person.here);

  const board = useBoard({
    venue,
    me,
    state,
    orders: tables.orders,
    words,
    calls,
    callSeconds: props.callSeconds,
    busy,
    wide: isWide,
    actions: {
      onOpen: open.openOrder,
      onAccept: ({ order }) => void desk.accept(order),
      onReject: (id) => open.openOrder(id, "reject"),
      onStart: ({ order }) => void desk.step(order, "preparing"),
      onReady: ({ order }) => void desk.step(order, "ready"),
      onServe: (row) => void desk.serve(row),
      onFire: ({ order, held }) => held !== null && void desk.fire(order, held),
    },
  });
  useWaitingCount(board.waiting);

  const isAtTop = useCallback(() => window.scrollY < 8 && (side.current?.scrollTop ?? 0) < 8, []);
  const spacer = useCalmValue(popUpHeight, isAtTop);
  const toTop = () => {
    window.scrollTo({ top: 0 });
    side.current?.scrollTo({ top: 0 });
  };
  const showList = () => {
    alerts.forgetAll();
    open.close();
    if (open.showsTables) window.history.pushState(null, "", window.location.pathname);
    toTop();
  };

  const isCovered = sheet !== null || open.pad !== null;
  const popUps = (
    <PopUps
      ringing={calls.ringing}
      levelOf={calls.levelOf}
      isElsewhere={board.isElsewhere}
      managers={people.filter(({ role }) => role === "manager" || role === "admin")}
      isManager={me.role === "manager" || me.role === "admin"}
      bills={bills}
      areas={areas}
      fresh={isCovered ? [] : alerts.freshOf(state.orders)}
      isFirst={board.isFirst}
      words={words}
      busy={busy}
      inSheet={isCovered}
      onGo={calls.go}
      onPass={calls.pass}
      onReview={open.openOrder}
      onSeeAll={showList}
      onHeight={isCovered ? undefined : setPopUpHeight}
    />
  );
  // An open dialog makes everything outside it unreachable: what must stay at hand then stands inside it.
  const overlays = (
    <>
      {popUps}
      <MessageHost inSheet />
    </>
  );
  const sheetOpen =
    open.pad !== null ||
    sheet?.kind === "people" ||
    (sheet?.kind === "order" && state.orders[sheet.id] !== undefined) ||
    (sheet?.kind === "table" && tables.byId(sheet.id) !== undefined);

  return (
    <main
      id="content"
      className="lg:grid lg:h-dvh lg:grid-cols-[1fr_372px]"
      style={{ "--clear": `${spacer > 0 ? spacer + 12 : 0}px` } as CSSProperties}
    >
      <div className="sticky top-0 z-20 bg-paper lg:contents">
        <PhoneHeader me={me} onShift={onShift.length} onPeople={open.openPeople} />
        {sheetOpen ? null : popUps}
      </div>

      <FloorColumn
        venue={venue}
        areas={areas}
        locale={locale}
        hiddenOnPhones={!open.showsTables}
        mayArrange={mayArrangeTables(me)}
        lookOf={tables.lookOf}
        update={update}
        onOpen={open.openTable}
      />

      <section
        ref={side}
        aria-label={t("needsYou")}
        className={`min-w-0 flex-col bg-paper [overflow-anchor:none] lg:flex lg:h-dvh lg:overflow-y-auto lg:border-l lg:border-line lg:bg-surface ${open.showsTables ? "hidden" : "flex"}`}
      >
        <header className="sticky top-0 z-10 hidden bg-surface lg:block">
          <div className="flex h-15 items-center gap-1 px-5">
            <h2 className="mr-auto text-lg font-semibold tracking-[-0.01em]">{t("needsYou")}</h2>
            <SoundButton />
          </div>
          <div aria-hidden className="rail mx-5" />
        </header>
        <div className="flex-1 pt-(--clear) pb-4">
          <NoticeStrip
            venue={venue}
            userId={me.id}
            notices={state.notices}
            timezone={timezone}
            onChange={(change) => update((before) => ({ ...before, notices: change(before.notices) }))}
          />
          <FilterBar
            filter={board.filter}
            areas={areas}
            locale={locale}
            count={board.count}
            onChange={(filter) => {
              board.setFilter(filter);
              toTop();
            }}
          />
          <NeedsYou
            // Another filter is another list: nothing of it waits behind "2 new".
            key={JSON.stringify(board.filter)}
            rows={board.rows}
            clear={popUpHeight}
            list={side}
            isAtTop={isAtTop}
            onTop={toTop}
            onTables={() => window.history.pushState(null, "", "?view=tables")}
            filter={board.filter}
            hidden={board.hidden}
            onAll={board.clearFilter}
          />
        </div>
        <footer className="sticky bottom-0 hidden border-t border-line bg-surface px-3 py-2 lg:block">
          <OnShift people={onShift} onOpen={open.openPeople} />
        </footer>
      </section>

      {sheetOpen ? null : <MessageHost />}
      <DashboardSheets
        page={props}
        state={state}
        open={open}
        words={words}
        desk={desk}
        calls={calls}
        tables={tables}
        people={people}
        lookersOf={lookersOf}
        busy={busy}
        run={run}
        update={update}
        overlays={overlays}
      />
    </main>
  );
}
