"use client";

import { useMemo } from "react";
import { isOpen } from "@/lib/orders/client";
import type { OrderDto } from "@/lib/orders/schema";
import { tableLook } from "@/lib/tables/client";
import type { TableDto } from "@/lib/tables/schema";
import type { DashboardState } from "./dashboard-state";

/** What belongs to each table: its orders, its calls, and how it looks from the floor. */
export function useTableThings(state: DashboardState) {
  const orders = useMemo(() => Object.values(state.orders).map((held) => held.order), [state.orders]);
  const ordersOf = (table: TableDto): OrderDto[] =>
    orders.filter((order) =>
      table.sessionId && order.sessionId
        ? order.sessionId === table.sessionId
        : order.tableNumber === table.number && isOpen(order),
    );
  const callsOf = (table: TableDto) =>
    Object.values(state.calls.calls).filter((call) => call.tableNumber === table.number && call.status !== "completed");
  return {
    orders,
    ordersOf,
    callsOf,
    lookOf: (table: TableDto) => tableLook(table, ordersOf(table).filter(isOpen), callsOf(table)),
    byId: (id: string) => state.floor.areas.flatMap((area) => area.tables).find((table) => table.id === id),
  };
}
export type TableThings = ReturnType<typeof useTableThings>;
