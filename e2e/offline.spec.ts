import type { OrderDto } from "@/lib/orders/schema";
import { placeOrder } from "./api-client";
import { phone as phoneDevice } from "./devices";
import { expect, test } from "./fixtures";
import { Phone } from "./phone";
import { tablesOf } from "./tables";
import { expectLive, expectSameDocument, markDocument } from "./watch";
import { Wire } from "./wire";
import { say } from "./words";

const [table] = tablesOf.offline;
const offline = '[data-connection="offline"]';

test("a screen that was cut off while 30 events passed is right again by itself", async ({ house, openAs }) => {
  await house.clearWalls();
  const { client } = await house.sit(table);
  const waiter = await house.staff("staff", 2);
  const items = [await house.line("Kebapche, 3 pcs")];
  const before = [await placeOrder(client, items), await placeOrder(client, items)];
  const wire = await new Wire(house.base).start();
  try {
    const dashboard = await openAs(await house.staff("staff"), `${wire.url}/v/${house.venue}/dashboard`);
    const kitchen = await openAs(await house.staff("kitchen"), `${wire.url}/v/${house.venue}/kitchen/grill`, {
      // A wall that has room for all of them on one page.
      viewport: { width: 1920, height: 1080 },
    });
    const pages = [dashboard, kitchen];
    for (const page of pages) {
      await expectLive(page);
      await markDocument(page);
    }
    const row = ({ number }: OrderDto) =>
      dashboard.getByRole("article", { name: new RegExp(`, ${say("bg", "common.orderNumber", { number })}$`) });
    const ticket = ({ number }: OrderDto) => kitchen.getByRole("article", { name: new RegExp(` ${number},`) });
    for (const order of before) await expect(row(order)).toBeVisible();

    wire.cut();
    // Ten orders with a ticket each, five steps of two of them, a call that came and went: more than thirty events.
    const during: OrderDto[] = [];
    for (let n = 0; n < 10; n++) during.push(await placeOrder(client, items));
    const step = (order: OrderDto | undefined, status: string) =>
      waiter.patch(`orders/${order?.id}/status`, { status });
    for (const status of ["preparing", "ready", "completed"]) expect((await step(before[0], status)).status).toBe(200);
    for (const status of ["preparing", "ready"]) expect((await step(during[0], status)).status).toBe(200);
    const call = await client.post("waiter-calls", { callType: "help" });
    await waiter.post(`waiter-calls/${call.body.id}/acknowledge`);
    await waiter.post(`waiter-calls/${call.body.id}/complete`);
    for (const page of pages)
      await expect(page.locator(offline).filter({ visible: true }).first()).toBeVisible({ timeout: 10_000 });
    await expect(row(during[9] as OrderDto)).toHaveCount(0);

    wire.mend();
    for (const page of pages) await expectLive(page);
    await expect(row(before[0] as OrderDto)).toHaveCount(0);
    await expect(ticket(before[0] as OrderDto)).toHaveCount(0);
    await expect(row(before[1] as OrderDto)).toHaveAttribute("data-section", "kitchen");
    await expect(row(during[0] as OrderDto)).toHaveAttribute("data-section", "ready");
    await expect(ticket(during[0] as OrderDto)).toHaveAttribute("data-state", "ready");
    for (const order of during.slice(1)) {
      await expect(row(order)).toHaveCount(1);
      await expect(ticket(order)).toHaveAttribute("data-state", "queued");
    }
    await expect(dashboard.getByRole("alertdialog", { name: new RegExp(`${table} `) })).toHaveCount(0);
    for (const page of pages) await expectSameDocument(page);
  } finally {
    await wire.close();
  }
});

test("a network that falls silent is noticed within ten seconds", async ({ house, openAs }) => {
  const wire = await new Wire(house.base).start();
  try {
    const page = await openAs(await house.staff("kitchen"), `${wire.url}/v/${house.venue}/kitchen`);
    await expectLive(page);
    await markDocument(page);
    wire.silence();
    const begin = Date.now();
    // Ten seconds, and one for a machine that runs the other worker's tests at the same time.
    await expect(page.locator(offline).filter({ visible: true }).first()).toBeVisible({ timeout: 11_000 });
    await expect(page.locator(offline).filter({ visible: true }).first()).toContainText(
      say("bg", "connection.offline"),
    );
    console.log(`A silent network was shown after ${Date.now() - begin} ms`);
    wire.mend();
    await expectLive(page);
    await expectSameDocument(page);
  } finally {
    await wire.close();
  }
});

test("an order sent without a network is kept, says so, and goes out once when it is back", async ({
  house,
  openAs,
}) => {
  const guest = await house.sit(table);
  const phone = new Phone(await openAs(guest, `/en/${house.venue}/order?table=${table}`, phoneDevice));
  await phone.add("Shopska salad");
  const cart = await phone.openCart();
  await phone.page.context().setOffline(true);
  await cart.getByRole("button", { name: say("en", "guest.cart.send") }).click();
  await expect(phone.page.getByText(say("en", "guest.cart.notSent")).first()).toBeVisible();
  expect((await guest.client.get("orders")).body.items).toEqual([]);
  await phone.page.context().setOffline(false);
  await expect
    .poll(async () => (await guest.client.get<{ items: OrderDto[] }>("orders")).body.items.length, { timeout: 15_000 })
    .toBe(1);
  await expect(phone.page.getByText(say("en", "guest.cart.notSent"))).toHaveCount(0);
  await phone.page.waitForTimeout(1_500);
  expect((await guest.client.get("orders")).body.items).toHaveLength(1);
});
