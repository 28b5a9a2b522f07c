import { randomUUID } from "node:crypto";
import type { TicketDto } from "@/lib/kitchen/schema";
import type { OrderDto } from "@/lib/orders/schema";
import { type ApiClient, placeOrder } from "./api-client";
import { expect, test } from "./fixtures";
import {
  bottled,
  bump,
  cold,
  followOrders,
  grilled,
  onWall,
  poured,
  readRows,
  statusOf,
  ticketAt,
  ticketsOf,
} from "./kitchen-house";
import type { LiveSubscriber } from "./live-subscriber";
import { tablesOf } from "./tables";
import { expectLive, expectSameDocument, markDocument } from "./watch";
import { say } from "./words";

const [table, otherTable, freeTable] = tablesOf.kitchenFlow;

test.beforeEach(({ house }) => house.clearWalls());

/** All that was told before this has been heard when what is told after it has. */
async function settle(live: LiveSubscriber, guest: ApiClient, items: object[]): Promise<void> {
  const marker = await placeOrder(guest, items);
  await live.waitFor("what came after", ({ name, data }) => name === "new-order" && data.orderId === marker.id);
}

const isStep = (name: string, data: { orderId?: string }, order: OrderDto) =>
  name === "order-status-change" && data.orderId === order.id;

test("an order split over three stations is ready when all of them are, and is served once", async ({ house }) => {
  const { client } = await house.sit(table);
  const [cook, ...waiters] = [await house.staff("kitchen"), await house.staff("staff"), await house.staff("staff", 1)];
  const live = await followOrders(house);
  try {
    const order = await placeOrder(client, [
      await house.line(grilled, 2),
      await house.line(cold),
      await house.line(poured),
    ]);
    const tickets = await ticketsOf(cook, order);
    expect(tickets.map(({ station }) => station).sort()).toEqual(["bar", "cold", "grill"]);
    // Each line hangs at one station.
    expect(tickets.flatMap(({ items }) => items.map(({ id }) => id)).sort()).toEqual(
      order.items.map(({ id }) => id).sort(),
    );
    for (const [index, ticket] of tickets.entries()) {
      expect(await statusOf(cook, order)).toBe(index === 0 ? "pending" : "preparing");
      await bump(cook, ticket, "preparing", "ready");
    }
    expect(await statusOf(cook, order)).toBe("ready");

    const served = await Promise.all(
      waiters.map((waiter) => waiter.patch<OrderDto>(`orders/${order.id}/status`, { status: "completed" })),
    );
    const [won, lost] = served.sort((a, b) => a.status - b.status);
    expect([won?.status, lost?.status]).toEqual([200, 409]);
    expect(lost?.body).toMatchObject({ code: "state-moved", current: won?.body });
    expect(won?.body.items.map(({ state }) => state)).toEqual(["served", "served", "served"]);

    await settle(live, client, [await house.line(bottled)]);
    const steps = live.heard.filter(({ name, data }) => isStep(name, data, order)).map(({ data }) => data.status);
    expect(steps).toEqual(["preparing", "ready", "completed"]);
    const lines = live.heard.filter(
      ({ name, data }) => name === "item-status-change" && data.orderId === order.id && data.status === "served",
    );
    expect(lines.map(({ data }) => data.itemId).sort()).toEqual(order.items.map(({ id }) => id).sort());
    for (const { state } of await ticketsOf(cook, order)) expect(state).toBe("served");
  } finally {
    live.stop();
  }
});

test("what is added after a bump comes on a ticket of its own; the finished one stays as it was", async ({
  house,
  openAs,
}) => {
  const { client } = await house.sit(table);
  const [cook, waiter] = [await house.staff("kitchen"), await house.staff("staff")];
  const wall = await openAs(cook, `/v/${house.venue}/kitchen/grill`);
  await expectLive(wall);
  await markDocument(wall);
  const order = await placeOrder(client, [await house.line(grilled)]);
  const first = await bump(cook, await ticketAt(cook, order, "grill"), "preparing", "ready");
  await expect(onWall(wall, order)).toHaveAttribute("data-state", "ready");

  const added = await waiter.post<OrderDto>(`orders/${order.id}/items`, { items: [await house.line(grilled, 3)] });
  expect([added.status, added.body.status]).toEqual([201, "preparing"]);
  const [kept, fresh, ...more] = (await ticketsOf(cook, order)).sort((a, b) => a.createdAt.localeCompare(b.createdAt));
  expect(kept).toEqual(first);
  expect(more).toEqual([]);
  expect(fresh).toMatchObject({ station: "grill", state: "queued", items: [{ id: added.body.items[1]?.id }] });
  await expect(onWall(wall, order)).toHaveCount(2);
  for (const state of ["ready", "queued"]) {
    await expect(wall.locator(`article[data-state="${state}"]`).and(onWall(wall, order))).toHaveCount(1);
  }
  await expectSameDocument(wall);
});

test("a line that is taken off after it was begun keeps that stage, and stands struck until somebody taps it", async ({
  house,
  openAs,
}) => {
  const { client } = await house.sit(table);
  const [cook, waiter] = [await house.staff("kitchen"), await house.staff("staff")];
  const wall = await openAs(cook, `/v/${house.venue}/kitchen/grill`);
  await expectLive(wall);
  const order = await placeOrder(client, [await house.line(grilled), await house.line(grilled, 2)]);
  const begun = await bump(cook, await ticketAt(cook, order, "grill"), "preparing");
  const [line] = order.items;
  const voided = await waiter.post<OrderDto>(`order-items/${line?.id}/void`, { reason: "Changed their mind" });
  expect([voided.status, voided.body.items.map(({ state }) => state)]).toEqual([200, ["voided", "preparing"]]);
  expect(await readRows(`select "voidStage", "voidReason" from "OrderItem" where "id" = $1`, line?.id)).toEqual([
    { voidStage: "PREPARING", voidReason: "Changed their mind" },
  ]);
  const struck = await ticketAt(cook, order, "grill");
  expect(struck).toMatchObject({
    id: begun.id,
    state: "preparing",
    startedAt: begun.startedAt,
    changedAt: expect.any(String),
    changeSeenAt: null,
    items: [{ id: line?.id, state: "voided" }, { state: "preparing" }],
  });
  const card = onWall(wall, order);
  await expect(card).toHaveAttribute("data-state", "preparing");
  const lines = card.locator("[data-item]");
  await expect(lines).toHaveCount(2);
  const isStruck = (nth: number) =>
    lines.nth(nth).evaluate((element) => {
      const all = [element, ...element.querySelectorAll("*")];
      return all.some((each) => getComputedStyle(each).textDecorationLine.includes("line-through"));
    });
  await expect(lines.first()).toContainText(say("bg", "kitchen.voided"));
  expect([await isStruck(0), await isStruck(1)]).toEqual([true, false]);
  const tap = card.getByRole("button", { name: say("bg", "kitchen.ticket.changed") });
  await tap.click();
  await expect(tap).toHaveCount(0);
  expect(await ticketAt(cook, order, "grill")).toMatchObject({ changeSeenAt: expect.any(String) });
  await expect(card).toHaveAttribute("data-state", "preparing");
});

test("tickets of a party that moves, and then joins another, change nothing but their table's number", async ({
  house,
}) => {
  const guest = await house.sit(table);
  const host = await house.sit(otherTable);
  await house.clearTable(freeTable);
  const [cook, manager] = [await house.staff("kitchen"), await house.staff("manager")];
  const order = await placeOrder(guest.client, [
    await house.line(grilled),
    await house.line(cold),
    await house.line(poured),
  ]);
  const theirs = await placeOrder(host.client, [await house.line(grilled)]);
  await bump(cook, await ticketAt(cook, order, "grill"), "preparing");
  await bump(cook, await ticketAt(cook, order, "bar"), "preparing", "ready");
  await manager.post(`tickets/${(await ticketAt(cook, order, "cold")).id}/rush`);
  /** Who sits there is the floor's; the version is the order's, which did change. */
  const look = async (of: OrderDto) =>
    (await ticketsOf(cook, of)).map(({ tableNumber: _, guests: __, version: ___, ...ticket }) => ticket);
  const numbers = async () => new Set((await ticketsOf(cook, order)).map(({ tableNumber }) => tableNumber));
  const before = [await look(order), await look(theirs)];
  expect(before[0]?.map(({ state }) => state).sort()).toEqual(["preparing", "queued", "ready"]);
  expect(await numbers()).toEqual(new Set([table]));
  const idOf = async (number: string) => (await house.table(number)).id;
  const moved = await manager.post(`tables/${await idOf(table)}/move`, { toTableId: await idOf(freeTable) });
  expect(moved.status).toBe(200);
  expect(await numbers()).toEqual(new Set([freeTable]));
  expect([await look(order), await look(theirs)]).toEqual(before);
  const joined = await manager.post(`tables/${await idOf(freeTable)}/merge`, { toTableId: await idOf(otherTable) });
  expect(joined.status).toBe(200);
  expect(await numbers()).toEqual(new Set([otherTable]));
  expect([await look(order), await look(theirs)]).toEqual(before);
  // And each goes on as if nothing had been.
  await bump(cook, await ticketAt(cook, order, "grill"), "ready");
  await house.clearTable(otherTable);
});

test("of two clients that bump the same ticket at once one wins, and the other is shown what is", async ({ house }) => {
  const { client } = await house.sit(table);
  const [cook, manager] = [await house.staff("kitchen"), await house.staff("manager")];
  for (const sendsVersion of [false, true]) {
    const order = await placeOrder(client, [await house.line(grilled)]);
    const ticket = await ticketAt(cook, order, "grill");
    for (const status of ["preparing", "ready"] as const) {
      const { version } = await ticketAt(cook, order, "grill");
      const body = { status, ...(sendsVersion ? { version } : {}) };
      const answers = await Promise.all([cook, manager].map((who) => who.patch(`tickets/${ticket.id}/status`, body)));
      const [won, lost] = answers.sort((a, b) => a.status - b.status);
      expect([won?.status, won?.body.state, lost?.status]).toEqual([200, status, 409]);
      expect(lost?.body.code).toBe(sendsVersion ? "version-moved" : "state-moved");
      expect(lost?.body.current).toEqual(won?.body);
    }
    const history = await readRows(
      `select "to" from "OrderItemHistory" where "itemId" = $1 order by "at"`,
      ticket.items[0]?.id,
    );
    expect(history).toEqual([{ to: "PREPARING" }, { to: "READY" }]);
  }
});

test("a dish goes to its own station, else to its category's; what is made nowhere is ready at once", async ({
  house,
}) => {
  const { client } = await house.sit(table);
  const cook = await house.staff("kitchen");
  const order = await placeOrder(client, [
    await house.line(cold),
    // Among the salads, which the cold kitchen makes, and among the soups, which the hot one does.
    await house.line("Roast peppers with kashkaval"),
    await house.line("Tarator"),
    await house.line(poured),
    await house.line(bottled),
    // Its whole category is made nowhere.
    await house.line("Linden honey"),
  ]);
  const stationOf = new Map(
    (await ticketsOf(cook, order)).flatMap(({ station, items }) => items.map(({ id }) => [id, station])),
  );
  expect(order.items.map(({ id, state }) => [stationOf.get(id) ?? null, state])).toEqual([
    ["cold", "queued"],
    ["grill", "queued"],
    ["cold", "queued"],
    ["bar", "queued"],
    [null, "ready"],
    [null, "ready"],
  ]);
  expect(order.status).toBe("pending");
  const alone = await placeOrder(client, [await house.line(bottled)]);
  expect([alone.status, await ticketsOf(cook, alone)]).toEqual(["ready", []]);
});

test("a request that is sent twice does its work once", async ({ house }) => {
  const { client } = await house.sit(table);
  const [cook, waiter] = [await house.staff("kitchen"), await house.staff("staff")];
  const order = await placeOrder(client, [await house.line(grilled), await house.line(grilled)]);
  const { id } = await bump(cook, await ticketAt(cook, order, "grill"), "preparing", "ready");
  const keys = [randomUUID(), false] as const;
  const live = await followOrders(house);
  try {
    for (const key of keys) {
      const { version } = await ticketAt(cook, order, "grill");
      const sent = () => cook.post(`tickets/${id}/recall`, { version }, { key });
      const [first, again] = [await sent(), await sent()];
      expect([first.status, first.body.state]).toEqual([200, "preparing"]);
      // The version says which step was meant: the second one takes nothing further back.
      expect([again.status, again.body.code, again.body.current]).toEqual([409, "version-moved", first.body]);
      await bump(cook, { id }, "ready");
    }
    for (const key of keys) {
      for (const rush of [true, false]) {
        const sent = () => waiter.post<TicketDto>(`tickets/${id}/rush`, { rush }, { key: key && `${key}-${rush}` });
        const [first, again] = [await sent(), await sent()];
        expect([first.status, first.body.rushAt !== null]).toEqual([200, rush]);
        expect([again.status, again.body]).toEqual([200, first.body]);
      }
    }
    for (const [nth, key] of keys.entries()) {
      await waiter.post(`order-items/${order.items[nth]?.id}/void`, { reason: "x" });
      const { version } = await ticketAt(cook, order, "grill");
      const sent = () => cook.post<TicketDto>(`tickets/${id}/seen`, { version }, { key });
      const [first, again] = [await sent(), await sent()];
      expect([first.status, again.status, again.body]).toEqual([200, 200, first.body]);
      expect(first.body.changeSeenAt).not.toBeNull();
    }
    await settle(live, client, [await house.line(bottled)]);
    const told = live.heard.filter(({ data }) => data.orderId === order.id);
    const times = (name: string, status?: string) =>
      told.filter((each) => each.name === name && (!status || each.data.status === status)).length;
    // Two lines went back and on again, twice, and were taken off one by one.
    expect([times("item-status-change", "preparing"), times("item-status-change", "ready")]).toEqual([4, 4]);
    expect([times("order-status-change", "preparing"), times("order-status-change", "ready")]).toEqual([2, 2]);
    expect([times("item-status-change", "voided"), times("order-cancelled")]).toEqual([2, 1]);
    // Four rushes, two voids that tell the total, two changes that were seen.
    expect(times("order-updated")).toBe(8);
    const versions = told.map(({ data }) => data.version);
    expect(versions).toEqual([...versions].sort((a, b) => a - b));
  } finally {
    live.stop();
  }
});
