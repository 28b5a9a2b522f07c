"use client";

import { useMemo } from "react";
import { CallRow } from "@/lib/calls/components/call-row";
import type { CallDto } from "@/lib/calls/schema";
import { type BoardRow, boardOf } from "@/lib/orders/board";
import { OrderRow, type OrderRowActions } from "@/lib/orders/components/staff/order-row";
import type { OrderWords } from "@/lib/orders/components/staff/order-words";
import type { OrderDto } from "@/lib/orders/schema";
import { type BoardFilter, matcherOf, noFilter } from "./board-filter";
import type { DashboardState } from "./dashboard-state";
import type { ListRow } from "./needs-you";
import { useBoardFilter } from "./use-board-filter";
import type { CallDesk } from "./use-call-desk";

/**
 * The list: what waits for somebody, as far as the filter lets it. A call that nobody answered is always there, wherever it comes
 * from; `elsewhere` tells that it is not one of the filter's.
 */
export function useBoard({
  venue,
  me,
  state,
  orders,
  words,
  calls,
  callSeconds,
  busy,
  wide,
  actions,
}: {
  venue: string;
  me: { id: string; name: string };
  state: DashboardState;
  orders: readonly OrderDto[];
  words: OrderWords;
  calls: CallDesk;
  callSeconds: number;
  busy: ReadonlySet<string>;
  wide: boolean;
  actions: OrderRowActions;
}) {
  const { areas } = state.floor;
  const [filter, setFilter] = useBoardFilter(venue, me.id, areas);
  const board = useMemo(() => boardOf(state.orders), [state.orders]);
  const facts = { me, areas, takenBy: state.takenBy };
  const match = matcherOf(filter, facts);
  const isFirst = (order: OrderDto) =>
    !orders.some((other) => other.sessionId === order.sessionId && other.number < order.number);

  const orderRow = (row: BoardRow): ListRow => ({
    key: row.key,
    section: row.section,
    render: (leaving) => (
      <OrderRow
        row={row}
        first={isFirst(row.order)}
        words={words}
        comments={state.comments.counts[row.order.id] ?? 0}
        busy={busy.has(row.order.id)}
        leaving={leaving}
        wide={wide}
        actions={actions}
      />
    ),
  });
  const callRow = (call: CallDto): ListRow => ({
    key: `call:${call.id}`,
    section: "calls",
    render: (leaving) => (
      <CallRow
        call={call}
        room={words.isRoom(call.tableNumber)}
        mine={call.acknowledgedBy === me.name}
        limitSeconds={callSeconds}
        level={calls.levelOf(call)}
        elsewhere={!match.call(call)}
        busy={leaving || busy.has(call.id)}
        onGo={calls.go}
        onDone={calls.done}
      />
    ),
  });

  const all = [...board.ready, ...board.approval, ...board.kitchen];
  const shown = all.filter((row) => match.order(row.order));
  const answered = calls.answered.filter(match.call);
  /** How many things a filter leaves: rows, and calls that ring. */
  const count = (some: BoardFilter) => {
    const fits = matcherOf(some, facts);
    const allCalls = [...calls.ringing, ...calls.quiet, ...calls.answered];
    return all.filter((row) => fits.order(row.order)).length + allCalls.filter(fits.call).length;
  };
  return {
    filter,
    setFilter,
    clearFilter: () => setFilter(noFilter),
    count,
    isFirst,
    isElsewhere: (call: CallDto) => !match.call(call),
    rows: [...calls.quiet.map(callRow), ...answered.map(callRow), ...shown.map(orderRow)],
    /** What the filter hides. */
    hidden: all.length - shown.length + calls.answered.length - answered.length,
    waiting: shown.filter((row) => row.section !== "kitchen").length + calls.waiting,
  };
}
