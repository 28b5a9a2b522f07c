import type { Context, StaffActor } from "@/lib/platform/auth/actor";
import { inTransaction } from "@/lib/platform/db";
import { AppError } from "@/lib/platform/errors";
import { mayMoveOrder } from "../permissions";
import { wire } from "../queries";
import { planOrderMove } from "../rules";
import type { OrderDto, SetOrderStatusInput } from "../schema";
import { currentOrder, expectVersion, lockOrder, statedItems, stateMoved } from "./lock-order";
import { moveOrderItems } from "./write-change";

/**
 * Takes an order one step on, or one back: its items that are behind (or beyond) go with it. Throws 403, 404, 409 `version-moved`
 * and 409 `state-moved` (`current` is the order) when it is not one step from where the order stands: somebody was faster.
 */
export function setOrderStatus(
  { actor, venue }: Context<StaffActor>,
  orderId: string,
  { status, version }: SetOrderStatusInput,
): Promise<OrderDto> {
  return inTransaction(async (tx) => {
    if (!mayMoveOrder(actor, status)) throw new AppError("forbidden", "Your role may not move an order there.");
    const order = await lockOrder(tx, venue, orderId);
    expectVersion(order, version, () => currentOrder(order, venue));
    const moves = planOrderMove({ approval: wire(order.approval), items: statedItems(order.items) }, status);
    if (!moves) throw stateMoved(`The order is ${wire(order.status)} now.`, currentOrder(order, venue));
    return currentOrder(await moveOrderItems(tx, { venue, actor }, order, moves, new Date()), venue);
  });
}
