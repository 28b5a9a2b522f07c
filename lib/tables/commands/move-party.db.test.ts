import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { acknowledgeCall, completeCall, createCall } from "@/lib/calls/commands";
import { acceptOrder } from "@/lib/orders/commands/accept-order";
import { addItems } from "@/lib/orders/commands/add-items";
import { setOrderStatus } from "@/lib/orders/commands/set-order-status";
import { voidItem } from "@/lib/orders/commands/void-item";
import { type House, makeHouse } from "@/lib/orders/testing/fixture";
import { failure, line, newsSince, order, place } from "@/lib/orders/testing/orders";
import type { Context, GuestActor } from "@/lib/platform/auth/actor";
import { getPrisma } from "@/lib/platform/db";
import { AppError } from "@/lib/platform/errors";
import type { OutboxEvent } from "@/lib/platform/prisma/client";
import { toSitting } from "../queries";
import { closeTable } from "./close-table";
import { joinTable } from "./join-table";
import { mergeParties, moveParty } from "./move-party";
import { openTable } from "./open-table";

const prisma = getPrisma();
let house: House;

beforeEach(async () => {
  house = await makeHouse();
});

const idOf = (number: "1" | "2" | "3") => house.tables[number].id;
const move = (from: "1" | "2" | "3", to: "1" | "2" | "3") =>
  moveParty(house.as.staff, idOf(from), { toTableId: idOf(to) });
const merge = (from: "1" | "2" | "3", to: "1" | "2" | "3") =>
  mergeParties(house.as.staff, idOf(from), { toTableId: idOf(to) });
const open = (number: "1" | "2" | "3") => openTable(house.as.staff, idOf(number));

/** A phone at a table that staff opened, as its next request finds it. */
async function seat(number: "1" | "2" | "3"): Promise<Context<GuestActor>> {
  await open(number);
  return house.sit(number);
}

function payloads(news: readonly OutboxEvent[], name: string): (Record<string, unknown> & { channels: string[] })[] {
  return news
    .filter((event) => event.name === name)
    .map(({ payload, channels }) => ({ ...(payload as Record<string, unknown>), channels }));
}

describe("moveParty", () => {
  it("takes orders, calls, phones and the bill along, and leaves tickets alone", async () => {
    const guest = await seat("1");
    const dish = await order(house, guest, "burger", "beer");
    const water = await order(house, guest, "water");
    await setOrderStatus(house.as.staff, water.id, { status: "completed" });
    const call = (await createCall(guest, { callType: "help" }, null)).body;
    const ticketsBefore = await prisma.kitchenTicket.findMany({ where: { orderId: dish.id }, orderBy: { id: "asc" } });
    const before = (await house.events()).length;

    const table = await move("1", "2");

    expect(table).toMatchObject({ id: idOf("2"), sessionId: guest.actor.sessionId, sessionStatus: "OPEN", guests: 1 });
    expect(table.status).toBe("calling");
    const moved = await house.again(guest);
    expect(moved.actor).toMatchObject({
      sessionId: guest.actor.sessionId,
      tableId: idOf("2"),
      tableNumber: "2",
      sessionStatus: "OPEN",
    });
    const rows = await prisma.order.findMany({ where: { id: { in: [dish.id, water.id] } } });
    for (const row of rows) expect(row).toMatchObject({ tableId: idOf("2"), tableNumber: "2", billId: dish.billId });
    expect(await prisma.kitchenTicket.findMany({ where: { orderId: dish.id }, orderBy: { id: "asc" } })).toEqual(
      ticketsBefore,
    );
    expect(await prisma.waiterCall.findUniqueOrThrow({ where: { id: call.id } })).toMatchObject({
      tableId: idOf("2"),
      tableNumber: "2",
      version: call.version + 1,
    });

    const news = await newsSince(house, before);
    const [left, taken] = payloads(news, "table-status-change");
    expect(left).toMatchObject({ tableNumber: "1", status: "free", sessionId: null, guests: 0 });
    expect(taken).toMatchObject({ tableNumber: "2", status: "open", sessionId: guest.actor.sessionId, guests: 1 });
    const newChannel = `private-${house.venue.slug}-table-2-${guest.actor.sessionId}`;
    const oldChannel = `private-${house.venue.slug}-table-1-${guest.actor.sessionId}`;
    const updates = payloads(news, "order-updated");
    expect(updates.map(({ orderId, tableNumber }) => [orderId, tableNumber])).toEqual([
      [dish.id, "2"],
      [water.id, "2"],
    ]);
    expect(updates[0]).toMatchObject({ version: dish.version + 1, billId: dish.billId });
    for (const { channels } of updates) expect(channels).toContain(newChannel);
    const heads = payloads(news, "ticket-updated");
    expect(heads.map(({ station, tableNumber }) => [station, tableNumber]).sort()).toEqual([
      ["bar", "2"],
      ["grill", "2"],
    ]);
    expect(payloads(news, "waiter-call")).toMatchObject([{ callId: call.id, tableNumber: "2", version: 2 }]);
    expect(payloads(news, "sitting-status-change")).toEqual([
      {
        sessionId: guest.actor.sessionId,
        ordering: "open",
        ended: false,
        moved: { tableNumber: "2", sessionId: guest.actor.sessionId, channel: newChannel },
        channels: [oldChannel],
      },
    ]);
    expect(toSitting(moved).channel).toBe(newChannel);
    const audit = await prisma.auditEntry.findMany({ where: { venueId: house.venue.id, action: "table.moved" } });
    expect(audit).toMatchObject([
      { userId: house.as.staff.actor.userId, subject: "Table 1", after: { tableNumber: "2" } },
    ]);
  });

  it("lets the guests go on ordering and calling from there, and the old table be taken", async () => {
    const guest = await seat("1");
    await move("1", "2");
    // As a request that read who it was before the move.
    const late = await order(house, guest, "beer");
    expect(late).toMatchObject({ tableNumber: "2", sessionId: guest.actor.sessionId });
    const call = (await createCall(guest, { callType: "payment_card" }, null)).body;
    expect(call.tableNumber).toBe("2");
    const next = await seat("1");
    expect(next.actor.sessionId).not.toBe(guest.actor.sessionId);
  });

  it("keeps who goes to a call", async () => {
    const guest = await seat("1");
    const call = (await createCall(guest, { callType: "help" }, null)).body;
    await acknowledgeCall(house.as.cashier, call.id);
    const before = (await house.events()).length;
    await move("1", "2");
    const news = await newsSince(house, before);
    const raised = payloads(news, "waiter-call");
    expect(raised.map(({ channels }) => channels)).toEqual([
      [`private-${house.venue.slug}-table-2-${guest.actor.sessionId}`],
    ]);
    expect(payloads(news, "call-status-change")[0]).toMatchObject({
      tableNumber: "2",
      status: "acknowledged",
      by: house.as.cashier.actor.name,
      version: 3,
    });
    expect(await prisma.waiterCall.findUniqueOrThrow({ where: { id: call.id } })).toMatchObject({
      status: "ACKNOWLEDGED",
      acknowledgedById: house.as.cashier.actor.userId,
    });
  });

  it("leaves alone who came after the party that the caller saw, however it is moved, joined or closed", async () => {
    const gone = (await seat("1")).actor.sessionId;
    await closeTable(house.as.manager, idOf("1"));
    const guest = await seat("1");
    await seat("2");
    const attempts = [
      () => moveParty(house.as.staff, idOf("1"), { toTableId: idOf("3"), sessionId: gone }),
      () => mergeParties(house.as.staff, idOf("1"), { toTableId: idOf("2"), sessionId: gone }),
      () => closeTable(house.as.staff, idOf("1"), { force: true, sessionId: gone }),
    ];
    for (const attempt of attempts) {
      const { code, details } = await failure(attempt());
      expect([code, (details.current as { sessionId: string }).sessionId]).toEqual([
        "state-moved",
        guest.actor.sessionId,
      ]);
    }
    expect((await house.again(guest)).actor).toMatchObject({ tableNumber: "1", sessionStatus: "OPEN" });
    await moveParty(house.as.staff, idOf("1"), { toTableId: idOf("3"), sessionId: guest.actor.sessionId });
    expect((await house.again(guest)).actor.tableNumber).toBe("3");
  });

  it("refuses an occupied table, a free one, the same one and another venue's", async () => {
    const guest = await seat("1");
    await seat("2");
    const occupied = await failure(move("1", "2"));
    expect([occupied.code, (occupied.details.current as { id: string }).id]).toEqual(["table-occupied", idOf("2")]);
    const empty = await failure(move("3", "2"));
    expect([empty.code, (empty.details.current as { id: string }).id]).toEqual(["state-moved", idOf("3")]);
    const same = await failure(move("1", "1"));
    expect([same.code, same.details.errors?.[0]?.path]).toEqual(["invalid", "toTableId"]);
    const other = await makeHouse();
    expect((await failure(moveParty(house.as.staff, idOf("1"), { toTableId: other.tables["3"].id }))).code).toBe(
      "not-found",
    );
    expect((await failure(moveParty(other.as.staff, idOf("1"), { toTableId: idOf("3") }))).code).toBe("not-found");
    expect((await house.again(guest)).actor.tableNumber).toBe("1");
  });
});

describe("mergeParties", () => {
  it("brings guests, orders, calls and amounts into one sitting and closes the other", async () => {
    const [guest, host] = [await seat("1"), await seat("2")];
    const mine = await order(house, guest, "beer");
    const theirs = await order(house, host, "burger");
    const [older, younger] = [
      (await createCall(host, { callType: "payment_card" }, null)).body,
      (await createCall(guest, { callType: "payment_card", message: "Two cards" }, null)).body,
    ];
    const help = (await createCall(guest, { callType: "help" }, null)).body;
    const before = (await house.events()).length;

    const table = await merge("1", "2");

    expect(table).toMatchObject({ id: idOf("2"), sessionId: host.actor.sessionId, guests: 2 });
    const moved = await house.again(guest);
    expect(moved.actor).toMatchObject({ sessionId: host.actor.sessionId, tableNumber: "2", sessionStatus: "OPEN" });
    expect(moved.actor.guestId).toBe(guest.actor.guestId);
    expect(await prisma.tableSession.findUniqueOrThrow({ where: { id: guest.actor.sessionId } })).toMatchObject({
      status: "CLOSED",
      mergedIntoId: host.actor.sessionId,
      closedById: house.as.staff.actor.userId,
    });
    expect(await prisma.order.findUniqueOrThrow({ where: { id: mine.id } })).toMatchObject({
      tableNumber: "2",
      sessionId: host.actor.sessionId,
      billId: theirs.billId,
      version: mine.version + 1,
    });
    expect(await prisma.order.findUniqueOrThrow({ where: { id: theirs.id } })).toMatchObject({
      version: theirs.version,
    });
    const calls = await prisma.waiterCall.findMany({ where: { venueId: house.venue.id } });
    const stateOf = (id: string) => calls.find((call) => call.id === id);
    expect(stateOf(older.id)).toMatchObject({ status: "PENDING", tableNumber: "2", message: "Two cards" });
    expect(stateOf(younger.id)).toMatchObject({ status: "COMPLETED" });
    expect(stateOf(help.id)).toMatchObject({ status: "PENDING", tableNumber: "2", sessionId: host.actor.sessionId });

    const news = await newsSince(house, before);
    expect(payloads(news, "order-updated")).toMatchObject([
      { orderId: mine.id, tableNumber: "2", sessionId: host.actor.sessionId, billId: theirs.billId },
    ]);
    expect(payloads(news, "sitting-status-change")).toMatchObject([
      {
        moved: { sessionId: host.actor.sessionId },
        channels: [`private-${house.venue.slug}-table-1-${guest.actor.sessionId}`],
      },
    ]);
    expect((await order(house, guest, "water")).sessionId).toBe(host.actor.sessionId);
    expect(await prisma.auditEntry.count({ where: { venueId: house.venue.id, action: "table.merged" } })).toBe(1);
  });

  it("opens a sitting that waited when the one that joins was open", async () => {
    const guest = await seat("1");
    const waiting = await house.sit("2");
    const before = (await house.events()).length;
    const table = await merge("1", "2");
    expect(table).toMatchObject({ sessionStatus: "OPEN", openedBy: { id: house.as.staff.actor.userId } });
    const told = payloads(await newsSince(house, before), "sitting-status-change");
    expect(told[0]).toMatchObject({ sessionId: waiting.actor.sessionId, ordering: "open", ended: false });
    expect((await house.again(guest)).actor.sessionId).toBe(waiting.actor.sessionId);
  });

  it("refuses a free table on either side, and a bill that has taken money", async () => {
    const guest = await seat("1");
    const into = await failure(merge("1", "3"));
    expect([into.code, (into.details.current as { id: string }).id]).toEqual(["state-moved", idOf("3")]);
    const from = await failure(merge("3", "1"));
    expect([from.code, (from.details.current as { id: string }).id]).toEqual(["state-moved", idOf("3")]);
    await seat("2");
    await prisma.bill.update({ where: { sessionId: guest.actor.sessionId }, data: { status: "PARTIALLY_PAID" } });
    expect((await failure(merge("1", "2"))).code).toBe("state-moved");
  });
});

describe("everybody at once", () => {
  beforeAll(() => expect(process.env.DATABASE_URL).toBeTruthy());

  /** A refusal that the domain foresees; a deadlock or a constraint that breaks is none. */
  const foreseen = new Set(["state-moved", "version-moved", "table-occupied", "sitting-ended", "unfinished-orders"]);
  async function quietly<T>(work: Promise<T>): Promise<T | null> {
    try {
      return await work;
    } catch (error) {
      if (error instanceof AppError && foreseen.has(error.code)) return null;
      throw error;
    }
  }

  it("refuses no guest who orders or calls while the party moves or joins another", { timeout: 60_000 }, async () => {
    const beer = { items: [line(house.items.beer)] };
    for (let round = 0; round < 15; round++) {
      const guests = [await seat("1"), await house.sit("1"), await seat("2")];
      const wishes = guests.flatMap((guest) => [
        place(guest, beer),
        createCall(guest, { callType: "help" }, null),
        place(guest, beer),
      ]);
      const moves = round % 2 === 0 ? [merge("1", "2")] : [move("1", "3"), quietly(merge("2", "3"))];
      await Promise.all([...wishes, ...moves]);
      const number = (await house.again(guests[0] as Context<GuestActor>)).actor.tableNumber as "2" | "3";
      const orders = await prisma.order.findMany({
        where: { venueId: house.venue.id },
        include: { session: { include: { table: true } } },
      });
      expect(orders).toHaveLength(6 * (round + 1));
      for (const row of orders) expect(row.tableNumber).toBe(row.session?.table.number);
      await closeTable(house.as.manager, idOf(number), { force: true });
      await quietly(closeTable(house.as.manager, idOf("2"), { force: true }));
    }
  });

  it("never deadlocks, and every order and call ends up at exactly one place", { timeout: 120_000 }, async () => {
    const beer = { items: [line(house.items.beer)] };
    const placed: string[] = [];
    const called: string[] = [];
    for (let round = 0; round < 25; round++) {
      const waiting = await house.sit("1");
      if (round % 2 === 0) await open("1");
      await seat("2");
      const guests = [waiting, await house.sit("1"), await house.sit("2")];
      const first = await place(waiting, beer);
      placed.push(first.id);
      const ordered = (ctx: Parameters<typeof place>[0], what = beer) =>
        quietly(place(ctx, what)).then((one) => one && placed.push(one.id));
      const call = (ctx: Context<GuestActor>) =>
        quietly(createCall(ctx, { callType: "help" }, null)).then((one) => {
          if (!one) return;
          called.push(one.body.id);
          return quietly(acknowledgeCall(house.as.staff, one.body.id));
        });
      await Promise.all([
        ...guests.flatMap((guest) => [ordered(guest), ordered(guest), call(guest)]),
        ordered(house.as.cashier, { items: beer.items, tableId: idOf("3") } as typeof beer),
        quietly(acceptOrder(house.as.manager, first.id)),
        quietly(addItems(house.as.manager, first.id, { items: [line(house.items.water)] }, null)),
        quietly(voidItem(house.as.manager, first.items[0]?.id ?? "", { reason: "Spilt" })),
        quietly(move("1", "3")),
        quietly(move("2", "3")),
        quietly(merge("1", "2")),
        quietly(merge("2", "1")),
        quietly(merge("3", "1")),
        joinTable(house.venue, { token: house.tables["1"].token }, { currentGuest: null, locale: "en" }),
        joinTable(house.venue, { token: house.tables["3"].token }, { currentGuest: null, locale: "en" }),
        quietly(closeTable(house.as.manager, idOf(round % 3 === 0 ? "1" : "3"))),
      ]);

      const sittings = await prisma.tableSession.findMany({
        where: { venueId: house.venue.id },
        include: { table: true, bill: true },
      });
      const of = new Map(sittings.map((sitting) => [sitting.id, sitting]));
      for (const row of await prisma.order.findMany({ where: { venueId: house.venue.id } })) {
        const sitting = of.get(row.sessionId ?? "");
        expect(row).toMatchObject({
          tableId: sitting?.tableId,
          tableNumber: sitting?.table.number,
          billId: sitting?.bill?.id,
        });
        // A sitting that joined another one keeps nothing back.
        expect(sitting?.mergedIntoId).toBeNull();
      }
      for (const row of await prisma.waiterCall.findMany({
        where: { venueId: house.venue.id, status: { not: "COMPLETED" } },
      })) {
        const sitting = of.get(row.sessionId);
        expect(sitting?.status).not.toBe("CLOSED");
        expect(row).toMatchObject({ tableId: sitting?.tableId, tableNumber: sitting?.table.number });
      }
      for (const number of ["1", "2", "3"] as const) {
        await quietly(closeTable(house.as.manager, idOf(number), { force: true }));
      }
    }
    expect(await prisma.order.count({ where: { venueId: house.venue.id } })).toBe(placed.length);
    expect(placed.length).toBeGreaterThan(25 * 4);
    expect(await prisma.waiterCall.count({ where: { id: { in: called } } })).toBe(new Set(called).size);
    await Promise.all(called.map((id) => quietly(completeCall(house.as.staff, id))));
  });
});
