import type { OrderDto } from "@/lib/orders/schema";
import { joinTable } from "./api-client";
import { expect, test } from "./fixtures";
import { makeSecondVenue, type SecondVenue } from "./second-venue";
import { tablesOf } from "./tables";

const [table] = tablesOf.venues;
let second: SecondVenue;
test.beforeAll(async () => {
  second = await makeSecondVenue();
});

test("a house's people do not exist in another house", async ({ house }) => {
  const manager = await house.staff("manager");
  const { client: guest } = await house.sit(table);
  for (const path of ["orders", "tickets", "waiter-calls", "tables", "dashboard", "kitchen"]) {
    expect((await manager.get(`/api/venues/${second.slug}/${path}`)).status, path).toBe(404);
  }
  for (const path of ["orders", "waiter-calls", "table-sessions/current"]) {
    expect((await guest.get(`/api/venues/${second.slug}/${path}`)).status, path).toBe(404);
  }
  const order = { items: [{ menuItemId: second.menuItemId, quantity: 1 }] };
  expect((await guest.post(`/api/venues/${second.slug}/orders`, order)).status).toBe(404);
  expect((await manager.post(`/api/venues/${second.slug}/tables/${second.tableId}/open`)).status).toBe(404);
  expect((await manager.get("/api/venues/no-such-house/orders")).status).toBe(404);
});

test("another house's rows are not there, whatever is asked of them", async ({ house }) => {
  const manager = await house.staff("manager");
  const foreign = await joinTable(house.base, second.slug, second.tableToken);
  const placed = await foreign.client.post<OrderDto>("orders", {
    items: [{ menuItemId: second.menuItemId, quantity: 1 }],
  });
  expect([placed.status, placed.body.total, placed.body.approval]).toEqual([201, 500, "pending"]);
  const { body: call } = await foreign.client.post("waiter-calls", { callType: "help" });
  const [item] = placed.body.items;
  const ours = await house.table(table);
  const answers = await Promise.all([
    manager.get(`orders/${placed.body.id}`),
    manager.post(`orders/${placed.body.id}/accept`),
    manager.post(`orders/${placed.body.id}/reject`),
    manager.post(`orders/${placed.body.id}/cancel`, { reason: "not ours" }),
    manager.patch(`orders/${placed.body.id}/status`, { status: "preparing" }),
    manager.patch(`order-items/${item?.id}/status`, { status: "preparing" }),
    manager.post(`waiter-calls/${call.id}/acknowledge`),
    manager.post(`waiter-calls/${call.id}/complete`),
    manager.post(`tables/${second.tableId}/open`),
    manager.post(`tables/${second.tableId}/close`, { force: true }),
    manager.post(`tables/${second.tableId}/rotate-token`),
    manager.post(`tables/${second.tableId}/move`, { toTableId: ours.id }),
    manager.post(`tables/${second.tableId}/merge`, { toTableId: ours.id }),
    manager.post(`tables/${ours.id}/move`, { toTableId: second.tableId }),
    manager.patch(`tables/${second.tableId}`, { x: 1, y: 1 }),
    manager.get(`tables/${second.tableId}/card`),
    manager.patch(`menu-items/${second.menuItemId}/availability`, { available: false }),
    manager.get(`events?channel=private-${second.slug}-orders&after=0`),
    foreign.client.get(`/api/venues/${house.venue}/orders`),
  ]);
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 404));
  const { body: after } = await foreign.client.get<OrderDto>(`orders/${placed.body.id}`);
  expect(after).toEqual(placed.body);
});

test("a table's code opens its own house only", async ({ house }) => {
  const wrong = await house.stranger().post("table-sessions", { token: second.tableToken });
  expect([wrong.status, wrong.body.code]).toEqual([404, "wrong-token"]);
});

test("a signature is given for nobody else's channel", async ({ house }) => {
  const manager = await house.staff("manager");
  const kitchen = await house.staff("kitchen");
  const { client: guest, sitting } = await house.sit(table);
  const ask = async (who: typeof guest, channel: string, socketId = "12.34") =>
    (await who.post("/api/realtime/auth", { socket_id: socketId, channel_name: channel }, { key: false })).status;
  expect(await ask(manager, `private-${house.venue}-orders`)).toBe(200);
  expect(await ask(manager, `private-${house.venue}-payments`)).toBe(200);
  expect(await ask(kitchen, `private-${house.venue}-payments`)).toBe(403);
  expect(await ask(manager, `private-${house.venue}-system`)).toBe(403);
  expect(await ask(manager, `private-${second.slug}-orders`)).toBe(403);
  expect(await ask(guest, sitting.channel)).toBe(200);
  expect(await ask(guest, `private-${house.venue}-orders`)).toBe(403);
  expect(
    await ask(
      guest,
      sitting.channel.replace(/.$/, (last) => (last === "0" ? "1" : "0")),
    ),
  ).toBe(403);
  expect(await ask(house.stranger(), `private-${house.venue}-orders`)).toBe(401);
  for (const socketId of ["1", "1.2.3", "a.b", "1.2:x"]) {
    expect(await ask(manager, `private-${house.venue}-orders`, socketId)).toBe(422);
  }
});
