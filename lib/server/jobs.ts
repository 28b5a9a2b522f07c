import type pg from "pg";
import { escalateCalls } from "@/lib/calls/commands/escalate-calls";
import { raiseTicketWarnings } from "@/lib/kitchen/commands/raise-ticket-warnings";
import { expirePendingOrders } from "@/lib/orders/commands/expire-pending-orders";

export interface Job {
  name: string;
  /** Milliseconds from the end of one run to the start of the next. */
  everyMs: number;
  /** Does what is due and answers how much it was. */
  run(context: { pool: pg.Pool }): Promise<number>;
}

const keptHours = 48;
/** Rows deleted by one statement: short enough to be in nobody's way. */
const chunk = 2_000;

/** Forgets the first answers to creating POSTs that nobody retries any more. */
export async function pruneIdempotencyKeys(pool: pg.Pool): Promise<number> {
  let pruned = 0;
  for (;;) {
    const { rowCount } = await pool.query(
      `delete from "IdempotencyKey" where ctid = any (array(
         select ctid from "IdempotencyKey" where "createdAt" < now() - make_interval(hours => $1) limit $2))`,
      [keptHours, chunk],
    );
    pruned += rowCount ?? 0;
    if ((rowCount ?? 0) < chunk) return pruned;
  }
}

/** What the house does by the clock. Published events are pruned by the relay, which knows which those are. */
export const jobs: readonly Job[] = [
  { name: "expire pending orders", everyMs: 5_000, run: () => expirePendingOrders() },
  { name: "raise ticket warnings", everyMs: 1_000, run: () => raiseTicketWarnings() },
  { name: "escalate calls", everyMs: 1_000, run: () => escalateCalls() },
  { name: "prune idempotency keys", everyMs: 30 * 60_000, run: ({ pool }) => pruneIdempotencyKeys(pool) },
];
