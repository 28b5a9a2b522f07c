import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { setTicketState } from "@/lib/kitchen/commands";
import { listTickets } from "@/lib/kitchen/queries";
import type { Context, GuestActor } from "@/lib/platform/auth/actor";
import { closeDatabase, getPool, getPrisma } from "@/lib/platform/db";
import { AppError } from "@/lib/platform/errors";
import { newId } from "@/lib/platform/ids";
import type { OutboxEvent } from "@/lib/platform/prisma/client";
import { eventRegistry } from "@/lib/platform/realtime/registry";
import { getOrder, listOpenOrders, listOrders, listSittingOrders } from "../queries";
import type { OrderDto } from "../schema";
import { type Dish, type House, makeHouse } from "../testing/fixture";
import { acceptOrder } from "./accept-order";
import { cancelOrder, rejectOrder } from "./cancel-order";
import { expirePendingOrders } from "./expire-pending-orders";
import { placeOrder } from "./place-order";
import { setItemState } from "./set-item-state";
import { setOrderStatus } from "./set-order-status";

let house: House;
let guest: Context<GuestActor>;
beforeAll(async () => {
  house = await makeHouse({ orderingPolicy: "OPEN" });
  guest = await house.sit("1");
});
afterAll(closeDatabase);

async function order(of: House, who: Context<GuestActor>, ...names: Dish[]): Promise<OrderDto> {
  const items = names.map((name) => ({ menuItemId: of.items[name], quantity: 1, modifierIds: [] }));
  return (await placeOrder(who, { items }, null)).body;
}

async function failure(promise: Promise<unknown>): Promise<AppError> {
  const error = await promise.then(
    () => null,
    (thrown) => thrown,
  );
  if (!(error instanceof AppError)) throw error ?? new Error("It did not fail.");
  return error;
}

let told: number;
beforeEach(async () => {
  told = (await house.events()).length;
});
/** What was told since the test began, or since the last call; every payload must be its event's. */
async function news(of = house, from = told): Promise<OutboxEvent[]> {
  const all = await of.events();
  told = all.length;
  const events = all.slice(from);
  for (const { name, payload } of events) {
    const definition = eventRegistry.find((each) => each.name === name);
    expect(definition?.payload.parse(payload)).toEqual(payload);
  }
  return events;
}
const statesOf = ({ items }: OrderDto) => items.map(({ state }) => state);

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

describe("approval", () => {
  let own: House;
  let phone: Context<GuestActor>;
  beforeEach(async () => {
    own = await makeHouse();
    phone = await own.sit("1");
  });

  it("accepting opens the table, queues the items, sends the tickets and tells everybody", async () => {
    const placed = await order(own, phone, "burger", "beer", "water");
    const before = (await own.events()).length;
    const accepted = await acceptOrder(own.as.staff, placed.id, { version: 1 });
    expect(accepted).toMatchObject({ approval: "accepted", status: "pending", version: 2 });
    expect(statesOf(accepted)).toEqual(["queued", "queued", "ready"]);
    expect(await getOrder(own.venue, placed.id)).toEqual(accepted);
    expect((await own.again(phone)).actor.sessionStatus).toBe("OPEN");
    const events = await news(own, before);
    const { slug } = own.venue;
    const sitting = `private-${slug}-table-1-${phone.actor.sessionId}`;
    expect(events.map(({ name, channels }) => [name, ...channels])).toEqual([
      ["table-status-change", `private-${slug}-tables`, `presence-${slug}-staff`],
      ["sitting-status-change", sitting],
      ["order-updated", `private-${slug}-orders`, `presence-${slug}-staff`, sitting],
      ["ticket-created", `private-${slug}-kitchen`, `private-${slug}-station-grill`],
      ["ticket-created", `private-${slug}-kitchen`, `private-${slug}-station-bar`],
    ]);
    expect(events[0]?.payload).toMatchObject({ status: "open", guests: 1, sessionId: phone.actor.sessionId });
    expect(events[2]?.payload).toEqual({ orderId: placed.id, version: 2, approval: "accepted", items: accepted.items });
    const [ticket] = await listTickets(own.venue, { station: "grill" });
    const { id: ticketId, ...rest } = ticket ?? { id: "" };
    expect(events[3]?.payload).toEqual({ ticketId, ...rest });
    expect(ticket).toMatchObject({ version: 2, orderNumber: 1, tableNumber: "1", state: "queued" });
  });

  it("accepting an order of nothing but bottles makes it ready at once", async () => {
    const placed = await order(own, phone, "water");
    const before = (await own.events()).length;
    expect((await acceptOrder(own.as.staff, placed.id)).status).toBe("ready");
    expect((await news(own, before)).map(({ name }) => name).slice(2)).toEqual([
      "order-updated",
      "order-status-change",
    ]);
  });

  it("each waiting order waits for its own accept; of ten accepts one counts", async () => {
    const first = await order(own, phone, "burger");
    const second = await order(own, phone, "beer");
    const results = await Promise.allSettled(Array.from({ length: 10 }, () => acceptOrder(own.as.manager, first.id)));
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await getPrisma().kitchenTicket.count({ where: { orderId: first.id } })).toBe(1);
    expect((await getOrder(own.venue, second.id))?.approval).toBe("pending");
    expect((await order(own, await own.again(phone), "beer")).approval).toBe("accepted");
    expect((await acceptOrder(own.as.staff, second.id)).approval).toBe("accepted");
    const opened = (await own.events()).filter(({ name }) => name === "sitting-status-change");
    expect(opened).toHaveLength(1);
  });

  it("an accept that fails opens nothing", async () => {
    const placed = await order(own, phone, "burger");
    expect((await failure(acceptOrder(own.as.staff, placed.id, { version: 9 }))).code).toBe("version-moved");
    expect((await own.again(phone)).actor.sessionStatus).toBe("PENDING");
    await getPrisma().tableSession.update({ where: { id: phone.actor.sessionId }, data: { status: "CLOSED" } });
    expect((await failure(acceptOrder(own.as.staff, placed.id))).code).toBe("state-moved");
  });

  it("rejecting ends it: voided, nothing owed, no kitchen; the table stays as it is", async () => {
    const placed = await order(own, phone, "burger", "beer");
    const before = (await own.events()).length;
    const rejected = await rejectOrder(own.as.staff, placed.id, { reason: "The grill is off" });
    expect(rejected).toMatchObject({
      approval: "rejected",
      status: "cancelled",
      total: 0,
      secondTotal: 0,
      cancelReason: "The grill is off",
      version: 2,
    });
    expect(statesOf(rejected)).toEqual(["voided", "voided"]);
    const events = await news(own, before);
    expect(events.map(({ name }) => name)).toEqual(["order-updated", "order-cancelled"]);
    expect(events[1]?.payload).toMatchObject({
      stage: "pending",
      approval: "rejected",
      reason: "The grill is off",
      version: 2,
    });
    expect((await own.again(phone)).actor.sessionStatus).toBe("PENDING");
    expect(await getPrisma().kitchenTicket.count({ where: { orderId: placed.id } })).toBe(0);
    expect((await failure(acceptOrder(own.as.staff, placed.id))).details.current).toMatchObject({
      approval: "rejected",
    });
    expect((await failure(rejectOrder(own.as.staff, placed.id))).code).toBe("state-moved");
  });

  it("waiting ends by itself after the venue's time, once, and not for what was accepted", async () => {
    const late = await order(own, phone, "burger");
    const taken = await order(own, phone, "beer");
    await acceptOrder(own.as.staff, taken.id);
    const before = (await own.events()).length;
    const soon = new Date(Date.now() + 14 * 60_000);
    await expirePendingOrders(soon);
    expect((await getOrder(own.venue, late.id))?.approval).toBe("pending");
    const then = new Date(Date.now() + 16 * 60_000);
    await Promise.all([expirePendingOrders(then), expirePendingOrders(then)]);
    expect(await getOrder(own.venue, late.id)).toMatchObject({ approval: "expired", status: "cancelled", total: 0 });
    expect((await getOrder(own.venue, taken.id))?.approval).toBe("accepted");
    const events = await news(own, before);
    expect(events.map(({ name }) => name)).toEqual(["order-updated", "order-cancelled"]);
    expect(events[1]).toMatchObject({ actor: null, payload: { approval: "expired", reason: null } });
    expect((await failure(acceptOrder(own.as.staff, late.id))).code).toBe("state-moved");
  });
});

describe("cancelling", () => {
  it("voids what is live with the stage it was in, takes the tickets off, and is audited", async () => {
    const placed = await order(house, guest, "burger", "beer");
    await setItemState(house.as.kitchen, placed.items[0]?.id ?? "", { status: "preparing" });
    await news();
    const cancelled = await cancelOrder(house.as.manager, placed.id, { reason: "Guests left" });
    expect(cancelled).toMatchObject({
      status: "cancelled",
      approval: "accepted",
      total: 0,
      cancelReason: "Guests left",
      version: 3,
    });
    const items = await getPrisma().orderItem.findMany({ where: { orderId: placed.id }, orderBy: { position: "asc" } });
    expect(items.map(({ state, voidStage, voidReason }) => [state, voidStage, voidReason])).toEqual([
      ["VOIDED", "PREPARING", "Guests left"],
      ["VOIDED", "QUEUED", "Guests left"],
    ]);
    const events = await news();
    expect(events.map(({ name }) => name)).toEqual([
      "item-status-change",
      "item-status-change",
      "ticket-status-change",
      "ticket-status-change",
      "order-updated",
      "order-cancelled",
    ]);
    expect(events[5]).toMatchObject({ payload: { stage: "preparing", reason: "Guests left" } });
    expect(events[5]?.channels).toContain(`private-${house.venue.slug}-kitchen`);
    const audit = await getPrisma().auditEntry.findFirst({ where: { subjectId: placed.id } });
    expect(audit).toMatchObject({
      action: "order.cancelled",
      userId: house.as.manager.actor.userId,
      reason: "Guests left",
      venueId: house.venue.id,
    });
    expect((await failure(cancelOrder(house.as.manager, placed.id, { reason: "again" }))).code).toBe("state-moved");
    expect((await failure(setItemState(house.as.staff, placed.items[0]?.id ?? "", { status: "ready" }))).code).toBe(
      "state-moved",
    );
  });

  it("is too late once something was served", async () => {
    const placed = await order(house, guest, "burger", "water");
    await setItemState(house.as.staff, placed.items[1]?.id ?? "", { status: "served" });
    const error = await failure(cancelOrder(house.as.manager, placed.id, { reason: "x" }));
    expect([error.code, (error.details.current as OrderDto).id]).toEqual(["state-moved", placed.id]);
  });

  it("ends the wait of an order that nobody accepted", async () => {
    const own = await makeHouse();
    const placed = await order(own, await own.sit("1"), "burger");
    expect(await cancelOrder(own.as.staff, placed.id, { reason: "x" })).toMatchObject({
      status: "cancelled",
      approval: "rejected",
    });
    expect((await failure(acceptOrder(own.as.staff, placed.id))).code).toBe("state-moved");
  });

  it("happens wholly or not at all", async () => {
    const placed = await order(house, guest, "burger");
    const name = `refuse_${house.venue.slug.replace("-", "_")}`;
    await getPool().query(
      `alter table "OutboxEvent" add constraint "${name}" check ("venueId" <> '${house.venue.id}' or "name" <> 'order-cancelled') not valid`,
    );
    try {
      await expect(cancelOrder(house.as.manager, placed.id, { reason: "x" })).rejects.toThrow(name);
    } finally {
      await getPool().query(`alter table "OutboxEvent" drop constraint "${name}"`);
    }
    expect(await getOrder(house.venue, placed.id)).toEqual(placed);
    expect(await getPrisma().orderItemHistory.count({ where: { itemId: placed.items[0]?.id } })).toBe(0);
  });
});

describe("lists", () => {
  it("show open orders oldest first, pages newest first, and a guest's own sitting only", async () => {
    const own = await makeHouse({ orderingPolicy: "OPEN" });
    const [one, two] = [await own.sit("1"), await own.sit("2")];
    const placed: OrderDto[] = [];
    for (const who of [one, two, one, two, one]) placed.push(await order(own, who, "burger"));
    const ids = placed.map(({ id }) => id);
    await cancelOrder(own.as.staff, ids[1] ?? "", { reason: "x" });
    await setOrderStatus(own.as.staff, ids[2] ?? "", { status: "preparing" });
    expect((await listOpenOrders(own.venue)).map(({ id }) => id)).toEqual([ids[0], ids[2], ids[3], ids[4]]);
    expect((await listSittingOrders(own.venue, one.actor.sessionId)).map(({ id }) => id)).toEqual([
      ids[0],
      ids[2],
      ids[4],
    ]);
    const seen: string[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < 3; page++) {
      const { items, nextCursor } = await listOrders(own.venue, { limit: 2, cursor });
      seen.push(...items.map(({ id }) => id));
      cursor = nextCursor ?? undefined;
    }
    expect(cursor).toBeUndefined();
    expect(seen).toEqual([...ids].reverse());
    const idsOf = async (options: Parameters<typeof listOrders>[1]) =>
      (await listOrders(own.venue, options)).items.map(({ id }) => id);
    expect(await idsOf({ status: "cancelled" })).toEqual([ids[1]]);
    expect(await idsOf({ status: "preparing" })).toEqual([ids[2]]);
    expect(await idsOf({ status: "open", sessionId: two.actor.sessionId })).toEqual([ids[3]]);
    expect(await getOrder(own.venue, ids[0] ?? "", { sessionId: two.actor.sessionId })).toBeNull();
    expect((await failure(listOrders(own.venue, { cursor: "nonsense" }))).code).toBe("malformed");
  });
});
