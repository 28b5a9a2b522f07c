import type { OrderDto, OrderItemDto } from "../../schema";

/** Where an order stands, as a guest understands it; a key of the status words. */
export type OrderPhase =
  | "waiting"
  | "accepted"
  | "preparing"
  | "ready"
  | "completed"
  | "cancelled"
  | "rejected"
  | "expired";

export function phaseOf(order: Pick<OrderDto, "status" | "approval">): OrderPhase {
  if (order.approval === "rejected" || order.approval === "expired") return order.approval;
  if (order.status === "cancelled") return "cancelled";
  if (order.approval === "pending") return "waiting";
  return order.status === "pending" ? "accepted" : order.status;
}

export function isOver(phase: OrderPhase): boolean {
  return phase === "cancelled" || phase === "rejected" || phase === "expired";
}

/** The step of four an order is in: accepted, preparing, ready, served. */
export function stepOf(phase: OrderPhase): 1 | 2 | 3 | 4 {
  if (phase === "preparing") return 2;
  if (phase === "ready") return 3;
  return phase === "completed" ? 4 : 1;
}

const kitchenShare: Record<OrderItemDto["state"], number> = {
  held: 0,
  queued: 0,
  preparing: 0.5,
  ready: 1,
  served: 1,
  voided: 0,
};

/** How much of the present step is done, 0.1 to 0.9: in the kitchen by its dishes, on the way by those on the table. */
export function shareOf(order: Pick<OrderDto, "items">, phase: OrderPhase): number {
  const live = order.items.filter((item) => item.state !== "voided");
  if (live.length === 0 || (phase !== "preparing" && phase !== "ready")) return 0.5;
  const done = live.reduce(
    (sum, item) => sum + (phase === "preparing" ? kitchenShare[item.state] : item.state === "served" ? 1 : 0),
    0,
  );
  return Math.min(0.9, Math.max(0.1, done / live.length));
}

/** The sitting's orders that count, and what they come to. Minor units. */
export function billOf(orders: readonly OrderDto[]): { orders: OrderDto[]; total: number } {
  const counted = orders.filter((order) => !isOver(phaseOf(order)));
  return { orders: counted, total: counted.reduce((sum, order) => sum + order.total, 0) };
}
