import { beforeEach, describe, expect, it } from "vitest";
import { closeTable } from "@/lib/tables/commands/close-table";
import { createHouse, createStaff, eventsOf, type House, seatGuest } from "@/lib/tables/testing/fixture";
import { acknowledgeCall, completeCall, createCall } from "./commands";
import { listOpenCalls, listSittingCalls } from "./queries";
import { ChangeCallInput } from "./schema";

let house: House;

beforeEach(async () => {
  house = await createHouse();
});

async function raise(message?: string) {
  const guest = await seatGuest(house);
  const { body } = await createCall(guest, { callType: "help", message }, null);
  return { guest, call: body };
}

describe("createCall", () => {
  it("tells staff and the sitting", async () => {
    const { guest, call } = await raise("Two more glasses");
    expect(call).toMatchObject({ tableNumber: "1", callType: "help", status: "pending", acknowledgedBy: null });
    const told = (await eventsOf(house)).filter(({ name }) => name === "waiter-call");
    expect(told).toHaveLength(1);
    expect(told[0]?.channels).toEqual([
      `presence-${house.slug}-staff`,
      `private-${house.slug}-table-1-${guest.actor.sessionId}`,
    ]);
    expect(told[0]?.data).toMatchObject({ callId: call.id, callType: "help", message: "Two more glasses", version: 1 });
  });

  it("joins the open call of its kind, keeps its words unless there are new ones", async () => {
    const { guest, call } = await raise("Water, please");
    const second = await seatGuest(house);
    const silent = await createCall(second, { callType: "help" }, null);
    expect(silent).toMatchObject({ status: 200, body: { id: call.id, message: "Water, please", version: 1 } });
    const spoken = await createCall(second, { callType: "help", message: "And ice" }, null);
    expect(spoken).toMatchObject({ status: 200, body: { id: call.id, message: "And ice", version: 2 } });
    const other = await createCall(second, { callType: "payment_card" }, null);
    expect(other.status).toBe(201);
    const told = (await eventsOf(house)).filter(({ name }) => name === "waiter-call");
    expect(told.map(({ data }) => [data.callType, data.version])).toEqual([
      ["help", 1],
      ["help", 2],
      ["payment_card", 1],
    ]);
    expect(await listSittingCalls(guest.venue, guest.actor.sessionId)).toHaveLength(2);
  });

  it("stays one call when a whole table presses at once", async () => {
    const guests = await Promise.all([seatGuest(house), seatGuest(house), seatGuest(house), seatGuest(house)]);
    const answers = await Promise.all(guests.map((guest) => createCall(guest, { callType: "payment_cash" }, null)));
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 201]);
  });

  it("answers a repeated request the same, and once the call is done a new press is a new call", async () => {
    const guest = await seatGuest(house);
    const idempotency = { key: "press-1", requestHash: "a" };
    const first = await createCall(guest, { callType: "help" }, idempotency);
    const again = await createCall(guest, { callType: "help" }, idempotency);
    expect(again).toEqual({ ...first, replayed: true });
    await completeCall(await createStaff(house), first.body.id);
    const next = await createCall(guest, { callType: "help" }, { key: "press-2", requestHash: "a" });
    expect(next.status).toBe(201);
    expect(next.body.id).not.toBe(first.body.id);
  });

  it("is over once the table is closed", async () => {
    const { guest } = await raise();
    await closeTable(await createStaff(house), house.table.id);
    await expect(createCall(guest, { callType: "help" }, null)).rejects.toMatchObject({ code: "sitting-ended" });
    expect(await listOpenCalls(guest.venue)).toEqual([]);
  });
});

describe("acknowledgeCall", () => {
  it("succeeds exactly once of ten at the same moment; the others hear who goes", async () => {
    const { call } = await raise();
    const crew = await Promise.all(
      Array.from({ length: 10 }, (_, at) => createStaff(house, "staff", { name: `Waiter ${at}` })),
    );
    const results = await Promise.allSettled(crew.map((ctx) => acknowledgeCall(ctx, call.id)));
    const won = results.filter((each) => each.status === "fulfilled");
    expect(won).toHaveLength(1);
    const by = won[0]?.value.acknowledgedBy;
    for (const each of results.filter((result) => result.status === "rejected")) {
      expect(each.reason).toMatchObject({
        code: "state-moved",
        details: { current: { id: call.id, status: "acknowledged", acknowledgedBy: by } },
      });
    }
    const changes = (await eventsOf(house)).filter(({ name }) => name === "call-status-change");
    expect(changes.map(({ channels }) => channels[0]?.replace(/-[0-9a-f-]{36}$/, ""))).toEqual([
      `presence-${house.slug}-staff`,
      `private-${house.slug}-table-1`,
    ]);
    expect(changes[0]?.data.by).toBe(by);
    expect(changes[1]?.data).not.toHaveProperty("by");
  });

  it("hides the person from guests", async () => {
    const { guest, call } = await raise();
    const answered = await acknowledgeCall(await createStaff(house), call.id);
    expect(answered.acknowledgedBy).toBe("Мария");
    expect(await listSittingCalls(guest.venue, guest.actor.sessionId)).toMatchObject([
      { status: "acknowledged", acknowledgedBy: null },
    ]);
  });

  it("does not touch a call of another venue", async () => {
    const { guest, call } = await raise();
    const stranger = await createStaff(await createHouse());
    await expect(acknowledgeCall(stranger, call.id)).rejects.toMatchObject({ code: "not-found" });
    expect(await listOpenCalls(guest.venue)).toMatchObject([{ status: "pending" }]);
  });

  it("refuses an answer to words that have changed since", async () => {
    const { guest, call } = await raise("Water");
    await createCall(guest, { callType: "help", message: "Wine" }, null);
    await expect(acknowledgeCall(await createStaff(house), call.id, 1)).rejects.toMatchObject({
      code: "version-moved",
      details: { current: { message: "Wine", version: 2 } },
    });
  });

  it("knows no version that no column holds", () => {
    expect(ChangeCallInput.safeParse({ version: 2_147_483_647 }).success).toBe(true);
    expect(ChangeCallInput.safeParse({ version: 2_147_483_648 }).success).toBe(false);
  });
});

describe("completeCall", () => {
  it("ends a call acknowledged or not, once", async () => {
    const { call } = await raise();
    const ctx = await createStaff(house);
    expect(await completeCall(ctx, call.id)).toMatchObject({ status: "completed", version: 2 });
    await expect(completeCall(ctx, call.id)).rejects.toMatchObject({ code: "state-moved" });
    await expect(acknowledgeCall(ctx, call.id)).rejects.toMatchObject({
      code: "state-moved",
      details: { current: { status: "completed" } },
    });
  });
});
