import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { listTickets } from "@/lib/kitchen/queries";
import type { Context, GuestActor } from "@/lib/platform/auth/actor";
import { closeDatabase, getPool, getPrisma } from "@/lib/platform/db";
import { getOrder } from "../queries";
import type { OrderDto } from "../schema";
import { type House, makeHouse } from "../testing/fixture";
import { failure, newsSince, order, statesOf } from "../testing/orders";
import { acceptOrder } from "./accept-order";
import { cancelOrder, rejectOrder } from "./cancel-order";
import { expirePendingOrders } from "./expire-pending-orders";
import { setItemState } from "./set-item-state";

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
    const events = await newsSince(own, before);
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
    expect((await newsSince(own, before)).map(({ name }) => name).slice(2)).toEqual([
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
    const events = await newsSince(own, before);
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
    await expirePendingOrders();
    expect((await getOrder(own.venue, late.id))?.approval).toBe("pending");
    // Only this order's time is moved: other suites' orders wait in the same database.
    await getPrisma().order.update({ where: { id: late.id }, data: { approvalExpiresAt: new Date(Date.now() - 1) } });
    await Promise.all([expirePendingOrders(), expirePendingOrders()]);
    expect(await getOrder(own.venue, late.id)).toMatchObject({ approval: "expired", status: "cancelled", total: 0 });
    expect((await getOrder(own.venue, taken.id))?.approval).toBe("accepted");
    const events = await newsSince(own, before);
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
      "ticket-updated",
      "ticket-status-change",
      "ticket-updated",
      "order-updated",
      "order-cancelled",
    ]);
    expect(events[7]).toMatchObject({ payload: { stage: "preparing", reason: "Guests left" } });
    expect(events[7]?.channels).toContain(`private-${house.venue.slug}-kitchen`);
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
