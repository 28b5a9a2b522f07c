import AxeBuilder from "@axe-core/playwright";
import type { Locator, Page } from "@playwright/test";
import type { OrderDto } from "@/lib/orders/schema";
import type { ApiClient } from "./api-client";
import { phone as phoneDevice } from "./devices";
import { expect, test } from "./fixtures";
import type { House } from "./house";
import { tablesOf } from "./tables";
import { expectLive } from "./watch";
import { Wire } from "./wire";
import { say } from "./words";

const [table, otherTable] = tablesOf.orderPad;
const word = (key: string, values?: Record<string, string | number>) => say("bg", `pad.${key}`, values);
const tarator = "Таратор";
const burger = "Телешки бургер";
const kebapche = "Кебапче, 3 бр.";

/** What a waiter does in the pad, through the page as it is. */
class Pad {
  readonly dialog: Locator;
  constructor(readonly page: Page) {
    this.dialog = page.getByRole("dialog", { name: word("title"), exact: true }).first();
  }

  async open(number: string): Promise<void> {
    await this.page.getByRole("link", { name: say("bg", "staff.nav.order") }).click();
    await this.dialog.locator(`[data-table="${number}"]`).click();
    await expect(this.row(tarator)).toBeVisible();
  }

  row(dish: string): Locator {
    return this.dialog.locator("li[data-item]").filter({ hasText: dish }).first();
  }

  async tap(dish: string): Promise<void> {
    await this.row(dish).locator("[data-row]").click();
  }

  sheet(dish: string): Locator {
    return this.page.getByRole("dialog", { name: dish, exact: true });
  }

  /** Opens the order of a phone. */
  async order(): Promise<Locator> {
    await this.dialog.getByRole("button", { name: new RegExp(`^${word("order.title")}, `) }).click();
    return this.page.getByRole("dialog", { name: word("order.title"), exact: true }).last();
  }

  line(dish: string): Locator {
    return this.page.locator("li[data-line]").filter({ hasText: dish });
  }

  async send(): Promise<OrderDto> {
    const answer = this.page.waitForResponse(
      (response) => response.request().method() === "POST" && /\/orders(\/[^/]+\/items)?$/.test(response.url()),
    );
    await this.page.getByRole("button", { name: word("order.send"), exact: true }).click();
    const response = await answer;
    expect(response.status()).toBe(201);
    return response.json();
  }
}

/** No fault that axe calls serious or critical, and nothing wider than the screen. */
async function expectSound(page: Page): Promise<void> {
  await page.waitForTimeout(600);
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
    .analyze();
  const faults = violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
  expect(faults).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
}

const ordersOf = async (client: ApiClient, sessionId: string | null) =>
  (await client.get<{ items: OrderDto[] }>("orders?limit=200")).body.items.filter(
    (order) => order.sessionId === sessionId,
  );
const atTable = async (house: House, number: string) =>
  ordersOf(await house.staff("manager"), (await house.table(number)).sessionId ?? "nobody");
const ticketOf = (wall: Page, { number }: OrderDto) => wall.getByRole("article", { name: new RegExp(` ${number},`) });

// What other tests left hanging would push the new tickets to the next page.
test.beforeEach(({ house }) => house.clearWalls());

test("a waiter orders in two courses, fires the second, and adds to the order", async ({ house, openAs }) => {
  test.setTimeout(120_000);
  await house.clearTable(table);
  const waiter = await house.staff("staff");
  const cook = await house.staff("kitchen");
  const wall = await openAs(cook, `/v/${house.venue}/kitchen`);
  await expectLive(wall);
  const page = await openAs(waiter, `/v/${house.venue}/dashboard`, phoneDevice);
  await expectLive(page);
  const pad = new Pad(page);
  await pad.open(table);

  await pad.tap(tarator);
  await pad.tap(tarator);
  await expect(pad.row(tarator)).toContainText("2");
  await pad.dialog.getByRole("button", { name: word("menu.takeBack", { name: tarator }) }).click();
  await expect(pad.row(tarator).locator("b")).toHaveText("1");

  // What must be chosen is asked; the rest waits behind the button beside it.
  await pad.tap(burger);
  const sheet = pad.sheet(burger);
  await expect(sheet).toContainText(say("bg", "staff.orders.allergen.gluten"));
  await sheet.getByRole("button", { name: word("item.add") }).click();
  await expect(sheet.getByRole("alert")).toBeVisible();
  await sheet.getByRole("radio", { name: /^Средно изпечено/ }).check();
  await sheet.getByRole("checkbox", { name: /^Бекон/ }).check();
  await sheet.getByRole("textbox", { name: word("item.note") }).fill("без сол");
  await sheet.getByRole("button", { name: word("courses.later", { name: burger }) }).click();
  await sheet.getByRole("button", { name: word("item.add") }).click();
  await expect(sheet).toBeHidden();

  const open = await pad.order();
  await expect(open.locator('[data-course="1"]')).toContainText(tarator);
  await expect(open.locator('[data-course="1"]')).toContainText(word("courses.goes"));
  await expect(open.locator('[data-course="2"]')).toContainText(burger);
  await expect(open.locator('[data-course="2"]')).toContainText(word("courses.waits"));
  await expect(open).toContainText(word("order.split", { now: 1, later: 1 }));
  const order = await pad.send();
  await expect(pad.dialog).toBeHidden();
  await expect(
    page.getByText(
      word("sent.new", { place: say("bg", "common.tableNumber", { number: table }), number: order.number }),
    ),
  ).toBeVisible();

  expect(order.source).toBe("STAFF");
  expect(order.items.map(({ name, quantity, course, state, note }) => [name, quantity, course, state, note])).toEqual([
    [tarator, 1, 1, "queued", null],
    [burger, 1, 2, "held", "без сол"],
  ]);
  expect(order.items[1]?.options.map(({ name }) => name)).toEqual(["Средно изпечено", "Бекон"]);
  const tickets = ticketOf(wall, order);
  await expect(tickets).toHaveCount(1);
  await expect(tickets).toContainText(tarator);
  // A ticket of its own; elsewhere a dish is named too, small.
  const ticketWith = (dish: string) => tickets.filter({ has: wall.locator("li[data-item]", { hasText: dish }) });
  await expect(ticketWith(burger)).toHaveCount(0);

  expect((await waiter.post(`orders/${order.id}/fire`, { course: 2 })).status).toBe(200);
  await expect(tickets).toHaveCount(2);
  await expect(ticketWith(burger)).toContainText("без сол");

  // The first course is served; what is added stands on tickets of its own.
  const first = order.items[0]?.id;
  for (const status of ["preparing", "ready", "served"]) {
    expect((await waiter.patch(`order-items/${first}/status`, { status })).status).toBe(200);
  }
  await page
    .getByRole("button", { name: new RegExp(`${say("bg", "common.orderNumber", { number: order.number })}:`) })
    .first()
    .click();
  await page.getByRole("button", { name: say("bg", "staff.orders.add"), exact: true }).click();
  await expect(pad.dialog).toContainText(word("adding", { number: order.number }));
  await pad.tap(kebapche);
  const more = await pad.order();
  await expect(more).toContainText(word("order.existing", { number: order.number }));
  await expect(more).toContainText(burger);
  const after = await pad.send();
  expect(after.id).toBe(order.id);
  expect(after.items.map(({ name, state }) => [name, state])).toEqual([
    [tarator, "served"],
    [burger, "queued"],
    [kebapche, "queued"],
  ]);
  expect(after.items[0]?.ticketId).toBe(order.items[0]?.ticketId);
  expect(new Set(after.items.map(({ ticketId }) => ticketId)).size).toBe(3);
  expect(after.total).toBe(after.items.reduce((sum, item) => sum + item.unitPrice * item.quantity, 0));
  await expect(ticketWith("Кебапче")).toBeVisible();
});

test("a dish that sells out while the pad is open cannot be added, and does not lose the rest", async ({
  house,
  openAs,
}) => {
  await house.clearTable(otherTable);
  const manager = await house.staff("manager");
  const { id } = await house.dish("Tarator");
  const setAvailable = async (available: boolean) =>
    expect((await manager.patch(`menu-items/${id}/availability`, { available })).status).toBe(200);
  await setAvailable(true);
  const page = await openAs(await house.staff("staff"), `/v/${house.venue}/dashboard`, phoneDevice);
  await expectLive(page);
  const pad = new Pad(page);
  await pad.open(otherTable);
  await pad.tap(tarator);
  await pad.tap(kebapche);
  try {
    await page.waitForTimeout(1_000);
    await setAvailable(false);
    await expect(pad.row(tarator)).toContainText(word("menu.soldOut"));
    await expect(pad.row(tarator).locator("[data-row]")).toBeDisabled();
    const order = await pad.order();
    await expect(pad.line(tarator)).toContainText(word("line.problem.soldOut"));
    await expect(order).toContainText(word("order.problems"));
    await setAvailable(true);
    await expect(pad.line(tarator)).not.toContainText(word("line.problem.soldOut"));
    await setAvailable(false);
    const answer = page.waitForResponse((response) => response.request().method() === "POST");
    await order.getByRole("button", { name: word("order.sendRest") }).click();
    const sent: OrderDto = await (await answer).json();
    expect(sent.items.map(({ name }) => name)).toEqual([kebapche]);
  } finally {
    await setAvailable(true);
  }
});

test("what the server refuses is marked, and nothing that was typed is lost", async ({ house, openAs }) => {
  await house.clearTable(otherTable);
  const page = await openAs(await house.staff("staff"), `/v/${house.venue}/dashboard`, phoneDevice);
  await expectLive(page);
  const pad = new Pad(page);
  await pad.open(otherTable);
  await pad.tap(tarator);
  await pad.tap(kebapche);
  // The page has not heard yet that it is sold out.
  await page.route("**/orders", (route) =>
    route.request().method() === "POST"
      ? route.fulfill({
          status: 409,
          contentType: "application/problem+json",
          body: JSON.stringify({ code: "sold-out", errors: [{ path: "items.1.menuItemId", message: "Sold out." }] }),
        })
      : route.fallback(),
  );
  const order = await pad.order();
  await order.getByRole("button", { name: word("order.send"), exact: true }).click();
  await expect(pad.line(kebapche)).toContainText(word("line.problem.refused"));
  await expect(pad.line(tarator)).not.toContainText(word("line.problem.refused"));
  await expect(order).toContainText(say("bg", "errors.sold-out"));
  await page.unroute("**/orders");
  await order.getByRole("button", { name: word("line.remove", { name: kebapche }) }).click();
  const sent = await pad.send();
  expect(sent.items.map(({ name }) => name)).toEqual([tarator]);
});

test("an order whose answer is lost on the way is not made twice", async ({ house, openAs }) => {
  await house.clearTable(otherTable);
  const page = await openAs(await house.staff("staff"), `/v/${house.venue}/dashboard`, phoneDevice);
  await expectLive(page);
  const pad = new Pad(page);
  await pad.open(otherTable);
  await pad.tap(tarator);
  let sent = 0;
  await page.route("**/orders", async (route) => {
    if (route.request().method() !== "POST") return route.fallback();
    sent += 1;
    if (sent > 1) return route.fallback();
    await route.fetch();
    await route.abort("connectionreset");
  });
  const order = await pad.order();
  await order.getByRole("button", { name: word("order.send"), exact: true }).click();
  await expect(pad.dialog).toBeHidden();
  expect(sent).toBe(2);
  expect(await atTable(house, otherTable)).toHaveLength(1);
});

test("a connection that breaks in the middle sends one order, also pressed twice and after a reload", async ({
  house,
  openAs,
}) => {
  test.setTimeout(120_000);
  await house.clearTable(otherTable);
  const wire = await new Wire(house.base).start();
  try {
    const page = await openAs(await house.staff("staff"), `${wire.url}/v/${house.venue}/dashboard`, phoneDevice);
    await expectLive(page);
    const pad = new Pad(page);
    await pad.open(otherTable);
    await pad.tap(tarator);
    await pad.tap(kebapche);

    // The draft is there after a reload, under its table.
    await page.reload();
    await expectLive(page);
    await pad.dialog
      .getByRole("button", { name: new RegExp(say("bg", "common.tableNumber", { number: otherTable })) })
      .first()
      .click();
    await expect(pad.dialog.getByText(word("draft.from", { time: "" }).trim())).toBeVisible();
    await expect(pad.row(tarator).locator("b")).toHaveText("1");

    const order = await pad.order();
    wire.silence();
    await order.getByRole("button", { name: word("order.send"), exact: true }).dblclick();
    await expect(order.getByText(word("order.notSent"))).toBeVisible({ timeout: 15_000 });
    wire.cut();
    await page.waitForTimeout(1_000);
    await page.keyboard.press("Escape");
    await pad.dialog
      .getByRole("button", { name: say("bg", "common.close") })
      .first()
      .click();
    await expect(page.getByText(say("bg", "common.tableNumber", { number: otherTable })).last()).toBeVisible();
    wire.mend();
    await expect.poll(async () => (await atTable(house, otherTable)).length, { timeout: 30_000 }).toBe(1);
    await page.waitForTimeout(3_000);
    const orders = await atTable(house, otherTable);
    expect(orders).toHaveLength(1);
    expect(orders[0]?.items.map(({ name }) => name)).toEqual([tarator, kebapche]);
    await pad.open(otherTable);
    await expect(pad.row(tarator).locator("b")).toHaveCount(0);
  } finally {
    await wire.close();
  }
});

test("a waiter orders with a keyboard alone", async ({ house, openAs }) => {
  await house.clearTable(otherTable);
  const page = await openAs(await house.staff("staff"), `/v/${house.venue}/dashboard?view=order`, {
    viewport: { width: 1280, height: 800 },
  });
  await expectLive(page);
  const { keyboard } = page;
  await expect(page.getByRole("textbox", { name: word("tables.number") })).toBeFocused();
  await keyboard.type(otherTable);
  await keyboard.press("Enter");
  const search = page.getByRole("textbox", { name: word("menu.search") });
  await expect(search).toBeFocused();
  const lines = page.locator("li[data-line]");
  // In Latin letters, though the page is Bulgarian.
  await keyboard.type("tarator");
  await keyboard.press("Enter");
  await expect(lines).toHaveCount(1);
  await keyboard.type("бургер");
  await keyboard.press("Enter");
  const sheet = page.getByRole("dialog", { name: burger, exact: true });
  await expect(sheet.getByRole("radio").first()).toBeFocused();
  await keyboard.press("Space");
  await keyboard.press("Enter");
  await expect(sheet).toBeHidden();
  await expect(lines).toHaveCount(2);
  await search.press("Escape");
  await expect(search).toHaveValue("");
  await keyboard.press("ArrowDown");
  await keyboard.press("ArrowDown");
  await keyboard.press("Enter");
  await expect(lines).toHaveCount(3);
  await expectSound(page);
  await keyboard.press("Control+Enter");
  await expect.poll(async () => (await atTable(house, otherTable)).length).toBe(1);
  const [order] = await atTable(house, otherTable);
  expect(order?.items).toHaveLength(3);
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`every view of the pad can be read and reached on a phone, ${colorScheme}`, async ({ house, openAs }) => {
    test.setTimeout(120_000);
    await house.clearTable(otherTable);
    const page = await openAs(await house.staff("staff"), `/v/${house.venue}/dashboard`, {
      ...phoneDevice,
      colorScheme,
    });
    await expectLive(page);
    const pad = new Pad(page);
    await page.getByRole("link", { name: say("bg", "staff.nav.order") }).click();
    await expect(pad.dialog.locator(`[data-table="${otherTable}"]`)).toBeVisible();
    await expectSound(page);
    await pad.dialog.locator(`[data-table="${otherTable}"]`).click();
    await pad.tap(tarator);
    await pad.tap(kebapche);
    await expectSound(page);
    await pad.tap(burger);
    await expectSound(page);
    await page.keyboard.press("Escape");
    const order = await pad.order();
    await order.getByRole("button", { name: word("courses.later", { name: kebapche }) }).click();
    await expect(order).toContainText(word("courses.waits"));
    await expectSound(page);
    await page.keyboard.press("Escape");
    await pad.dialog
      .getByRole("button", { name: say("bg", "common.close") })
      .first()
      .click();
    await page.getByRole("link", { name: say("bg", "staff.nav.order") }).click();
    await expect(pad.dialog.getByRole("heading", { name: word("tables.drafts") })).toBeVisible();
    await expectSound(page);
    await pad.dialog.locator(`[data-table="${otherTable}"]`).click();
    await pad.dialog.getByRole("button", { name: word("draft.discard") }).click();
    await expect(pad.row(tarator).locator("b")).toHaveCount(0);
  });
}
