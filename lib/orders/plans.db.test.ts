import { afterAll, expect, it } from "vitest";
import { openCallsStatements } from "@/lib/calls/queries";
import { closeDatabase, getPool } from "@/lib/platform/db";
import { newId } from "@/lib/platform/ids";
import { dueStatement } from "./commands/expire-pending-orders";
import { openOrdersStatement } from "./queries";

afterAll(closeDatabase);

/** What the screens of every minute ask may grow with the room, not with the years. */
const asked: [indexes: RegExp, text: string, values: unknown[]][] = [
  [/Order_unfinished/, openOrdersStatement.text, [newId()]],
  [/Order_awaiting_approval/, dueStatement.text, [new Date(), 100]],
  [/WaiterCall_open/, openCallsStatements.ofVenue.text, [newId()]],
  // Either holds the open ones only.
  [/WaiterCall_(one_open_of_a_kind|open)/, openCallsStatements.ofSitting.text, [newId(), newId()]],
];

it.each(asked)("%s serves what is asked of it", async (indexes, text, values) => {
  const client = await getPool().connect();
  try {
    // A small table is read whole whatever its indexes; what the planner could use is the question.
    await client.query("begin; set local enable_seqscan = off; set local enable_bitmapscan = off");
    const { rows } = await client.query<{ "QUERY PLAN": string }>(`explain ${text}`, values);
    const plan = rows.map((row) => row["QUERY PLAN"]).join("\n");
    expect(plan).toMatch(indexes);
    expect(plan).not.toContain("Seq Scan");
  } finally {
    await client.query("rollback");
    client.release();
  }
});
