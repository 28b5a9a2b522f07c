import type { Context, StaffActor } from "@/lib/platform/auth/actor";
import { inTransaction } from "@/lib/platform/db";
import { AppError } from "@/lib/platform/errors";
import type { LiveTableDto, SetPartySizeInput } from "../schema";
import { findLiveSession, lockTable, tableAfter } from "./seat";
import { publishFloor } from "./tell";

/**
 * Says how many people sit at a table, 1–99, or that nobody has counted them (null); the same number again tells nobody. Throws 404,
 * and 409 `state-moved` (`current` is the table) when nobody sits there or, with a `sessionId`, somebody else. The floor's screens
 * hear of it, the kitchen's do not: a ticket's guests are read when it is sent and when a wall loads.
 */
export function setPartySize(
  { actor, venue }: Context<StaffActor>,
  tableId: string,
  { partySize, sessionId }: SetPartySizeInput,
): Promise<LiveTableDto> {
  return inTransaction(async (tx) => {
    const table = await lockTable(tx, venue, tableId);
    const live = await findLiveSession(tx, table);
    if (!live || (sessionId !== undefined && live.id !== sessionId)) {
      throw new AppError("state-moved", "They do not sit at this table any more.", {
        current: await tableAfter(tx, venue, tableId),
      });
    }
    if (live.partySize !== partySize) {
      const session = await tx.tableSession.update({
        where: { id: live.id },
        data: { partySize, version: { increment: 1 } },
      });
      await publishFloor(tx, venue, actor, table, session);
    }
    return tableAfter(tx, venue, tableId);
  });
}
