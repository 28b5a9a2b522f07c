import type { Locator, Page } from "@playwright/test";
import type { PastTicketDto, TicketDto } from "@/lib/kitchen/schema";
import type { MenuDto } from "@/lib/menu/schema";
import type { OrderDto } from "@/lib/orders/schema";
import { addDays, localTime, serviceDay, serviceDayStart } from "@/lib/platform/time";
import { phone as phoneDevice } from "./devices";
import { expect, test } from "./fixtures";
import type { House } from "./house";
import { tablesOf } from "./tables";
import { expectLive, expectSameDocument, markDocument } from "./watch";
import { type Locale, say } from "./words";

const [table, otherTable] = tablesOf.kitchenTicket;
const timezone = "Europe/Sofia";
const cutoffHour = 5;

const word = (key: string, values?: Record<string, string | number>) => say("bg", `kitchen.${key}`, values);

function cardOf(page: Page, { number }: OrderDto): Locator {
  return page.getByRole("article", { name: new RegExp(` ${number},`) });
}

/** A dish as a language calls it. */
async function nameIn(house: House, locale: Locale, id: string): Promise<string> {
  const { body } = await house.stranger().get<MenuDto>(`menu?locale=${locale}`);
  const dish = body.categories.flatMap(({ items }) => items).find((each) => each.id === id);
  if (!dish) throw new Error(`The menu has no ${id}`);
  return dish.name;
}

async function soldOutOf(house: House, id: string): Promise<{ soldOut: boolean; until: string | null }> {
  const { body } = await house.stranger().get<MenuDto>("menu?locale=en");
  const dish = body.categories.flatMap(({ items }) => items).find((each) => each.id === id);
  return { soldOut: dish?.soldOut === true, until: dish?.soldOutUntil ?? null };
}

async function order(house: House, at: string, lines: object[], note?: string): Promise<OrderDto> {
  const { client } = await house.sit(at);
  const { status, body } = await client.post<OrderDto>("orders", { items: lines, ...(note ? { note } : {}) });
  expect(status, JSON.stringify(body)).toBe(201);
  return body;
}

async function grillTicket(house: House, { id }: OrderDto): Promise<TicketDto> {
  const { body } = await (await house.staff("kitchen")).get<{ items: TicketDto[] }>("tickets?station=grill");
  const ticket = body.items.find(({ orderId }) => orderId === id);
  if (!ticket) throw new Error(`The grill has no ticket of order ${id}`);
  return ticket;
}

async function step(house: House, { id }: TicketDto, ...statuses: string[]): Promise<void> {
  const cook = await house.staff("kitchen");
  for (const status of statuses) expect((await cook.patch(`tickets/${id}/status`, { status })).status).toBe(200);
}

async function openTicket(page: Page, order: OrderDto): Promise<Locator> {
  const open = word("ticket.open", { number: order.number, table: "" }).replace(/[, ]+$/, "");
  await cardOf(page, order)
    .getByRole("button", { name: new RegExp(`^${open},`) })
    .click();
  return page.getByRole("dialog", { name: new RegExp(` ${order.number},`) });
}

// What other tests left hanging would push the new ones to the next page.
test.beforeEach(({ house }) => house.clearWalls());

test("“86” on a ticket takes the dish off a guest's open menu at once, as long as the cook says", async ({
  house,
  openAs,
}) => {
  const dish = await house.dish("Grilled sausage");
  const name = await nameIn(house, "bg", dish.id);
  const cook = await house.staff("kitchen");
  const sent = await order(house, table, [await house.line(dish.name)]);
  const guest = await house.join(table);
  const menu = await openAs(guest, `/en/${house.venue}/order?table=${table}`, phoneDevice);
  const wall = await openAs(cook, `/v/${house.venue}/kitchen/grill`);
  await expectLive(wall);
  // Live means that the phone follows the menu already.
  await menu.waitForTimeout(2_000);
  await markDocument(menu);
  const row = menu.getByRole("listitem").filter({ has: menu.getByRole("button", { name: dish.name, exact: true }) });
  const off = say("en", "guest.menu.soldOut");
  await expect(row).not.toContainText(off);

  const sellOut = async (press: (controls: Locator) => Promise<void>) => {
    const sheet = await openTicket(wall, sent);
    await sheet.getByRole("button", { name: word("ticket.sellOutDish", { name }) }).click();
    await press(sheet);
    await expect(sheet).toBeHidden();
    await expect(row).toContainText(off);
  };
  const bringBack = async () => {
    const sheet = await openTicket(wall, sent);
    await sheet.getByRole("button", { name: word("ticket.sellOutDish", { name }) }).click();
    await sheet.getByRole("button", { name: word("soldOutSheet.bringBack") }).click();
    await expect(row).not.toContainText(off);
    expect(await soldOutOf(house, dish.id)).toEqual({ soldOut: false, until: null });
  };
  try {
    await sellOut((sheet) => sheet.getByRole("button", { name: word("soldOutSheet.now") }).click());
    expect(await soldOutOf(house, dish.id)).toEqual({ soldOut: true, until: null });
    await expect(wall.getByRole("complementary")).toContainText(name);
    await bringBack();

    await sellOut((sheet) => sheet.getByRole("button", { name: word("soldOutSheet.untilTomorrow") }).click());
    const tomorrow = addDays(serviceDay(new Date(), timezone, cutoffHour), 1);
    expect(await soldOutOf(house, dish.id)).toEqual({
      soldOut: true,
      until: serviceDayStart(tomorrow, timezone, cutoffHour).toISOString(),
    });
    await bringBack();

    const hour = 60 * 60 * 1000;
    const asked = Date.now();
    await sellOut((sheet) => sheet.getByRole("button", { name: word("soldOutSheet.hours", { hours: 2 }) }).click());
    const inTwoHours = await soldOutOf(house, dish.id);
    expect(Date.parse(inTwoHours.until ?? "") - asked).toBeGreaterThanOrEqual(2 * hour);
    expect(Date.parse(inTwoHours.until ?? "") - asked).toBeLessThan(2 * hour + 90_000);
    await bringBack();

    // On the house's clock, whatever the tablet's zone.
    const wanted = new Date(Math.floor(Date.now() / 60_000) * 60_000 + 90 * 60_000);
    const clock = localTime(wanted, timezone);
    const two = (value: number) => String(value).padStart(2, "0");
    await sellOut(async (sheet) => {
      await sheet.getByLabel(word("soldOutSheet.time")).fill(`${two(clock.hour)}:${two(clock.minute)}`);
      await sheet.getByRole("button", { name: word("soldOutSheet.set") }).click();
    });
    expect(await soldOutOf(house, dish.id)).toEqual({ soldOut: true, until: wanted.toISOString() });
    await bringBack();
    await expectSameDocument(menu);
  } finally {
    await cook.request("DELETE", `menu-items/${dish.id}/sold-out`);
  }
});

test("a dish is taken off and brought back from the list of what is sold out", async ({ house, openAs }) => {
  const dish = await house.dish("Mixed grill");
  const name = await nameIn(house, "bg", dish.id);
  const cook = await house.staff("kitchen");
  const wall = await openAs(cook, `/v/${house.venue}/kitchen/grill`);
  await expectLive(wall);
  try {
    await wall.getByRole("button", { name: word("allDay.openSoldOut") }).click();
    const sheet = wall.getByRole("dialog", { name: word("soldOutSheet.title") });
    await sheet.getByRole("searchbox").fill(name.slice(0, 5).toLocaleUpperCase("bg"));
    await sheet.getByRole("button", { name, exact: true }).click();
    await sheet.getByRole("button", { name: word("soldOutSheet.now") }).click();
    const back = sheet.getByRole("button", { name: word("soldOutSheet.bringBackDish", { name }) });
    await expect(back).toBeVisible();
    await expect.poll(() => soldOutOf(house, dish.id)).toEqual({ soldOut: true, until: null });
    await back.click();
    await expect(back).toHaveCount(0);
    await expect.poll(() => soldOutOf(house, dish.id)).toEqual({ soldOut: false, until: null });
  } finally {
    await cook.request("DELETE", `menu-items/${dish.id}/sold-out`);
  }
});

test("a line taken off after its start stays struck on every screen until a cook took note", async ({
  house,
  openAs,
}) => {
  const sent = await order(house, table, [await house.line("Kebapche, 3 pcs", 2), await house.line("Grilled sausage")]);
  await step(house, await grillTicket(house, sent), "preparing");
  const screens = [
    await openAs(await house.staff("kitchen"), `/v/${house.venue}/kitchen/grill`),
    await openAs(await house.staff("manager"), `/v/${house.venue}/kitchen/grill`),
  ];
  for (const screen of screens) await expectLive(screen);
  const gone = sent.items.find(({ quantity }) => quantity === 1);
  if (!gone) throw new Error("The order has no single line.");
  const waiter = await house.staff("staff");
  expect((await waiter.post(`order-items/${gone.id}/void`, { reason: "Ordered twice" })).status).toBe(200);
  const line = (screen: Page) => cardOf(screen, sent).locator(`[data-item="${gone.id}"]`);
  const note = (screen: Page) => cardOf(screen, sent).getByRole("button", { name: word("ticket.changed") });
  const name = await nameIn(house, "bg", gone.menuItemId);
  for (const screen of screens) {
    await expect(line(screen)).toContainText(word("voided"));
    await expect(line(screen).getByText(name, { exact: true })).toHaveCSS("text-decoration-line", "line-through");
    await expect(note(screen)).toBeVisible();
    // The rest of it goes on, at its stage.
    await expect(cardOf(screen, sent)).toHaveAttribute("data-state", "preparing");
  }
  await screens[1]?.reload();
  for (const screen of screens) await expect(note(screen)).toBeVisible();
  const [first] = screens;
  if (first) await note(first).click();
  for (const screen of screens) {
    await expect(note(screen)).toHaveCount(0);
    await expect(line(screen)).toHaveCount(0);
    await expect(cardOf(screen, sent)).toBeVisible();
  }
});

test("a ticket recalled from the day's history keeps its first start", async ({ house, openAs }) => {
  const sent = await order(house, table, [await house.line("Grilled sausage")]);
  const other = await order(house, otherTable, [await house.line("Grilled sausage", 2)]);
  const cook = await house.staff("kitchen");
  for (const each of [sent, other]) await step(house, await grillTicket(house, each), "preparing", "ready", "served");
  const past = (await cook.get<{ items: PastTicketDto[] }>("kitchen/history?station=grill")).body.items;
  const served = past.find(({ orderId }) => orderId === sent.id);
  expect(past[0]?.orderId).toBe(other.id);

  const wall = await openAs(cook, `/v/${house.venue}/kitchen/grill`);
  await expectLive(wall);
  await expect(cardOf(wall, sent)).toHaveCount(0);
  await wall.getByRole("button", { name: word("wall.menu") }).click();
  await wall.getByRole("button", { name: word("wall.history") }).click();
  const sheet = wall.getByRole("dialog", { name: word("history.title") });
  // The last first.
  await expect(sheet.locator("[data-ticket]").first()).toContainText(String(other.number));
  await sheet.getByRole("searchbox").fill(String(sent.number));
  await expect(sheet.locator("[data-ticket]").filter({ hasText: `№ ${other.number}` })).toHaveCount(0);
  const start = word("history.recall", { number: sent.number, table: "" }).replace(/[, ]+$/, "");
  await sheet.getByRole("button", { name: new RegExp(`^${start},`) }).click();
  await expect(cardOf(wall, sent)).toHaveAttribute("data-state", "ready");
  const back = await grillTicket(house, sent);
  expect([back.state, back.startedAt, back.createdAt]).toEqual(["ready", served?.startedAt, served?.createdAt]);
});

test("the history says what it has not, and finds a table's tickets", async ({ house, openAs }) => {
  const sent = await order(house, table, [await house.line("Grilled sausage")]);
  await step(house, await grillTicket(house, sent), "preparing", "ready", "served");
  const wall = await openAs(await house.staff("kitchen"), `/v/${house.venue}/kitchen/grill`);
  await expectLive(wall);
  await wall.getByRole("button", { name: word("wall.menu") }).click();
  await wall.getByRole("button", { name: word("wall.history") }).click();
  const sheet = wall.getByRole("dialog", { name: word("history.title") });
  await sheet.getByRole("searchbox").fill("99999");
  await expect(sheet).toContainText(word("history.notFound"));
  await sheet.getByRole("searchbox").fill(table);
  await expect(sheet.locator("[data-ticket]").filter({ hasText: `№ ${sent.number}` })).toBeVisible();
  // A page of it that cannot be read says so, and can be asked for again.
  await sheet.getByRole("button", { name: say("bg", "common.close") }).click();
  await wall.route("**/kitchen/history?**", (route) => route.abort());
  await wall.getByRole("button", { name: word("wall.menu") }).click();
  await wall.getByRole("button", { name: word("wall.history") }).click();
  await expect(sheet.getByRole("alert")).toBeVisible();
  await wall.unroute("**/kitchen/history?**");
  await sheet.getByRole("button", { name: say("bg", "common.retry") }).click();
  await expect(sheet.locator("[data-ticket]").first()).toBeVisible();
});

test("a rushed order says so on every screen and goes before the others", async ({ house, openAs }) => {
  const first = await order(house, table, [await house.line("Grilled sausage")]);
  const second = await order(house, otherTable, [await house.line("Kebapche, 3 pcs")]);
  const screens = [
    await openAs(await house.staff("kitchen"), `/v/${house.venue}/kitchen/grill`),
    await openAs(await house.staff("manager"), `/v/${house.venue}/kitchen/grill`),
  ];
  const standing = async (screen: Page) => {
    const labels = await screen
      .getByRole("article")
      .evaluateAll((cards) => cards.map((card) => card.getAttribute("aria-label") ?? ""));
    return [first, second]
      .map(({ number }) => ({ number, at: labels.findIndex((label) => label.includes(` ${number},`)) }))
      .sort((a, b) => a.at - b.at)
      .map(({ number }) => number);
  };
  for (const screen of screens) {
    await expectLive(screen);
    await expect.poll(() => standing(screen)).toEqual([first.number, second.number]);
  }
  const [acting] = screens;
  if (!acting) throw new Error("There is no screen.");
  await (await openTicket(acting, second)).getByRole("button", { name: word("ticket.rushOn") }).click();
  for (const screen of screens) {
    await expect(cardOf(screen, second).locator('[data-band="rush"]')).toHaveText(word("ticket.rush"));
    await expect(cardOf(screen, first).locator('[data-band="rush"]')).toHaveCount(0);
    await expect.poll(() => standing(screen)).toEqual([second.number, first.number]);
  }
  await (await openTicket(acting, second)).getByRole("button", { name: word("ticket.rushOff") }).click();
  for (const screen of screens) {
    await expect(cardOf(screen, second).locator('[data-band="rush"]')).toHaveCount(0);
    await expect.poll(() => standing(screen)).toEqual([first.number, second.number]);
  }
});

test("a tap on a count shows which tickets it counts, until the next tap or Escape", async ({ house, openAs }) => {
  const kyufte = await house.dish("Grilled kyufte, 3 pcs");
  const without = kyufte.modifierGroups.flatMap(({ modifiers }) => modifiers).find(({ name }) => name === "No onion");
  if (!without) throw new Error("There is no such option.");
  const plain = await order(house, table, [{ menuItemId: kyufte.id, quantity: 3 }]);
  const special = await order(house, otherTable, [
    { menuItemId: kyufte.id, quantity: 2, modifierIds: [without.id] },
    await house.line("Grilled sausage"),
  ]);
  const wall = await openAs(await house.staff("kitchen"), `/v/${house.venue}/kitchen/grill`);
  await expectLive(wall);
  const rail = wall.getByRole("complementary", { name: word("toMake") });
  const name = await nameIn(house, "bg", kyufte.id);
  const dish = rail.getByRole("button", { name: `5 ${name}`, exact: true });
  await dish.click();
  await expect(dish).toHaveAttribute("aria-pressed", "true");
  for (const each of [plain, special]) await expect(cardOf(wall, each)).toHaveAttribute("data-highlight", "match");
  await expect(cardOf(wall, plain)).toContainText(word("ticket.highlighted"));

  const item = special.items.find(({ menuItemId }) => menuItemId === kyufte.id);
  const option = item?.options[0]?.names.bg ?? "";
  const counted = rail.getByRole("button", { name: word("allDay.option", { quantity: 2, option, dish: name }) });
  await counted.click();
  await expect(counted).toHaveAttribute("aria-pressed", "true");
  await expect(dish).toHaveAttribute("aria-pressed", "false");
  await expect(cardOf(wall, special)).toHaveAttribute("data-highlight", "match");
  await expect(cardOf(wall, plain)).toHaveAttribute("data-highlight", "dim");
  await counted.click();
  await expect(cardOf(wall, plain)).toHaveAttribute("data-highlight", "none");

  await dish.click();
  await expect(cardOf(wall, plain)).toHaveAttribute("data-highlight", "match");
  await wall.keyboard.press("Escape");
  await expect(cardOf(wall, plain)).toHaveAttribute("data-highlight", "none");

  // The counts follow what is made.
  await step(house, await grillTicket(house, plain), "preparing", "ready");
  await expect(rail.getByRole("button", { name: `2 ${name}`, exact: true })).toBeVisible();
});

test("a Ukrainian cook reads the dish in Ukrainian, and an English guest's words as typed", async ({
  house,
  openAs,
}) => {
  const kyufte = await house.dish("Grilled kyufte, 3 pcs");
  const options = kyufte.modifierGroups.flatMap(({ modifiers }) => modifiers);
  const chosen = ["No onion", "Roast hot pepper"].map((name) => {
    const option = options.find((each) => each.name === name);
    if (!option) throw new Error(`There is no ${name}`);
    return option.id;
  });
  const allergy = "I have a nut ALLERGY — please use a clean pan!";
  const wish = "  extra   crispy, s'il vous plaît  ";
  const sent = await order(
    house,
    table,
    [
      { menuItemId: kyufte.id, quantity: 12, modifierIds: chosen, note: allergy },
      { ...(await house.line("Grilled sausage")), note: wish },
    ],
    "We are in a hurry 🙂",
  );
  const wall = await openAs(await house.staff("kitchen", 1), `/v/${house.venue}/kitchen/grill`);
  await expectLive(wall);
  await expect(wall.locator("html")).toHaveAttribute("lang", "uk");
  const card = cardOf(wall, sent);
  const line = (id: string) =>
    card.locator(`[data-item="${sent.items.find(({ menuItemId }) => menuItemId === id)?.id}"]`);
  const name = await nameIn(house, "uk", kyufte.id);
  const step = say("uk", "kitchen.itemStart", { name: `12 ${name}` });
  const button = line(kyufte.id).getByRole("button", { name: step, exact: true });
  await expect(button).toBeVisible();
  await expect(line(kyufte.id)).toContainText(name);
  await expect(line(kyufte.id).locator("b").first()).toHaveText("12");
  // Whoever listens hears what belongs to it as well.
  await expect(button).toHaveAccessibleDescription(new RegExp(allergy.slice(0, 20)));
  const item = sent.items.find(({ menuItemId }) => menuItemId === kyufte.id);
  expect(item?.options).toHaveLength(2);
  for (const { names } of item?.options ?? []) await expect(line(kyufte.id)).toContainText(names.uk ?? "no name");
  for (const allergen of kyufte.allergens) {
    await expect(line(kyufte.id)).toContainText(say("uk", `staff.orders.allergen.${allergen}`));
  }
  const warned = line(kyufte.id).locator('[data-note="allergy"]');
  await expect(warned).toContainText(say("uk", "kitchen.ticket.allergyNote"));
  expect(await warned.locator("q").textContent()).toBe(allergy);
  const sausage = await house.dish("Grilled sausage");
  // Blanks at its ends are not kept when it is sent; what is between them is.
  expect(await line(sausage.id).locator('[data-note="plain"] q').textContent()).toBe(wish.trim());
  await expect(card).toContainText("We are in a hurry 🙂");
  await expect(card).toContainText(say("uk", "kitchen.ticket.source.QR"));
});
