import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { setTicketState } from "@/lib/kitchen/commands";
import { listTickets } from "@/lib/kitchen/queries";
import { closeDatabase, getPrisma } from "@/lib/platform/db";
import { newId } from "@/lib/platform/ids";
import { closeTable } from "@/lib/tables/commands/close-table";
import { getOrder } from "../queries";
import type { OrderDto } from "../schema";
import { type Dish, type House, makeHouse } from "../testing/fixture";
import { failure, input, key, newsSince, orderCount, place, statesOf } from "../testing/orders";
import { acceptOrder } from "./accept-order";
import { cancelOrder } from "./cancel-order";
import { fireCourse } from "./fire-course";
import { placeOrder } from "./place-order";
import { setItemState } from "./set-item-state";
import { setOrderStatus } from "./set-order-status";

let house: House;
beforeAll(async () => {
  house = await makeHouse({ orderingPolicy: "OPEN" });
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

type Coursed = readonly [dish: Dish, course?: number];
const linesOf = (of: House, coursed: readonly Coursed[]) =>
  coursed.map(([dish, course]) => ({ menuItemId: of.items[dish], quantity: 1, course }));
/** Staff take these dishes at table 2. */
const take = (coursed: readonly Coursed[], hold?: number[], of = house) =>
  place(of.as.staff, input({ items: linesOf(of, coursed), tableId: of.tables["2"].id, hold }));
const ticketsOf = ({ id }: OrderDto) =>
  getPrisma().kitchenTicket.findMany({
    where: { orderId: id },
    include: { items: { orderBy: { position: "asc" } } },
    orderBy: { id: "asc" },
  });
/** What the kitchen has of an order: each ticket's station and the positions of its lines. */
const sentOf = async (order: OrderDto) =>
  (await ticketsOf(order)).map(({ station, items }) => [station, items.map(({ position }) => position)]);
const threeCourses: Coursed[] = [["beer"], ["burger", 1], ["burger", 2], ["water", 2], ["burger", 3]];

describe("holding", () => {
  it("keeps the second course and later off every ticket, unless staff say otherwise", async () => {
    const usual = await take(threeCourses);
    expect(statesOf(usual)).toEqual(["queued", "queued", "held", "held", "held"]);
    expect(await sentOf(usual)).toEqual([
      ["bar", [0]],
      ["grill", [1]],
    ]);
    expect(usual).toMatchObject({ status: "pending", total: 420 + 3 * 1250 + 200, version: 1 });
    expect(await getOrder(house.venue, usual.id)).toEqual(usual);
    const events = await news();
    expect(events.map(({ name }) => name)).toEqual([
      "table-status-change",
      "sitting-status-change",
      "new-order",
      "ticket-created",
      "ticket-created",
    ]);
    expect(events[2]?.payload).toMatchObject({ items: usual.items });
    const held = await getPrisma().orderItem.findMany({ where: { orderId: usual.id, state: "HELD" } });
    for (const item of held) expect(item).toMatchObject({ ticketId: null, queuedAt: null, readyAt: null });

    const none = await take(threeCourses, []);
    expect(statesOf(none)).toEqual(["queued", "queued", "queued", "ready", "queued"]);
    expect(await sentOf(none)).toEqual([
      ["bar", [0]],
      ["grill", [1, 2, 4]],
    ]);
    expect(statesOf(await take(threeCourses, [1, 3]))).toEqual(["queued", "held", "queued", "ready", "held"]);
    const all = await take([["burger", 2]]);
    expect([all.status, await sentOf(all)]).toEqual(["pending", []]);
  });

  it("is not for guests, nor at the counter: refused, and nothing is held or placed", async () => {
    const guest = await house.sit("1");
    const items = linesOf(house, threeCourses);
    const before = await orderCount(house);
    for (const hold of [[2], []]) {
      for (const who of [guest, house.as.staff]) {
        const error = await failure(placeOrder(who, { ...input({ items }), hold }, key()));
        expect([error.code, error.details.errors?.[0]?.path]).toEqual(["invalid", "hold"]);
      }
    }
    expect(await orderCount(house)).toBe(before);
    expect(statesOf(await place(guest, input({ items })))).toEqual(["queued", "queued", "queued", "ready", "queued"]);
    expect(statesOf(await place(house.as.cashier, input({ items })))).not.toContain("held");
  });

  it("is nothing a guest's order knows: the accept sends all its courses", async () => {
    const own = await makeHouse();
    const placed = await place(await own.sit("1"), input({ items: linesOf(own, threeCourses) }));
    expect((await failure(fireCourse(own.as.staff, placed.id, { course: 2 }))).code).toBe("state-moved");
    const accepted = await acceptOrder(own.as.staff, placed.id);
    expect(statesOf(accepted)).toEqual(["queued", "queued", "queued", "ready", "queued"]);
  });

  it("keeps the order open while what was sent goes its way", async () => {
    const order = await take(threeCourses);
    const { staff } = house.as;
    const seen: unknown[] = [];
    for (const status of ["preparing", "ready", "completed"] as const) {
      const moved = await setOrderStatus(staff, order.id, { status });
      seen.push([moved.status, statesOf(moved).join(" ")]);
    }
    expect(seen).toEqual([
      ["preparing", "preparing preparing held held held"],
      ["preparing", "ready ready held held held"],
      ["preparing", "served served held held held"],
    ]);
    for (const status of ["preparing", "completed"] as const) {
      expect((await failure(setOrderStatus(staff, order.id, { status }))).code).toBe("state-moved");
    }
    // A line that is held takes no step by itself.
    const line = order.items[2]?.id ?? "";
    expect((await failure(setItemState(staff, line, { status: "queued" }))).code).toBe("state-moved");
    const recalled = await setOrderStatus(staff, order.id, { status: "ready" });
    expect(statesOf(recalled)).toEqual(["ready", "ready", "held", "held", "held"]);
    expect((await failure(setItemState(staff, line, { status: "preparing" }))).details.current).toEqual(recalled);
  });

  it("lets the floor and those who are away know that the first course is ready, and that it was carried", async () => {
    const order = await take([
      ["burger", 1],
      ["burger", 2],
    ]);
    for (const status of ["preparing", "ready", "served"] as const) {
      await setItemState(house.as.manager, order.items[0]?.id ?? "", { status });
    }
    const said = (await news()).flatMap(({ name, payload }) => {
      const { sentStatus, status } = payload as { sentStatus?: string; status?: string };
      return name === "order-updated" || name === "order-status-change" ? [[name, sentStatus ?? status]] : [];
    });
    expect(said).toEqual([
      ["order-status-change", "preparing"],
      ["order-updated", "ready"],
      ["order-updated", "completed"],
    ]);
  });

  it("ends with the order: what is held is voided by a cancellation", async () => {
    const order = await take(threeCourses);
    const cancelled = await cancelOrder(house.as.staff, order.id, { reason: "they left" });
    expect(cancelled).toMatchObject({ status: "cancelled", total: 0 });
    expect(new Set(statesOf(cancelled))).toEqual(new Set(["voided"]));
    expect((await failure(fireCourse(house.as.staff, order.id, { course: 2 }))).code).toBe("state-moved");
    const stages = await getPrisma().orderItem.findMany({ where: { orderId: order.id }, orderBy: { position: "asc" } });
    expect(stages.map(({ voidStage }) => voidStage)).toEqual(["QUEUED", "QUEUED", "HELD", "HELD", "HELD"]);
  });
});

describe("firing", () => {
  it("sends all of the course and nothing else on new tickets, and tells everybody", async () => {
    const order = await take([["burger"], ["burger", 2], ["beer", 2], ["water", 2], ["burger", 3]]);
    const [first] = await ticketsOf(order);
    await setTicketState(house.as.kitchen, first?.id ?? "", { status: "preparing" });
    const before = await ticketsOf(order);
    await news();
    const fired = await fireCourse(house.as.staff, order.id, { course: 2, version: 2 });
    expect(fired).toMatchObject({ status: "preparing", version: 3, total: order.total });
    expect(statesOf(fired)).toEqual(["preparing", "queued", "queued", "ready", "held"]);
    expect(await getOrder(house.venue, order.id)).toEqual(fired);
    const tickets = await ticketsOf(order);
    expect(tickets.filter(({ id }) => id === first?.id)).toEqual(before);
    expect(await sentOf(order)).toEqual([
      ["grill", [0]],
      ["grill", [1]],
      ["bar", [2]],
    ]);
    const [, grill, bar] = tickets;
    expect(tickets.slice(1).map(({ version, state }) => [version, state])).toEqual([
      [3, "QUEUED"],
      [3, "QUEUED"],
    ]);
    expect((grill?.dueAt.getTime() ?? 0) - (grill?.createdAt.getTime() ?? 0)).toBe(900_000);
    const events = await news();
    const { slug } = house.venue;
    const [orders, kitchen] = [`private-${slug}-orders`, `private-${slug}-kitchen`];
    const sitting = `private-${slug}-table-2-${order.sessionId}`;
    expect(events.map(({ name, channels }) => [name, ...channels])).toEqual([
      ["ticket-created", kitchen, `private-${slug}-station-grill`],
      ["ticket-created", kitchen, `private-${slug}-station-bar`],
      ["item-status-change", orders, kitchen, `private-${slug}-station-grill`, sitting],
      ["item-status-change", orders, kitchen, `private-${slug}-station-bar`, sitting],
      ["item-status-change", orders, kitchen, sitting],
    ]);
    expect(events.map(({ payload }) => payload)).toMatchObject([
      { ticketId: grill?.id, tableNumber: "2", items: [{ id: order.items[1]?.id, state: "queued", course: 2 }] },
      { ticketId: bar?.id, items: [{ id: order.items[2]?.id, state: "queued" }] },
      { itemId: order.items[1]?.id, ticketId: grill?.id, oldStatus: "held", status: "queued", version: 3 },
      { itemId: order.items[2]?.id, ticketId: bar?.id, oldStatus: "held", status: "queued", version: 3 },
      { itemId: order.items[3]?.id, ticketId: null, oldStatus: "held", status: "ready", version: 3 },
    ]);
    const history = await getPrisma().orderItemHistory.findMany({
      where: { item: { orderId: order.id }, from: "HELD" },
    });
    expect(history).toHaveLength(3);
    for (const { userId } of history) expect(userId).toBe(house.as.staff.actor.userId);
    const wall = (await listTickets(house.venue)).filter(({ orderId }) => orderId === order.id);
    expect(wall).toHaveLength(3);
  });

  it("says when the order begins to wait for the kitchen again, and lets it be completed at last", async () => {
    const order = await take([["water"], ["burger", 2]]);
    const { staff } = house.as;
    await setItemState(staff, order.items[0]?.id ?? "", { status: "served" });
    expect((await getOrder(house.venue, order.id))?.status).toBe("preparing");
    await fireCourse(staff, order.id, { course: 2 });
    await news();
    for (const status of ["preparing", "ready", "served"] as const) {
      await setItemState(staff, order.items[1]?.id ?? "", { status });
    }
    expect(
      (await news()).flatMap(({ name, payload }) => (name === "order-status-change" ? [payload] : [])),
    ).toMatchObject([{ status: "ready" }, { oldStatus: "ready", status: "completed" }]);
  });

  it("happens once: of many at the same moment one sends it", async () => {
    const order = await take([["burger"], ["burger", 2]]);
    const results = await Promise.allSettled(
      Array.from({ length: 8 }, () => fireCourse(house.as.staff, order.id, { course: 2 })),
    );
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const result of results) {
      if (result.status === "rejected") {
        expect(result.reason).toMatchObject({
          code: "state-moved",
          details: { current: { id: order.id, version: 2 } },
        });
      }
    }
    expect(await ticketsOf(order)).toHaveLength(2);
  });

  it("is refused where nothing is held, to others, elsewhere, on a stale screen and once the table is closed", async () => {
    const own = await makeHouse({ orderingPolicy: "OPEN" });
    const order = await take(
      [
        ["burger", 1],
        ["burger", 2],
      ],
      undefined,
      own,
    );
    const { staff, kitchen, releaser, cashier } = own.as;
    for (const course of [1, 3]) {
      const error = await failure(fireCourse(staff, order.id, { course }));
      expect([error.code, error.details.current]).toEqual(["state-moved", order]);
    }
    for (const who of [kitchen, releaser]) {
      expect((await failure(fireCourse(who, order.id, { course: 2 }))).code).toBe("forbidden");
    }
    const stale = await failure(fireCourse(staff, order.id, { course: 2, version: 5 }));
    expect([stale.code, stale.details.current]).toEqual(["version-moved", order]);
    expect((await failure(fireCourse(house.as.admin, order.id, { course: 2 }))).code).toBe("not-found");
    expect((await failure(fireCourse(staff, newId(), { course: 2 }))).code).toBe("not-found");
    await closeTable(own.as.manager, own.tables["2"].id, { force: true });
    expect((await failure(fireCourse(cashier, order.id, { course: 2 }))).details.current).toEqual(order);
    expect(await ticketsOf(order)).toHaveLength(1);
    expect(await getOrder(own.venue, order.id)).toEqual(order);
  });
});
