import type { OrderDto } from "@/lib/orders/schema";
import { phone as phoneDevice } from "./devices";
import { expect, test } from "./fixtures";
import { Phone } from "./phone";
import { tablesOf } from "./tables";
import { say } from "./words";

const [table, otherTable] = tablesOf.ordering;

test("a phone scans, chooses, sends, and sees what it will pay", async ({ house, openAs }) => {
  const { id } = await house.clearTable(table);
  await (await house.staff("manager")).post(`tables/${id}/open`, {}, { key: false });
  const phone = new Phone(await openAs(null, `/t/${house.tokenOf(table)}`, phoneDevice));
  await expect(phone.page).toHaveURL(new RegExp(`/en/${house.venue}/order`));

  // A choice that must be made is asked for, not guessed.
  const steak = await house.dish("Pork neck steak");
  await phone.page.getByRole("button", { name: say("en", "guest.menu.choose", { name: steak.name }) }).click();
  const sheet = phone.page.getByRole("dialog", { name: steak.name });
  await sheet.getByRole("button", { name: say("en", "guest.item.add") }).click();
  await expect(sheet.getByRole("alert")).toHaveText(say("en", "guest.item.missing", { group: "Side" }));
  await expect(sheet.getByLabel("Rice with mushrooms")).toBeDisabled();
  await sheet.getByLabel("Roast vegetables").check();
  await sheet.getByRole("button", { name: say("en", "guest.item.more"), exact: true }).click();
  await sheet.getByLabel(say("en", "guest.item.note")).fill("No pepper");
  await sheet.getByRole("button", { name: say("en", "guest.item.add") }).click();
  await expect(sheet).toBeHidden();
  await phone.add("Shopska salad");

  const salad = await house.dish("Shopska salad");
  const total = 2 * (steak.price + 120) + salad.price;
  const cart = await phone.openCart();
  await expect(cart).toContainText("Roast vegetables");
  await expect(cart).toContainText("No pepper");
  await expect(cart).toContainText(`${(total / 100).toFixed(2)}\u00a0€`);
  await expect(cart).toContainText(`${(Math.round(total * 1.95583) / 100).toFixed(2)}\u00a0BGN`);
  await cart.getByRole("button", { name: say("en", "common.close") }).click();
  const number = await phone.send();

  const manager = await house.staff("manager");
  const { body } = await manager.get<{ items: OrderDto[] }>("orders?status=open");
  const order = body.items.find((each) => each.number === number);
  expect(order).toMatchObject({ total, tableNumber: table, source: "QR", approval: "accepted", status: "pending" });
  expect(order?.items.map((item) => [item.quantity, item.note, item.options.map(({ name }) => name).length])).toEqual([
    [2, "No pepper", 1],
    [1, null, 0],
  ]);
});

test("two phones of one table see one another's orders and one bill", async ({ house, openAs }) => {
  const one = await house.sit(otherTable);
  const two = await house.join(otherTable);
  expect(two.sitting.sessionId).toBe(one.sitting.sessionId);
  const status = new Phone(await openAs(two, `/en/${house.venue}/order/status`, phoneDevice));
  const { body: order } = await one.client.post<OrderDto>("orders", { items: [await house.line("Shopska salad")] });
  await expect(status.order(order.number)).toContainText("Shopska salad");
  await expect(status.page.getByText(`${(order.total / 100).toFixed(2)}\u00a0€`).first()).toBeVisible();
});

test("anyone may read the menu and nobody orders from afar", async ({ house, openAs }) => {
  const page = await openAs(null, `/en/${house.venue}`, phoneDevice);
  await expect(page.getByRole("heading", { name: "Shopska salad" })).toBeVisible();
  await expect(page.getByRole("button", { name: say("en", "guest.menu.add", { name: "Shopska salad" }) })).toHaveCount(
    0,
  );
  const { status, body } = await house.stranger().post("orders", { items: [await house.line("Shopska salad")] });
  expect([status, body.code]).toEqual([401, "unauthenticated"]);
});

test("the menu is readable before any script ran", async ({ house, openAs }) => {
  for (const path of [`/en/${house.venue}`, `/t/${house.tokenOf(otherTable)}`]) {
    const page = await openAs(null, path, { ...phoneDevice, javaScriptEnabled: false });
    const salad = page.getByRole("heading", { name: "Shopska salad" });
    await expect(salad).toBeVisible();
    await expect(page.getByRole("heading", { name: "Salads" })).toBeVisible();
    const dish = await house.dish("Shopska salad");
    await expect(page.locator("li").filter({ has: salad })).toContainText(`${(dish.price / 100).toFixed(2)}\u00a0€`);
    const { categories } = await house.menu();
    const names = categories.flatMap(({ items }) => items.map(({ name }) => name));
    const text = ((await page.locator("main").textContent()) ?? "").replaceAll("\u00a0", " ");
    expect(names.filter((name) => !text.includes(name.replaceAll("\u00a0", " ")))).toEqual([]);
  }
});

test("search finds a dish by what is in it and says so when there is none", async ({ house, openAs }) => {
  const page = await openAs(null, `/en/${house.venue}`, phoneDevice);
  await page.getByRole("button", { name: say("en", "guest.menu.search") }).click();
  const field = page
    .getByRole("searchbox")
    .or(page.getByPlaceholder(say("en", "guest.menu.searchPlaceholder")))
    .first();
  await field.fill("rib-eye");
  await expect(page.getByRole("heading", { name: "Rib-eye steak" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Shopska salad" })).toHaveCount(0);
  await field.fill("hovercraft");
  await expect(page.getByText(say("en", "guest.menu.searchNone"))).toBeVisible();
});

test("a wrong code gets a kind page in the guest's language", async ({ openAs }) => {
  for (const [locale, tag] of [
    ["en", "en-GB"],
    ["bg", "bg-BG"],
    ["uk", "uk-UA"],
  ] as const) {
    const page = await openAs(null, "/t/this-code-was-never-printed", { ...phoneDevice, locale: tag });
    await expect(page.getByRole("heading", { name: say(locale, "guest.wrongCode.heading") })).toBeVisible();
  }
});

test("an old code stops working when the table gets a new one", async ({ house, openAs }) => {
  const guest = await house.sit(table);
  const page = await openAs(guest, `/en/${house.venue}/order?table=${table}`, phoneDevice);
  await expect(page.getByRole("heading", { name: "Shopska salad" })).toBeVisible();
  // Live by then; what happens before is the matter of ending.spec.ts.
  await page.waitForTimeout(2_000);
  const manager = await house.staff("manager");
  const { body } = await manager.post(`tables/${guest.sitting.tableId}/rotate-token`, {}, { key: false });
  await expect(page.getByText(say("en", "guest.ordering.ended")).first()).toBeVisible();
  await page.goto(`/t/${house.tokenOf(table)}`);
  await expect(page.getByRole("heading", { name: say("en", "guest.wrongCode.heading") })).toBeVisible();
  await page.goto(`/t/${body.token}`);
  await expect(page).toHaveURL(new RegExp(`/en/${house.venue}/order`));
});
