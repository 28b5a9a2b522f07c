import { writeAudit } from "@/lib/platform/audit";
import type { Context, StaffActor } from "@/lib/platform/auth/actor";
import { inTransaction } from "@/lib/platform/db";
import { newToken } from "@/lib/platform/ids";
import type { LiveTableDto } from "../schema";
import { endSitting } from "./close-table";
import { findLiveSession, lockTable, tableAfter } from "./seat";

/**
 * Gives the table a new secret: the printed code stops working and the sitting, whatever its orders, ends. Answers the table
 * and the new `token`, for the new card.
 */
export function rotateToken(ctx: Context<StaffActor>, tableId: string): Promise<LiveTableDto & { token: string }> {
  const { actor, venue } = ctx;
  return inTransaction(async (tx) => {
    const table = await lockTable(tx, venue, tableId);
    const token = newToken();
    await tx.table.update({ where: { id: table.id }, data: { token, tokenRotatedAt: new Date() } });
    const live = await findLiveSession(tx, table);
    if (live) await endSitting(tx, venue, actor, table, live);
    // Neither secret is written down here: the audit may be read by people who must not sit at every table.
    await writeAudit(tx, ctx, {
      action: "table.token-rotated",
      subject: `Table ${table.number}`,
      subjectId: table.id,
      before: { sessionId: live?.id ?? null },
    });
    return { ...(await tableAfter(tx, venue, tableId)), token };
  });
}
