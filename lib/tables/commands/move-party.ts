import { mergeCallsInto, moveCallsTo } from "@/lib/calls/commands";
import { ticketUpdated } from "@/lib/kitchen/events";
import { orderUpdated } from "@/lib/orders/events";
import { writeAudit } from "@/lib/platform/audit";
import type { Context, StaffActor, Venue } from "@/lib/platform/auth/actor";
import type { Tx } from "@/lib/platform/db";
import { AppError, invalid, notFound } from "@/lib/platform/errors";
import { newId } from "@/lib/platform/ids";
import type { TableSession } from "@/lib/platform/prisma/client";
import { channelName } from "@/lib/platform/realtime/channels";
import { type Message, message } from "@/lib/platform/realtime/define-event";
import { publish } from "@/lib/platform/realtime/outbox";
import { sittingStatusChange } from "../events";
import { joinPartySizes, orderingOf } from "../rules";
import type { LiveTableDto, MovePartyInput } from "../schema";
import { inTransactionRepeated } from "./repeat";
import { type TableRef, tableAfter } from "./seat";
import { publishFloor, publishSitting } from "./tell";

/*
 * Locks, in the order that every command keeps: tables by id, sittings by id, orders by id, calls by id. An order that is being
 * placed and a call that is being raised hold their sitting, so each is either there when the party leaves, and goes with it, or
 * finds the sitting at its new table.
 */

/**
 * The party of a table takes a free one: its sitting goes on there with orders, calls and bill; tickets stay as they are. Answers the
 * table it sits at now. Throws 404, 409 `state-moved` (`current` is the table that was left) when nobody sits there (or, with a
 * `sessionId`, somebody else), 409 `table-occupied` (`current` is the other table), 422 for the same table.
 */
export function moveParty(ctx: Context<StaffActor>, tableId: string, input: MovePartyInput): Promise<LiveTableDto> {
  return inTransactionRepeated(async (tx) => {
    const { venue, actor } = ctx;
    const { from, to, leaving, seated } = await lockBoth(tx, venue, tableId, input);
    if (seated) {
      throw new AppError("table-occupied", "Somebody sits at that table already.", {
        current: await tableAfter(tx, venue, to.id),
      });
    }
    const session = await tx.tableSession.update({
      where: { id: leaving.id },
      data: { tableId: to.id, version: { increment: 1 } },
    });
    const told = await moveOrders(tx, leaving.id, to, null);
    await publishFloor(tx, venue, actor, from, null);
    await publishFloor(tx, venue, actor, to, session);
    await publish(tx, venue, actor, told);
    await moveCallsTo(tx, venue, actor, leaving.id, to);
    await sendPhones(tx, ctx, from, leaving, to, session);
    await audit(tx, ctx, "table.moved", from, leaving, to, session);
    return tableAfter(tx, venue, to.id);
  });
}

/**
 * The party of a table joins the one at another: guests, orders and calls go over to that sitting and its bill, the sitting they leave
 * is closed. Of two open calls of a kind the older stays, and the guests that staff counted are added up. The joint sitting is open when
 * one of the two was. Throws as moveParty does, but 409 `state-moved` when either table is free, or money was taken for the bill that would be left.
 */
export function mergeParties(ctx: Context<StaffActor>, tableId: string, input: MovePartyInput): Promise<LiveTableDto> {
  return inTransactionRepeated(async (tx) => {
    const { venue, actor } = ctx;
    const { from, to, leaving, seated } = await lockBoth(tx, venue, tableId, input);
    if (!seated) {
      throw new AppError("state-moved", "Nobody sits at that table any more.", {
        current: await tableAfter(tx, venue, to.id),
      });
    }
    const bill = await billToJoin(tx, venue, from, leaving, seated);
    await tx.tableGuest.updateMany({ where: { sessionId: leaving.id }, data: { sessionId: seated.id } });
    const opens = seated.status === "PENDING" && leaving.status === "OPEN";
    const { openedAt, openedById, openedByName } = leaving;
    const session = await tx.tableSession.update({
      where: { id: seated.id },
      data: {
        version: { increment: 1 },
        partySize: joinPartySizes(seated.partySize, leaving.partySize),
        ...(opens ? { status: "OPEN", openedAt, openedById, openedByName } : {}),
      },
    });
    const told = await moveOrders(tx, leaving.id, to, { sessionId: session.id, billId: bill });
    await tx.tableSession.update({
      where: { id: leaving.id },
      data: {
        status: "CLOSED",
        closedAt: new Date(),
        closedById: actor.userId,
        mergedIntoId: session.id,
        version: { increment: 1 },
      },
    });
    await publishFloor(tx, venue, actor, from, null);
    await publishFloor(tx, venue, actor, to, session);
    if (opens) await publishSitting(tx, venue, actor, to, session);
    await publish(tx, venue, actor, told);
    await mergeCallsInto(tx, venue, actor, leaving.id, session.id, to);
    await sendPhones(tx, ctx, from, leaving, to, session);
    await audit(tx, ctx, "table.merged", from, leaving, to, session);
    return tableAfter(tx, venue, to.id);
  });
}

interface Both {
  from: TableRef;
  to: TableRef;
  /** Who goes. */
  leaving: TableSession;
  /** Who sits at the other table. */
  seated: TableSession | null;
}

async function lockBoth(
  tx: Tx,
  venue: Venue,
  tableId: string,
  { toTableId, sessionId }: MovePartyInput,
): Promise<Both> {
  if (tableId === toTableId) throw invalid("toTableId", "Choose another table.");
  const tables = await tx.$queryRaw<TableRef[]>`
    select "id", "number" from "Table" where "venueId" = ${venue.id}::uuid and "id" in (${tableId}::uuid, ${toTableId}::uuid)
     order by "id" for no key update`;
  const [from, to] = [tableId, toTableId].map((id) => tables.find((table) => table.id === id));
  if (!from || !to) throw notFound("table");
  const locked = await tx.$queryRaw<{ id: string }[]>`
    select "id" from "TableSession" where "tableId" in (${from.id}::uuid, ${to.id}::uuid) and "status" <> 'CLOSED'
     order by "id" for update`;
  const sittings = await tx.tableSession.findMany({ where: { id: { in: locked.map(({ id }) => id) } } });
  const leaving = sittings.find((sitting) => sitting.tableId === from.id);
  if (!leaving || (sessionId !== undefined && leaving.id !== sessionId)) {
    throw new AppError("state-moved", "They do not sit at this table any more.", {
      current: await tableAfter(tx, venue, from.id),
    });
  }
  return { from, to, leaving, seated: sittings.find((sitting) => sitting.tableId === to.id) ?? null };
}

/** The bill of the sitting that stays. Throws 409 when the one that ends has taken money already. */
async function billToJoin(
  tx: Tx,
  venue: Venue,
  from: TableRef,
  leaving: TableSession,
  seated: TableSession,
): Promise<string> {
  const bills = await tx.bill.findMany({ where: { sessionId: { in: [leaving.id, seated.id] } } });
  const left = bills.find((bill) => bill.sessionId === leaving.id);
  if (left && left.status !== "OPEN" && left.status !== "TO_PAYMENT") {
    throw new AppError("state-moved", "Money was taken for this table's bill already: settle it first.", {
      current: await tableAfter(tx, venue, from.id),
    });
  }
  const staying = bills.find((bill) => bill.sessionId === seated.id);
  if (staying) return staying.id;
  const id = newId();
  await tx.bill.create({ data: { id, venueId: venue.id, sessionId: seated.id, currency: venue.currency } });
  return id;
}

/** Takes a sitting's orders along and answers what to tell: the orders at their new place, the heads of unfinished tickets. */
async function moveOrders(
  tx: Tx,
  sessionId: string,
  to: TableRef,
  into: { sessionId: string; billId: string } | null,
): Promise<Message[]> {
  await tx.$queryRaw`select 1 from "Order" where "sessionId" = ${sessionId}::uuid order by "id" for no key update`;
  const orders = await tx.order.updateManyAndReturn({
    where: { sessionId },
    data: { tableId: to.id, tableNumber: to.number, version: { increment: 1 }, ...into },
    select: { id: true, version: true, sessionId: true, billId: true, createdAt: true },
  });
  const tickets = await tx.kitchenTicket.findMany({
    where: { orderId: { in: orders.map(({ id }) => id) }, state: { in: ["QUEUED", "PREPARING", "READY"] } },
    select: { id: true, orderId: true, station: true },
    orderBy: { id: "asc" },
  });
  const versions = new Map(orders.map(({ id, version }) => [id, version]));
  const sitting = { tableNumber: to.number, sessionId: into?.sessionId ?? sessionId };
  return [
    ...orders
      .sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime())
      .map(({ id: orderId, version, sessionId, billId }) =>
        message(orderUpdated, { orderId, version, tableNumber: to.number, sessionId, billId }, { sitting }),
      ),
    ...tickets.map(({ id: ticketId, orderId, station }) =>
      message(
        ticketUpdated,
        { ticketId, orderId, station, tableNumber: to.number, version: versions.get(orderId) ?? 1 },
        { station },
      ),
    ),
  ];
}

/** The last word on the channel that the phones follow until now: where they go on. */
async function sendPhones(
  tx: Tx,
  { venue, actor }: Context<StaffActor>,
  from: TableRef,
  leaving: TableSession,
  to: TableRef,
  session: TableSession,
): Promise<void> {
  const seat = { tableNumber: to.number, sessionId: session.id };
  const channel = channelName(venue.slug, "sitting", { sitting: seat }) ?? "";
  await publish(tx, venue, actor, [
    message(
      sittingStatusChange,
      {
        sessionId: leaving.id,
        ordering: orderingOf(venue.orderingPolicy, session.status),
        ended: false,
        moved: { ...seat, channel },
      },
      { sitting: { tableNumber: from.number, sessionId: leaving.id } },
    ),
  ]);
}

async function audit(
  tx: Tx,
  ctx: Context<StaffActor>,
  action: string,
  from: TableRef,
  leaving: TableSession,
  to: TableRef,
  session: TableSession,
): Promise<void> {
  await writeAudit(tx, ctx, {
    action,
    subject: `Table ${from.number}`,
    subjectId: from.id,
    before: { tableId: from.id, tableNumber: from.number, sessionId: leaving.id },
    after: { tableId: to.id, tableNumber: to.number, sessionId: session.id },
  });
}
