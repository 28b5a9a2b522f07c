import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { closeDatabase, getPool, getPrisma } from "@/lib/platform/db";
import { createHouse, createStaff, eventsOf, type House, seatGuest } from "@/lib/tables/testing/fixture";
import { acknowledgeCall, completeCall, createCall } from "../commands";
import { callOverdue } from "../events";
import { escalateCalls } from "./escalate-calls";

let house: House;
beforeEach(async () => {
  house = await createHouse();
  await getPrisma().venue.update({ where: { id: house.id }, data: { callLimitSeconds: 60 } });
});
afterAll(closeDatabase);

async function ring(table = house.table) {
  const guest = await seatGuest(house, table);
  return (await createCall(guest, { callType: "payment_card" }, null)).body;
}

/** As if it had been made so long ago. */
const age = (id: string, seconds: number) =>
  getPool().query('update "WaiterCall" set "createdAt" = now() - make_interval(secs => $2) where "id" = $1', [
    id,
    seconds,
  ]);

async function raised() {
  const events = (await eventsOf(house)).filter(({ name }) => name === "sla-warning");
  for (const { data } of events) expect(callOverdue.payload.parse(data)).toEqual(data);
  return events;
}
const severities = async () => (await raised()).map(({ data }) => data.severity);

describe("escalateCalls", () => {
  it("warns after the venue's limit and looks for the manager after twice that, once each", async () => {
    const call = await ring();
    await age(call.id, 59);
    await escalateCalls();
    expect(await severities()).toEqual([]);
    await age(call.id, 61);
    await escalateCalls();
    await escalateCalls();
    expect(await severities()).toEqual(["warning"]);
    await age(call.id, 121);
    await escalateCalls();
    await escalateCalls();
    expect(await severities()).toEqual(["warning", "critical"]);
    await age(call.id, 10_000);
    await escalateCalls();
    expect(await severities()).toHaveLength(2);
  });

  it("says which call, since when, and to whom", async () => {
    const call = await ring();
    await age(call.id, 61);
    await escalateCalls();
    const [event] = await raised();
    expect(event?.channels).toEqual([`private-${house.slug}-alerts`, `presence-${house.slug}-staff`]);
    expect(event?.data).toMatchObject({
      type: "call",
      resourceId: call.id,
      severity: "warning",
      message: "Table 1 has waited 60 seconds to pay by card.",
      tableNumber: "1",
      callType: "payment_card",
      version: 1,
    });
    const { createdAt } = await getPrisma().waiterCall.findUniqueOrThrow({ where: { id: call.id } });
    expect(event?.data.dueAt).toBe(new Date(createdAt.getTime() + 60_000).toISOString());
  });

  it("knows after a restart what was raised", async () => {
    const call = await ring();
    await age(call.id, 61);
    await escalateCalls();
    await closeDatabase();
    await escalateCalls();
    expect(await severities()).toEqual(["warning"]);
    await age(call.id, 121);
    await escalateCalls();
    await closeDatabase();
    await escalateCalls();
    expect(await severities()).toEqual(["warning", "critical"]);
  });

  it("raises once when several processes ask at once", async () => {
    const calls = [await ring(), await ring(house.otherTable)];
    for (const { id } of calls) await age(id, 61);
    await Promise.all(Array.from({ length: 8 }, () => escalateCalls()));
    expect(await severities()).toEqual(["warning", "warning"]);
  });

  it("leaves alone what somebody answers, and stops when somebody does", async () => {
    const waiter = await createStaff(house, "staff");
    const [going, done] = [await ring(), await ring(house.otherTable)];
    await age(going.id, 61);
    await escalateCalls();
    await acknowledgeCall(waiter, going.id);
    await completeCall(waiter, done.id);
    for (const { id } of [going, done]) await age(id, 500);
    await escalateCalls();
    expect(await severities()).toEqual(["warning"]);
  });

  it("does not change the call's version: answering with the one that was seen still works", async () => {
    const call = await ring();
    await age(call.id, 61);
    await escalateCalls();
    const waiter = await createStaff(house, "staff");
    expect(await acknowledgeCall(waiter, call.id, call.version)).toMatchObject({ status: "acknowledged" });
  });

  it("is critical at once for a call that waited through both while the house was closed, and knows no limit of zero", async () => {
    const call = await ring();
    await age(call.id, 500);
    await getPrisma().venue.update({ where: { id: house.id }, data: { callLimitSeconds: 0 } });
    await escalateCalls();
    expect(await severities()).toEqual([]);
    await getPrisma().venue.update({ where: { id: house.id }, data: { callLimitSeconds: 60 } });
    await escalateCalls();
    await escalateCalls();
    expect(await severities()).toEqual(["critical"]);
  });

  it("finds them by the index of open calls", async () => {
    const client = await getPool().connect();
    await client.query("begin; set local enable_seqscan = off");
    const { rows } = await client.query<{ "QUERY PLAN": string }>(
      `explain select 1 from "Venue" v join "WaiterCall" c on c."venueId" = v."id" and c."status" <> 'COMPLETED'
         and c."status" = 'PENDING' and c."createdAt" <= now() - make_interval(secs => v."callLimitSeconds")`,
    );
    await client.query("rollback");
    client.release();
    expect(rows.map((row) => row["QUERY PLAN"]).join("\n")).toContain("WaiterCall_open");
  });
});
