import { isOn, planLineMove } from "@/lib/kitchen/rules";
import type { Context, StaffActor } from "@/lib/platform/auth/actor";
import { inTransaction } from "@/lib/platform/db";
import { AppError, invalid, notFound } from "@/lib/platform/errors";
import { mayMoveItem } from "../permissions";
import { wire } from "../queries";
import { planItemMove } from "../rules";
import type { OrderDto, SetItemStateInput } from "../schema";
import { currentOrder, expectVersion, lockOrder, statedItems, stateMoved } from "./lock-order";
import { moveOrderItems } from "./write-change";

/**
 * Takes one item a step on, or a step back (recall), and answers its order. With `ticketId` the step is meant on that ticket, where what
 * a station hands on is ready while the next station has it in work. Throws 422 for a ticket that the item is not on, 403, 404, 409 `version-moved` and 409
 * `state-moved` (`current` is the order).
 */
export function setItemState(
  { actor, venue }: Context<StaffActor>,
  itemId: string,
  { status, ticketId, version }: SetItemStateInput,
): Promise<OrderDto> {
  return inTransaction(async (tx) => {
    if (!mayMoveItem(actor, status)) throw new AppError("forbidden", "Your role may not move an item there.");
    // An item never changes its order, so this may be read before the lock.
    const found = await tx.orderItem.findFirst({ where: { id: itemId, venueId: venue.id }, select: { orderId: true } });
    if (!found) throw notFound("order item");
    const order = await lockOrder(tx, venue, found.orderId);
    expectVersion(order, version, () => currentOrder(order, venue));
    const item = statedItems(order.items).find(({ id }) => id === itemId);
    if (!item) throw notFound("order item");
    const ticket = order.tickets.find(({ id }) => id === ticketId);
    if (ticketId && !(ticket && isOn(ticket, item))) throw invalid("ticketId", "The item is not on this ticket.");
    const approval = wire(order.approval);
    const move = !ticket
      ? planItemMove(approval, item, status)
      : approval === "accepted"
        ? planLineMove(ticket, item, status)
        : null;
    if (!move) throw stateMoved(`The item is ${item.state} now.`, currentOrder(order, venue));
    return currentOrder(await moveOrderItems(tx, { venue, actor }, order, [move], new Date()), venue);
  });
}
