import type { Context, StaffActor } from "@/lib/platform/auth/actor";
import { inTransaction } from "@/lib/platform/db";
import type { LiveTableDto, OpenTableInput } from "../schema";
import { findLiveSession, liveSession, lockTable, tableAfter } from "./seat";
import { publishFloor, publishSitting } from "./tell";

/**
 * Opens a table, so that its guests may order, and takes down how many they are (`partySize`, 1–99). A table that is open already
 * stays as it is, but for a count that nobody has given it yet.
 */
export function openTable(
  { actor, venue }: Context<StaffActor>,
  tableId: string,
  { partySize }: OpenTableInput = {},
): Promise<LiveTableDto> {
  return inTransaction(async (tx) => {
    const table = await lockTable(tx, venue, tableId);
    const live = await findLiveSession(tx, table);
    const isOpen = live?.status === "OPEN";
    const counts = partySize !== undefined && (!isOpen || live.partySize === null);
    if (isOpen && !counts) return tableAfter(tx, venue, tableId);
    const begun = live ?? (await liveSession(tx, venue, table, "OPEN", actor));
    const opens = begun.status === "PENDING";
    const opening = {
      status: "OPEN",
      openedAt: new Date(),
      openedById: actor.userId,
      openedByName: actor.name,
    } as const;
    const session =
      opens || counts
        ? await tx.tableSession.update({
            where: { id: begun.id },
            data: { ...(opens ? opening : {}), ...(counts ? { partySize } : {}), version: { increment: 1 } },
          })
        : begun;
    await publishFloor(tx, venue, actor, table, session);
    if (!isOpen) await publishSitting(tx, venue, actor, table, session);
    return tableAfter(tx, venue, tableId);
  });
}
