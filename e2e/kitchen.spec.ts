import { placeOrder } from "./api-client";
import { expect, test } from "./fixtures";
import { tablesOf } from "./tables";
import { expectLive, expectSameDocument, markDocument } from "./watch";
import { say } from "./words";

const [table, otherTable] = tablesOf.kitchen;
// What other tests left hanging would push the new ones to the next page.
test.beforeEach(({ house }) => house.clearWalls());

const word = (key: string, values?: Record<string, string | number>) => say("bg", `kitchen.${key}`, values);

test("a cook starts, finishes one by one, bumps, and takes back", async ({ house, openAs }) => {
  const { client } = await house.sit(table);
  const wall = await openAs(await house.staff("kitchen"), `/v/${house.venue}/kitchen/grill`);
  const all = await openAs(await house.staff("manager"), `/v/${house.venue}/kitchen`);
  for (const page of [wall, all]) {
    await expectLive(page);
    await markDocument(page);
  }
  const order = await placeOrder(client, [
    await house.line("Kebapche, 3 pcs", 2),
    await house.line("Grilled sausage"),
    await house.line("Shopska salad"),
  ]);
  const ticket = wall.getByRole("article", { name: new RegExp(` ${order.number},`) });
  await expect(ticket).toHaveAttribute("data-state", "queued");
  await expect(ticket).toContainText("Кебапче");
  // What the cold kitchen makes of it is named, small, and is no line of this ticket.
  const lines = ticket.locator("[data-item]");
  await expect(lines).toHaveCount(2);
  await expect(lines.filter({ hasText: "Шопска салата" })).toHaveCount(0);
  await expect(ticket.getByRole("listitem").filter({ hasText: "Шопска салата" })).toHaveCount(1);
  // Two stations, two tickets, on the wall of all.
  await expect(all.getByRole("article", { name: new RegExp(` ${order.number},`) })).toHaveCount(2);

  await ticket.getByRole("button", { name: word("start"), exact: true }).click();
  await expect(ticket).toHaveAttribute("data-state", "preparing");
  await expect(wall.getByText(word("started", { number: order.number }))).toBeVisible();

  const kebapche = "2 Кебапче, 3 бр.";
  await ticket.getByRole("button", { name: word("itemDone", { name: kebapche }) }).click();
  await expect(ticket.getByRole("button", { name: word("itemRecall", { name: kebapche }) })).toBeVisible();
  await expect(ticket).toHaveAttribute("data-state", "preparing");

  await ticket.getByRole("button", { name: word("done"), exact: true }).click();
  await expect(ticket).toHaveAttribute("data-state", "ready");
  const told = wall.getByText(word("bumped", { number: order.number }));
  await told.getByRole("button", { name: say("bg", "common.undo") }).click();
  await expect(ticket).toHaveAttribute("data-state", "preparing");
  await ticket.getByRole("button", { name: word("done"), exact: true }).click();
  await expect(ticket).toHaveAttribute("data-state", "ready");
  await expect(all.locator(`article[data-state="ready"]`).filter({ hasText: "Кебапче" }).first()).toBeVisible();

  const waiter = await house.staff("staff");
  const { body } = await waiter.get(`orders/${order.id}`);
  expect(body.status).toBe("preparing");
  const cold = (await waiter.get("tickets?station=cold")).body.items.find(
    (each: { orderId: string }) => each.orderId === order.id,
  );
  for (const status of ["preparing", "ready"]) {
    expect((await waiter.patch(`tickets/${cold.id}/status`, { status })).status).toBe(200);
  }
  expect((await waiter.get(`orders/${order.id}`)).body.status).toBe("ready");
  await waiter.patch(`orders/${order.id}/status`, { status: "completed" });
  await expect(ticket).toHaveCount(0);
  for (const page of [wall, all]) await expectSameDocument(page);
});

test("a cancelled order is called out on the wall until it was seen", async ({ house, openAs }) => {
  const { client } = await house.sit(otherTable);
  const wall = await openAs(await house.staff("kitchen"), `/v/${house.venue}/kitchen/grill`);
  await expectLive(wall);
  const order = await placeOrder(client, [await house.line("Grilled sausage")]);
  const ticket = wall.getByRole("article", { name: new RegExp(` ${order.number},`) });
  await expect(ticket).toBeVisible();
  const waiter = await house.staff("staff");
  const { status } = await waiter.post(`orders/${order.id}/cancel`, { reason: "Guests left" });
  expect(status).toBe(200);
  await expect(ticket).toHaveAttribute("data-state", "voided");
  await expect(ticket).toContainText(word("voided"));
  await ticket.getByRole("button", { name: word("seen") }).click();
  await expect(ticket).toHaveCount(0);
});
