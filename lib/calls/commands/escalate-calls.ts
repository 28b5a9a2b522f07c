import { venueFromRow } from "@/lib/platform/auth/resolve";
import { getPool, inTransaction, type Tx } from "@/lib/platform/db";
import { type Message, message } from "@/lib/platform/realtime/define-event";
import { publish } from "@/lib/platform/realtime/outbox";
import { callOverdue } from "../events";
import { overdueSentence } from "../rules";
import type { CallType } from "../schema";

/** How many calls one run raises; the next run takes the rest. */
const batch = 100;

/** Calls nobody answers whose next level is due: 1 after the venue's limit, 2 after twice that. The index of open calls finds them. */
const dueCalls = `
  from "Venue" v
  join "WaiterCall" c on c."venueId" = v."id" and c."status" <> 'COMPLETED' and c."status" = 'PENDING'
    and c."escalation" < 2 and c."createdAt" <= now() - make_interval(secs => v."callLimitSeconds" * (c."escalation" + 1))
  where v."callLimitSeconds" > 0`;

interface Raised {
  id: string;
  venueId: string;
  tableNumber: string;
  callType: CallType;
  escalation: number;
  version: number;
  createdAt: Date;
  limit: number;
}

/**
 * Raises, in all venues, the calls that nobody answered in time; for a timer. Each level is raised once, however many processes ask:
 * the row says how far it went. A call that waited through both levels unseen, because the house was closed, is critical at once.
 * Answers how many.
 */
export async function escalateCalls(): Promise<number> {
  const { rows } = await getPool().query({ name: "calls-overdue", text: `select 1 ${dueCalls} limit 1` });
  return rows.length > 0 ? inTransaction(raise) : 0;
}

async function raise(tx: Tx): Promise<number> {
  const raised = await tx.$queryRawUnsafe<Raised[]>(`
    with "due" as (
      select c."id", v."callLimitSeconds" as "limit" ${dueCalls}
      order by c."createdAt" limit ${batch} for update of c skip locked
    )
    update "WaiterCall" c
    set "escalation" = case when c."createdAt" <= now() - make_interval(secs => d."limit" * 2) then 2 else 1 end
    from "due" d where c."id" = d."id"
    returning c."id", c."venueId", c."tableNumber", lower(c."callType"::text) as "callType", c."escalation", c."version",
      c."createdAt", d."limit"`);
  const venueIds = [...new Set(raised.map(({ venueId }) => venueId))];
  for (const { secondRate, names, createdAt: _, ...row } of await tx.venue.findMany({
    where: { id: { in: venueIds } },
  })) {
    const venue = venueFromRow({
      ...row,
      names: names as Record<string, string>,
      secondRate: secondRate?.toString() ?? null,
    });
    const messages = raised.filter(({ venueId }) => venueId === row.id).map(overdue);
    await publish(tx, venue, null, messages);
  }
  return raised.length;
}

function overdue({ id, tableNumber, callType, escalation, version, createdAt, limit }: Raised): Message {
  const dueAt = new Date(createdAt.getTime() + limit * escalation * 1000);
  return message(callOverdue, {
    type: "call",
    resourceId: id,
    severity: escalation === 2 ? "critical" : "warning",
    message: overdueSentence(tableNumber, callType, limit * escalation),
    dueAt: dueAt.toISOString(),
    tableNumber,
    callType,
    version,
  });
}
