import type { Context, StaffActor } from "./auth/actor";
import type { Tx } from "./db";
import { newId } from "./ids";
import type { Prisma } from "./prisma/client";

export interface Audited {
  /** What was done, as `table.moved`. */
  action: string;
  /** The thing's name for people, as "Table 12"; it may be gone when somebody reads this. */
  subject: string;
  subjectId: string | null;
  before?: Prisma.InputJsonObject;
  after?: Prisma.InputJsonObject;
  reason?: string | null;
}

/** Writes down who did what, in the transaction of the deed. */
export async function writeAudit(tx: Tx, { actor, venue, ip }: Context<StaffActor>, what: Audited): Promise<void> {
  const { id: venueId } = venue;
  await tx.auditEntry.create({
    data: { id: newId(), venueId, userId: actor.userId, actorName: actor.name, ip, ...what },
  });
}
