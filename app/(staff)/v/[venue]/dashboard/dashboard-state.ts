import { applyCallEvent, type CallBook, openCallBook } from "@/lib/calls/client";
import type { CallDto } from "@/lib/calls/schema";
import { applyOrderEvent, type OrderBook, openOrderBook } from "@/lib/orders/client";
import type { OrderDto } from "@/lib/orders/schema";
import { channelName } from "@/lib/platform/realtime/channels";
import type { Cursors, LiveEvent } from "@/lib/platform/realtime/define-event";
import { applyTableEvent, type FloorState, openFloor } from "@/lib/tables/client";
import type { AreaDto } from "@/lib/tables/schema";

/** All that the floor's screen follows live. */
export interface DashboardState {
  orders: OrderBook;
  calls: CallBook;
  floor: FloorState;
}

/** As the page and GET /dashboard answer it. */
export interface DashboardSnapshot {
  orders: OrderDto[];
  calls: CallDto[];
  areas: AreaDto[];
  cursors: Cursors;
}

/** Orders, calls and tables come over the staff channel; the steps of single lines over the orders channel. */
export function dashboardChannels(venue: string): string[] {
  return [channelName(venue, "staff"), channelName(venue, "orders")].filter((name) => name !== null);
}

export function openDashboard({ orders, calls, areas }: DashboardSnapshot): DashboardState {
  return { orders: openOrderBook(orders), calls: openCallBook(calls), floor: openFloor(areas) };
}

/** Applies one event to the part it is about; answers the same state when it changed nothing. */
export function applyDashboardEvent(state: DashboardState, event: LiveEvent): DashboardState {
  const orders = applyOrderEvent(state.orders, event);
  const calls = applyCallEvent(state.calls, event);
  const floor = applyTableEvent(state.floor, event);
  return orders === state.orders && calls === state.calls && floor === state.floor ? state : { orders, calls, floor };
}
