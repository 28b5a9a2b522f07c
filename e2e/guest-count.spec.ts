import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import type { TicketDto } from "@/lib/kitchen/schema";
import { placeOrder } from "./api-client";
import { phone as phoneDevice } from "./devices";
import { expect, test } from "./fixtures";
import type { House, Role } from "./house";
import { tablesOf } from "./tables";
import { expectLive, expectSameDocument, markDocument } from "./watch";
import { say } from "./words";

const [table, other] = tablesOf.guestCount;
const word = (key: string, values?: Record<string, string | number>) => say("bg", `floor.guests.${key}`, values);
const tile = (page: Page, number: string) => page.locator(`[data-table="${number}"]:visible`).first();
const sheet = (page: Page) => page.locator("dialog[open]");
const guests = (page: Page) => sheet(page).getByRole("spinbutton", { name: word("label") });
const more = (page: Page) => sheet(page).getByRole("button", { name: word("more"), exact: true });

test.beforeEach(async ({ house }) => {
  await house.silence();
  const manager = await house.staff("manager");
  const { body } = await manager.get("orders?status=open&limit=200");
  for (const { id, tableNumber } of body.items) {
    if ((tablesOf.guestCount as readonly string[]).includes(tableNumber)) {
      await manager.post(`orders/${id}/cancel`, { reason: "test" }, { key: false });
    }
  }
  for (const number of tablesOf.guestCount) await house.clearTable(number);
});

/** The floor, live. */
async function openFloor(
  house: House,
  openAs: (who: Awaited<ReturnType<House["staff"]>>, path: string) => Promise<Page>,
  role: Role,
): Promise<Page> {
  const page = await openAs(await house.staff(role), `/v/${house.venue}/dashboard`);
  await expectLive(page);
  await markDocument(page);
  return page;
}

test("guests counted at opening are on the other screen and on the kitchen's ticket; counted again, on the next one", async ({
  house,
  openAs,
}) => {
  const one = await openFloor(house, openAs, "staff");
  const two = await openFloor(house, openAs, "manager");
  await tile(one, table).click();
  await expect(guests(one)).toHaveValue("");
  for (let step = 0; step < 3; step++) await more(one).click();
  await expect(guests(one)).toHaveValue("3");
  await sheet(one)
    .getByRole("button", { name: say("bg", "staff.tables.open"), exact: true })
    .click();
  await expect(tile(two, table)).toHaveAttribute("data-status", "seated");
  await expect(tile(two, table)).toContainText(`${table}3`);
  await tile(two, table).click();
  await expect(guests(two)).toHaveValue("3");
  expect(await house.table(table)).toMatchObject({ partySize: 3, guests: 0 });

  const { client } = await house.join(table);
  const kitchen = await house.staff("kitchen");
  const ticketOf = async (id: string) =>
    (await kitchen.get("tickets")).body.items.find((each: { orderId: string }) => each.orderId === id);
  const first = await placeOrder(client, [await house.line("Grilled sausage")]);
  expect(await ticketOf(first.id)).toMatchObject({ tableNumber: table, guests: 3 });

  await guests(two).focus();
  await two.keyboard.press("ArrowUp");
  await two.keyboard.press("ArrowUp");
  await expect(guests(one)).toHaveValue("5");
  await sheet(one)
    .getByRole("button", { name: word("fewer"), exact: true })
    .click();
  await expect(guests(two)).toHaveValue("4");
  const second = await placeOrder(client, [await house.line("Grilled sausage")]);
  expect(await ticketOf(second.id)).toMatchObject({ guests: 4 });
  for (const page of [one, two]) await expectSameDocument(page);
});

test("a count is typed, goes with a sheet that closes at once, and follows its party to another table", async ({
  house,
  openAs,
}) => {
  await house.sit(table);
  const one = await openFloor(house, openAs, "staff");
  await tile(one, table).click();
  await guests(one).fill("12");
  await expect(sheet(one)).toContainText(/Повече от \d+ мест/);
  await guests(one).press("ArrowUp");
  await one.keyboard.press("Escape");
  await expect(sheet(one)).toHaveCount(0);
  await expect.poll(async () => (await house.table(table)).partySize).toBe(13);

  const manager = await house.staff("manager");
  const [from, to] = [await house.table(table), await house.table(other)];
  await manager.post(`tables/${from.id}/move`, { toTableId: to.id }, { key: false });
  await tile(one, other).click();
  await expect(guests(one)).toHaveValue("13");
  await expect(tile(one, table)).toHaveAttribute("data-status", "free");
});

test("who was counted and has left is said, and nobody else is counted for them", async ({ house, openAs }) => {
  await house.sit(table);
  const one = await openFloor(house, openAs, "staff");
  await tile(one, table).click();
  await more(one).click();
  await expect.poll(async () => (await house.table(table)).partySize).toBe(1);
  const { sessionId, id } = await house.table(table);
  await house.sit(table);
  const late = await (await house.staff("staff")).post(
    `tables/${id}/party`,
    { partySize: 9, sessionId },
    { key: false },
  );
  expect([late.status, late.body.code]).toEqual([409, "state-moved"]);
  await expect(guests(one)).toHaveValue("");
  expect((await house.table(table)).partySize).toBeNull();
});

test("the stepper has room for fingers on a phone, and axe finds nothing serious", async ({ house, openAs }) => {
  await house.sit(table);
  const page = await openAs(await house.staff("staff"), `/v/${house.venue}/dashboard?view=tables`, phoneDevice);
  await tile(page, table).click();
  for (const name of ["fewer", "more"]) {
    const box = await sheet(page)
      .getByRole("button", { name: word(name), exact: true })
      .boundingBox();
    expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(44);
  }
  const { violations } = await new AxeBuilder({ page }).include("dialog[open]").analyze();
  expect(violations.filter(({ impact }) => impact === "serious" || impact === "critical")).toEqual([]);
});

test("guests counted while an order is taken are on its ticket", async ({ house, openAs }) => {
  const page = await openFloor(house, openAs, "staff");
  await tile(page, table).click();
  await sheet(page)
    .getByRole("button", { name: say("bg", "floor.actions.newOrder"), exact: true })
    .click();
  await sheet(page).locator("li[data-item]").filter({ hasText: "Таратор" }).first().locator("[data-row]").click();
  await guests(page).fill("6");
  await page.getByRole("button", { name: say("bg", "pad.order.send"), exact: true }).click();
  await expect(sheet(page)).toHaveCount(0);
  const { body } = await (await house.staff("kitchen")).get("tickets");
  // The last: what earlier tests served is in sight for a while.
  const hanging = (body.items as TicketDto[]).filter((each) => each.tableNumber === table);
  expect(hanging.at(-1)).toMatchObject({ state: "queued", guests: 6 });
  expect(await house.table(table)).toMatchObject({ partySize: 6, sessionStatus: "OPEN" });
});
