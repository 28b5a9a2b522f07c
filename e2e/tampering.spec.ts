import { randomUUID } from "node:crypto";
import type { OrderDto } from "@/lib/orders/schema";
import { expect, test } from "./fixtures";
import { makeSecondVenue } from "./second-venue";
import { tablesOf } from "./tables";

const [table, otherTable] = tablesOf.tampering;

test("what an order costs and where it goes is the server's word", async ({ house }) => {
  const { client, sitting } = await house.sit(table);
  const dish = await house.dish("Beef burger");
  const line = await house.line("Beef burger", 2);
  const other = await house.sit(otherTable);
  const second = await makeSecondVenue();
  const forged: [string, object][] = [
    ["price of a line", { items: [{ ...line, price: 1 }] }],
    ["unitPrice of a line", { items: [{ ...line, unitPrice: 1 }] }],
    ["state of a line", { items: [{ ...line, state: "served" }] }],
    ["total", { items: [line], total: 1 }],
    ["status", { items: [line], status: "completed" }],
    ["approval", { items: [line], approval: "accepted" }],
    ["venue", { items: [line], venue: second.slug }],
    ["venueId", { items: [line], venueId: second.id }],
    ["sessionId", { items: [line], sessionId: other.sitting.sessionId }],
    ["billId", { items: [line], billId: randomUUID() }],
    ["tableNumber", { items: [line], tableNumber: otherTable }],
    ["item of another venue", { items: [{ menuItemId: second.menuItemId, quantity: 1 }] }],
    ["item that does not exist", { items: [{ menuItemId: randomUUID(), quantity: 1 }] }],
    ["no item", { items: [] }],
    ["quantity of nothing", { items: [{ ...line, quantity: 0 }] }],
    ["negative quantity", { items: [{ ...line, quantity: -3 }] }],
    ["half a quantity", { items: [{ ...line, quantity: 0.5 }] }],
    ["option of another dish", { items: [{ ...line, modifierIds: [...line.modifierIds, randomUUID()] }] }],
    ["missing required option", { items: [{ ...line, modifierIds: [] }] }],
    ["the same option twice", { items: [{ ...line, modifierIds: [...line.modifierIds, ...line.modifierIds] }] }],
  ];
  for (const [what, body] of forged) {
    const answer = await client.post("orders", body);
    expect(answer.status, `${what}: ${JSON.stringify(answer.body)}`).toBe(422);
  }
  // A guest's own table and source are no choice of theirs: refused, or as if they had not been said.
  for (const more of [{ tableId: other.sitting.tableId }, { source: "COUNTER" }]) {
    const answer = await client.post<OrderDto>("orders", { items: [line], ...more });
    if (answer.status === 201) expect(answer.body).toMatchObject({ tableNumber: table, source: "QR" });
    else expect([403, 422]).toContain(answer.status);
  }
  const placed = await client.post<OrderDto>("orders", { items: [line] });
  expect(placed.status).toBe(201);
  expect(placed.body).toMatchObject({ total: 2 * dish.price, tableNumber: table, sessionId: sitting.sessionId });
  expect((await other.client.get("orders")).body.items).toEqual([]);
});

test("an order stays out of reach of other tables and of guests' hands", async ({ house }) => {
  const mine = await house.sit(table);
  const stranger = await house.sit(otherTable);
  const { body: order } = await mine.client.post<OrderDto>("orders", { items: [await house.line("Shopska salad")] });
  expect((await stranger.client.get(`orders/${order.id}`)).status).toBe(404);
  const item = order.items[0];
  const attempts = [
    mine.client.patch(`orders/${order.id}/status`, { status: "completed" }),
    mine.client.post(`orders/${order.id}/accept`),
    mine.client.post(`orders/${order.id}/cancel`, { reason: "free lunch" }),
    mine.client.patch(`order-items/${item?.id}/status`, { status: "served" }),
    mine.client.patch(`tickets/${item?.ticketId}/status`, { status: "served" }),
    mine.client.patch(`menu-items/${item?.menuItemId}/availability`, { available: false }),
    mine.client.post(`tables/${mine.sitting.tableId}/close`, { force: true }),
    mine.client.get("tickets"),
    mine.client.get("dashboard"),
    mine.client.get("tables"),
  ];
  for (const { status } of await Promise.all(attempts)) expect(status).toBe(403);
  expect((await house.stranger().get(`orders/${order.id}`)).status).toBe(401);
  const { body: after } = await mine.client.get<OrderDto>(`orders/${order.id}`);
  expect(after).toEqual(order);
});

test("nonsense is refused as nonsense, never as a fault", async ({ house }) => {
  const { client } = await house.sit(table);
  const texts = ["", "{", "[]", "null", '"order"', '{"items":"many"}', '{"items":[null]}'];
  for (const text of texts) {
    const answer = await client.request("POST", "orders", { text, headers: { "content-type": "application/json" } });
    expect([400, 422], `${text} answered ${answer.status}`).toContain(answer.status);
  }
  const huge = await client.post("orders", { items: [], note: "x".repeat(300_000) });
  expect([413, 422]).toContain(huge.status);
  for (const id of ["1", 'x\'; drop table "Order"', randomUUID()]) {
    expect((await client.get(`orders/${encodeURIComponent(id)}`)).status).toBe(404);
  }
  const foreign = await client.post("orders", { items: [] }, { headers: { "sec-fetch-site": "cross-site" } });
  expect(foreign.status).toBe(403);
});

test("steps of an order cannot be skipped or repeated", async ({ house }) => {
  const { client } = await house.sit(table);
  const waiter = await house.staff("staff");
  const { body: order } = await client.post<OrderDto>("orders", { items: [await house.line("Shopska salad")] });
  const step = (status: string, version?: number) => waiter.patch(`orders/${order.id}/status`, { status, version });
  for (const far of ["ready", "completed", "pending"]) {
    const answer = await step(far);
    expect([answer.status, answer.body.code, answer.body.current?.id]).toEqual([409, "state-moved", order.id]);
  }
  expect((await step("cancelled")).status).toBe(422);
  const stale = await step("preparing", order.version + 5);
  expect([stale.status, stale.body.code]).toEqual([409, "version-moved"]);
  const race = await Promise.all(Array.from({ length: 8 }, () => step("preparing")));
  expect(race.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409, 409, 409, 409]);
  expect((await step("ready")).body).toMatchObject({ status: "ready" });
  expect((await step("completed")).body).toMatchObject({ status: "completed" });
});
