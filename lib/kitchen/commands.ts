import { auditChange } from "@/lib/orders/commands/audit-change";
import { guestsOf, type LockedOrder, lockOrder, statedItems, stateMoved } from "@/lib/orders/commands/lock-order";
import { type ChangedOrder, moveOrderItems, sittingOf, writeChange } from "@/lib/orders/commands/write-change";
import { orderUpdated } from "@/lib/orders/events";
import type { Context, StaffActor, Venue } from "@/lib/platform/auth/actor";
import { inTransaction, type Tx } from "@/lib/platform/db";
import { AppError, notFound } from "@/lib/platform/errors";
import type { KitchenTicket } from "@/lib/platform/prisma/client";
import { message } from "@/lib/platform/realtime/define-event";
import { publish } from "@/lib/platform/realtime/outbox";
import { serviceDay, serviceDayStart } from "@/lib/platform/time";
import { mayMoveTickets, mayRushTickets } from "./permissions";
import { servedInSightMs, toTicketDto } from "./queries";
import { deriveTicketState, hasUnseenChange, isOn, linesOn, planTicketMove, stepBack } from "./rules";
import type { ChangeTicketInput, RushTicketInput, SetTicketStateInput, TicketDto } from "./schema";

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
    const { order, ticket } = await lockTicket(tx, venue, ticketId, version);
    const items = statedItems(order.items);
    const moves = planTicketMove(ticket, items, status);
    if (!moves) throw stateMoved(refusal(ticket, items), ticketOf(order, ticketId, venue));
    return ticketOf(await moveOrderItems(tx, { venue, actor }, order, moves, new Date()), ticketId, venue);
  });
}

function refusal(ticket: KitchenTicket, items: ReturnType<typeof statedItems>): string {
  const lines = linesOn(ticket, items).filter(({ state }) => state !== "voided");
  const state = deriveTicketState(lines);
  if (ticket.isPass && lines.some((line) => line.state === "queued")) return "Not everything has arrived yet.";
  if (!ticket.isPass && state === "ready" && lines.some(({ passTicketId }) => passTicketId)) {
    return "It was handed on: the next station has it.";
  }
  return `The ticket is ${state} now.`;
}

/**
 * Takes a ticket back one step, whatever it stands at, also from the day's history; its timers keep their first start, and the order's
 * status follows. Throws 403, 404, 409 `version-moved` and 409 `state-moved` (`current` is the ticket): nothing of it was begun, it is
 * off, the station that it was handed on to has finished it, or it was served on an earlier service day.
 */
export function recallTicket(
  ctx: Context<StaffActor>,
  ticketId: string,
  { version }: ChangeTicketInput = {},
  now = new Date(),
): Promise<TicketDto> {
  const { actor, venue } = ctx;
  return inTransaction(async (tx) => {
    if (!mayMoveTickets(actor)) throw new AppError("forbidden", "Your role may not recall tickets.");
    const { order, ticket } = await lockTicket(tx, venue, ticketId, version);
    const items = statedItems(order.items);
    const from = deriveTicketState(linesOn(ticket, items));
    const to = stepBack(from);
    const moves = to && planTicketMove(ticket, items, to);
    if (!moves) throw stateMoved(`There is nothing to take back: it is ${from}.`, ticketOf(order, ticketId, venue));
    if (ticket.servedAt && isOfThePast(ticket.servedAt, venue, now)) {
      throw stateMoved("It was served on an earlier day.", ticketOf(order, ticketId, venue));
    }
    const changed = await writeChange(tx, ctx, order, { moves, now });
    const { messages } = changed;
    await publish(tx, venue, actor, [...messages.items, ...messages.tickets, ...messages.status]);
    await auditChange(tx, ctx, "ticket.recalled", changed, { what: { ticketId, station: ticket.station, from, to } });
    return ticketOf(changed.after, ticketId, venue);
  });
}

/** What was served just before the day ended can still be recalled when it has: it is in sight. */
function isOfThePast(servedAt: Date, { timezone, serviceDayCutoffHour }: Venue, now: Date): boolean {
  const today = serviceDayStart(serviceDay(now, timezone, serviceDayCutoffHour), timezone, serviceDayCutoffHour);
  return servedAt < today && now.getTime() - servedAt.getTime() > servedInSightMs;
}

/**
 * Puts all that is unfinished of a ticket's order before the others, or back in its turn; what is sent later is not rushed by that.
 * Asking for what is already so changes nothing. Throws 403, 404, 409 `version-moved` and 409 `state-moved` (`current` is the ticket)
 * for one that is served or off.
 */
export function rushTicket(
  ctx: Context<StaffActor>,
  ticketId: string,
  { rush, version }: RushTicketInput,
): Promise<TicketDto> {
  const { actor, venue } = ctx;
  return inTransaction(async (tx) => {
    if (!mayRushTickets(actor)) throw new AppError("forbidden", "Your role may not rush tickets.");
    const { order, ticket } = await lockTicket(tx, venue, ticketId, version);
    if (isFinished(ticket)) throw stateMoved("The ticket is finished.", ticketOf(order, ticketId, venue));
    const now = new Date();
    const others = order.tickets.filter((each) => !isFinished(each) && (each.rushAt !== null) !== rush);
    if (others.length === 0) return ticketOf(order, ticketId, venue);
    const marks = new Map(others.map(({ id }) => [id, { rushAt: rush ? now : null }]));
    const changed = await writeChange(tx, ctx, order, { moves: [], marks, now });
    await publishMarks(tx, ctx, changed);
    await auditChange(tx, ctx, rush ? "order.rushed" : "order.not-rushed", changed, { what: { ticketId } });
    return ticketOf(changed.after, ticketId, venue);
  });
}

function isFinished({ state }: KitchenTicket): boolean {
  return state === "SERVED" || state === "VOIDED";
}

/**
 * Takes note of what was taken off a ticket. Once is enough: when there is nothing to take note of, nothing changes. Throws 403, 404
 * and 409 `version-moved` (`current` is the ticket), so that nobody takes note of what they were not shown.
 */
export function seeTicketChange(
  ctx: Context<StaffActor>,
  ticketId: string,
  { version }: ChangeTicketInput = {},
): Promise<TicketDto> {
  const { actor, venue } = ctx;
  return inTransaction(async (tx) => {
    if (!mayMoveTickets(actor)) throw new AppError("forbidden", "Your role may not do this for the kitchen.");
    const { order, ticket } = await lockTicket(tx, venue, ticketId);
    if (!hasUnseenChange(ticket)) return ticketOf(order, ticketId, venue);
    expectTicketVersion(order, ticket, version, venue);
    const now = new Date();
    const changed = await writeChange(tx, ctx, order, {
      moves: [],
      marks: new Map([[ticketId, { changeSeenAt: now }]]),
      now,
    });
    await publishMarks(tx, ctx, changed);
    await auditChange(tx, ctx, "ticket.change-seen", changed, { what: { ticketId, station: ticket.station } });
    return ticketOf(changed.after, ticketId, venue);
  });
}

/** Everybody who holds the order hears its new version; the kitchen hears what was marked. */
async function publishMarks(
  tx: Tx,
  { actor, venue }: Context<StaffActor>,
  { after, messages }: ChangedOrder,
): Promise<void> {
  const { id: orderId, version } = after;
  const told = message(orderUpdated, { orderId, version }, { sitting: sittingOf(after) });
  await publish(tx, venue, actor, [...messages.tickets, told]);
}

/** Locks the ticket's order. Throws 404, and 409 `version-moved` when the ticket was changed since that version. */
async function lockTicket(
  tx: Tx,
  venue: Venue,
  ticketId: string,
  version?: number,
): Promise<{ order: LockedOrder; ticket: KitchenTicket }> {
  // A ticket never changes its order, so this may be read before the lock.
  const found = await tx.kitchenTicket.findFirst({
    where: { id: ticketId, venueId: venue.id },
    select: { orderId: true },
  });
  if (!found) throw notFound("ticket");
  const order = await lockOrder(tx, venue, found.orderId);
  const ticket = order.tickets.find(({ id }) => id === ticketId);
  if (!ticket) throw notFound("ticket");
  expectTicketVersion(order, ticket, version, venue);
  return { order, ticket };
}

/** A version is the order's: it may be newer than the ticket's last change, when another station's ticket moved since. */
function expectTicketVersion(order: LockedOrder, ticket: KitchenTicket, version: number | undefined, venue: Venue) {
  if (version === undefined || (version >= ticket.version && version <= order.version)) return;
  throw new AppError("version-moved", "Somebody changed this ticket before you.", {
    current: ticketOf(order, ticket.id, venue),
  });
}

function ticketOf(order: LockedOrder, ticketId: string, venue: Venue): TicketDto {
  const ticket = order.tickets.find(({ id }) => id === ticketId);
  if (!ticket) throw notFound("ticket");
  const items = order.items.filter((item) => isOn(ticket, item));
  return toTicketDto({ ...ticket, order, items, guests: guestsOf(order) }, venue.defaultLocale);
}
