import type { RoleName, StaffActor } from "@/lib/platform/auth/actor";
import { roleReaches } from "@/lib/platform/realtime/channels";
import type { Step } from "./rules";
import type { ItemState, OrderStatus } from "./schema";

type Who = Pick<StaffActor, "role">;

const floor: readonly RoleName[] = ["admin", "manager", "cashier", "staff"];

/** Whom a move to a step is for: the kitchen makes, a releaser hands over, the floor does both. Recalls count by where they lead. */
const moversTo: Record<Step, readonly RoleName[]> = {
  queued: [...floor, "kitchen"],
  preparing: [...floor, "kitchen"],
  ready: [...floor, "kitchen"],
  served: [...floor, "releaser"],
};

const stepOf: Record<Exclude<OrderStatus, "cancelled">, Step> = {
  pending: "queued",
  preparing: "preparing",
  ready: "ready",
  completed: "served",
};

/** Takes orders at a table or at the counter. */
export function mayPlaceOrders({ role }: Who): boolean {
  return floor.includes(role);
}

/** Adds to an open order. */
export function mayAddItems({ role }: Who): boolean {
  return floor.includes(role);
}

/** Sends a course that waits. */
export function mayFireCourses({ role }: Who): boolean {
  return floor.includes(role);
}

const overseers: readonly RoleName[] = ["admin", "manager"];

/** Takes a line off an order; what is on the table already only those who answer for the money. */
export function mayVoidItem({ role }: Who, state: ItemState): boolean {
  return (state === "served" ? overseers : floor).includes(role);
}

/** Reads and writes the staff's thread on an order. */
export function mayComment({ role }: Who): boolean {
  return roleReaches(role, "orders");
}

/** Accepts, rejects and cancels. */
export function mayDecideOrders({ role }: Who): boolean {
  return floor.includes(role);
}

export function mayMoveItem({ role }: Who, target: Step): boolean {
  return moversTo[target].includes(role);
}

export function mayMoveOrder(who: Who, target: Exclude<OrderStatus, "cancelled">): boolean {
  return mayMoveItem(who, stepOf[target]);
}
