import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { seeTicketChange, setTicketState } from "@/lib/kitchen/commands";
import { listTickets } from "@/lib/kitchen/queries";
import type { Context, GuestActor } from "@/lib/platform/auth/actor";
import { closeDatabase, getPrisma } from "@/lib/platform/db";
import { newId } from "@/lib/platform/ids";
import { getSittingBill } from "@/lib/tables/queries";
import { getOrder } from "../queries";
import { type House, makeHouse } from "../testing/fixture";
import { failure, newsSince, order, statesOf } from "../testing/orders";
import { acceptOrder } from "./accept-order";
import { cancelOrder } from "./cancel-order";
import { setItemState } from "./set-item-state";
import { setOrderStatus } from "./set-order-status";
import { voidItem } from "./void-item";

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
const reason = "dropped";
const ticketsOf = (orderId: string) =>
  getPrisma().kitchenTicket.findMany({ where: { orderId }, orderBy: { id: "asc" } });

describe("voiding an item", () => {
  it("takes it off with its stage and reason, lowers total and bill, and tells everybody who follows", async () => {
    const own = await makeHouse({ orderingPolicy: "OPEN" });
    const phone = await own.sit("1");
    const placed = await order(own, phone, "burger", "burger", "beer");
    await order(own, phone, "water");
    const [grill, bar] = await ticketsOf(placed.id);
    await setTicketState(own.as.kitchen, grill?.id ?? "", { status: "preparing" });
    const before = (await own.events()).length;
    const itemId = placed.items[0]?.id ?? "";
    const after = await voidItem(own.as.staff, itemId, { reason, version: 2 });
    expect(after).toMatchObject({ status: "preparing", version: 3, total: 1670, secondTotal: 3266 });
    expect(statesOf(after)).toEqual(["voided", "preparing", "queued"]);
    expect(await getOrder(own.venue, placed.id)).toEqual(after);
    expect(await getSittingBill(own.venue, phone.actor.sessionId)).toMatchObject({ total: 1870 });
    const row = await getPrisma().orderItem.findUniqueOrThrow({ where: { id: itemId }, include: { history: true } });
    expect(row).toMatchObject({ voidStage: "PREPARING", voidReason: reason, voidedAt: expect.any(Date) });
    expect(row.history.at(-1)).toMatchObject({
      from: "PREPARING",
      to: "VOIDED",
      reason,
      userId: own.as.staff.actor.userId,
    });

    const events = await newsSince(own, before);
    const { slug } = own.venue;
    const [orders, kitchen, station] = [
      `private-${slug}-orders`,
      `private-${slug}-kitchen`,
      `private-${slug}-station-grill`,
    ];
    const sitting = `private-${slug}-table-1-${phone.actor.sessionId}`;
    expect(events.map(({ name, channels }) => [name, ...channels])).toEqual([
      ["item-status-change", orders, kitchen, station, sitting],
      ["ticket-updated", kitchen, station],
      ["order-updated", orders, `presence-${slug}-staff`, sitting],
    ]);
    expect(events.map(({ payload }) => payload)).toEqual([
      {
        orderId: placed.id,
        itemId,
        ticketId: grill?.id,
        passTicketId: null,
        handed: false,
        oldStatus: "preparing",
        status: "voided",
        version: 3,
        at: row.voidedAt?.toISOString(),
      },
      {
        ticketId: grill?.id,
        orderId: placed.id,
        station: "grill",
        tableNumber: "1",
        version: 3,
        rushAt: null,
        changedAt: row.voidedAt?.toISOString(),
        changeSeenAt: null,
      },
      { orderId: placed.id, version: 3, total: 1670, secondTotal: 3266 },
    ]);
    // The kitchen's paper still says what was ordered; the bar's is as it was.
    const wall = (await listTickets(own.venue)).find(({ id }) => id === grill?.id);
    expect(wall?.items.map(({ state }) => state)).toEqual(["voided", "preparing"]);
    expect((await ticketsOf(placed.id))[1]).toEqual(bar);
    expect(await getPrisma().auditEntry.findMany({ where: { subjectId: placed.id } })).toMatchObject([
      {
        action: "order-item.voided",
        actorName: "The staff",
        reason,
        before: { status: "preparing", total: 2920 },
        after: { status: "preparing", total: 1670, itemId, stage: "preparing" },
      },
    ]);
  });

  it("ends its ticket with the last line on it, and lets what is left be ready", async () => {
    const placed = await order(house, guest, "burger", "beer");
    const [grill, bar] = await ticketsOf(placed.id);
    for (const status of ["preparing", "ready"] as const)
      await setTicketState(house.as.kitchen, bar?.id ?? "", { status });
    await news();
    const after = await voidItem(house.as.staff, placed.items[0]?.id ?? "", { reason });
    expect(after).toMatchObject({ status: "ready", total: 420 });
    const events = await news();
    expect(events.map(({ name }) => name)).toEqual([
      "item-status-change",
      "ticket-status-change",
      "ticket-updated",
      "order-updated",
      "order-status-change",
    ]);
    expect(events[1]?.payload).toMatchObject({
      ticketId: grill?.id,
      oldStatus: "queued",
      status: "voided",
      version: 4,
    });
    expect(events[4]?.payload).toMatchObject({ oldStatus: "preparing", status: "ready", version: 4 });
    expect((await ticketsOf(placed.id)).map(({ state }) => state)).toEqual(["VOIDED", "READY"]);
    // Until the kitchen took note of it.
    expect((await listTickets(house.venue)).map(({ id }) => id)).toContain(grill?.id);
    await seeTicketChange(house.as.kitchen, grill?.id ?? "");
    expect((await listTickets(house.venue)).map(({ id }) => id)).not.toContain(grill?.id);
    // A voided line takes no step, and no order's step brings it back.
    const served = await setOrderStatus(house.as.staff, placed.id, { status: "completed" });
    expect(statesOf(served)).toEqual(["voided", "served"]);
    expect((await failure(setItemState(house.as.staff, placed.items[0]?.id ?? "", { status: "queued" }))).code).toBe(
      "state-moved",
    );
  });

  it("cancels the order with its last live item, in the stage it was in", async () => {
    const placed = await order(house, guest, "burger", "beer");
    await setOrderStatus(house.as.kitchen, placed.id, { status: "preparing" });
    await voidItem(house.as.staff, placed.items[0]?.id ?? "", { reason: "first" });
    await news();
    const after = await voidItem(house.as.manager, placed.items[1]?.id ?? "", { reason: "second" });
    expect(after).toMatchObject({
      status: "cancelled",
      approval: "accepted",
      cancelReason: null,
      total: 0,
      secondTotal: 0,
    });
    expect((await getPrisma().order.findUniqueOrThrow({ where: { id: placed.id } })).cancelledAt).toEqual(
      expect.any(Date),
    );
    const events = await news();
    expect(events.map(({ name }) => name)).toEqual([
      "item-status-change",
      "ticket-status-change",
      "ticket-updated",
      "order-updated",
      "order-cancelled",
    ]);
    expect(events[3]?.payload).toMatchObject({ total: 0, secondTotal: 0, version: 4 });
    expect(events[4]?.payload).toEqual({
      orderId: placed.id,
      orderNumber: placed.number,
      tableNumber: "1",
      reason: null,
      stage: "preparing",
      approval: "accepted",
      version: 4,
    });
  });

  it("can take lines off an order that waits; without one it is rejected, and an accept sends only what is left", async () => {
    const own = await makeHouse();
    const phone = await own.sit("1");
    const placed = await order(own, phone, "burger", "beer");
    const one = await voidItem(own.as.staff, placed.items[0]?.id ?? "", { reason });
    expect(one).toMatchObject({ approval: "pending", status: "pending", total: 420 });
    const accepted = await acceptOrder(own.as.staff, placed.id);
    expect(statesOf(accepted)).toEqual(["voided", "queued"]);
    expect((await ticketsOf(placed.id)).map(({ station }) => station)).toEqual(["bar"]);

    const other = await makeHouse();
    const waiting = await order(other, await other.sit("1"), "burger");
    const gone = await voidItem(other.as.staff, waiting.items[0]?.id ?? "", { reason });
    expect(gone).toMatchObject({ approval: "rejected", status: "cancelled", cancelReason: null });
    const row = await getPrisma().order.findUniqueOrThrow({ where: { id: waiting.id } });
    expect(row.approvalExpiresAt).toBeNull();
    expect((await failure(acceptOrder(other.as.staff, waiting.id))).code).toBe("state-moved");
  });

  it("is for those who take orders; what was served only for those who answer for the money", async () => {
    const placed = await order(house, guest, "burger", "beer");
    const [burger = "", beer = ""] = placed.items.map(({ id }) => id);
    for (const who of [house.as.kitchen, house.as.releaser]) {
      expect((await failure(voidItem(who, burger, { reason }))).code).toBe("forbidden");
    }
    for (const status of ["preparing", "ready", "completed"] as const) {
      await setOrderStatus(house.as.staff, placed.id, { status });
    }
    for (const who of [house.as.staff, house.as.cashier]) {
      expect((await failure(voidItem(who, burger, { reason }))).code).toBe("forbidden");
    }
    expect((await getOrder(house.venue, placed.id))?.total).toBe(1670);
    expect(await voidItem(house.as.manager, burger, { reason })).toMatchObject({ status: "completed", total: 420 });
    expect(await voidItem(house.as.admin, beer, { reason })).toMatchObject({ status: "cancelled", total: 0 });
    const row = await getPrisma().orderItem.findUniqueOrThrow({ where: { id: beer } });
    expect(row).toMatchObject({ voidStage: "SERVED" });
  });

  it("is not for a waiter who recalled what stood on the table, but is after a tap on the wrong line", async () => {
    const placed = await order(house, guest, "burger", "beer");
    const [burger = "", beer = ""] = placed.items.map(({ id }) => id);
    for (const status of ["preparing", "ready", "completed", "ready"] as const) {
      await setOrderStatus(house.as.staff, placed.id, { status });
    }
    await getPrisma().orderItemHistory.updateMany({
      where: { itemId: burger, to: "SERVED" },
      data: { at: new Date(Date.now() - 60_000) },
    });
    for (const who of [house.as.staff, house.as.cashier]) {
      expect((await failure(voidItem(who, burger, { reason }))).code).toBe("forbidden");
      expect((await failure(cancelOrder(who, placed.id, { reason }))).code).toBe("forbidden");
    }
    expect(await voidItem(house.as.staff, beer, { reason })).toMatchObject({ total: 1250 });
    expect(await cancelOrder(house.as.manager, placed.id, { reason })).toMatchObject({ status: "cancelled", total: 0 });
  });

  it("happens once, to the order that was looked at, in its own venue", async () => {
    const placed = await order(house, guest, "burger", "beer");
    const itemId = placed.items[0]?.id ?? "";
    const elsewhere = await makeHouse();
    expect((await failure(voidItem(elsewhere.as.admin, itemId, { reason }))).code).toBe("not-found");
    expect((await failure(voidItem(house.as.admin, newId(), { reason }))).code).toBe("not-found");
    const stale = await failure(voidItem(house.as.staff, itemId, { reason, version: 7 }));
    expect([stale.code, stale.details.current]).toEqual(["version-moved", placed]);
    const results = await Promise.allSettled(
      Array.from({ length: 8 }, () => voidItem(house.as.staff, itemId, { reason })),
    );
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const result of results) {
      if (result.status === "rejected") {
        expect(result.reason).toMatchObject({
          code: "state-moved",
          details: { current: { id: placed.id, total: 420, version: 2 } },
        });
      }
    }
    expect((await news()).filter(({ name }) => name === "order-updated")).toHaveLength(1);
  });
});
