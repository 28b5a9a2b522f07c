import { placeOrder } from "./api-client";
import { phone as phoneDevice } from "./devices";
import { expect, test } from "./fixtures";
import { tablesOf } from "./tables";
import { expectSameDocument, markDocument } from "./watch";
import { Wire } from "./wire";
import { say } from "./words";

const [table, otherTable] = tablesOf.ending;

test("closing the table ends the visit kindly on every phone", async ({ house, openAs }) => {
  const guest = await house.sit(table);
  const menu = await openAs(guest, `/en/${house.venue}/order?table=${table}`, phoneDevice);
  const status = await openAs(await house.join(table, "uk"), `/uk/${house.venue}/order/status`, phoneDevice);
  await expect(menu.getByRole("heading", { name: "Shopska salad" })).toBeVisible();
  for (const page of [menu, status]) {
    await page.waitForTimeout(1_000);
    await markDocument(page);
  }
  const manager = await house.staff("manager");
  const { status: closed } = await manager.post(`tables/${guest.sitting.tableId}/close`, {}, { key: false });
  expect(closed).toBe(200);
  await expect(menu.getByText(say("en", "guest.ordering.ended")).first()).toBeVisible();
  await expect(status.getByText(say("uk", "guest.status.ended")).first()).toBeVisible();
  for (const page of [menu, status]) await expectSameDocument(page);
});

test("a phone that was out of reach when its table was closed is told when it is back", async ({ house, openAs }) => {
  const guest = await house.sit(otherTable);
  const wire = await new Wire(house.base).start();
  try {
    const page = await openAs(guest, `${wire.url}/en/${house.venue}/order?table=${otherTable}`, phoneDevice);
    await expect(page.getByRole("heading", { name: "Shopska salad" })).toBeVisible();
    await page.waitForTimeout(2_000);
    await markDocument(page);
    wire.cut();
    await (await house.staff("manager")).post(`tables/${guest.sitting.tableId}/close`, {}, { key: false });
    await page.waitForTimeout(1_000);
    wire.mend();
    await expect(page.getByText(say("en", "guest.ordering.ended")).first()).toBeVisible();
    await expectSameDocument(page);
  } finally {
    await wire.close();
  }
});

test("a table with unfinished orders is not closed by accident", async ({ house }) => {
  const guest = await house.sit(otherTable);
  const order = await placeOrder(guest.client, [await house.line("Shopska salad")]);
  const manager = await house.staff("manager");
  const path = `tables/${guest.sitting.tableId}/close`;
  const refused = await manager.post(path, {}, { key: false });
  expect([refused.status, refused.body.code]).toEqual([409, "unfinished-orders"]);
  expect(refused.body.current.unfinishedOrders.map(({ id }: { id: string }) => id)).toEqual([order.id]);
  expect((await manager.post(path, { force: true }, { key: false })).status).toBe(200);
  expect((await manager.post(path, { force: true }, { key: false })).body.code).toBe("state-moved");
});
