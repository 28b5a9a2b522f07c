import type { Locator, Page } from "@playwright/test";
import type { OrderDto } from "@/lib/orders/schema";
import { type ApiClient, placeOrder } from "./api-client";
import { phone as phoneDevice } from "./devices";
import { expect, test } from "./fixtures";
import type { House } from "./house";
import { tablesOf } from "./tables";
import { expectLive } from "./watch";
import { say } from "./words";

const [table, otherTable] = tablesOf.board;
const word = (key: string, values?: Record<string, string | number>) => say("bg", `staff.${key}`, values);
const numberOf = (order: OrderDto) => say("bg", "common.orderNumber", { number: order.number });
const placeOf = (number: string) => say("bg", "common.tableNumber", { number });

/** The row of an order in one of the board's sections. */
const rowOf = (page: Page, order: OrderDto) => page.getByRole("article", { name: `, ${numberOf(order)}` });

async function openSheet(page: Page, order: OrderDto): Promise<Locator> {
  const name = word("orders.openOrder", { place: placeOf(order.tableNumber ?? ""), number: numberOf(order) });
  await page.getByRole("button", { name, exact: true }).click();
  return page.getByRole("dialog", { name: `${placeOf(order.tableNumber ?? "")}, ${numberOf(order)}` });
}

const desk = (house: House) => `/v/${house.venue}/dashboard`;

/** Opens the table in this person's name, and takes an order there. */
async function takeOrder(who: ApiClient, tableId: string, items: object[]): Promise<OrderDto> {
  const { status, body } = await who.post<OrderDto>("orders", { source: "STAFF", tableId, items });
  expect(status).toBe(201);
  return body;
}

// What other tests left hanging would push the new tickets to the next page.
test.beforeEach(({ house }) => house.clearWalls());

test("a comment with a mention is there at once at the colleague's, who sees who has the order open", async ({
  house,
  openAs,
}) => {
  const guest = await house.sit(table);
  const order = await placeOrder(guest.client, [await house.line("Shopska salad")]);
  const [maria, georgi] = [house.userOf("staff"), house.userOf("staff", 2)];
  const [here, there] = [
    await openAs(await house.staff("staff"), desk(house), phoneDevice),
    await openAs(await house.staff("staff", 2), desk(house)),
  ];
  await expectLive(here);
  await expectLive(there);
  const mine = await openSheet(here, order);
  const theirs = await openSheet(there, order);
  // Whoever comes later learns it within two seconds.
  await expect(theirs.getByRole("status")).toContainText(maria.name.split(" ")[0] ?? "", { timeout: 2_500 });
  await expect(mine.getByRole("status")).toContainText(georgi.name.split(" ")[0] ?? "", { timeout: 2_500 });

  const field = mine.getByRole("combobox", { name: word("orders.comments.write") });
  await field.pressSequentially(`@${georgi.name.slice(0, 3)}`);
  await expect(mine.getByRole("option", { name: georgi.name })).toHaveAttribute("aria-selected", "true");
  await field.press("Enter");
  await expect(field).toHaveValue(`@${georgi.name} `);
  await field.pressSequentially("без лук");
  await field.press("Shift+Enter");
  await field.pressSequentially("и с хляб");
  await field.press("Enter");
  await expect(field).toHaveValue("");
  const said = theirs.getByRole("log").getByRole("listitem");
  await expect(said).toHaveCount(1);
  await expect(said).toContainText("без лук\nи с хляб", { useInnerText: true });
  await expect(said.locator("mark")).toHaveText(`@${georgi.name}`);
  await expect(mine.getByRole("log").getByRole("listitem")).toHaveCount(1);
  const { body } = await (await house.staff("manager")).get(`orders/${order.id}/comments`);
  const georgiId = (await (await house.staff("manager")).get("people")).body.items.find(
    ({ name }: { name: string }) => name === georgi.name,
  ).userId;
  expect(body.items).toMatchObject([{ mentions: [georgiId], author: { name: maria.name } }]);

  // Escape puts the list away and leaves the sheet; the sheet's own Escape ends the looking for the other.
  await field.pressSequentially("@");
  await expect(mine.getByRole("listbox")).toBeVisible();
  await field.press("Escape");
  await expect(mine.getByRole("listbox")).toHaveCount(0);
  await mine.getByRole("button", { name: say("bg", "common.close"), exact: true }).click();
  await expect(theirs.locator("output")).toBeEmpty();
  await there.keyboard.press("Escape");
  await expect(rowOf(there, order)).toContainText(/1 коментар/);
});

test("a comment that is not sent says so, and its text comes back after a reload", async ({ house, openAs }) => {
  const guest = await house.sit(table);
  const order = await placeOrder(guest.client, [await house.line("Shopska salad")]);
  const page = await openAs(await house.staff("staff"), desk(house));
  await expectLive(page);
  const sheet = await openSheet(page, order);
  await expect(sheet.getByText(word("orders.comments.none"))).toBeVisible();
  const field = sheet.getByRole("combobox");
  await page.context().setOffline(true);
  await field.fill("Чакат детския стол");
  await field.press("Enter");
  await expect(sheet.getByText(word("orders.comments.failed"))).toBeVisible({ timeout: 15_000 });
  await expect(field).toHaveValue("Чакат детския стол");
  await page.context().setOffline(false);
  await page.goto(`${desk(house)}?order=${order.id}`);
  const again = page.getByRole("dialog", { name: numberOf(order) });
  await expect(again.getByRole("combobox")).toHaveValue("Чакат детския стол");
  await expect(page).toHaveURL(/dashboard$/);
  await again.getByRole("button", { name: word("orders.comments.send"), exact: true }).click();
  await expect(again.getByRole("log").getByRole("listitem")).toHaveCount(1);
  await expect(again.getByRole("combobox")).toHaveValue("");
  expect((await (await house.staff("staff")).get(`orders/${order.id}/comments`)).body.items).toHaveLength(1);
});

test("mine shows my tables and the orders I took, survives a reload, and never hides a call", async ({
  house,
  openAs,
}) => {
  await house.silence();
  const [georgi, maria] = [await house.staff("staff", 2), await house.staff("staff")];
  const mineTable = await house.clearTable(table);
  const otherOne = await house.clearTable(otherTable);
  await georgi.post(`tables/${mineTable.id}/open`, {}, { key: false });
  await maria.post(`tables/${otherOne.id}/open`, {}, { key: false });
  const guest = await house.join(otherTable);
  const mine = await placeOrder((await house.join(table)).client, [await house.line("Shopska salad")]);
  const theirs = await placeOrder(guest.client, [await house.line("Shopska salad")]);
  const taken = await takeOrder(georgi, otherOne.id, [await house.line("Shopska salad")]);

  const page = await openAs(georgi, desk(house), phoneDevice);
  await expectLive(page);
  for (const order of [mine, theirs, taken]) await expect(rowOf(page, order)).toBeVisible();
  const chip = page
    .getByRole("group", { name: say("bg", "staff.filter.label") })
    .getByRole("button", { name: new RegExp(`^${word("filter.mine")}`) });
  await chip.click();
  await expect(chip).toHaveAttribute("aria-pressed", "true");
  await expect(rowOf(page, theirs)).toHaveCount(0);
  for (const order of [mine, taken]) await expect(rowOf(page, order)).toBeVisible();

  await page.reload();
  await expect(chip).toHaveAttribute("aria-pressed", "true");
  await expect(rowOf(page, mine)).toBeVisible();
  await expect(rowOf(page, theirs)).toHaveCount(0);
  await expectLive(page);
  await guest.client.post("waiter-calls", { callType: "help" });
  const call = page.getByRole("alertdialog", { name: word("calls.calling", { place: placeOf(otherTable) }) });
  await expect(call).toContainText(word("calls.elsewhere"));
  await call.getByRole("button", { name: word("calls.go"), exact: true }).click();
  await expect(call).toHaveCount(0);
  // Now it is a call I answered: mine, although the table is not.
  await expect(page.getByRole("article", { name: new RegExp(`^${placeOf(otherTable)}, `) }).first()).toBeVisible();

  const field = page.getByRole("textbox", { name: word("filter.table") });
  await field.fill("zz");
  await expect(page.getByText(word("filter.emptyMine"))).toBeVisible();
  await page
    .locator("main")
    .getByRole("button", { name: word("filter.all") })
    .last()
    .click();
  await expect(chip).toHaveAttribute("aria-pressed", "false");
  await expect(rowOf(page, theirs)).toBeVisible();
});

test("a step is taken back from its toast for ten seconds, and with a key", async ({ house, openAs }) => {
  const waiter = await house.staff("staff");
  const guest = await house.sit(table);
  const order = await placeOrder(guest.client, [await house.line("Shopska salad")]);
  const page = await openAs(waiter, desk(house));
  await expectLive(page);
  const state = async () => (await waiter.get<OrderDto>(`orders/${order.id}`)).body.items[0]?.state;
  const start = rowOf(page, order).getByRole("button", { name: word("orders.start"), exact: true });
  const undo = page.getByRole("button", { name: say("bg", "common.undo"), exact: true });

  await start.click();
  await expect(undo).toBeVisible();
  expect(await state()).toBe("preparing");
  await page.mouse.move(10, 400);
  // A toast without an undo has gone by then.
  await page.waitForTimeout(8_000);
  await undo.click();
  await expect.poll(state).toBe("queued");

  await start.click();
  await expect(undo).toBeVisible();
  expect(await state()).toBe("preparing");
  await page.keyboard.press("z");
  await expect.poll(state).toBe("queued");
  await start.click();
  await expect(undo).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect.poll(state).toBe("queued");
});

test("a held course waits until one press sends it to the kitchen", async ({ house, openAs }) => {
  const waiter = await house.staff("staff");
  const { id } = await house.clearTable(table);
  await waiter.post(`tables/${id}/open`, {}, { key: false });
  const wall = await openAs(await house.staff("kitchen"), `/v/${house.venue}/kitchen/grill`);
  await expectLive(wall);
  const order = await takeOrder(waiter, id, [
    { ...(await house.line("Shopska salad")), course: 1 },
    { ...(await house.line("Chicken skewer")), course: 2 },
  ]);
  const ticket = wall.getByRole("article", { name: new RegExp(` ${order.number},`) });
  const page = await openAs(waiter, desk(house), phoneDevice);
  await expectLive(page);
  await expect(rowOf(page, order)).toContainText(word("orders.courseWaits", { course: 2 }));
  const sheet = await openSheet(page, order);
  const course = sheet.getByRole("region", { name: word("orders.course", { course: 2 }), exact: true });
  await expect(course).toContainText(word("orders.waits"));
  await expect(ticket).toHaveCount(0);
  await course.getByRole("button", { name: word("orders.fire", { course: 2 }) }).click();
  await expect(ticket).toHaveAttribute("data-state", "queued");
  await expect(course.getByRole("button", { name: word("orders.fire", { course: 2 }) })).toHaveCount(0);
});

test("a voided item is struck through in the kitchen and off the guest's bill; a served one only a manager voids", async ({
  house,
  openAs,
}) => {
  const guest = await house.sit(table);
  const waiter = await house.staff("staff");
  const order = await placeOrder(guest.client, [
    await house.line("Chicken skewer"),
    await house.line("Grilled sausage"),
    await house.line("Shopska salad"),
  ]);
  const [skewer, sausage] = order.items;
  const money = (amount: number) => `${(amount / 100).toFixed(2)}\u00a0€`;
  const wall = await openAs(await house.staff("kitchen"), `/v/${house.venue}/kitchen/grill`);
  const phone = await openAs(guest, `/en/${house.venue}/order/status`, phoneDevice);
  const page = await openAs(waiter, desk(house));
  for (const each of [wall, page]) await expectLive(each);
  await expect(phone.locator("#bill").locator("xpath=ancestor::section")).toContainText(money(order.total));

  const sheet = await openSheet(page, order);
  await sheet.getByRole("button", { name: word("orders.voidItem", { name: "Пилешки шиш" }) }).click();
  await expect(sheet.getByText(word("orders.stage.queued"))).toBeVisible();
  await sheet.getByText(word("reasons.void.mistake"), { exact: true }).click();
  await sheet.getByRole("button", { name: word("reasons.void.confirm"), exact: true }).click();
  const ticket = wall.getByRole("article", { name: new RegExp(` ${order.number},`) });
  const struck = ticket.locator(".line-through");
  await expect(struck).toHaveCount(1);
  await expect(struck).toContainText("Пилешки шиш");
  await expect(ticket).toContainText(say("bg", "kitchen.voided"));
  const left = order.total - (skewer?.unitPrice ?? 0);
  await expect(phone.locator("#bill").locator("xpath=ancestor::section")).toContainText(money(left));
  await expect(sheet.locator(".line-through").first()).toContainText("Пилешки шиш");

  for (const status of ["preparing", "ready", "served"]) {
    await waiter.patch(`order-items/${sausage?.id}/status`, { status });
  }
  const voidServed = { name: word("orders.voidItem", { name: "Наденица на жар" }) };
  await expect(sheet.getByText(word("orders.servedStays"))).toBeVisible();
  await expect(sheet.getByRole("button", voidServed)).toHaveCount(0);
  const boss = await openAs(await house.staff("manager"), desk(house));
  await expectLive(boss);
  const theirs = await openSheet(boss, order);
  await theirs.getByRole("button", voidServed).click();
  await expect(theirs.getByText(word("orders.stage.served"))).toBeVisible();
  await theirs.getByLabel(word("reasons.own")).fill("Изстинала");
  await theirs.getByRole("button", { name: word("reasons.void.confirm"), exact: true }).click();
  await expect(sheet.locator(`[data-item="${sausage?.id}"] .line-through`).first()).toBeVisible();
  await expect(phone.locator("#bill").locator("xpath=ancestor::section")).toContainText(
    money(left - (sausage?.unitPrice ?? 0)),
  );
});

test("an address and a message of the window open their order, wherever the person is", async ({ house, openAs }) => {
  const guest = await house.sit(table);
  const order = await placeOrder(guest.client, [await house.line("Shopska salad")]);
  const waiter = await house.staff("staff");
  const page = await openAs(waiter, `${desk(house)}?view=tables&order=${order.id}`, phoneDevice);
  const sheet = page.getByRole("dialog", { name: numberOf(order) });
  await expect(sheet).toBeVisible();
  await expect(page).toHaveURL(/\?view=tables$/);
  await page.keyboard.press("Escape");
  await expect(sheet).toHaveCount(0);

  const tell = (path: string) =>
    page.evaluate(
      (where) => !window.dispatchEvent(new CustomEvent("servery:open", { detail: { path: where }, cancelable: true })),
      path,
    );
  // A finished order is not held by the page: it is fetched.
  for (const status of ["preparing", "ready", "completed"]) await waiter.patch(`orders/${order.id}/status`, { status });
  await page.reload();
  await expectLive(page);
  expect(await tell(`${desk(house)}?order=${order.id}`)).toBe(true);
  await expect(sheet).toBeVisible();
  expect(await tell("/v/another-house/dashboard")).toBe(false);
  await page.keyboard.press("Escape");

  const { body: call } = await guest.client.post("waiter-calls", { callType: "help" });
  await waiter.post(`waiter-calls/${call.id}/acknowledge`, {}, { key: false });
  await expectLive(page);
  expect(await tell(`${desk(house)}?call=${call.id}`)).toBe(true);
  await expect(page.locator(`[data-call="${call.id}"] button`)).toBeFocused();
  await house.silence();
});
