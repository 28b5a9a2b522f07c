import type { Context, StaffActor } from "@/lib/platform/auth/actor";
import { inTransaction } from "@/lib/platform/db";
import { AppError } from "@/lib/platform/errors";
import { type Message, message } from "@/lib/platform/realtime/define-event";
import { publish } from "@/lib/platform/realtime/outbox";
import { orderCancelled, orderUpdated } from "../events";
import { mayDecideOrders, mayVoidItem } from "../permissions";
import { wire } from "../queries";
import { type ItemMove, planVoid } from "../rules";
import type { OrderDto } from "../schema";
import { auditChange } from "./audit-change";
import { currentOrder, expectVersion, type LockedOrder, lockOrder, statedItems, stateMoved } from "./lock-order";
import { findServedOnce } from "./was-served";
import { type ChangedOrder, sittingOf, writeChange } from "./write-change";

/**
 * Cancels an order that is not finished: every live item is voided and keeps the stage it was in. Throws 403 (also, as voidItem
 * does, for what was served and recalled), 404, 409 `version-moved` and 409 `state-moved` (`current` is the order) when something of
 * it is served or it is finished.
 */
export function cancelOrder(
  ctx: Context<StaffActor>,
  orderId: string,
  { reason, version }: { reason: string; version?: number },
): Promise<OrderDto> {
  const { actor, venue } = ctx;
  return inTransaction(async (tx) => {
    if (!mayDecideOrders(actor)) throw new AppError("forbidden", "Your role may not cancel orders.");
    const order = await lockOrder(tx, venue, orderId);
    expectVersion(order, version, () => currentOrder(order, venue));
    const finished = order.status === "COMPLETED" || order.status === "CANCELLED";
    if (finished || order.items.some(({ state }) => state === "SERVED")) {
      throw stateMoved(
        finished ? `The order is ${wire(order.status)}.` : "Some of it was served already.",
        currentOrder(order, venue),
      );
    }
    if (!mayVoidItem(actor, "served") && (await findServedOnce(tx, order.id)).size > 0) {
      throw new AppError("forbidden", "Some of it was served: ask a manager.");
    }
    const approval = order.approval === "PENDING" ? "REJECTED" : order.approval;
    const changed = await writeChange(tx, ctx, order, {
      moves: voidingOf(order),
      order: { approval, approvalExpiresAt: null, cancelReason: reason },
      reason,
      now: new Date(),
    });
    await publish(tx, venue, actor, [
      ...changed.messages.items,
      ...changed.messages.tickets,
      ...cancellationMessages(changed, reason),
    ]);
    await auditChange(tx, ctx, "order.cancelled", changed, { reason });
    return currentOrder(changed.after, venue);
  });
}

/**
 * Refuses a guest's order that waits. Throws 403, 404, 409 `version-moved` and 409 `state-moved` (`current` is the order) when it no
 * longer waits.
 */
export function rejectOrder(
  ctx: Context<StaffActor>,
  orderId: string,
  { reason = null, version }: { reason?: string | null; version?: number } = {},
): Promise<OrderDto> {
  const { actor, venue } = ctx;
  return inTransaction(async (tx) => {
    if (!mayDecideOrders(actor)) throw new AppError("forbidden", "Your role may not reject orders.");
    const order = await lockOrder(tx, venue, orderId);
    expectVersion(order, version, () => currentOrder(order, venue));
    if (order.approval !== "PENDING") {
      throw stateMoved(`The order is ${wire(order.approval)} already.`, currentOrder(order, venue));
    }
    const changed = await writeChange(tx, ctx, order, {
      moves: voidingOf(order),
      order: { approval: "REJECTED", approvalExpiresAt: null, cancelReason: reason },
      reason,
      now: new Date(),
    });
    // Held items never reached a station: nobody follows them one by one.
    await publish(tx, venue, actor, cancellationMessages(changed, reason));
    await auditChange(tx, ctx, "order.rejected", changed, { reason });
    return currentOrder(changed.after, venue);
  });
}

/** Every live item goes, whatever its stage. */
export function voidingOf(order: LockedOrder): ItemMove[] {
  return statedItems(order.items).flatMap((item) => planVoid(item) ?? []);
}

/** That the order is off, and what is owed for it now. */
export function cancellationMessages({ before, after }: ChangedOrder, reason: string | null): Message[] {
  const { id: orderId, number: orderNumber, tableNumber, version, total, secondTotal } = after;
  const approval = wire(after.approval);
  const target = { sitting: sittingOf(after) };
  const stage = wire(before.status);
  return [
    message(orderUpdated, { orderId, version, approval, total, secondTotal }, target),
    message(orderCancelled, { orderId, orderNumber, tableNumber, reason, stage, approval, version }, target),
  ];
}
