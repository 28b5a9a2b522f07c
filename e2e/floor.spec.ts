import AxeBuilder from "@axe-core/playwright";
import type { Locator, Page } from "@playwright/test";
import type { TableDto } from "@/lib/tables/schema";
import { placeOrder } from "./api-client";
import { phone as phoneDevice } from "./devices";
import { expect, test } from "./fixtures";
import type { House, Role } from "./house";
import { Phone } from "./phone";
import { tablesOf } from "./tables";
import { expectLive, expectSameDocument, markDocument } from "./watch";
import { say } from "./words";

const [from, to, other] = tablesOf.floor;
const word = (key: string, values?: Record<string, string | number>) => say("bg", `floor.${key}`, values);
const nameOf = (number: string) => say("bg", "common.roomNumber", { number });
const tile = (page: Page, number: string) => page.locator(`[data-table="${number}"]:visible`).first();
const sheet = (page: Page) => page.locator("dialog[open]");

test.beforeEach(async ({ house }) => {
  await house.silence();
  await house.clearWalls();
  const manager = await house.staff("manager");
  const { body } = await manager.get("orders?status=open&limit=200");
  for (const { id, tableNumber } of body.items) {
    // An order outlives its sitting, and its table then shows it.
    if ((tablesOf.floor as readonly string[]).includes(tableNumber)) {
      await manager.post(`orders/${id}/cancel`, { reason: "test" }, { key: false });
    }
  }
  for (const number of tablesOf.floor) await house.clearTable(number);
});

/** The floor of the rooms, live. */
async function openRooms(
  house: House,
  openAs: (who: Awaited<ReturnType<House["staff"]>>, path: string) => Promise<Page>,
  role: Role,
): Promise<Page> {
  const page = await openAs(await house.staff(role), `/v/${house.venue}/dashboard`);
  await expectLive(page);
  await page.getByRole("button", { name: "Стаи", exact: true }).click();
  await markDocument(page);
  return page;
}

async function goTo(page: Page, step: "move" | "merge", source: string, target: string): Promise<void> {
  await tile(page, source).click();
  await sheet(page)
    .getByRole("button", { name: word(`actions.${step}`), exact: true })
    .click();
  await expect(
    sheet(page).getByRole("heading", { name: word(`${step}.title`, { table: nameOf(source) }) }),
  ).toBeFocused();
  await sheet(page).locator(`[data-table="${target}"]`).click();
  await sheet(page)
    .getByRole("button", { name: word(`${step}.confirm`, { number: target }) })
    .click();
  await expect(sheet(page)).toHaveCount(0);
}

test("a party that moves is seen at its new table on the other screen, in the kitchen and on its phone, cart and all", async ({
  house,
  openAs,
}) => {
  const guest = await house.sit(from);
  const one = await openRooms(house, openAs, "staff");
  const two = await openRooms(house, openAs, "manager");
  await expect(tile(two, from)).toHaveAttribute("data-status", "seated");
  const kitchen = await openAs(await house.staff("kitchen"), `/v/${house.venue}/kitchen`);
  await expectLive(kitchen);
  const order = await placeOrder(guest.client, [await house.line("Shopska salad")]);
  await expect(tile(two, from)).toHaveAttribute("data-status", "pending");
  const ticketAt = (table: string) =>
    kitchen.getByRole("article", { name: new RegExp(` ${order.number}, .*${table}$`) });
  await expect(ticketAt(from)).toBeVisible();

  const phone = new Phone(await openAs(guest, `/en/${house.venue}/order?table=${from}`, phoneDevice));
  await phone.add("Shopska salad");
  await markDocument(phone.page);
  await expect(phone.page.getByRole("banner").getByText(from, { exact: true }).first()).toBeVisible();

  await goTo(one, "move", from, to);

  await expect(tile(two, from)).toHaveAttribute("data-status", "free");
  await expect(tile(two, to)).toHaveAttribute("data-status", "pending");
  await expect(ticketAt(to)).toBeVisible();
  await expect(ticketAt(from)).toHaveCount(0);
  await expect(phone.page.getByRole("banner").getByText(to, { exact: true }).first()).toBeVisible();
  await expect(
    phone.page.getByText(say("en", "guest.ordering.moved", { place: `${say("en", "common.room")} ${to}` })),
  ).toBeVisible();
  const number = await phone.send();
  const { body } = await (await house.staff("manager")).get(`orders?limit=200`);
  const sent = body.items.find((each: { number: number }) => each.number === number);
  expect(sent).toMatchObject({ tableNumber: to, sessionId: guest.sitting.sessionId, billId: order.billId });
  for (const page of [one, two, phone.page]) await expectSameDocument(page);
});

test("a move is taken back by its undo", async ({ house, openAs }) => {
  const guest = await house.sit(from);
  const page = await openRooms(house, openAs, "staff");
  await goTo(page, "move", from, to);
  await page.getByRole("button", { name: say("bg", "common.undo") }).click();
  await expect(tile(page, from)).toHaveAttribute("data-status", "seated");
  await expect(tile(page, to)).toHaveAttribute("data-status", "free");
  expect((await house.table(from)).sessionId).toBe(guest.sitting.sessionId);
});

test("two parties that join have one table, one bill and all their phones", async ({ house, openAs }) => {
  const guest = await house.sit(from);
  const host = await house.sit(other);
  const mine = await placeOrder(guest.client, [await house.line("Shopska salad")]);
  const theirs = await placeOrder(host.client, [await house.line("Shopska salad", 2)]);
  const one = await openRooms(house, openAs, "staff");
  const two = await openRooms(house, openAs, "manager");
  const phone = new Phone(await openAs(guest, `/en/${house.venue}/order/status`, phoneDevice));
  await expect(phone.page.getByText(say("en", "guest.connection.live"), { exact: true })).toBeVisible();
  await markDocument(phone.page);
  await expect(phone.order(mine.number)).toBeVisible();

  await goTo(one, "merge", from, other);

  await expect(tile(two, from)).toHaveAttribute("data-status", "free");
  await expect(phone.order(theirs.number)).toBeVisible();
  await expect(phone.order(mine.number)).toBeVisible();
  await expect(phone.page.getByRole("heading", { level: 1 })).toContainText(other);
  await expectSameDocument(phone.page);
  const { body } = await guest.client.get("table-sessions/current");
  expect(body.sitting).toMatchObject({ sessionId: host.sitting.sessionId, tableNumber: other });
  expect(body.bill.total).toBe(mine.total + theirs.total);
  const again = await (await house.staff("manager")).post(`tables/${(await house.table(from)).id}/merge`, {
    toTableId: (await house.table(other)).id,
  });
  expect([again.status, again.body.code]).toEqual([409, "state-moved"]);
});

test("a phone that was away while its party joined another one goes on there, with its cart", async ({
  house,
  openAs,
}) => {
  const guest = await house.sit(from);
  const host = await house.sit(other);
  const phone = new Phone(await openAs(guest, `/en/${house.venue}/order?table=${from}`, phoneDevice));
  await phone.add("Shopska salad");
  await phone.page.context().setOffline(true);
  const [source, target] = [await house.table(from), await house.table(other)];
  const joined = await (await house.staff("manager")).post(`tables/${source.id}/merge`, { toTableId: target.id });
  expect([joined.status, joined.body.sessionId]).toEqual([200, host.sitting.sessionId]);
  await phone.page.context().setOffline(false);
  await expect(phone.page.getByRole("banner").getByText(other, { exact: true }).first()).toBeVisible({
    timeout: 20_000,
  });
  const number = await phone.send();
  const { body } = await host.client.get("table-sessions/current");
  expect(body.orders.map((order: { number: number }) => order.number)).toContain(number);
});

test("each status shows on the plan as it changes, and GET tables says the same", async ({ house, openAs }) => {
  const page = await openRooms(house, openAs, "staff");
  const manager = await house.staff("manager");
  const expectStatus = async (status: string) => {
    await expect(tile(page, from)).toHaveAttribute("data-status", status);
    expect((await house.table(from)).status).toBe(status);
  };
  await expectStatus("free");
  const guest = await house.sit(from);
  await expectStatus("seated");
  const { id } = await placeOrder(guest.client, [await house.line("Shopska salad")]);
  await expectStatus("pending");
  await manager.patch(`orders/${id}/status`, { status: "preparing" });
  await expectStatus("preparing");
  await manager.patch(`orders/${id}/status`, { status: "ready" });
  await expectStatus("ready");
  const pay = (await guest.client.post("waiter-calls", { callType: "payment_cash" })).body;
  await expectStatus("paying");
  const help = (await guest.client.post("waiter-calls", { callType: "help" })).body;
  await expectStatus("calling");
  await manager.post(`waiter-calls/${help.id}/acknowledge`);
  await expectStatus("paying");
  await manager.post(`waiter-calls/${pay.id}/acknowledge`);
  await expectStatus("paying");
  await manager.post(`waiter-calls/${pay.id}/complete`);
  await expectStatus("ready");
  await manager.patch(`orders/${id}/status`, { status: "completed" });
  await expectStatus("seated");
  await expect(tile(page, from)).toContainText(word("minutes", { count: 0 }));

  await tile(page, from).click();
  await expect(sheet(page)).toContainText(word("whose", { name: house.userOf("manager").name }));
  await page.keyboard.press("Escape");
  await house.clearTable(from);
  await expectStatus("free");
});

async function drag(page: Page, what: Locator, by: { x: number; y: number }): Promise<void> {
  const box = await what.boundingBox();
  if (!box) throw new Error("Nothing to drag.");
  const start = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move(start.x + by.x / 2, start.y + by.y / 2, { steps: 4 });
  await page.mouse.move(start.x + by.x, start.y + by.y, { steps: 4 });
  await page.mouse.up();
}

test("a manager arranges the plan by pointer and by keys, live on the other screen; a waiter cannot", async ({
  house,
  openAs,
}) => {
  const one = await openRooms(house, openAs, "manager");
  const two = await openRooms(house, openAs, "staff");
  const { id, x, y } = await house.table(other);
  const placeOf = async () => {
    const { x, y } = (await house.table(other)) as TableDto;
    return { x, y };
  };
  const leftOn = (page: Page) => tile(page, other).evaluate((element) => element.style.left);

  await expect(two.getByRole("button", { name: word("arrange.start"), exact: true })).toHaveCount(0);
  expect((await (await house.staff("staff")).patch(`tables/${id}`, { x: 10, y: 10 })).status).toBe(403);

  await one.getByRole("button", { name: word("arrange.start"), exact: true }).click();
  await drag(one, tile(one, other), { x: 0, y: -40 });
  await expect.poll(placeOf).not.toEqual({ x, y });
  const dragged = await placeOf();
  expect(dragged.x).toBe(x);
  expect(dragged.y).toBeLessThan(y);
  await expect.poll(() => tile(two, other).evaluate((element) => element.style.top)).toBe(`${dragged.y / 10}%`);
  await expect(sheet(one)).toHaveCount(0);

  await tile(one, other).focus();
  for (let press = 0; press < 3; press++) await one.keyboard.press("ArrowRight");
  await one.keyboard.press("Enter");
  await expect.poll(placeOf).toEqual({ x: dragged.x + 30, y: dragged.y });
  await expect.poll(() => leftOn(two)).toBe(`${(dragged.x + 30) / 10}%`);

  await one.keyboard.press("ArrowLeft");
  await one.keyboard.press("Escape");
  await expect.poll(() => leftOn(one)).toBe(`${(dragged.x + 30) / 10}%`);

  // Into another room's table: it goes back.
  const [mine, neighbour] = [await tile(one, other).boundingBox(), await tile(one, from).boundingBox()];
  if (!mine || !neighbour) throw new Error("The tables are not there.");
  await drag(one, tile(one, other), { x: neighbour.x - mine.x + 20, y: neighbour.y - mine.y + 20 });
  await expect(one.getByText(word("arrange.blocked", { table: nameOf(other) }))).toBeAttached();

  const undo = one.getByRole("button", { name: word("arrange.undo"), exact: true });
  await undo.click();
  await expect.poll(placeOf).toEqual(dragged);
  await undo.click();
  await expect.poll(placeOf).toEqual({ x, y });
  await expect(undo).toBeDisabled();
  await expect.poll(() => leftOn(two)).toBe(`${x / 10}%`);

  // "Done" is also what a row's button may say.
  const plan = one.getByRole("region", { name: say("bg", "staff.nav.tables"), exact: true });
  await plan.getByRole("button", { name: word("arrange.done"), exact: true }).click();
  await tile(one, other).click();
  await expect(sheet(one)).toBeVisible();
  const outside = await (await house.staff("manager")).patch(`tables/${id}`, { x: 990, y: 0 });
  expect([outside.status, outside.body.errors[0].path]).toEqual([422, "x"]);
});

test("a table's code is shown on white in the dark, and only a manager makes a new one", async ({ house, openAs }) => {
  const waiter = await openAs(await house.staff("staff"), `/v/${house.venue}/dashboard?view=tables`, {
    ...phoneDevice,
    colorScheme: "dark",
  });
  await waiter.getByRole("button", { name: "Стаи", exact: true }).click();
  await tile(waiter, to).click();
  await sheet(waiter)
    .getByRole("button", { name: word("actions.code"), exact: true })
    .click();
  const code = sheet(waiter).getByRole("img", { name: word("code.alt", { table: nameOf(to) }) });
  await expect(code).toBeVisible();
  expect(await code.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(20);
  expect(await code.evaluate((image) => getComputedStyle(image).backgroundColor)).toBe("rgb(255, 255, 255)");
  await expect(sheet(waiter)).toContainText(`${house.base}/t/${house.tokenOf(to)}`);
  await expect(sheet(waiter).getByRole("button", { name: word("code.rotate") })).toHaveCount(0);

  const manager = await openRooms(house, openAs, "manager");
  await tile(manager, to).click();
  await sheet(manager)
    .getByRole("button", { name: word("actions.code"), exact: true })
    .click();
  await sheet(manager)
    .getByRole("button", { name: word("code.rotate") })
    .click();
  await expect(sheet(manager)).toContainText(word("code.warn"));
  // Not pressed: the demo sheet's codes are the other tests' keys.
  await sheet(manager)
    .getByRole("alert")
    .getByRole("button", { name: say("bg", "common.back") })
    .click();
  await expect(sheet(manager).getByRole("button", { name: word("code.rotate") })).toBeVisible();
  const card = await (await house.staff("kitchen")).get(`tables/${(await house.table(to)).id}/card`);
  expect(card.status).toBe(403);
});

test("on a phone the tables stand in rows, all or those of one area", async ({ house, openAs }) => {
  await house.sit(from);
  const page = await openAs(await house.staff("staff"), `/v/${house.venue}/dashboard?view=tables`, phoneDevice);
  await expect(tile(page, "1")).toBeVisible();
  await page.getByRole("button", { name: "Стаи", exact: true }).click();
  await expect(page.locator('[data-table="1"]:visible')).toHaveCount(0);
  await expect(tile(page, from)).toHaveAttribute("data-status", "seated");
});

test("the table's sheet, its steps and the plan under arrangement have no serious fault in either colour scheme", async ({
  house,
  openAs,
}) => {
  test.setTimeout(120_000);
  const guest = await house.sit(from);
  await house.sit(other);
  await guest.client.post("waiter-calls", { callType: "payment_card" });
  const manager = await house.staff("manager");
  const { body } = await manager.get("waiter-calls");
  await manager.post(`waiter-calls/${body.items[0].id}/acknowledge`);
  const found: string[] = [];
  const look = async (page: Page, what: string) => {
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      // What is still arriving is half transparent, and would be judged so.
      await page.waitForTimeout(600);
      const axe = new AxeBuilder({ page });
      const { violations } = await axe.withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]).analyze();
      for (const { id, impact, nodes } of violations) {
        if (impact !== "serious" && impact !== "critical") continue;
        found.push(...nodes.map(({ html }) => `${what}, ${colorScheme}: ${id} ${html.slice(0, 160)}`));
      }
    }
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (overflow > 1) found.push(`${what}: ${overflow} px wider than the screen`);
  };
  const small = await openAs(manager, `/v/${house.venue}/dashboard?view=tables`, phoneDevice);
  const wide = await openRooms(house, openAs, "manager");
  await small.getByRole("button", { name: "Стаи", exact: true }).click();
  for (const [page, size] of [
    [small, "phone"],
    [wide, "tablet"],
  ] as const) {
    await tile(page, from).click();
    await look(page, `${size} sheet`);
    for (const step of ["move", "merge", "code"]) {
      await sheet(page)
        .getByRole("button", { name: word(`actions.${step}`), exact: true })
        .click();
      if (step === "move") await sheet(page).locator(`[data-table="${to}"]`).click();
      await look(page, `${size} ${step}`);
      await sheet(page)
        .getByRole("button", { name: say("bg", "common.back") })
        .first()
        .click();
    }
    await page.keyboard.press("Escape");
  }
  await wide.getByRole("button", { name: word("arrange.start"), exact: true }).click();
  await look(wide, "arranging");
  expect(found).toEqual([]);
});
