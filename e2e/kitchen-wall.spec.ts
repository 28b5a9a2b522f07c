import type { CDPSession, Locator, Page } from "@playwright/test";
import type { OrderDto } from "@/lib/orders/schema";
import { placeOrder } from "./api-client";
import { expect, test } from "./fixtures";
import type { House } from "./house";
import { bump, cold, grilled, onWall, statusOf, ticketAt } from "./kitchen-house";
import { tablesOf } from "./tables";
import { expectLive } from "./watch";
import { say } from "./words";

const [table, otherTable] = tablesOf.kitchenWall;
const word = (key: string, values?: Record<string, string | number>) => say("bg", `kitchen.${key}`, values);

test.beforeEach(({ house }) => house.clearWalls());

/** Orders that make a ticket each, one after the other. */
async function order(house: House, dishes: string[][], at: string = table): Promise<OrderDto[]> {
  const { client } = await house.sit(at);
  const orders: OrderDto[] = [];
  for (const names of dishes) {
    orders.push(await placeOrder(client, await Promise.all(names.map((name) => house.line(name)))));
  }
  return orders;
}

const note = (page: Page) => page.locator("[data-note]");

/** A finger that goes from the middle of a card by `dx` px, in small steps. */
async function swipe(cdp: CDPSession, card: Locator, dx: number): Promise<void> {
  const box = await card.boundingBox();
  if (!box) throw new Error("There is no card to swipe.");
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const point = (by: number) => [{ x: x + by, y }];
  await cdp.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: point(0) });
  for (let step = 1; step <= 10; step += 1) {
    await cdp.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: point((dx * step) / 10) });
  }
  await cdp.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
}

test("two screens bump the same ticket at once: one wins, the other is told", async ({ house, openAs }) => {
  const cook = house.userOf("kitchen");
  const first = await openAs(await house.staff("kitchen"), `/v/${house.venue}/kitchen/grill`);
  const second = await openAs(await house.staff("manager"), `/v/${house.venue}/kitchen`);
  const [placed] = (await order(house, [[grilled]])) as [OrderDto];
  for (const page of [first, second]) await expect(onWall(page, placed)).toHaveAttribute("data-state", "queued");
  // The second press is on its way while the first is carried out.
  let send = () => {};
  const held = new Promise<void>((resolve) => {
    send = resolve;
  });
  await second.route("**/tickets/*/status", async (route) => {
    await held;
    await route.continue();
  });
  await onWall(second, placed)
    .getByRole("button", { name: word("start"), exact: true })
    .click();
  // A press is answered at once, before the server says anything.
  await expect(onWall(second, placed)).toHaveAttribute("data-state", "preparing");
  await onWall(first, placed)
    .getByRole("button", { name: word("start"), exact: true })
    .click();
  await expect(note(first)).toContainText(word("started", { number: placed.number }));
  send();
  await expect(note(second)).toHaveAttribute("data-note", "faster");
  await expect(note(second)).toContainText(word("wall.already.preparing", { number: placed.number }));
  await expect(note(second)).toContainText(cook.name);
  await expect(onWall(second, placed)).toHaveAttribute("data-state", "preparing");
  expect((await ticketAt(await house.staff("kitchen"), placed, "grill")).state).toBe("preparing");
});

test("a step that fails is taken back, and the wall says why", async ({ house, openAs }) => {
  const wall = await openAs(await house.staff("kitchen"), `/v/${house.venue}/kitchen/grill`);
  const [placed] = (await order(house, [[grilled]])) as [OrderDto];
  await wall.route("**/tickets/*/status", (route) => route.abort());
  await onWall(wall, placed)
    .getByRole("button", { name: word("start"), exact: true })
    .click();
  await expect(note(wall)).toHaveAttribute("data-note", "failed");
  await expect(note(wall)).toContainText(word("failed", { reason: say("bg", "errors.offline") }));
  await expect(onWall(wall, placed)).toHaveAttribute("data-state", "queued");
});

test("a bump bar presses what hangs under its numbers, undoes, and recalls", async ({ house, openAs }) => {
  const wall = await openAs(await house.staff("kitchen"), `/v/${house.venue}/kitchen/grill`);
  const [old, young] = (await order(house, [[grilled], [grilled]])) as [OrderDto, OrderDto];
  await expectLive(wall);
  await expect(onWall(wall, young)).toBeVisible();
  await expect(onWall(wall, young).locator("kbd")).toHaveCount(0);

  await wall.keyboard.press("2");
  await expect(onWall(wall, young)).toHaveAttribute("data-state", "preparing");
  await expect(onWall(wall, old)).toHaveAttribute("data-state", "queued");
  await expect(onWall(wall, young).locator("kbd")).toHaveText("2");
  await expect(note(wall)).toContainText(word("started", { number: young.number }));

  await wall.keyboard.press("Backspace");
  await expect(onWall(wall, young)).toHaveAttribute("data-state", "queued");

  await wall.keyboard.press("Enter");
  await expect(onWall(wall, old)).toHaveAttribute("data-state", "preparing");
  await expect(note(wall)).toContainText(word("started", { number: old.number }));
  // A key that bounces is one press.
  await wall.waitForTimeout(350);
  await wall.keyboard.press("Enter");
  await expect(onWall(wall, old)).toHaveAttribute("data-state", "ready");
  await expect(note(wall)).toContainText(word("bumped", { number: old.number }));
  await wall.keyboard.press("r");
  await expect(onWall(wall, old)).toHaveAttribute("data-state", "preparing");

  await wall.keyboard.press("9");
  await expect(note(wall)).toContainText(word("wall.noSlot", { key: 9 }));

  await wall.keyboard.press("h");
  await expect(wall.getByRole("dialog", { name: word("wall.keys.title") })).toBeVisible();
  // With a sheet over the wall the keys are the sheet's.
  await wall.keyboard.press("2");
  await wall.keyboard.press("Escape");
  await expect(wall.getByRole("dialog")).toHaveCount(0);
  await expect(onWall(wall, young)).toHaveAttribute("data-state", "queued");
});

test("a swipe is the next step or takes one back, and a short one is nothing", async ({ house, openAs }) => {
  const wall = await openAs(await house.staff("kitchen"), `/v/${house.venue}/kitchen/grill`, { hasTouch: true });
  const [placed] = (await order(house, [[grilled]])) as [OrderDto];
  await expectLive(wall);
  const card = onWall(wall, placed);
  await expect(card).toHaveAttribute("data-state", "queued");
  const cdp = await wall.context().newCDPSession(wall);

  await swipe(cdp, card, 40);
  await wall.waitForTimeout(400);
  await expect(card).toHaveAttribute("data-state", "queued");
  await swipe(cdp, card, 180);
  await expect(card).toHaveAttribute("data-state", "preparing");
  await expect(note(wall)).toContainText(word("started", { number: placed.number }));
  await swipe(cdp, card, -180);
  await expect(card).toHaveAttribute("data-state", "queued");
  await expect(note(wall)).toContainText(word("recalled", { number: placed.number }));
  // There is nothing before the beginning.
  await swipe(cdp, card, -180);
  await wall.waitForTimeout(400);
  expect((await ticketAt(await house.staff("kitchen"), placed, "grill")).state).toBe("queued");
});

test("thirty tickets hang on pages: none is cut off, none is out of sight without a word", async ({
  house,
  openAs,
}) => {
  const orders = await order(house, Array(30).fill([grilled]));
  const wall = await openAs(await house.staff("kitchen"), `/v/${house.venue}/kitchen/grill`);
  await expectLive(wall);
  const cards = wall.locator("article[data-ticket]");
  const pages = wall.getByRole("navigation", { name: word("wall.pages") });
  const shown = () => cards.evaluateAll((all) => all.map((each) => each.getAttribute("data-ticket") ?? ""));
  await expect(pages).toBeVisible();
  const firstPage = await shown();
  expect(firstPage.length).toBeGreaterThanOrEqual(8);
  await expect(pages).toContainText(word("wall.more", { count: 30 - firstPage.length }));

  // What comes now hangs behind the others: nothing of this page moves.
  const [late] = (await order(house, [[grilled]], otherTable)) as [OrderDto];
  await expect(pages).toContainText(word("wall.more", { count: 31 - firstPage.length }));
  expect(await shown()).toEqual(firstPage);

  const seen = new Set(firstPage);
  const area = await wall.locator("section", { has: cards.first() }).first().boundingBox();
  const next = pages.getByRole("button", { name: word("wall.nextPage") });
  for (let page = 1; page < 10 && (await next.isEnabled()); page += 1) {
    for (const card of await cards.all()) {
      const box = await card.boundingBox();
      expect(box && area && box.y + box.height <= area.y + area.height + 1, "a card hangs within the screen").toBe(
        true,
      );
      expect(await card.evaluate((each) => each.scrollHeight - each.clientHeight)).toBeLessThanOrEqual(1);
    }
    if (page % 2 === 1) await next.click();
    else await wall.keyboard.press("PageDown");
    await expect.poll(async () => (await shown()).every((id) => !seen.has(id))).toBe(true);
    for (const id of await shown()) seen.add(id);
  }
  expect(seen.size).toBe(31);
  await expect(onWall(wall, late)).toBeVisible();
  await wall.keyboard.press("PageUp");
  await expect(onWall(wall, late)).toHaveCount(0);
  await expect(onWall(wall, orders[0] as OrderDto)).toHaveCount(0);
});

test("the expo sees an order across stations and serves it together", async ({ house, openAs }) => {
  const expo = await openAs(await house.staff("manager"), `/v/${house.venue}/kitchen/expo`);
  const [placed] = (await order(house, [[grilled, cold]])) as [OrderDto];
  await expectLive(expo);
  const card = onWall(expo, placed);
  await expect(card).toHaveCount(1);
  await expect(card.locator("[data-part]")).toHaveCount(2);
  await expect(card).toContainText(word("wall.nothingReady"));
  const cook = await house.staff("kitchen");
  const [grill, salads] = [await ticketAt(cook, placed, "grill"), await ticketAt(cook, placed, "cold")];
  await bump(cook, salads, "preparing", "ready");
  await expect(card.locator('[data-part="cold"]')).toHaveAttribute("data-state", "ready");
  await expect(card.locator('[data-part="grill"]')).toHaveAttribute("data-state", "queued");
  await expect(card.getByRole("button", { name: word("wall.servePart", { count: 1, all: 2 }) })).toBeVisible();
  await bump(cook, grill, "preparing", "ready");
  await expect(card).toHaveAttribute("data-state", "ready");
  await card.getByRole("button", { name: word("wall.serveTogether") }).click();
  await expect(card).toHaveCount(0);
  await expect(note(expo)).toContainText(word("wall.served", { number: placed.number }));
  expect(await statusOf(cook, placed)).toBe("completed");
  await note(expo)
    .getByRole("button", { name: say("bg", "common.undo") })
    .click();
  await expect(card).toHaveAttribute("data-state", "ready");
  await expect.poll(() => statusOf(cook, placed)).toBe("ready");
});

test("a station sees what its order has elsewhere, and a rush on all of it", async ({ house, openAs }) => {
  const wall = await openAs(await house.staff("kitchen"), `/v/${house.venue}/kitchen/grill`);
  const expo = await openAs(await house.staff("manager"), `/v/${house.venue}/kitchen/expo`);
  const [plain, mixed] = (await order(house, [[grilled], [grilled, cold]])) as [OrderDto, OrderDto];
  await expectLive(wall);
  const salad = "Шопска салата";
  await expect(onWall(wall, mixed)).toHaveCount(1);
  await expect(onWall(wall, mixed)).toContainText(salad);
  await expect(onWall(wall, plain)).not.toContainText(salad);

  const cook = await house.staff("kitchen");
  const { status } = await cook.post(`tickets/${(await ticketAt(cook, mixed, "cold")).id}/rush`, {}, { key: false });
  expect(status).toBe(200);
  // Rushed at one station is rushed at all of them, and hangs before what is older.
  const cards = wall.locator("article[data-ticket]");
  await expect(onWall(wall, mixed).locator('[data-band="rush"]')).toBeVisible();
  await expect(cards.first()).toHaveAttribute("aria-label", new RegExp(` ${mixed.number},`));
  await expect(onWall(expo, mixed).locator('[data-band="rush"]')).toBeVisible();
});
