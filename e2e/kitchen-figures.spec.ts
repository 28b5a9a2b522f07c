import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import type { KitchenFiguresDto, StationDto, TicketDto } from "@/lib/kitchen/schema";
import { type ApiClient, placeOrder } from "./api-client";
import { expect, test } from "./fixtures";
import type { House } from "./house";
import { tablesOf } from "./tables";
import { inDatabase } from "./tablet";
import { expectSameDocument, markDocument } from "./watch";
import { say } from "./words";

const [table] = tablesOf.kitchenFigures;
const word = (key: string, values?: Record<string, string | number>) => say("bg", `kitchen.figures.${key}`, values);
const sizes = [
  { width: 390, height: 844 },
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
];

const pathOf = (house: House, query = "") => `/v/${house.venue}/kitchen/figures${query}`;
/** The large figure of this name. */
const figure = (page: Page, name: string) =>
  page.locator("dl > div").filter({ has: page.getByText(word(`figure.${name}`), { exact: true }) });

async function stationOf(client: ApiClient, type: string): Promise<StationDto> {
  const { body } = await client.get<{ items: StationDto[] }>("stations");
  const station = body.items.find((each) => each.type === type);
  if (!station) throw new Error(`There is no station ${type}`);
  return station;
}
async function setStation(client: ApiClient, type: string, values: Partial<StationDto>): Promise<StationDto> {
  const { id, version } = await stationOf(client, type);
  const { status, body } = await client.patch<StationDto>(`stations/${id}`, { ...values, version });
  expect(status).toBe(200);
  return body;
}
async function ticketOf(client: ApiClient, station: string, orderId: string): Promise<TicketDto> {
  const { body } = await client.get<{ items: TicketDto[] }>(`tickets?station=${station}`);
  const ticket = body.items.find((each) => each.orderId === orderId);
  if (!ticket) throw new Error(`The order has no ticket at ${station}`);
  return ticket;
}
async function cook(house: House): Promise<TicketDto> {
  const { client } = await house.sit(table);
  const kitchen = await house.staff("kitchen");
  const order = await placeOrder(client, [await house.line("Shopska salad", 2)]);
  const ticket = await ticketOf(kitchen, "cold", order.id);
  for (const status of ["preparing", "ready"]) {
    expect((await kitchen.patch(`tickets/${ticket.id}/status`, { status })).status).toBe(200);
  }
  return ticket;
}
async function madeAtCold(client: ApiClient, query = ""): Promise<number> {
  const { body } = await client.get<KitchenFiguresDto>(`kitchen/figures?station=cold${query}`);
  return body.items[0]?.all.tickets ?? 0;
}
async function faults(page: Page): Promise<string[]> {
  await page.waitForTimeout(600);
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}

test("what was really cooked appears, by itself on a page that is open, beside the same weekday before", async ({
  house,
  openAs,
}) => {
  const kitchen = await house.staff("kitchen");
  const page = await openAs(kitchen, "/sign-in");
  await page.clock.install();
  await page.goto(pathOf(house, "?station=cold"));
  await markDocument(page);
  const before = await madeAtCold(kitchen);
  const ticket = await cook(house);
  expect(await madeAtCold(kitchen)).toBeGreaterThan(before);
  await page.clock.fastForward(61_000);
  // Others cook in this house too.
  await expect(async () => {
    await page.clock.fastForward(61_000);
    await expect(figure(page, "tickets")).toContainText(String(await madeAtCold(kitchen)), { timeout: 1_000 });
  }).toPass();
  await expectSameDocument(page);
  await expect(figure(page, "median")).toContainText(/\d\d:\d\d/);
  const row = page.getByRole("row").filter({ hasText: /^\d+–\d+/ });
  await expect(row.last()).toContainText(/\d\d:\d\d/);

  await inDatabase(
    `insert into "KitchenTicket" ("id", "venueId", "orderId", "station", "state", "createdAt", "dueAt", "readyAt", "servedAt")
     select gen_random_uuid(), t."venueId", t."orderId", t."station", 'SERVED', t."createdAt" - interval '7 days',
            t."dueAt" - interval '7 days', t."createdAt" - interval '7 days' + n * interval '4 minutes', t."createdAt" - interval '6 days'
       from "KitchenTicket" t, generate_series(1, 3) n where t."id" = $1`,
    [ticket.id],
  );
  const { body } = await kitchen.get<KitchenFiguresDto>("kitchen/figures");
  const lastWeek = new Date(Date.parse(`${body.to}T12:00:00Z`) - 7 * 86_400_000).toISOString().slice(0, 10);
  expect(await madeAtCold(kitchen, `&from=${lastWeek}&to=${lastWeek}`)).toBe(3);
  await page.reload();
  // The day is not over, the other was: their counts stand beside each other, times are compared.
  await expect(figure(page, "tickets").locator("b")).toHaveText("3");
  await expect(figure(page, "median")).toContainText(/\d\d:\d\d.* по-бързо/);
  await page.goto(pathOf(house, `?from=${lastWeek}&to=${lastWeek}&station=cold`));
  await expect(figure(page, "tickets").locator("dd > p").first()).toHaveText("3");
  await expect(figure(page, "median")).toContainText("08:00");
  await expect(figure(page, "p90")).toContainText("11:12");
  await page.getByRole("link", { name: word("toWall") }).click();
  await page.waitForURL(/\/kitchen\/cold$/);
});

test("any days can be looked at, those without tickets say so, and what cannot be is said", async ({
  house,
  openAs,
}) => {
  const page = await openAs(await house.staff("kitchen"), pathOf(house));
  // A cook reads, and sets nothing.
  await expect(page.getByRole("heading", { name: word("stations.title") })).toBeVisible();
  await expect(page.getByRole("button", { name: word("stations.change") })).toHaveCount(0);
  const sheet = page.getByRole("dialog", { name: word("range") });
  await expect(async () => {
    await page.getByRole("button", { name: word("range") }).click();
    await expect(sheet).toBeVisible({ timeout: 1_000 });
  }).toPass();
  const [from, to] = [sheet.getByLabel(word("rangeFrom")), sheet.getByLabel(word("rangeTo"))];
  const show = sheet.getByRole("button", { name: word("show") });
  await from.fill("2026-03-03");
  await to.fill("2026-03-01");
  await show.click();
  await expect(sheet.getByText(word("fault.order"))).toBeVisible();
  await to.fill("2027-12-31");
  await expect(sheet.getByText(word("fault.future"))).toBeVisible();
  await to.fill("2026-03-05");
  await show.click();
  await page.waitForURL(/from=2026-03-03&to=2026-03-05/);
  await expect(page.getByText(word("emptyTitle"))).toBeVisible();
  await page.getByRole("link", { name: word("today") }).click();
  await page.waitForURL(/figures$/);
  await expect(page.getByRole("img")).toBeVisible();
});

test("a waiter is refused, on the page and behind it", async ({ house, openAs }) => {
  const waiter = await house.staff("staff");
  const page = await openAs(waiter, pathOf(house));
  await expect(page.getByRole("heading", { name: word("refusedTitle") })).toBeVisible();
  await expect(page.locator("dl")).toHaveCount(0);
  expect((await waiter.get("kitchen/figures")).status).toBe(403);
  const { id, version } = await stationOf(waiter, "bar");
  for (const who of [waiter, await house.staff("kitchen")]) {
    expect((await who.patch(`stations/${id}`, { targetSeconds: 60, version })).status).toBe(403);
  }
});

test("a new goal counts from the next ticket on, and can be taken back", async ({ house, openAs }) => {
  const manager = await house.staff("manager");
  const was = await stationOf(manager, "bar");
  const page = await openAs(manager, pathOf(house));
  const { client } = await house.sit(table);
  const line = await house.line("Astika");
  const secondsOfNext = async () => {
    const order = await placeOrder(client, [line]);
    const { createdAt, dueAt } = await ticketOf(manager, "bar", order.id);
    return Math.round((Date.parse(dueAt) - Date.parse(createdAt)) / 1000);
  };
  try {
    expect(await secondsOfNext()).toBe(was.targetSeconds);
    const sheet = page.getByRole("dialog", { name: was.names.bg });
    await expect(async () => {
      await page.getByRole("button", { name: word("stations.changeOf", { station: was.names.bg ?? "" }) }).click();
      await expect(sheet).toBeVisible({ timeout: 1_000 });
    }).toPass();
    const minutes = sheet.getByLabel(word("edit.target"));
    const save = sheet.getByRole("button", { name: say("bg", "common.save") });
    await minutes.fill("0,5");
    await save.click();
    await expect(sheet.getByText(word("edit.targetFault"))).toBeVisible();
    await minutes.fill("7,5");
    await sheet.getByRole("radio", { name: (await stationOf(manager, "pass")).names.bg, exact: true }).check();
    await save.click();
    await expect(sheet).toHaveCount(0);
    await expect(page.getByText(word("stations.goal", { time: "07:30" }), { exact: true })).toBeVisible();
    expect(await stationOf(manager, "bar")).toMatchObject({ targetSeconds: 450, nextStation: "pass" });
    expect(await secondsOfNext()).toBe(450);
    await page.getByRole("button", { name: say("bg", "common.undo") }).click();
    await expect(page.getByText(word("edit.undone", { station: was.names.bg ?? "" }))).toBeVisible();
    expect(await secondsOfNext()).toBe(was.targetSeconds);
    expect(await stationOf(manager, "bar")).toMatchObject({ nextStation: was.nextStation });
  } finally {
    await setStation(manager, "bar", { targetSeconds: was.targetSeconds, nextStation: was.nextStation });
  }
});

test("who was slower sees what the other set, and decides", async ({ house, openAs }) => {
  const [manager, admin] = [await house.staff("manager"), await house.staff("admin")];
  const was = await stationOf(manager, "bar");
  const name = was.names.bg ?? "";
  const page = await openAs(manager, pathOf(house));
  const sheet = page.getByRole("dialog", { name });
  const try_ = async (minutes: string, others: number) => {
    await expect(async () => {
      await page.getByRole("button", { name: word("stations.changeOf", { station: name }) }).click();
      await expect(sheet).toBeVisible({ timeout: 1_000 });
    }).toPass();
    await setStation(admin, "bar", { targetSeconds: others });
    await sheet.getByLabel(word("edit.target")).fill(minutes);
    await sheet.getByRole("button", { name: say("bg", "common.save") }).click();
    await expect(sheet.getByText(word("edit.conflict", { station: name }))).toBeVisible();
  };
  const choice = (whose: "theirs" | "yours", time: string) =>
    sheet.getByRole("button", { name: new RegExp(`^${word(`edit.${whose}`)}\\s*${time}`) });
  const goal = (time: string) => page.getByText(word("stations.goal", { time }), { exact: true });
  try {
    await try_("9", 360);
    await expect(choice("yours", "09:00")).toBeVisible();
    expect(await faults(page)).toEqual([]);
    await choice("theirs", "06:00").click();
    await expect(sheet).toHaveCount(0);
    await expect(goal("06:00")).toBeVisible();
    expect(await stationOf(manager, "bar")).toMatchObject({ targetSeconds: 360 });
    await try_("9", 420);
    await choice("yours", "09:00").click();
    await expect(goal("09:00")).toBeVisible();
    expect(await stationOf(manager, "bar")).toMatchObject({ targetSeconds: 540 });
  } finally {
    await setStation(manager, "bar", { targetSeconds: was.targetSeconds });
  }
});

test("no serious fault and nothing wider than the screen, at any size", async ({ house, openAs }) => {
  await cook(house);
  const manager = await house.staff("manager");
  for (const viewport of sizes) {
    for (const query of ["", "?station=cold"]) {
      const page = await openAs(manager, pathOf(house, query), { viewport });
      await expect(page.getByRole("img")).toBeVisible();
      expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(
        0,
      );
      expect(await faults(page)).toEqual([]);
      const small = await page.evaluate(() =>
        [...document.querySelectorAll("button, a[href], input")]
          .filter((element) => element.checkVisibility({ visibilityProperty: true }))
          .filter((element) => {
            const { width, height } = element.getBoundingClientRect();
            return width < 43.5 || height < 43.5;
          })
          .map((element) => element.outerHTML.slice(0, 120)),
      );
      expect(small).toEqual([]);
      if (query === "") {
        await page
          .getByRole("button", { name: new RegExp(word("stations.change")) })
          .first()
          .click();
        await expect(page.getByRole("dialog")).toBeVisible();
        expect(await faults(page)).toEqual([]);
      }
      await page.context().close();
    }
  }
});
