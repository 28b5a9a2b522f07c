import type { Venue } from "@/lib/platform/auth/actor";
import { venueFromRow } from "@/lib/platform/auth/resolve";
import { getPool, getPrisma, inTransaction } from "@/lib/platform/db";
import { publish } from "@/lib/platform/realtime/outbox";
import { cancellationMessages, voidingOf } from "./cancel-order";
import { lockOrder } from "./lock-order";
import { writeChange } from "./write-change";

/** How many orders one run takes; the next run takes the rest. */
const batch = 100;

/** Written out for the same reason as openOrdersStatement: the index is of the waiting ones alone. */
export const dueStatement = {
  name: "orders-nobody-accepted",
  text: `
    select o."id" from "Order" o where o."approval" = 'PENDING' and o."approvalExpiresAt" <= $1::timestamptz
     order by o."approvalExpiresAt" limit $2::int`,
};

/**
 * Ends the wait of every order, of all venues, that nobody accepted in its venue's time; for a timer. Answers how many. An order
 * that is accepted or rejected meanwhile is left alone.
 */
export async function expirePendingOrders(now = new Date()): Promise<number> {
  const due = await getPool().query<{ id: string }>({ ...dueStatement, values: [now, batch] });
  if (due.rows.length === 0) return 0;
  const late = await getPrisma().order.findMany({
    where: { id: { in: due.rows.map(({ id }) => id) } },
    select: { id: true, venue: true },
  });
  let expired = 0;
  for (const { id, venue: row } of late) {
    const { secondRate, names, createdAt: _, ...rest } = row;
    const venue = venueFromRow({
      ...rest,
      names: names as Venue["names"],
      secondRate: secondRate?.toString() ?? null,
    });
    if (await expireOrder(venue, id, now)) expired++;
  }
  return expired;
}

function expireOrder(venue: Venue, orderId: string, now: Date): Promise<boolean> {
  return inTransaction(async (tx) => {
    const order = await lockOrder(tx, venue, orderId);
    if (order.approval !== "PENDING" || !order.approvalExpiresAt || order.approvalExpiresAt > now) return false;
    const nobody = { venue, actor: null };
    const changed = await writeChange(tx, nobody, order, {
      moves: voidingOf(order),
      order: { approval: "EXPIRED", approvalExpiresAt: null },
      now,
    });
    await publish(tx, venue, null, cancellationMessages(changed, null));
    return true;
  });
}
