import { completeCallsOfSitting } from "@/lib/calls/commands";
import type { Context, StaffActor, Venue } from "@/lib/platform/auth/actor";
import { inTransaction, type Tx } from "@/lib/platform/db";
import { AppError } from "@/lib/platform/errors";
import type { TableSession } from "@/lib/platform/prisma/client";
import type { CloseTableInput, LiveTableDto } from "../schema";
import { findLiveSession, lockTable, type TableRef, tableAfter } from "./seat";
import { publishFloor, publishSitting } from "./tell";

/**
 * Ends the sitting: its guests' cookies are worth nothing from the commit on, its open calls are done. Throws 409 `state-moved`
 * when nobody sits there (or, with a `sessionId`, somebody else), and 409 `unfinished-orders` (`current` is the table with its `unfinishedOrders`) unless `force`.
 */
export function closeTable(
  { actor, venue }: Context<StaffActor>,
  tableId: string,
  { force = false, sessionId }: CloseTableInput = {},
): Promise<LiveTableDto> {
  return inTransaction(async (tx) => {
    const table = await lockTable(tx, venue, tableId);
    const live = await findLiveSession(tx, table);
    if (!live || (sessionId !== undefined && live.id !== sessionId)) {
      throw new AppError("state-moved", "They do not sit at this table any more.", {
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

/** The one way a sitting ends with its guests gone: calls done, phones told. */
export async function endSitting(
  tx: Tx,
  venue: Venue,
  actor: StaffActor,
  table: TableRef,
  live: TableSession,
): Promise<void> {
  const session = await tx.tableSession.update({
    where: { id: live.id },
    data: { status: "CLOSED", closedAt: new Date(), closedById: actor.userId, version: { increment: 1 } },
  });
  await completeCallsOfSitting(tx, venue, actor, session.id);
  await publishFloor(tx, venue, actor, table, null);
  await publishSitting(tx, venue, actor, table, session);
}
