import { beforeEach, describe, expect, it } from "vitest";
import { createCall } from "@/lib/calls/commands";
import { getPrisma } from "@/lib/platform/db";
import { newId } from "@/lib/platform/ids";
import { joinTableFrom } from "../join-limit";
import { getSittingBill, listAreas } from "../queries";
import { createHouse, createStaff, eventsOf, guestOf, type House, readVenue, seatGuest } from "../testing/fixture";
import { closeTable } from "./close-table";
import { joinTable } from "./join-table";
import { openTable } from "./open-table";
import { rotateToken } from "./rotate-token";

const prisma = getPrisma();
let house: House;

beforeEach(async () => {
  house = await createHouse();
});

async function join(at: House, token: string, currentGuest: Awaited<ReturnType<typeof guestOf>> = null) {
  return joinTable(await readVenue(at), { token }, { currentGuest, locale: "uk" });
}

async function placeOrder(sessionId: string, status: "PREPARING" | "COMPLETED" | "CANCELLED", total = 1000) {
  const bill = await prisma.bill.findUniqueOrThrow({ where: { sessionId } });
  const count = await prisma.order.count({ where: { venueId: house.id } });
  return prisma.order.create({
    data: {
      id: newId(),
      venueId: house.id,
      number: count + 1,
      serviceDay: new Date("2026-05-01"),
      source: "QR",
      tableId: house.table.id,
      tableNumber: house.table.number,
      sessionId,
      billId: bill.id,
      approval: "ACCEPTED",
      status,
      total,
      currency: "EUR",
    },
  });
}

describe("joinTable", () => {
  it("seats many phones at once in one sitting with one bill", async () => {
    const joined = await Promise.all(Array.from({ length: 8 }, () => join(house, house.table.token)));
    expect(new Set(joined.map(({ sitting }) => sitting.sessionId)).size).toBe(1);
    expect(new Set(joined.map(({ token }) => token)).size).toBe(8);
    const sessions = await prisma.tableSession.findMany({
      where: { tableId: house.table.id },
      include: { bill: true, guests: true },
    });
    expect(sessions).toHaveLength(1);
    expect(sessions[0]?.bill?.currency).toBe("EUR");
    expect(sessions[0]?.guests).toHaveLength(8);
    const counts = (await eventsOf(house)).map(({ data }) => data.guests);
    expect(counts).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it("keeps a phone the guest it is, in the language it chose last", async () => {
    const first = await seatGuest(house);
    const again = await joinTable(
      first.venue,
      { token: house.table.token, locale: "uk" },
      { currentGuest: first.actor, locale: "bg" },
    );
    expect(again).toEqual({
      token: null,
      sitting: {
        sessionId: first.actor.sessionId,
        tableId: house.table.id,
        tableNumber: "1",
        locale: "uk",
        channel: `private-${house.slug}-table-1-${first.actor.sessionId}`,
        ordering: "needs-accept",
      },
    });
    expect((await guestOf(house, first.token))?.locale).toBe("uk");
    expect(await prisma.tableGuest.count({ where: { sessionId: first.actor.sessionId } })).toBe(1);
  });

  it("makes a phone that moves to another table a guest there", async () => {
    const first = await seatGuest(house);
    const moved = await join(house, house.otherTable.token, first.actor);
    expect(moved.token).not.toBeNull();
    expect(moved.sitting.tableNumber).toBe("2");
  });

  it.each([
    ["FIRST_ORDER_ACCEPTED", "needs-accept", "PENDING"],
    ["STAFF_OPENS", "closed", "PENDING"],
    ["OPEN", "open", "OPEN"],
  ] as const)("under %s the guest's ordering is %s", async (policy, ordering, status) => {
    const other = await createHouse({ policy });
    const { sitting } = await join(other, other.table.token);
    expect(sitting.ordering).toBe(ordering);
    const session = await prisma.tableSession.findUniqueOrThrow({ where: { id: sitting.sessionId } });
    expect(session.status).toBe(status);
    expect(session.openedAt !== null).toBe(status === "OPEN");
  });

  it("takes a table's number instead of its secret only where anybody may open a table", async () => {
    const by = { currentGuest: null, locale: "en" } as const;
    await expect(joinTable(await readVenue(house), { tableNumber: "1" }, by)).rejects.toMatchObject({
      code: "wrong-token",
    });
    const open = await createHouse({ policy: "OPEN" });
    const { sitting } = await joinTable(await readVenue(open), { tableNumber: "10" }, by);
    expect(sitting.tableNumber).toBe("10");
  });

  it("knows no secret of another venue", async () => {
    const neighbour = await createHouse();
    await expect(join(house, neighbour.table.token)).rejects.toMatchObject({ code: "wrong-token" });
    expect(await prisma.tableSession.count({ where: { venueId: house.id } })).toBe(0);
  });

  it("answers 429 to an address that keeps guessing, and still seats those with a good code", async () => {
    const venue = await readVenue(house);
    const who = { currentGuest: null, locale: "en" } as const;
    const guess = () => joinTableFrom("198.51.100.7", venue, { token: "not-a-secret-at-all" }, who);
    for (let tries = 0; tries < 60; tries++) await expect(guess()).rejects.toMatchObject({ code: "wrong-token" });
    await expect(guess()).rejects.toMatchObject({ code: "rate-limited" });
    const good = await joinTableFrom("198.51.100.7", venue, { token: house.table.token }, who);
    expect(good.token).not.toBeNull();
  });
});

describe("openTable", () => {
  it("lets the guests who wait order, and tells them so without naming anybody", async () => {
    const guest = await seatGuest(house);
    const ctx = await createStaff(house);
    const table = await openTable(ctx, house.table.id);
    expect(table).toMatchObject({ sessionId: guest.actor.sessionId, sessionStatus: "OPEN", guests: 1 });
    expect((await guestOf(house, guest.token))?.sessionStatus).toBe("OPEN");
    const told = (await eventsOf(house)).slice(-2);
    expect(told.map(({ name, data }) => [name, data.status ?? data.ordering])).toEqual([
      ["table-status-change", "open"],
      ["sitting-status-change", "open"],
    ]);
    expect(told[1]?.channels).toEqual([`private-${house.slug}-table-1-${guest.actor.sessionId}`]);
    expect(JSON.stringify(told[1]?.data)).not.toContain(ctx.actor.name);
  });

  it("seats an empty table, once, whoever presses", async () => {
    const ctx = await createStaff(house);
    const opened = await Promise.all([openTable(ctx, house.table.id), openTable(ctx, house.table.id)]);
    expect(new Set(opened.map(({ sessionId }) => sessionId)).size).toBe(1);
    const openedAt = Date.parse(opened[0]?.openedAt ?? "");
    expect(Math.abs(Date.now() - openedAt)).toBeLessThan(60_000);
    expect(await prisma.bill.count({ where: { venueId: house.id } })).toBe(1);
  });

  it("does not find a table of another venue", async () => {
    const ctx = await createStaff(await createHouse());
    await expect(openTable(ctx, house.table.id)).rejects.toMatchObject({ code: "not-found" });
  });
});

describe("closeTable", () => {
  it("ends every phone's session at once and frees the table", async () => {
    const guest = await seatGuest(house);
    const ctx = await createStaff(house);
    await createCall(guest, { callType: "help" }, null);
    const table = await closeTable(ctx, house.table.id);
    expect(table).toMatchObject({ sessionId: null, sessionStatus: null, guests: 0 });
    expect((await guestOf(house, guest.token))?.sessionStatus).toBe("CLOSED");
    const names = (await eventsOf(house)).slice(-4).map(({ name, data }) => [name, data.status ?? data.ended]);
    expect(names).toEqual([
      ["call-status-change", "completed"],
      ["call-status-change", "completed"],
      ["table-status-change", "free"],
      ["sitting-status-change", true],
    ]);
    const next = await join(house, house.table.token, await guestOf(house, guest.token));
    expect(next.token).not.toBeNull();
    expect(next.sitting.sessionId).not.toBe(guest.actor.sessionId);
  });

  it("refuses over unfinished orders unless told to", async () => {
    const guest = await seatGuest(house);
    const ctx = await createStaff(house);
    await placeOrder(guest.actor.sessionId, "COMPLETED");
    const { id, number } = await placeOrder(guest.actor.sessionId, "PREPARING");
    await expect(closeTable(ctx, house.table.id)).rejects.toMatchObject({
      code: "unfinished-orders",
      details: { current: { id: house.table.id, unfinishedOrders: [{ id, number, status: "preparing" }] } },
    });
    expect((await guestOf(house, guest.token))?.sessionStatus).toBe("PENDING");
    await closeTable(ctx, house.table.id, { force: true });
    expect((await guestOf(house, guest.token))?.sessionStatus).toBe("CLOSED");
  });

  it("succeeds once when several press", async () => {
    await seatGuest(house);
    const ctx = await createStaff(house);
    const results = await Promise.allSettled(Array.from({ length: 5 }, () => closeTable(ctx, house.table.id)));
    const refused = results.filter((each) => each.status === "rejected");
    expect(refused).toHaveLength(4);
    for (const each of refused) expect(each.reason).toMatchObject({ code: "state-moved" });
  });

  it("never leaves a phone in a closed sitting that it joined meanwhile", async () => {
    const ctx = await createStaff(house);
    for (let round = 0; round < 10; round++) {
      await seatGuest(house);
      const [joined] = await Promise.all([
        join(house, house.table.token),
        closeTable(ctx, house.table.id).catch(() => null),
      ]);
      const guest = await prisma.tableGuest.findMany({
        where: { sessionId: joined.sitting.sessionId },
        include: { session: true },
      });
      const { session } = guest[0] ?? {};
      // Either it came first and was closed with the rest, or it began the next sitting.
      for (const each of guest) {
        if (session?.closedAt) expect(each.createdAt.getTime()).toBeLessThanOrEqual(session.closedAt.getTime() + 1);
      }
      expect(await prisma.tableSession.count({ where: { tableId: house.table.id, status: { not: "CLOSED" } } })).toBe(
        session?.status === "CLOSED" ? 0 : 1,
      );
    }
  });
});

describe("rotateToken", () => {
  it("makes the old code worthless, ends the sitting, and is written down without either secret", async () => {
    const guest = await seatGuest(house);
    await placeOrder(guest.actor.sessionId, "PREPARING");
    const ctx = await createStaff(house, "manager");
    const { token } = await rotateToken(ctx, house.table.id);
    await expect(join(house, house.table.token)).rejects.toMatchObject({ code: "wrong-token" });
    expect((await guestOf(house, guest.token))?.sessionStatus).toBe("CLOSED");
    expect((await join(house, token)).sitting.sessionId).not.toBe(guest.actor.sessionId);
    const audit = await prisma.auditEntry.findMany({ where: { venueId: house.id } });
    expect(audit).toMatchObject([
      { action: "table.token-rotated", userId: ctx.actor.userId, subjectId: house.table.id, ip: "127.0.0.1" },
    ]);
    const written = JSON.stringify(audit);
    expect(written).not.toContain(token);
    expect(written).not.toContain(house.table.token);
  });
});

describe("the floor and the bill", () => {
  it("lists tables by number with their sittings and never with their secrets", async () => {
    await seatGuest(house);
    const [area] = await listAreas(await readVenue(house));
    expect(area?.tables.map(({ number, sessionStatus, guests }) => [number, sessionStatus, guests])).toEqual([
      ["1", "PENDING", 1],
      ["2", null, 0],
      ["10", null, 0],
    ]);
    expect(JSON.stringify(area)).not.toContain(house.table.token);
  });

  it("adds up what was not cancelled, and says it in the second currency", async () => {
    const guest = await seatGuest(house);
    await placeOrder(guest.actor.sessionId, "COMPLETED", 1000);
    await placeOrder(guest.actor.sessionId, "PREPARING", 250);
    await placeOrder(guest.actor.sessionId, "CANCELLED", 9900);
    expect(await getSittingBill(guest.venue, guest.actor.sessionId)).toEqual({
      total: 1250,
      currency: "EUR",
      secondTotal: 2445,
      secondCurrency: "BGN",
      status: "open",
    });
  });
});
