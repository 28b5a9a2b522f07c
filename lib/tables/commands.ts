import { completeCallsOfSitting } from "@/lib/calls/commands";
import type { Actor, Context, GuestActor, StaffActor, Venue } from "@/lib/platform/auth/actor";
import { inTransaction, type Tx } from "@/lib/platform/db";
import { AppError, notFound } from "@/lib/platform/errors";
import type { Locale } from "@/lib/platform/i18n/locales";
import { hashToken, newId, newToken } from "@/lib/platform/ids";
import type { TableSession } from "@/lib/platform/prisma/client";
import { message } from "@/lib/platform/realtime/define-event";
import { publish } from "@/lib/platform/realtime/outbox";
import { sittingStatusChange, tableStatusChange } from "./events";
import { getTable, openerOf, toSitting } from "./queries";
import { floorStatus, orderingOf, statusOfNewSitting } from "./rules";
import type { JoinTableInput, SittingDto, TableDto } from "./schema";

interface TableRef {
  id: string;
  number: string;
}

/**
 * A phone sits down: at the table whose secret it scanned or, where the venue lets anybody open a table, at a table by number. The
 * guest it already is there stays that guest (`token` null); otherwise `token` is the new guest's secret for the cookie.
 * Throws 404 `wrong-token` for a secret that is not (or no longer) a table's of this venue.
 */
export function joinTable(
  venue: Venue,
  input: JoinTableInput,
  { currentGuest, locale }: { currentGuest: GuestActor | null; locale: Locale },
): Promise<{ sitting: SittingDto; token: string | null }> {
  return inTransaction(async (tx) => {
    const table = await lockTableToJoin(tx, venue, input);
    const chosen = input.locale ?? locale;
    const session = await liveSession(tx, venue, table, statusOfNewSitting(venue.orderingPolicy));
    const seated = {
      tableId: table.id,
      tableNumber: table.number,
      sessionId: session.id,
      sessionStatus: session.status,
    };
    if (currentGuest?.sessionId === session.id) {
      if (currentGuest.locale !== chosen) {
        await tx.tableGuest.update({ where: { id: currentGuest.guestId }, data: { locale: chosen } });
      }
      return { sitting: toSitting({ venue, actor: { ...currentGuest, ...seated, locale: chosen } }), token: null };
    }
    const token = newToken();
    const guestId = newId();
    await tx.tableGuest.create({
      data: { id: guestId, sessionId: session.id, tokenHash: hashToken(token), locale: chosen },
    });
    await publishFloor(tx, venue, null, table, session);
    return { sitting: toSitting({ venue, actor: { kind: "guest", guestId, ...seated, locale: chosen } }), token };
  });
}

// One at a time per table: its row is locked before its sitting is looked at, here and in every command below.
async function lockTableToJoin(tx: Tx, venue: Venue, input: JoinTableInput): Promise<TableRef> {
  const [table] =
    "token" in input
      ? await tx.$queryRaw<TableRef[]>`
          select "id", "number" from "Table" where "venueId" = ${venue.id}::uuid and "token" = ${input.token} for no key update`
      : venue.orderingPolicy === "OPEN"
        ? await tx.$queryRaw<TableRef[]>`
          select "id", "number" from "Table" where "venueId" = ${venue.id}::uuid and "number" = ${input.tableNumber} for no key update`
        : [];
  if (!table) throw new AppError("wrong-token", "This is not the code of a table here. Scan the code on the table.");
  return table;
}

async function lockTable(tx: Tx, venue: Venue, tableId: string): Promise<TableRef> {
  const [table] = await tx.$queryRaw<TableRef[]>`
    select "id", "number" from "Table" where "venueId" = ${venue.id}::uuid and "id" = ${tableId}::uuid for no key update`;
  if (!table) throw notFound("table");
  return table;
}

async function findLiveSession(tx: Tx, table: TableRef): Promise<TableSession | null> {
  const [locked] = await tx.$queryRaw<{ id: string }[]>`
    select "id" from "TableSession" where "tableId" = ${table.id}::uuid and "status" <> 'CLOSED' for update`;
  return locked ? tx.tableSession.findUniqueOrThrow({ where: { id: locked.id } }) : null;
}

/** The table's live sitting, begun with its bill when there is none. */
async function liveSession(
  tx: Tx,
  venue: Venue,
  table: TableRef,
  status: "OPEN" | "PENDING",
  opener: StaffActor | null = null,
): Promise<TableSession> {
  for (;;) {
    const live = await findLiveSession(tx, table);
    if (live) return live;
    const id = newId();
    const openedAt = status === "OPEN" ? new Date() : null;
    // A partial unique index allows one live sitting a table, whoever else writes sittings.
    const inserted = await tx.$executeRaw`
      insert into "TableSession" ("id", "venueId", "tableId", "status", "openedAt", "openedById", "openedByName")
      values (${id}::uuid, ${venue.id}::uuid, ${table.id}::uuid, ${status}::"TableSessionStatus", ${openedAt},
        ${opener?.userId ?? null}::uuid, ${opener?.name ?? null})
      on conflict ("tableId") where "status" <> 'CLOSED' do nothing`;
    if (inserted === 1) {
      await tx.bill.create({ data: { id: newId(), venueId: venue.id, sessionId: id, currency: venue.currency } });
      return tx.tableSession.findUniqueOrThrow({ where: { id } });
    }
  }
}

async function publishFloor(
  tx: Tx,
  venue: Venue,
  actor: Actor | null,
  table: TableRef,
  session: TableSession | null,
): Promise<void> {
  const guests = session ? await tx.tableGuest.count({ where: { sessionId: session.id } }) : 0;
  await publish(tx, venue, actor, [
    message(tableStatusChange, {
      tableNumber: table.number,
      status: floorStatus(session?.status ?? null),
      sessionId: session?.id ?? null,
      openedAt: session?.openedAt?.toISOString() ?? null,
      openedBy: openerOf(session),
      guests,
    }),
  ]);
}

async function publishSitting(
  tx: Tx,
  venue: Venue,
  actor: Actor,
  table: TableRef,
  session: TableSession,
): Promise<void> {
  const { id: sessionId, status } = session;
  const ended = status === "CLOSED";
  await publish(tx, venue, actor, [
    message(
      sittingStatusChange,
      { sessionId, ordering: orderingOf(venue.orderingPolicy, status), ended },
      { sitting: { tableNumber: table.number, sessionId } },
    ),
  ]);
}

async function tableAfter(tx: Tx, venue: Venue, tableId: string): Promise<TableDto> {
  const table = await getTable(venue, tableId, tx);
  if (!table) throw notFound("table");
  return table;
}

/** Opens a table, so that its guests may order; a table that is open already stays as it is. */
export function openTable({ actor, venue }: Context<StaffActor>, tableId: string): Promise<TableDto> {
  return inTransaction(async (tx) => {
    const table = await lockTable(tx, venue, tableId);
    const live = await findLiveSession(tx, table);
    if (live?.status === "OPEN") return tableAfter(tx, venue, tableId);
    const session = live
      ? await tx.tableSession.update({
          where: { id: live.id },
          data: {
            status: "OPEN",
            openedAt: new Date(),
            openedById: actor.userId,
            openedByName: actor.name,
            version: { increment: 1 },
          },
        })
      : await liveSession(tx, venue, table, "OPEN", actor);
    await publishFloor(tx, venue, actor, table, session);
    await publishSitting(tx, venue, actor, table, session);
    return tableAfter(tx, venue, tableId);
  });
}

/**
 * Ends the sitting: its guests' cookies are worth nothing from the commit on, its open calls are done. Throws 409 `state-moved`
 * when nobody sits there, and 409 `unfinished-orders` (`current` is the table with its `unfinishedOrders`) unless `force`.
 */
export function closeTable(
  { actor, venue }: Context<StaffActor>,
  tableId: string,
  { force = false }: { force?: boolean } = {},
): Promise<TableDto> {
  return inTransaction(async (tx) => {
    const table = await lockTable(tx, venue, tableId);
    const live = await findLiveSession(tx, table);
    if (!live) {
      throw new AppError("state-moved", "Nobody sits at this table any more.", {
        current: await tableAfter(tx, venue, tableId),
      });
    }
    const unfinished = force ? [] : await listUnfinished(tx, live.id);
    if (unfinished.length > 0) {
      throw new AppError("unfinished-orders", "Orders of this table are not finished.", {
        current: { ...(await tableAfter(tx, venue, tableId)), unfinishedOrders: unfinished },
      });
    }
    await endSitting(tx, venue, actor, table, live);
    return tableAfter(tx, venue, tableId);
  });
}

async function listUnfinished(tx: Tx, sessionId: string): Promise<{ id: string; number: number; status: string }[]> {
  const orders = await tx.order.findMany({
    where: { sessionId, status: { in: ["PENDING", "PREPARING", "READY"] } },
    orderBy: { createdAt: "asc" },
    select: { id: true, number: true, status: true },
  });
  return orders.map((order) => ({ ...order, status: order.status.toLowerCase() }));
}

async function endSitting(tx: Tx, venue: Venue, actor: StaffActor, table: TableRef, live: TableSession): Promise<void> {
  const session = await tx.tableSession.update({
    where: { id: live.id },
    data: { status: "CLOSED", closedAt: new Date(), closedById: actor.userId, version: { increment: 1 } },
  });
  await completeCallsOfSitting(tx, venue, actor, session.id);
  await publishFloor(tx, venue, actor, table, null);
  await publishSitting(tx, venue, actor, table, session);
}

/**
 * Gives the table a new secret: the printed code stops working and the sitting, whatever its orders, ends. Answers the table
 * and the new `token`, for the new card.
 */
export function rotateToken(
  { actor, venue, ip }: Context<StaffActor>,
  tableId: string,
): Promise<TableDto & { token: string }> {
  return inTransaction(async (tx) => {
    const table = await lockTable(tx, venue, tableId);
    const token = newToken();
    await tx.table.update({ where: { id: table.id }, data: { token, tokenRotatedAt: new Date() } });
    const live = await findLiveSession(tx, table);
    if (live) await endSitting(tx, venue, actor, table, live);
    // Neither secret is written down here: the audit may be read by people who must not sit at every table.
    await tx.auditEntry.create({
      data: {
        id: newId(),
        venueId: venue.id,
        userId: actor.userId,
        actorName: actor.name,
        action: "table.token-rotated",
        subject: `Table ${table.number}`,
        subjectId: table.id,
        before: { sessionId: live?.id ?? null },
        ip,
      },
    });
    return { ...(await tableAfter(tx, venue, tableId)), token };
  });
}
