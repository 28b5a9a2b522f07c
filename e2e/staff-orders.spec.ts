import { randomUUID } from "node:crypto";
import type { CommentDto, OrderDto } from "@/lib/orders/schema";
import { joinTable, placeOrder } from "./api-client";
import { expect, test } from "./fixtures";
import type { House } from "./house";
import { makeSecondVenue } from "./second-venue";
import { tablesOf } from "./tables";
import { expectLive, expectSameDocument, markDocument } from "./watch";
import { say } from "./words";

const [table, otherTable] = tablesOf.staffOrders;
const sausage = "Grilled sausage";

// What other tests left hanging would push the new ones to the next page.
test.beforeEach(({ house }) => house.clearWalls());

const statesOf = ({ items }: OrderDto) => items.map(({ state }) => state);

/** Sausages of these courses, taken by a waiter. */
async function take(house: House, number: string, courses: (number | undefined)[], hold?: number[]) {
  const { id: tableId } = await house.table(number);
  const line = await house.line(sausage);
  const waiter = await house.staff("staff");
  return waiter.post<OrderDto>("orders", { tableId, hold, items: courses.map((course) => ({ ...line, course })) });
}

test("courses come to the wall when they are fired, additions when they are made, and what is voided is struck", async ({
  house,
  openAs,
}) => {
  const { client: guest, sitting } = await house.sit(table);
  const waiter = await house.staff("staff");
  const wall = await openAs(await house.staff("kitchen"), `/v/${house.venue}/kitchen/grill`);
  await expectLive(wall);
  await markDocument(wall);
  const { status, body: order } = await take(house, table, [1, 2, 2]);
  expect([status, statesOf(order)]).toEqual([201, ["queued", "held", "held"]]);
  const tickets = wall.getByRole("article", { name: new RegExp(` ${order.number},`) });
  await expect(tickets).toHaveCount(1);
  await expect(tickets.getByRole("listitem")).toHaveCount(1);

  await tickets.getByRole("button", { name: say("bg", "kitchen.start"), exact: true }).click();
  await expect(tickets).toHaveAttribute("data-state", "preparing");
  const fired = await waiter.post<OrderDto>(`orders/${order.id}/fire`, { course: 2 });
  expect([fired.status, statesOf(fired.body)]).toEqual([200, ["preparing", "queued", "queued"]]);
  await expect(tickets).toHaveCount(2);
  await expect(tickets.nth(0)).toHaveAttribute("data-state", "preparing");
  await expect(tickets.nth(1)).toHaveAttribute("data-state", "queued");
  await expect(tickets.nth(1).getByRole("listitem")).toHaveCount(2);

  const added = await waiter.post<OrderDto>(`orders/${order.id}/items`, { items: [await house.line(sausage, 3)] });
  expect([added.status, added.body.items.length]).toEqual([201, 4]);
  await expect(tickets).toHaveCount(3);
  await expect(tickets.nth(0)).toHaveAttribute("data-state", "preparing");

  const [, first, second] = added.body.items;
  expect((await waiter.post(`order-items/${first?.id}/void`, { reason: "Dropped" })).status).toBe(200);
  const firedTicket = tickets.nth(1);
  await expect(firedTicket.getByText(say("bg", "kitchen.voided"))).toHaveCount(1);
  await expect(firedTicket).toHaveAttribute("data-state", "queued");
  const last = await waiter.post<OrderDto>(`order-items/${second?.id}/void`, { reason: "Dropped too" });
  await expect(firedTicket).toHaveAttribute("data-state", "voided");
  await firedTicket.getByRole("button", { name: say("bg", "kitchen.seen") }).click();
  await expect(tickets).toHaveCount(2);
  await expectSameDocument(wall);

  // The guests pay for what is left, and hear of every line.
  const { price } = await house.dish(sausage);
  expect(last.body.total).toBe(4 * price);
  // That the kitchen saw it is a change of the order's too.
  await expect
    .poll(async () => (await guest.get("table-sessions/current")).body.orders)
    .toEqual([{ ...last.body, version: last.body.version + 1 }]);
  expect((await guest.get("table-sessions/current")).body.bill.total).toBe(4 * price);
  const { body: replay } = await guest.get(`events?channel=${sitting.channel}&after=0`);
  const heard = replay.events.filter(({ data }: { data: { orderId?: string } }) => data.orderId === order.id);
  expect(heard.map(({ name }: { name: string }) => name)).toEqual([
    "new-order",
    "item-status-change",
    "order-status-change",
    "item-status-change",
    "item-status-change",
    "order-updated",
    "item-status-change",
    "order-updated",
    "item-status-change",
    "order-updated",
    "order-updated",
  ]);
  for (const { data } of heard) expect(data.meta).not.toHaveProperty("actor");
});

test("the last voided item cancels the order, on the wall too", async ({ house, openAs }) => {
  const waiter = await house.staff("staff");
  const wall = await openAs(await house.staff("kitchen"), `/v/${house.venue}/kitchen/grill`);
  await expectLive(wall);
  await house.clearTable(otherTable);
  const { body: order } = await take(house, otherTable, [1, 2]);
  const ticket = wall.getByRole("article", { name: new RegExp(` ${order.number},`) });
  await expect(ticket).toHaveAttribute("data-state", "queued");
  const [one, two] = order.items;
  const held = await waiter.post<OrderDto>(`order-items/${two?.id}/void`, { reason: "Changed their mind" });
  expect(held.body).toMatchObject({ status: "pending", total: one?.unitPrice });
  const none = await waiter.post<OrderDto>(`order-items/${one?.id}/void`, { reason: "Left" });
  expect(none.body).toMatchObject({ status: "cancelled", cancelReason: null, total: 0 });
  await expect(ticket).toHaveAttribute("data-state", "voided");
  const refused = await waiter.post(`orders/${order.id}/items`, { items: [await house.line(sausage)] });
  expect([refused.status, refused.body.code, refused.body.current]).toEqual([409, "state-moved", none.body]);
});

test("who may, what is refused, and what a repeated request does", async ({ house }) => {
  const { client: guest } = await house.sit(otherTable);
  const [waiter, cashier, kitchen] = [
    await house.staff("staff"),
    await house.staff("cashier"),
    await house.staff("kitchen"),
  ];
  const line = { ...(await house.line(sausage)), course: 2 };
  for (const who of [guest, cashier]) {
    const { status, body } = await who.post("orders", { items: [line], hold: [2] });
    expect([status, body.errors[0].path]).toEqual([422, "hold"]);
  }
  const guests = await placeOrder(guest, [line]);
  expect(statesOf(guests)).toEqual(["queued"]);

  const { body: order } = await take(house, otherTable, [1, 2, 3]);
  const items = { items: [await house.line(sausage)] };
  const [first] = order.items;
  const writes: [string, object][] = [
    [`orders/${order.id}/items`, items],
    [`orders/${order.id}/fire`, { course: 2 }],
    [`order-items/${first?.id}/void`, { reason: "x" }],
  ];
  for (const [path, body] of writes) {
    for (const who of [guest, kitchen]) expect((await who.post(path, body)).status, path).toBe(403);
    const stale = await waiter.post(path, { ...body, version: 99 });
    expect([stale.status, stale.body.code, stale.body.current], path).toEqual([409, "version-moved", order]);
    expect((await waiter.post(path, { ...body, price: 1 })).status, path).toBe(422);
  }
  for (const [path, body] of [
    [`orders/${order.id}/items`, { items: [] }],
    [`orders/${order.id}/fire`, { course: 0 }],
    [`order-items/${first?.id}/void`, { reason: "  " }],
    [`order-items/${first?.id}/void`, {}],
    [`orders/${order.id}/comments`, { text: "" }],
  ] as const) {
    expect((await waiter.post(path, body)).status, path).toBe(422);
  }
  expect((await guest.get(`orders/${order.id}/comments`)).status).toBe(403);
  expect((await waiter.post(`orders/${order.id}/fire`, { course: 4 })).body.code).toBe("state-moved");

  expect((await cashier.post(`orders/${order.id}/items`, items, { key: false })).body.code).toBe(
    "idempotency-key-missing",
  );
  const key = randomUUID();
  const answers = await Promise.all([1, 2, 3].map(() => cashier.post(`orders/${order.id}/items`, items, { key })));
  expect(answers.filter(({ headers }) => headers.get("idempotent-replay") === "true")).toHaveLength(2);
  for (const { status, body } of answers) expect([status, body]).toEqual([201, answers[0]?.body]);
  const { body: now } = await waiter.get<OrderDto>(`orders/${order.id}`);
  expect([now.items.length, now.version]).toEqual([4, 2]);

  const second = await makeSecondVenue();
  const foreign = await joinTable(house.base, second.slug, second.tableToken);
  const theirs = await placeOrder(foreign.client, [{ menuItemId: second.menuItemId, quantity: 1 }]);
  const manager = await house.staff("manager");
  for (const [path, body] of [
    [`orders/${theirs.id}/items`, items],
    [`orders/${theirs.id}/fire`, { course: 2 }],
    [`orders/${theirs.id}/comments`, { text: "x" }],
    [`order-items/${theirs.items[0]?.id}/void`, { reason: "x" }],
  ] as const) {
    expect((await manager.post(path, body)).status, path).toBe(404);
  }
  expect((await manager.get(`orders/${theirs.id}/comments`)).status).toBe(404);
});

test("nothing is added or fired once the table is closed", async ({ house }) => {
  await house.clearTable(otherTable);
  const { body: order } = await take(house, otherTable, [1, 2]);
  await house.clearTable(otherTable);
  const waiter = await house.staff("staff");
  for (const [path, body] of [
    ["items", { items: [await house.line(sausage)] }],
    ["fire", { course: 2 }],
  ] as const) {
    const answer = await waiter.post(`orders/${order.id}/${path}`, body);
    expect([answer.status, answer.body.code, answer.body.current], path).toEqual([409, "state-moved", order]);
  }
});

test("the staff talk about an order; its guests hear nothing of it", async ({ house }) => {
  const { client: guest, sitting } = await house.sit(otherTable);
  const order = await placeOrder(guest, [await house.line(sausage)]);
  const [waiter, cook] = [await house.staff("staff"), await house.staff("kitchen")];
  const { body: me } = await cook.get("/api/auth/session");
  const said = await waiter.post<CommentDto>(`orders/${order.id}/comments`, {
    text: "No salt",
    mentions: [me.user.id],
  });
  expect([said.status, said.body.text, said.body.mentions]).toEqual([201, "No salt", [me.user.id]]);
  const answered = await cook.post<CommentDto>(`orders/${order.id}/comments`, { text: "Done" });
  const { body: thread } = await waiter.get(`orders/${order.id}/comments`);
  expect(thread).toEqual({ items: [said.body, answered.body], nextCursor: null });
  const stranger = await waiter.post(`orders/${order.id}/comments`, { text: "x", mentions: [randomUUID()] });
  expect([stranger.status, stranger.body.errors[0].path]).toEqual([422, "mentions.0"]);
  const { body: replay } = await guest.get(`events?channel=${sitting.channel}&after=0`);
  expect(JSON.stringify(replay)).not.toContain("No salt");
});
