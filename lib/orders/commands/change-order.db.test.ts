import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { setTicketState } from "@/lib/kitchen/commands";
import { listTickets } from "@/lib/kitchen/queries";
import type { Context, GuestActor } from "@/lib/platform/auth/actor";
import { closeDatabase, getPrisma } from "@/lib/platform/db";
import { newId } from "@/lib/platform/ids";
import { getOrder } from "../queries";
import { type House, makeHouse } from "../testing/fixture";
import { failure, newsSince, order, statesOf } from "../testing/orders";
import { acceptOrder } from "./accept-order";
import { cancelOrder, rejectOrder } from "./cancel-order";
import { setItemState } from "./set-item-state";
import { setOrderStatus } from "./set-order-status";

let house: House;
let guest: Context<GuestActor>;
beforeAll(async () => {
  house = await makeHouse({ orderingPolicy: "OPEN" });
  guest = await house.sit("1");
});
afterAll(closeDatabase);

let told: number;
beforeEach(async () => {
  told = (await house.events()).length;
});
/** What was told since the test began, or since the last call. */
async function news() {
  const events = await newsSince(house, told);
  told += events.length;
  return events;
}

describe("order status", () => {
  it("goes forward step by step, taking items and tickets along, and back again", async () => {
    const placed = await order(house, guest, "burger", "beer", "water");
    const { staff } = house.as;
    const seen: unknown[] = [];
    for (const status of ["preparing", "ready", "completed", "ready", "preparing", "pending"] as const) {
      const moved = await setOrderStatus(staff, placed.id, { status });
      const tickets = await getPrisma().kitchenTicket.findMany({ where: { orderId: placed.id } });
      seen.push([moved.status, statesOf(moved), tickets.map(({ state }) => state), moved.version]);
      expect(await getOrder(house.venue, placed.id)).toEqual(moved);
      for (const { version } of tickets) expect(version).toBe(moved.version);
    }
    expect(seen).toEqual([
      ["preparing", ["preparing", "preparing", "ready"], ["PREPARING", "PREPARING"], 2],
      ["ready", ["ready", "ready", "ready"], ["READY", "READY"], 3],
      ["completed", ["served", "served", "served"], ["SERVED", "SERVED"], 4],
      ["ready", ["ready", "ready", "ready"], ["READY", "READY"], 5],
      ["preparing", ["preparing", "preparing", "ready"], ["PREPARING", "PREPARING"], 6],
      ["pending", ["queued", "queued", "ready"], ["QUEUED", "QUEUED"], 7],
    ]);
  });

  it("tells everybody who follows, on exactly their channels, with one version", async () => {
    const placed = await order(house, guest, "burger", "water");
    await news();
    await setOrderStatus(house.as.staff, placed.id, { status: "preparing" });
    const events = await news();
    const { slug } = house.venue;
    const sitting = `private-${slug}-table-1-${guest.actor.sessionId}`;
    expect(events.map(({ name, channels }) => ({ name, channels }))).toEqual([
      {
        name: "item-status-change",
        channels: [`private-${slug}-orders`, `private-${slug}-kitchen`, `private-${slug}-station-grill`, sitting],
      },
      { name: "ticket-status-change", channels: [`private-${slug}-kitchen`, `private-${slug}-station-grill`] },
      { name: "order-status-change", channels: [`private-${slug}-orders`, `presence-${slug}-staff`, sitting] },
    ]);
    expect(events.map(({ payload }) => payload)).toMatchObject([
      { itemId: placed.items[0]?.id, oldStatus: "queued", status: "preparing", version: 2 },
      { station: "grill", oldStatus: "queued", status: "preparing", version: 2 },
      { orderNumber: placed.number, tableNumber: "1", oldStatus: "pending", status: "preparing", version: 2 },
    ]);
    for (const { actor } of events) expect(actor).toEqual({ id: house.as.staff.actor.userId, name: "The staff" });
  });

  it("lets one of two people win; the other is shown where the order stands", async () => {
    const placed = await order(house, guest, "burger");
    const results = await Promise.allSettled(
      Array.from({ length: 10 }, () => setOrderStatus(house.as.staff, placed.id, { status: "preparing" })),
    );
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const result of results) {
      if (result.status === "fulfilled") continue;
      expect(result.reason).toMatchObject({
        code: "state-moved",
        details: { current: { id: placed.id, status: "preparing", version: 2 } },
      });
    }
    expect((await news()).filter(({ name }) => name === "order-status-change")).toHaveLength(1);
  });

  it("refuses jumps, stale versions, waiting orders and other venues' orders", async () => {
    const placed = await order(house, guest, "burger");
    const { staff } = house.as;
    expect((await failure(setOrderStatus(staff, placed.id, { status: "ready" }))).code).toBe("state-moved");
    expect((await failure(setOrderStatus(staff, placed.id, { status: "pending" }))).code).toBe("state-moved");
    const stale = await failure(setOrderStatus(staff, placed.id, { status: "preparing", version: 7 }));
    expect([stale.code, stale.details.current]).toEqual(["version-moved", placed]);
    expect((await setOrderStatus(staff, placed.id, { status: "preparing", version: 1 })).version).toBe(2);
    const elsewhere = await makeHouse();
    const other = elsewhere.as.admin;
    const [item] = placed.items;
    const [ticket] = await getPrisma().kitchenTicket.findMany({ where: { orderId: placed.id } });
    for (const attempt of [
      () => setOrderStatus(other, placed.id, { status: "ready" }),
      () => setItemState(other, item?.id ?? "", { status: "ready" }),
      () => setTicketState(other, ticket?.id ?? "", { status: "ready" }),
      () => acceptOrder(other, placed.id, {}),
      () => rejectOrder(other, placed.id, {}),
      () => cancelOrder(other, placed.id, { reason: "x" }),
      () => setOrderStatus(staff, newId(), { status: "ready" }),
    ]) {
      expect((await failure(attempt())).code).toBe("not-found");
    }
    expect(await getOrder(elsewhere.venue, placed.id)).toBeNull();
    const waiting = await order(elsewhere, await elsewhere.sit("1"), "burger");
    expect((await failure(setOrderStatus(other, waiting.id, { status: "preparing" }))).code).toBe("state-moved");
    expect((await failure(setItemState(other, waiting.items[0]?.id ?? "", { status: "queued" }))).code).toBe(
      "state-moved",
    );
  });

  it("is moved by those whose work it is", async () => {
    const placed = await order(house, guest, "burger");
    const { kitchen, releaser } = house.as;
    expect((await failure(setOrderStatus(releaser, placed.id, { status: "preparing" }))).code).toBe("forbidden");
    await setOrderStatus(kitchen, placed.id, { status: "preparing" });
    await setOrderStatus(kitchen, placed.id, { status: "ready" });
    expect((await failure(setOrderStatus(kitchen, placed.id, { status: "completed" }))).code).toBe("forbidden");
    expect((await failure(setItemState(kitchen, placed.items[0]?.id ?? "", { status: "served" }))).code).toBe(
      "forbidden",
    );
    expect((await setOrderStatus(releaser, placed.id, { status: "completed" })).status).toBe("completed");
    for (const decide of [
      () => acceptOrder(kitchen, placed.id, {}),
      () => rejectOrder(releaser, placed.id, {}),
      () => cancelOrder(kitchen, placed.id, { reason: "x" }),
      () => setTicketState(releaser, newId(), { status: "ready" }),
    ]) {
      expect((await failure(decide())).code).toBe("forbidden");
    }
  });
});

describe("items and tickets", () => {
  it("a recall is a new row of history, and the timer keeps its first start", async () => {
    const placed = await order(house, guest, "burger");
    const itemId = placed.items[0]?.id ?? "";
    const { kitchen } = house.as;
    await setItemState(kitchen, itemId, { status: "preparing" });
    const { startedAt } = await getPrisma().orderItem.findUniqueOrThrow({ where: { id: itemId } });
    await setItemState(kitchen, itemId, { status: "ready" });
    await setItemState(kitchen, itemId, { status: "preparing" });
    const recalled = await getPrisma().orderItem.findUniqueOrThrow({ where: { id: itemId } });
    expect(recalled).toMatchObject({ state: "PREPARING", startedAt, readyAt: null });
    const [ticket] = await listTickets(house.venue, { station: "grill" }).then((all) =>
      all.filter(({ orderId }) => orderId === placed.id),
    );
    expect(ticket).toMatchObject({
      state: "preparing",
      startedAt: startedAt?.toISOString(),
      readyAt: null,
      version: 4,
    });
    const history = await getPrisma().orderItemHistory.findMany({ where: { itemId }, orderBy: { id: "asc" } });
    expect(history.map(({ from, to, userId }) => [from, to, userId])).toEqual([
      ["QUEUED", "PREPARING", kitchen.actor.userId],
      ["PREPARING", "READY", kitchen.actor.userId],
      ["READY", "PREPARING", kitchen.actor.userId],
    ]);
    expect((await failure(setItemState(kitchen, itemId, { status: "preparing" }))).details.current).toMatchObject({
      id: placed.id,
      version: 4,
    });
  });

  it("a ticket takes its own items along and no others; the order follows both", async () => {
    const placed = await order(house, guest, "burger", "burger", "beer");
    const tickets = await listTickets(house.venue).then((all) => all.filter(({ orderId }) => orderId === placed.id));
    const [grill, bar] = [
      tickets.find(({ station }) => station === "grill"),
      tickets.find(({ station }) => station === "bar"),
    ];
    expect(grill?.items).toHaveLength(2);
    await news();
    const started = await setTicketState(house.as.kitchen, grill?.id ?? "", { status: "preparing", version: 1 });
    expect(started).toMatchObject({ state: "preparing", version: 2, orderNumber: placed.number });
    expect(started.items.map(({ state }) => state)).toEqual(["preparing", "preparing"]);
    expect((await news()).map(({ name }) => name)).toEqual([
      "item-status-change",
      "item-status-change",
      "ticket-status-change",
      "order-status-change",
    ]);
    await setTicketState(house.as.kitchen, grill?.id ?? "", { status: "ready" });
    // The bar's drink still waits, so the order is not ready yet.
    expect((await getOrder(house.venue, placed.id))?.status).toBe("preparing");
    expect(
      (await failure(setTicketState(house.as.kitchen, bar?.id ?? "", { status: "ready" }))).details.current,
    ).toMatchObject({ id: bar?.id, state: "queued" });
    await setTicketState(house.as.kitchen, bar?.id ?? "", { status: "preparing" });
    await setTicketState(house.as.kitchen, bar?.id ?? "", { status: "ready" });
    expect((await getOrder(house.venue, placed.id))?.status).toBe("ready");
    const recalled = await setTicketState(house.as.kitchen, grill?.id ?? "", { status: "preparing" });
    expect(recalled.state).toBe("preparing");
    expect((await getOrder(house.venue, placed.id))?.status).toBe("preparing");
    expect(await getPrisma().kitchenTicket.findUnique({ where: { id: grill?.id } })).toMatchObject({
      recalledAt: expect.any(Date),
    });
    expect(
      (await failure(setTicketState(house.as.kitchen, grill?.id ?? "", { status: "ready", version: 2 }))).code,
    ).toBe("version-moved");
  });

  it("lists what the kitchen still needs, by station", async () => {
    const own = await makeHouse({ orderingPolicy: "OPEN" });
    const placed = await order(own, await own.sit("1"), "burger", "beer");
    expect((await listTickets(own.venue)).map(({ station }) => station)).toEqual(["grill", "bar"]);
    const [bar] = await listTickets(own.venue, { station: "bar" });
    for (const status of ["preparing", "ready", "served"] as const)
      await setTicketState(own.as.staff, bar?.id ?? "", { status });
    expect(await listTickets(own.venue, { station: "bar" })).toHaveLength(1);
    const elevenMinutesOn = new Date(Date.now() + 11 * 60_000);
    expect(await listTickets(own.venue, { station: "bar" }, elevenMinutesOn)).toEqual([]);
    expect(await listTickets(own.venue, { station: "grill" }, elevenMinutesOn)).toHaveLength(1);
    expect((await getOrder(own.venue, placed.id))?.status).toBe("preparing");
  });
});
