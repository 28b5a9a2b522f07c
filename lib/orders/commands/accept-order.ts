import { getMenuSnapshot } from "@/lib/menu/queries";
import type { Context, StaffActor } from "@/lib/platform/auth/actor";
import { inTransaction, type Tx } from "@/lib/platform/db";
import { AppError } from "@/lib/platform/errors";
import { type Message, message } from "@/lib/platform/realtime/define-event";
import { publish } from "@/lib/platform/realtime/outbox";
import { sittingStatusChange, tableStatusChange } from "@/lib/tables/events";
import { orderUpdated } from "../events";
import { mayDecideOrders } from "../permissions";
import { planSend } from "../rules";
import type { OrderDto } from "../schema";
import { draftTickets, ticketMessage } from "./draft-order";
import {
  currentOrder,
  expectVersion,
  guestsOf,
  type LockedOrder,
  lockOrder,
  statedItems,
  stateMoved,
} from "./lock-order";
import { sittingOf, writeChange } from "./write-change";

/**
 * Accepts a guest's order that waits: the table opens, the items are queued and the stations get their tickets. Throws 403, 404,
 * 409 `version-moved` and 409 `state-moved` (`current` is the order) when it no longer waits or the table was closed.
 */
export async function acceptOrder(
  { actor, venue }: Context<StaffActor>,
  orderId: string,
  { version }: { version?: number } = {},
): Promise<OrderDto> {
  if (!mayDecideOrders(actor)) throw new AppError("forbidden", "Your role may not accept orders.");
  const { stations } = await getMenuSnapshot(venue);
  return inTransaction(async (tx) => {
    const now = new Date();
    // The sitting before the order, as everybody who needs both locks them.
    const opened = await openSittingOf(tx, orderId, venue.id, actor, now);
    const order = await lockOrder(tx, venue, orderId);
    expectVersion(order, version, () => currentOrder(order, venue));
    if (order.approval !== "PENDING") {
      throw stateMoved(`The order is ${order.approval.toLowerCase()} already.`, currentOrder(order, venue));
    }
    if (order.session?.status === "CLOSED") throw stateMoved("The table was closed.", currentOrder(order, venue));
    // Its party joined another sitting between the two locks, which would stay unopened.
    if (order.session?.status === "PENDING")
      throw stateMoved("The guests are moving tables.", currentOrder(order, venue));
    const sent = { ...order, version: order.version + 1, items: order.items.map((item) => ({ ...item })) };
    // A line that was taken off meanwhile goes nowhere.
    const held = sent.items.filter(({ state }) => state === "HELD");
    const newTickets = draftTickets(sent, held, stations, now);
    const changed = await writeChange(
      tx,
      { venue, actor },
      { ...order, items: sent.items },
      {
        moves: planSend(statedItems(held)),
        newTickets,
        order: { approval: "ACCEPTED", approvalExpiresAt: null, acceptedAt: now },
        now,
      },
    );
    const dto = currentOrder(changed.after, venue);
    await publish(tx, venue, actor, [
      ...(opened ? openingMessages(order, opened, actor) : []),
      message(
        orderUpdated,
        { orderId, version: dto.version, approval: dto.approval, items: dto.items },
        { sitting: sittingOf(order) },
      ),
      ...newTickets.map((ticket) => ticketMessage(ticket, changed.after, guestsOf(changed.after), venue.defaultLocale)),
      ...changed.messages.status,
    ]);
    return dto;
  });
}

interface Opened {
  openedAt: Date;
  guests: number;
}

/** Locks the order's sitting and opens it if it waits; null when there was nothing to open. */
async function openSittingOf(
  tx: Tx,
  orderId: string,
  venueId: string,
  actor: StaffActor,
  now: Date,
): Promise<Opened | null> {
  const [opened] = await tx.$queryRaw<Opened[]>`
    update "TableSession" s set "status" = 'OPEN', "openedAt" = ${now}, "openedById" = ${actor.userId}::uuid,
        "openedByName" = ${actor.name}, "version" = s."version" + 1
     where s."id" = (select o."sessionId" from "Order" o where o."id" = ${orderId}::uuid and o."venueId" = ${venueId}::uuid)
       and s."status" = 'PENDING'
    returning s."openedAt", (select count(*)::int from "TableGuest" g where g."sessionId" = s."id") as "guests"`;
  return opened ?? null;
}

function openingMessages(order: LockedOrder, { openedAt, guests }: Opened, { userId, name }: StaffActor): Message[] {
  const sitting = sittingOf(order);
  if (!sitting) return [];
  return [
    message(tableStatusChange, {
      ...sitting,
      status: "open",
      openedAt: openedAt.toISOString(),
      openedBy: { id: userId, name },
      guests,
    }),
    message(sittingStatusChange, { sessionId: sitting.sessionId, ordering: "open", ended: false }, { sitting }),
  ];
}
