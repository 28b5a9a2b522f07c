import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Context, StaffActor } from "@/lib/platform/auth/actor";
import { closeDatabase, getPool, getPrisma } from "@/lib/platform/db";
import { newId } from "@/lib/platform/ids";
import { openTable } from "@/lib/tables/commands/open-table";
import { getOrder } from "../queries";
import { PlaceOrderInput } from "../schema";
import { type House, makeHouse } from "../testing/fixture";
import { failure, input, key, line, orderCount, place } from "../testing/orders";
import { acceptOrder } from "./accept-order";
import { placeOrder } from "./place-order";

let house: House;
beforeAll(async () => {
  house = await makeHouse({ orderingPolicy: "OPEN" });
});
afterAll(closeDatabase);

const burger = (of = house) => input({ items: [line(of.items.burger)] });

describe("prices", () => {
  it("come from the menu, with options, quantities and the second currency", async () => {
    const guest = await house.sit("1");
    const { steak, beer, water } = house.items;
    const { rare, pepper, noSauce } = house.modifiers;
    const order = await place(
      guest,
      input({ items: [line(steak, 2, [rare, pepper, noSauce]), line(beer, 3), line(water)], note: " quickly " }),
    );
    expect(order).toMatchObject({
      status: "pending",
      approval: "accepted",
      source: "QR",
      tableNumber: "1",
      total: 2 * (1800 + 150 - 50) + 3 * 420 + 200,
      currency: "EUR",
      secondTotal: 10288,
      secondCurrency: "BGN",
      note: "quickly",
      version: 1,
    });
    expect(order.items.map(({ unitPrice, state, station }) => ({ unitPrice, state, station }))).toEqual([
      { unitPrice: 1900, state: "queued", station: "grill" },
      { unitPrice: 420, state: "queued", station: "bar" },
      { unitPrice: 200, state: "ready", station: null },
    ]);
    expect(await getOrder(house.venue, order.id)).toEqual(order);
    const tickets = await getPrisma().kitchenTicket.findMany({
      where: { orderId: order.id },
      include: { items: true },
      orderBy: { station: "asc" },
    });
    expect(tickets.map(({ station, items }) => [station, items.map(({ menuItemId }) => menuItemId)])).toEqual([
      ["bar", [beer]],
      ["grill", [steak]],
    ]);
    expect(tickets.map(({ dueAt, createdAt }) => dueAt.getTime() - createdAt.getTime())).toEqual([300_000, 900_000]);
  });

  it("refuse what the menu does not offer, and change nothing", async () => {
    const elsewhere = await makeHouse();
    const guest = await house.sit("1");
    const before = await orderCount(house);
    const { steak, burger: plain, soldOut, neverServed } = house.items;
    const { rare, wellDone, truffle, pepper } = house.modifiers;
    const cases: [PlaceOrderInput["items"], string, string[]][] = [
      [[line(elsewhere.items.burger)], "invalid", ["items.0.menuItemId"]],
      [[line(plain), line(newId())], "invalid", ["items.1.menuItemId"]],
      [[line(plain, 1, [pepper])], "invalid", ["items.0.modifierIds.0"]],
      [[line(steak)], "invalid", ["items.0.modifierIds"]],
      [[line(steak, 1, [rare, wellDone])], "invalid", ["items.0.modifierIds"]],
      [[line(steak, 1, [rare, pepper, pepper])], "invalid", ["items.0.modifierIds.2"]],
      [[line(steak, 1, [rare, elsewhere.modifiers.pepper])], "invalid", ["items.0.modifierIds.1"]],
      [[line(plain), line(soldOut)], "sold-out", ["items.1.menuItemId"]],
      [[line(steak, 1, [rare, truffle])], "sold-out", ["items.0.modifierIds.1"]],
      [[line(neverServed)], "not-now", ["items.0.menuItemId"]],
    ];
    for (const [items, code, paths] of cases) {
      const error = await failure(placeOrder(guest, { items }, key()));
      expect([error.code, error.details.errors?.map(({ path }) => path)]).toEqual([code, paths]);
    }
    expect(await orderCount(house)).toBe(before);
  });

  it("cannot be sent along", () => {
    const items = [line(house.items.burger)];
    for (const extra of ["price", "total", "status", "venueId", "approval", "number", "sessionId"]) {
      expect(PlaceOrderInput.safeParse({ items, [extra]: 1 }).success).toBe(false);
      expect(PlaceOrderInput.safeParse({ items: [{ ...items[0], [extra]: 1 }] }).success).toBe(false);
    }
    for (const quantity of [0, -1, 1.5, 100, "2"]) {
      expect(PlaceOrderInput.safeParse({ items: [{ ...items[0], quantity }] }).success).toBe(false);
    }
  });

  it("follow a menu that changes between the reading and the writing", async () => {
    const own = await makeHouse({ orderingPolicy: "OPEN" });
    const guest = await own.sit("1");
    const first = await place(guest, burger(own));
    await getPrisma().menuItem.update({ where: { id: own.items.burger }, data: { price: 1300 } });
    await getPrisma().venue.update({ where: { id: own.venue.id }, data: { menuVersion: { increment: 1 } } });
    // `guest` still says the old version, and the process still keeps the old menu.
    const second = await place(guest, burger(own));
    expect([first.total, second.total]).toEqual([1250, 1300]);
  });

  it("wait for a menu change that is being committed", async () => {
    const own = await makeHouse({ orderingPolicy: "OPEN" });
    const guest = await own.sit("1");
    const first = await place(guest, burger(own));
    const client = await getPool().connect();
    await client.query("begin");
    await client.query(`update "MenuItem" set "soldOut" = true where "id" = $1`, [own.items.burger]);
    await client.query(`update "Venue" set "menuVersion" = "menuVersion" + 1 where "id" = $1`, [own.venue.id]);
    const placing = failure(placeOrder(guest, burger(own), key()));
    await new Promise((resolve) => setTimeout(resolve, 150));
    await client.query("commit");
    client.release();
    expect((await placing).code).toBe("sold-out");
    expect(first.number).toBe(1);
    expect(await orderCount(own)).toBe(1);
  });
});

describe("whose order", () => {
  it("is a guest's own table's, whatever they name", async () => {
    const guest = await house.sit("1");
    const items = [line(house.items.burger)];
    expect(
      (await failure(placeOrder(guest, { items, tableId: house.tables["2"].id }, null))).details.errors?.[0]?.path,
    ).toBe("tableId");
    expect((await failure(placeOrder(guest, { items, source: "COUNTER" }, null))).details.errors?.[0]?.path).toBe(
      "source",
    );
    const order = await place(guest, { items, source: "QR" });
    expect(order).toMatchObject({ source: "QR", tableNumber: "1", sessionId: guest.actor.sessionId });
  });

  it("is nobody's once the table is closed", async () => {
    const own = await makeHouse({ orderingPolicy: "OPEN" });
    const guest = await own.sit("1");
    await getPrisma().tableSession.update({ where: { id: guest.actor.sessionId }, data: { status: "CLOSED" } });
    expect((await failure(placeOrder(guest, burger(own), key()))).code).toBe("sitting-ended");
    expect(await orderCount(own)).toBe(0);
  });

  it("opens the table when staff order for it, with its bill, once", async () => {
    const own = await makeHouse();
    const { id: tableId } = own.tables["2"];
    const items = [line(own.items.burger), line(own.items.beer)];
    const orders = await Promise.all(Array.from({ length: 8 }, () => place(own.as.staff, { items, tableId })));
    const sittings = await getPrisma().tableSession.findMany({ where: { tableId }, include: { bill: true } });
    expect(sittings).toHaveLength(1);
    expect(sittings[0]).toMatchObject({ status: "OPEN", openedById: own.as.staff.actor.userId });
    for (const order of orders) {
      expect(order).toMatchObject({
        source: "STAFF",
        tableNumber: "2",
        approval: "accepted",
        sessionId: sittings[0]?.id,
        billId: sittings[0]?.bill?.id,
      });
      expect(await getOrder(own.venue, order.id)).toEqual(order);
    }
    const events = await own.events();
    expect(events.filter(({ name }) => name === "table-status-change")).toHaveLength(1);
    const channel = `private-${own.venue.slug}-table-2-${sittings[0]?.id}`;
    for (const { channels } of events.filter(({ name }) => name === "new-order")) expect(channels).toContain(channel);
    for (const { payload } of events.filter(({ name }) => name === "ticket-created")) {
      expect(payload).toMatchObject({ tableNumber: "2" });
    }
  });

  it("opens a table whose guests wait, and tells them", async () => {
    const own = await makeHouse();
    const guest = await own.sit("1");
    expect(guest.actor.sessionStatus).toBe("PENDING");
    const order = await place(own.as.staff, { items: [line(own.items.beer)], tableId: own.tables["1"].id });
    expect(order.sessionId).toBe(guest.actor.sessionId);
    const [table, sitting] = (await own.events()).filter(
      ({ name, payload }) => /^(table|sitting)-status/.test(name) && JSON.stringify(payload).includes('"open"'),
    );
    expect(table).toMatchObject({
      name: "table-status-change",
      payload: { tableNumber: "1", status: "open", sessionId: guest.actor.sessionId, guests: 1 },
    });
    expect(sitting).toMatchObject({
      name: "sitting-status-change",
      channels: [`private-${own.venue.slug}-table-1-${guest.actor.sessionId}`],
      payload: { sessionId: guest.actor.sessionId, ordering: "open", ended: false },
    });
  });

  it("stands at the counter without a table, with a bill of its own", async () => {
    const items = [line(house.items.beer)];
    const one = await place(house.as.cashier, { items });
    const two = await place(house.as.cashier, { items, source: "COUNTER" });
    expect(one).toMatchObject({ source: "COUNTER", tableNumber: null, sessionId: null });
    expect(one.billId).not.toBe(two.billId);
    expect(await getOrder(house.venue, two.id)).toEqual(two);
  });

  it("is refused for tables of other venues, impossible sources and other roles", async () => {
    const elsewhere = await makeHouse();
    const items = [line(house.items.beer)];
    const staff = house.as.staff;
    const before = await orderCount(house);
    const cases: [Context<StaffActor>, PlaceOrderInput, string][] = [
      [staff, { items, tableId: elsewhere.tables["1"].id }, "not-found"],
      [staff, { items, source: "QR" }, "invalid"],
      [staff, { items, source: "STAFF" }, "invalid"],
      [staff, { items, source: "COUNTER", tableId: house.tables["1"].id }, "invalid"],
      [house.as.kitchen, { items }, "forbidden"],
      [house.as.releaser, { items }, "forbidden"],
    ];
    for (const [who, what, code] of cases) expect((await failure(placeOrder(who, what, key()))).code).toBe(code);
    expect(await orderCount(house)).toBe(before);
    expect(await getPrisma().tableSession.count({ where: { tableId: elsewhere.tables["1"].id } })).toBe(0);
  });
});

describe("table policies", () => {
  it("first-order-accepted: orders wait, held and without tickets, until one is accepted", async () => {
    const own = await makeHouse({ approvalTimeoutMinutes: 10 });
    const guest = await own.sit("1");
    const order = await place(guest, input({ items: [line(own.items.burger), line(own.items.water)] }));
    expect(order).toMatchObject({ status: "pending", approval: "pending" });
    expect(order.items.map(({ state }) => state)).toEqual(["held", "held"]);
    const row = await getPrisma().order.findUniqueOrThrow({ where: { id: order.id }, include: { tickets: true } });
    expect(row.tickets).toEqual([]);
    expect((row.approvalExpiresAt?.getTime() ?? 0) - row.createdAt.getTime()).toBe(600_000);
    expect((await own.events()).map(({ name }) => name).slice(1)).toEqual(["new-order"]);
    // The phone's own idea of its sitting is older than the accept: the statement notices.
    await acceptOrder(own.as.staff, order.id);
    const next = await place(guest, burger(own));
    expect(next).toMatchObject({ approval: "accepted", status: "pending" });
  });

  it("staff-opens: nobody orders before the table is open", async () => {
    const own = await makeHouse({ orderingPolicy: "STAFF_OPENS" });
    const guest = await own.sit("1");
    expect((await failure(placeOrder(guest, burger(own), key()))).code).toBe("table-not-open");
    await openTable(own.as.staff, own.tables["1"].id);
    expect((await place(await own.again(guest), burger(own))).approval).toBe("accepted");
  });

  it("open: the first order goes straight to the stations", async () => {
    const guest = await house.sit("3");
    expect(guest.actor.sessionStatus).toBe("OPEN");
    expect((await place(guest, burger())).approval).toBe("accepted");
  });
});
