import type { Context, StaffActor } from "@/lib/platform/auth/actor";
import { inTransaction } from "@/lib/platform/db";
import { AppError, notFound } from "@/lib/platform/errors";
import { type Message, message } from "@/lib/platform/realtime/define-event";
import { publish } from "@/lib/platform/realtime/outbox";
import { orderUpdated } from "../events";
import { mayVoidItem } from "../permissions";
import { planVoid } from "../rules";
import type { OrderDto, VoidItemInput } from "../schema";
import { auditChange } from "./audit-change";
import { cancellationMessages } from "./cancel-order";
import { currentOrder, expectVersion, lockOrder, statedItems, stateMoved } from "./lock-order";
import { findServedOnce } from "./was-served";
import { type ChangedOrder, sittingOf, writeChange } from "./write-change";

/**
 * Takes one line off an order, with the stage it was in and why; the total falls, and an order without a live line is cancelled.
 * Throws 403 (what was served, recalled since or not: only those who answer for the money), 404, 409 `version-moved` and 409
 * `state-moved` (`current` is the order) when it is off already.
 */
export function voidItem(
  ctx: Context<StaffActor>,
  itemId: string,
  { reason, version }: VoidItemInput,
): Promise<OrderDto> {
  const { actor, venue } = ctx;
  return inTransaction(async (tx) => {
    if (!mayVoidItem(actor, "queued")) throw new AppError("forbidden", "Your role may not void items.");
    // An item never changes its order, so this may be read before the lock.
    const found = await tx.orderItem.findFirst({ where: { id: itemId, venueId: venue.id }, select: { orderId: true } });
    if (!found) throw notFound("order item");
    const order = await lockOrder(tx, venue, found.orderId);
    expectVersion(order, version, () => currentOrder(order, venue));
    const item = statedItems(order.items).find(({ id }) => id === itemId);
    if (!item) throw notFound("order item");
    const move = planVoid(item);
    if (!move) throw stateMoved("The item is voided already.", currentOrder(order, venue));
    if (!mayVoidItem(actor, "served") && (await findServedOnce(tx, order.id)).has(itemId)) {
      throw new AppError("forbidden", "It was served: ask a manager.");
    }
    const last = order.items.every(({ id, state }) => id === itemId || state === "VOIDED");
    const approval = order.approval === "PENDING" ? ("REJECTED" as const) : order.approval;
    const changed = await writeChange(tx, ctx, order, {
      moves: [move],
      // Why a line was taken off is the staff's to know; a cancel's reason is read by the guests.
      order: last ? { approval, approvalExpiresAt: null, cancelReason: null } : {},
      reason,
      now: new Date(),
    });
    await publish(tx, venue, actor, [
      ...changed.messages.items,
      ...changed.messages.tickets,
      ...(last ? cancellationMessages(changed, null) : [totalMessage(changed), ...changed.messages.status]),
    ]);
    await auditChange(tx, ctx, "order-item.voided", changed, { reason, what: { itemId, stage: move.from } });
    return currentOrder(changed.after, venue);
  });
}

function totalMessage({ after }: ChangedOrder): Message {
  const { id: orderId, version, total, secondTotal } = after;
  return message(orderUpdated, { orderId, version, total, secondTotal }, { sitting: sittingOf(after) });
}
