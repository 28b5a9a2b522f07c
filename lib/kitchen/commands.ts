import { expectVersion, type LockedOrder, lockOrder, statedItems, stateMoved } from "@/lib/orders/commands/lock-order";
import { moveOrderItems } from "@/lib/orders/commands/write-change";
import type { Context, StaffActor, Venue } from "@/lib/platform/auth/actor";
import { inTransaction } from "@/lib/platform/db";
import { AppError, notFound } from "@/lib/platform/errors";
import { mayMoveTickets } from "./permissions";
import { toTicketDto } from "./queries";
import { deriveTicketState, planTicketMove } from "./rules";
import type { SetTicketStateInput, TicketDto } from "./schema";

/**
 * Bumps a ticket one step on, or recalls it one back: its items go with it, and the order's status follows. Throws 403, 404, 409
 * `version-moved` and 409 `state-moved` (`current` is the ticket).
 */
export function setTicketState(
  { actor, venue }: Context<StaffActor>,
  ticketId: string,
  { status, version }: SetTicketStateInput,
): Promise<TicketDto> {
  return inTransaction(async (tx) => {
    if (!mayMoveTickets(actor)) throw new AppError("forbidden", "Your role may not move tickets.");
    const found = await tx.kitchenTicket.findFirst({
      where: { id: ticketId, venueId: venue.id },
      select: { orderId: true },
    });
    if (!found) throw notFound("ticket");
    const order = await lockOrder(tx, venue, found.orderId);
    expectVersion(order, version, () => ticketOf(order, ticketId, venue));
    const items = statedItems(order.items.filter((item) => item.ticketId === ticketId));
    const moves = planTicketMove(items, status);
    if (!moves) throw stateMoved(`The ticket is ${deriveTicketState(items)} now.`, ticketOf(order, ticketId, venue));
    return ticketOf(await moveOrderItems(tx, { venue, actor }, order, moves, new Date()), ticketId, venue);
  });
}

function ticketOf(order: LockedOrder, ticketId: string, venue: Venue): TicketDto {
  const ticket = order.tickets.find(({ id }) => id === ticketId);
  if (!ticket) throw notFound("ticket");
  const items = order.items.filter((item) => item.ticketId === ticketId);
  return toTicketDto({ ...ticket, order, items }, venue.defaultLocale);
}
