import { writeAudit } from "@/lib/platform/audit";
import type { Context, StaffActor } from "@/lib/platform/auth/actor";
import type { Tx } from "@/lib/platform/db";
import { wire } from "../queries";
import type { ChangedOrder } from "./write-change";

/** Writes down who changed what an order comes to. `what` names the lines concerned, where it is not the whole order. */
export async function auditChange(
  tx: Tx,
  ctx: Context<StaffActor>,
  action: string,
  { before, after }: ChangedOrder,
  { reason = null, what = {} }: { reason?: string | null; what?: Record<string, string | number | string[]> } = {},
): Promise<void> {
  await writeAudit(tx, ctx, {
    action,
    subject: `Order ${after.number}`,
    subjectId: after.id,
    before: { status: wire(before.status), total: before.total },
    after: { status: wire(after.status), total: after.total, ...what },
    reason,
  });
}
