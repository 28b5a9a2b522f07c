import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Context, GuestActor } from "@/lib/platform/auth/actor";
import { closeDatabase, getPool, getPrisma } from "@/lib/platform/db";
import { newId } from "@/lib/platform/ids";
import { mergeParties } from "@/lib/tables/commands/move-party";
import { getSittingBill } from "@/lib/tables/queries";
import { getOrder } from "../queries";
import type { AddItemsInput, OrderDto } from "../schema";
import { type House, makeHouse } from "../testing/fixture";
import { failure, key, line, newsSince, order, place, statesOf } from "../testing/orders";
import { acceptOrder } from "./accept-order";
import { addItems } from "./add-items";
import { cancelOrder } from "./cancel-order";
import { fireCourse } from "./fire-course";
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

/** Staff add to an order. */
const add = async (placed: Pick<OrderDto, "id">, what: Partial<AddItemsInput>, of = house) => {
  const input = { items: [line(of.items.burger)], ...what };
  return (await addItems(of.as.staff, placed.id, input, null)).body;
};
const rowsOf = (placed: OrderDto) =>
  getPrisma().order.findUniqueOrThrow({
    where: { id: placed.id },
    include: { items: { orderBy: { position: "asc" } }, tickets: { orderBy: { id: "asc" } } },
  });
/** What must be true of every order: it comes to its live lines, and its answers say what the database says. */
async function expectSound(of: House, placed: OrderDto): Promise<OrderDto> {
  const now = await getOrder(of.venue, placed.id);
  const live = now?.items.filter(({ state }) => state !== "voided") ?? [];
  expect(now?.total).toBe(live.reduce((sum, { unitPrice, quantity }) => sum + unitPrice * quantity, 0));
  const rows = await rowsOf(placed);
  expect(rows.items.map(({ position }) => position)).toEqual(rows.items.map((_, index) => index));
  for (const { station, state, ticketId } of rows.items) {
    if (station !== null && state !== "HELD" && state !== "VOIDED") expect(ticketId).not.toBeNull();
  }
  return now as OrderDto;
}

describe("adding to an order", () => {
  it("is a sending of its own: what is finished stays finished, and everybody is told all lines", async () => {
    const placed = await order(house, guest, "burger", "beer");
    await setOrderStatus(house.as.staff, placed.id, { status: "preparing" });
    await setOrderStatus(house.as.staff, placed.id, { status: "ready" });
    const before = await rowsOf(placed);
    await news();
    const { steak, beer, water } = house.items;
    const { rare, pepper } = house.modifiers;
    const more = await add(placed, {
      items: [{ ...line(steak, 2, [rare, pepper]), note: "now" }, line(beer), line(water)],
      version: 3,
    });
    expect(more).toMatchObject({ status: "preparing", version: 4, total: 1670 + 2 * 1950 + 420 + 200 });
    expect(more.secondTotal).toBe(12107);
    expect(statesOf(more)).toEqual(["ready", "ready", "queued", "queued", "ready"]);
    expect(more.items.slice(0, 2).map(({ id }) => id)).toEqual(placed.items.map(({ id }) => id));
    expect(await expectSound(house, placed)).toEqual(more);
    const after = await rowsOf(placed);
    expect(after.items.slice(0, 2)).toEqual(before.items);
    expect(after.tickets.slice(0, 2)).toEqual(before.tickets);
    expect(after).toMatchObject({ readyAt: null, status: "PREPARING" });
    const [grill, bar] = after.tickets.slice(2);
    expect([grill, bar]).toMatchObject([
      { station: "grill", state: "QUEUED", version: 4 },
      { station: "bar", state: "QUEUED", version: 4 },
    ]);
    expect(after.items.slice(2).map(({ ticketId }) => ticketId)).toEqual([grill?.id, bar?.id, null]);

    const events = await news();
    const { slug } = house.venue;
    const [orders, staff, kitchen] = [`private-${slug}-orders`, `presence-${slug}-staff`, `private-${slug}-kitchen`];
    const sitting = `private-${slug}-table-1-${guest.actor.sessionId}`;
    expect(events.map(({ name, channels }) => [name, ...channels])).toEqual([
      ["order-updated", orders, staff, sitting],
      ["ticket-created", kitchen, `private-${slug}-station-grill`],
      ["ticket-created", kitchen, `private-${slug}-station-bar`],
      ["order-status-change", orders, staff, sitting],
    ]);
    expect(events[0]?.payload).toEqual({
      orderId: placed.id,
      version: 4,
      total: more.total,
      secondTotal: more.secondTotal,
      items: more.items,
    });
    expect(events[1]?.payload).toMatchObject({
      ticketId: grill?.id,
      orderNumber: placed.number,
      tableNumber: "1",
      items: [{ id: more.items[2]?.id, quantity: 2, note: "now" }],
    });
    expect(events[3]?.payload).toMatchObject({ oldStatus: "ready", status: "preparing", version: 4 });
    const audit = await getPrisma().auditEntry.findMany({ where: { subjectId: placed.id } });
    expect(audit).toMatchObject([
      {
        action: "order.items-added",
        userId: house.as.staff.actor.userId,
        before: { total: 1670 },
        after: { total: more.total, itemIds: more.items.slice(2).map(({ id }) => id) },
      },
    ]);
  });

  it("holds what a new order for the table would, or what it is told; the counter holds nothing", async () => {
    const placed = await order(house, guest, "burger");
    const items = [1, 2, 3].map((course) => ({ ...line(house.items.burger), course }));
    expect(statesOf(await add(placed, { items })).slice(-3)).toEqual(["queued", "held", "held"]);
    expect(statesOf(await add(placed, { items, hold: [] })).slice(-3)).toEqual(["queued", "queued", "queued"]);
    const held = await add(placed, { items, hold: [1] });
    expect(statesOf(held).slice(-3)).toEqual(["held", "queued", "queued"]);
    expect((await rowsOf(placed)).tickets.map(({ version }) => version)).toEqual([1, 2, 3, 4]);
    const fired = await fireCourse(house.as.staff, placed.id, { course: 2 });
    expect(fired.items.flatMap(({ state, course }) => (state === "held" ? [course] : []))).toEqual([3, 1]);
    const sold = await place(house.as.cashier, { items: [line(house.items.beer)] });
    const refused = await failure(add(sold, { items, hold: [2] }));
    expect([refused.code, refused.details.errors?.[0]?.path]).toEqual(["invalid", "hold"]);
    expect(statesOf(await add(sold, { items }))).toEqual(["queued", "queued", "queued", "queued"]);
    await expectSound(house, sold);
  });

  it("can wait with all of it: then no ticket is made", async () => {
    const placed = await order(house, guest, "burger");
    await news();
    await add(placed, { items: [{ ...line(house.items.burger), course: 2 }] });
    expect((await news()).map(({ name }) => name)).toEqual(["order-updated"]);
    expect((await rowsOf(placed)).tickets).toHaveLength(1);
  });

  it("prices by the menu as it is now, and refuses what it does not offer, changing nothing", async () => {
    const own = await makeHouse({ orderingPolicy: "OPEN" });
    const placed = await order(own, await own.sit("1"), "burger");
    const { burger, soldOut, neverServed, steak } = own.items;
    for (const [items, code, path] of [
      [[line(burger), line(soldOut)], "sold-out", "items.1.menuItemId"],
      [[line(neverServed)], "not-now", "items.0.menuItemId"],
      [[line(house.items.burger)], "invalid", "items.0.menuItemId"],
      [[line(steak)], "invalid", "items.0.modifierIds"],
    ] as const) {
      const error = await failure(add(placed, { items: [...items] }, own));
      expect([error.code, error.details.errors?.[0]?.path]).toEqual([code, path]);
    }
    expect(await getOrder(own.venue, placed.id)).toEqual(placed);
    await getPrisma().menuItem.update({ where: { id: burger }, data: { price: 1300 } });
    await getPrisma().venue.update({ where: { id: own.venue.id }, data: { menuVersion: { increment: 1 } } });
    // The caller's venue still says the old version, and the process still keeps the old menu.
    expect((await add(placed, {}, own)).items.map(({ unitPrice }) => unitPrice)).toEqual([1250, 1300]);
    // The second is too large in the second currency only.
    for (const total of [2_147_483_000, 1_100_000_000]) {
      await getPrisma().order.update({ where: { id: placed.id }, data: { total } });
      expect((await failure(add(placed, {}, own))).details.errors?.[0]?.path).toBe("items");
    }
  });

  it("waits for a dish that is just being marked as sold out", async () => {
    const own = await makeHouse({ orderingPolicy: "OPEN" });
    const placed = await order(own, await own.sit("1"), "beer");
    const client = await getPool().connect();
    await client.query("begin");
    await client.query(`update "MenuItem" set "soldOut" = true where "id" = $1`, [own.items.burger]);
    await client.query(`update "Venue" set "menuVersion" = "menuVersion" + 1 where "id" = $1`, [own.venue.id]);
    const adding = failure(add(placed, {}, own));
    await new Promise((resolve) => setTimeout(resolve, 150));
    await client.query("commit");
    client.release();
    expect((await adding).code).toBe("sold-out");
    expect(await getOrder(own.venue, placed.id)).toEqual(placed);
  });

  it("tells that there is more where the lines do not fit into an event", async () => {
    const own = await makeHouse({ orderingPolicy: "OPEN" });
    const placed = await order(own, await own.sit("1"), "burger");
    const before = (await own.events()).length;
    const more = await add(placed, { items: Array.from({ length: 40 }, () => line(own.items.burger)) }, own);
    const updated = (await own.events()).slice(before).find(({ name }) => name === "order-updated");
    const { total, secondTotal } = more;
    expect(updated?.payload).toEqual({ orderId: placed.id, version: 2, total, secondTotal, truncated: true });
  });
});

describe("adding is refused", () => {
  it("to others, elsewhere and on a stale screen", async () => {
    const placed = await order(house, guest, "burger");
    const input = { items: [line(house.items.burger)] };
    for (const who of [house.as.kitchen, house.as.releaser]) {
      expect((await failure(addItems(who, placed.id, input, key()))).code).toBe("forbidden");
    }
    const elsewhere = await makeHouse();
    expect((await failure(addItems(elsewhere.as.admin, placed.id, input, key()))).code).toBe("not-found");
    expect((await failure(add({ id: newId() }, {}))).code).toBe("not-found");
    const stale = await failure(add(placed, { version: 9 }));
    expect([stale.code, stale.details.current]).toEqual(["version-moved", placed]);
    expect(await getOrder(house.venue, placed.id)).toEqual(placed);
    for (const role of ["admin", "manager", "cashier", "staff"] as const) {
      expect((await addItems(house.as[role], placed.id, input, key())).status).toBe(201);
    }
  });

  it("once the order is finished, cancelled or still waits for its accept", async () => {
    const done = await order(house, guest, "water");
    const completed = await setOrderStatus(house.as.staff, done.id, { status: "completed" });
    const off = await cancelOrder(house.as.staff, (await order(house, guest, "burger")).id, { reason: "x" });
    const own = await makeHouse();
    const waiting = await order(own, await own.sit("1"), "burger");
    for (const [of, closed] of [
      [house, completed],
      [house, off],
      [own, waiting],
    ] as const) {
      const error = await failure(add(closed, {}, of));
      expect([error.code, error.details.current]).toEqual(["state-moved", closed]);
    }
    await acceptOrder(own.as.staff, waiting.id);
    expect((await add(waiting, {}, own)).items).toHaveLength(2);
  });

  it("once the table is closed, or while it is being closed", async () => {
    const own = await makeHouse({ orderingPolicy: "OPEN" });
    const phone = await own.sit("1");
    const placed = await order(own, phone, "burger");
    const client = await getPool().connect();
    await client.query("begin");
    await client.query(`update "TableSession" set "status" = 'CLOSED' where "id" = $1`, [phone.actor.sessionId]);
    const adding = failure(add(placed, {}, own));
    await new Promise((resolve) => setTimeout(resolve, 150));
    await client.query("commit");
    client.release();
    for (const error of [await adding, await failure(add(placed, {}, own))]) {
      expect([error.code, error.details.current]).toEqual(["state-moved", placed]);
    }
  });
});

describe("two people at once", () => {
  it("lose nothing: every addition, void and fire is there, and the total is right", async () => {
    const placed = await place(house.as.staff, {
      items: [1, 2, 3].map((course) => ({ ...line(house.items.burger), course })),
      tableId: house.tables["3"].id,
    });
    await news();
    const { staff, manager } = house.as;
    const additions = Array.from(
      { length: 6 },
      (_, index) => () =>
        addItems(index % 2 ? staff : manager, placed.id, { items: [line(house.items.beer, index + 1)] }, key()),
    );
    const results = await Promise.allSettled([
      ...additions.map((run) => run()),
      fireCourse(staff, placed.id, { course: 2 }),
      voidItem(manager, placed.items[0]?.id ?? "", { reason: "dropped" }),
      voidItem(staff, placed.items[2]?.id ?? "", { reason: "too late" }),
      setItemState(staff, placed.items[1]?.id ?? "", { status: "preparing" }),
    ]);
    // The fired line could be begun only if the fire was there before.
    expect(results.slice(0, -1).map(({ status }) => status)).toEqual(Array(9).fill("fulfilled"));
    const now = await expectSound(house, placed);
    expect(now.items).toHaveLength(9);
    expect(now.total).toBe(1250 + (1 + 2 + 3 + 4 + 5 + 6) * 420);
    expect(statesOf(now).filter((state) => state === "voided")).toHaveLength(2);
    expect(statesOf(now)).not.toContain("held");
    const changes = results.filter(({ status }) => status === "fulfilled").length;
    expect(now.version).toBe(1 + changes);
    // Events are in the order of the versions, one version a change.
    const versions = (await news()).map(({ payload }) => (payload as { version: number }).version);
    expect(versions).toEqual([...versions].sort((a, b) => a - b));
    expect(new Set(versions).size).toBe(changes);
  });

  it("go where the guests go: what is added while they join another table is on that bill", async () => {
    const own = await makeHouse({ orderingPolicy: "OPEN" });
    const [one, two] = [await own.sit("1"), await own.sit("2")];
    const placed = await order(own, one, "burger");
    await order(own, two, "beer");
    const [, ...answers] = await Promise.all([
      mergeParties(own.as.manager, own.tables["1"].id, { toTableId: own.tables["2"].id }),
      ...Array.from({ length: 4 }, () => add(placed, {}, own)),
    ]);
    expect(answers).toHaveLength(4);
    const now = await expectSound(own, placed);
    expect(now).toMatchObject({ tableNumber: "2", sessionId: two.actor.sessionId, total: 5 * 1250 });
    expect((await getSittingBill(own.venue, two.actor.sessionId)).total).toBe(5 * 1250 + 420);
  });
});

describe("a repeated request", () => {
  it("adds once, and answers what it answered first, whatever became of the order", async () => {
    const placed = await order(house, guest, "burger");
    const input = { items: [line(house.items.beer, 2)] };
    const idempotency = key();
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => addItems(house.as.cashier, placed.id, input, idempotency)),
    );
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
    for (const { status, body } of answers) expect([status, body]).toEqual([201, answers[0]?.body]);
    expect((await expectSound(house, placed)).items).toHaveLength(2);
    await cancelOrder(house.as.staff, placed.id, { reason: "x" });
    expect(await addItems(house.as.cashier, placed.id, input, idempotency)).toMatchObject({
      replayed: true,
      body: { version: 2, status: "pending" },
    });
    const other = await failure(addItems(house.as.cashier, placed.id, input, { ...idempotency, requestHash: "other" }));
    expect(other.code).toBe("idempotency-key-reused");
    // A refusal uses no key up.
    const next = await order(house, guest, "burger");
    const again = key();
    const soldOut = { items: [line(house.items.soldOut)] };
    expect((await failure(addItems(house.as.staff, next.id, soldOut, again))).code).toBe("sold-out");
    expect((await addItems(house.as.staff, next.id, input, again)).replayed).toBe(false);
  });
});
