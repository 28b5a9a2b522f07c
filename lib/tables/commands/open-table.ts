import type { Context, StaffActor } from "@/lib/platform/auth/actor";
import { inTransaction } from "@/lib/platform/db";
import type { LiveTableDto } from "../schema";
import { findLiveSession, liveSession, lockTable, tableAfter } from "./seat";
import { publishFloor, publishSitting } from "./tell";

/** Opens a table, so that its guests may order; a table that is open already stays as it is. */
export function openTable({ actor, venue }: Context<StaffActor>, tableId: string): Promise<LiveTableDto> {
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
