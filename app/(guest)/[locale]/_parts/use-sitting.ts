import { useRouter } from "next/navigation";
import { useCallback, useMemo } from "react";
import type { z } from "zod";
import { applyCallEvent, type CallBook, mergeCall, openCallBook } from "@/lib/calls/client";
import type { CallDto } from "@/lib/calls/schema";
import { applyOrderEvent, mergeOrder, type OrderBook, openOrderBook, orderToFetch } from "@/lib/orders/client";
import type { OrderDto } from "@/lib/orders/schema";
import { ApiError, apiFetch } from "@/lib/platform/http/client";
import type { Cursors, LiveEvent } from "@/lib/platform/realtime/define-event";
import { type Live, useLive } from "@/lib/platform/realtime/use-live";
import type { sittingStatusChange } from "@/lib/tables/events";
import type { SittingDto } from "@/lib/tables/schema";

/** What the server knew of a sitting when the page was made. */
export interface SittingStart {
  /** This phone among the guests: it stays the same when the party moves, or joins another sitting. */
  guestId: string;
  sitting: SittingDto;
  /** The table was closed: this is what it had. */
  ended: boolean;
  orders: OrderDto[];
  calls: CallDto[];
  tableKind: string;
  cursors: Cursors;
}

/** GET /table-sessions/current */
interface SittingSnapshot {
  sitting: SittingDto;
  orders: OrderDto[];
  calls: CallDto[];
  cursors: Cursors;
}

interface SittingState {
  orders: OrderBook;
  calls: CallBook;
  ordering: SittingDto["ordering"];
  ended: boolean;
}

function open(
  orders: readonly OrderDto[],
  calls: readonly CallDto[],
  ordering: SittingDto["ordering"],
  ended: boolean,
) {
  return { orders: openOrderBook(orders), calls: openCallBook(calls), ordering, ended };
}

type StatusChange = z.infer<(typeof sittingStatusChange)["payload"]>;

function apply(state: SittingState, event: LiveEvent): SittingState {
  if (event.name === "sitting-status-change") {
    const { ordering, ended } = event.data as unknown as StatusChange;
    return { ...state, ordering, ended };
  }
  const orders = applyOrderEvent(state.orders, event);
  const calls = applyCallEvent(state.calls, event);
  return orders === state.orders && calls === state.calls ? state : { ...state, orders, calls };
}

export interface Sitting {
  sessionId: string;
  tableNumber: string;
  tableKind: string;
  /** Newest first. */
  orders: OrderDto[];
  /** Oldest first. */
  calls: CallDto[];
  ordering: SittingDto["ordering"];
  ended: boolean;
  takeOrder: (order: OrderDto) => void;
  takeCall: (call: CallDto) => void;
}

/**
 * The sitting of this phone, live: its orders, its calls, whether it may order. When the party moves to another table or joins another
 * sitting, the page is asked for anew and goes on there; what the guest is doing on it stays.
 */
export function useSitting(venue: string, start: SittingStart): Sitting {
  const { sitting } = start;
  const router = useRouter();
  const initial = useMemo(
    () => ({
      data: open(start.orders, start.calls, start.sitting.ordering, start.ended),
      cursors: start.cursors,
    }),
    [start],
  );
  const channels = useMemo(() => (start.ended ? [] : [sitting.channel]), [start.ended, sitting.channel]);
  const live: Live<SittingState> = useLive<SittingState>({
    channels,
    initial,
    apply,
    refetch: async () => {
      try {
        const {
          orders,
          calls,
          sitting: now,
          cursors,
        } = await apiFetch<SittingSnapshot>(`/api/venues/${venue}/table-sessions/current`, { as: "guest" });
        // The party went elsewhere while this phone was away.
        if (now.channel !== sitting.channel) router.refresh();
        return { data: open(orders, calls, now.ordering, false), cursors };
      } catch (error) {
        if (!(error instanceof ApiError) || error.code !== "sitting-ended") throw error;
        // The table was closed while this phone was away: what it had stays readable.
        return { data: { ...live.data, ordering: "closed", ended: true }, cursors: start.cursors };
      }
    },
    onEvent: (event) => {
      if (event.name === "sitting-status-change" && (event.data as unknown as StatusChange).moved) router.refresh();
      else if (orderToFetch(live.data.orders, event)) void live.refresh();
    },
  });
  const { data, update } = live;
  return {
    sessionId: sitting.sessionId,
    tableNumber: sitting.tableNumber,
    tableKind: start.tableKind,
    orders: Object.values(data.orders)
      .map((held) => held.order)
      .sort((a, b) => b.createdAt.localeCompare(a.createdAt) || b.number - a.number),
    calls: Object.values(data.calls.calls).sort((a, b) => a.createdAt.localeCompare(b.createdAt)),
    ordering: data.ordering,
    ended: data.ended,
    takeOrder: useCallback((order) => update((now) => ({ ...now, orders: mergeOrder(now.orders, order) })), [update]),
    takeCall: useCallback((call) => update((now) => ({ ...now, calls: mergeCall(now.calls, call) })), [update]),
  };
}
