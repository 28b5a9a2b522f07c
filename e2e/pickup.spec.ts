import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import type { OrderDto } from "@/lib/orders/schema";
import type { PickupDto } from "@/lib/pickup/schema";
import { placeOrder } from "./api-client";
import { phone as phoneDevice } from "./devices";
import { expect, test } from "./fixtures";
import type { House } from "./house";
import { tablesOf } from "./tables";
import { expectLive, expectSameDocument, markDocument } from "./watch";
import { Wire } from "./wire";
import { type Locale, say } from "./words";

const [table] = tablesOf.pickup;
const wall = { viewport: { width: 1920, height: 1080 } };
const zone = "Europe/Sofia";
const text = (key: string, values?: Record<string, string | number>, locale: Locale = "bg") =>
  say(locale, `pickup.${key}`, values);

/** A new order at the counter. */
async function order(house: House): Promise<OrderDto> {
  return placeOrder(await house.staff("cashier"), [await house.line("Kebapche, 3 pcs")]);
}

async function bring(house: House, { id }: OrderDto, ...statuses: ("preparing" | "ready" | "completed")[]) {
  const manager = await house.staff("manager");
  for (const status of statuses) expect((await manager.patch(`orders/${id}/status`, { status })).status).toBe(200);
}

const column = (page: Page, which: "preparing" | "ready") => page.locator(`[data-column="${which}"]`);
const numberIn = (page: Page, which: "preparing" | "ready", { number }: OrderDto) =>
  column(page, which).getByText(String(number), { exact: true });
const large = (page: Page) => page.locator("[data-called]");

async function faults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"])
    .analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}

test("a counter order's number is made, called out and collected on every screen, and a table's is not there", async ({
  house,
  openAs,
}) => {
  const path = `/v/${house.venue}/pickup`;
  // Nobody signs in on a wall; its clock may be set to anywhere.
  const tv = await openAs(null, path, { ...wall, timezoneId: "America/New_York" });
  const phone = await openAs(null, `${path}?lang=uk`, { ...phoneDevice, reducedMotion: "reduce" });
  for (const page of [tv, phone]) {
    await expectLive(page);
    await markDocument(page);
  }
  const first = await order(house);
  for (const page of [tv, phone]) await expect(numberIn(page, "preparing", first)).toBeVisible({ timeout: 2_000 });
  const guest = await house.sit(table);
  const carried = await placeOrder(guest.client, [await house.line("Kebapche, 3 pcs")]);

  await bring(house, first, "preparing", "ready");
  for (const [page, locale] of [
    [tv, "bg"],
    [phone, "uk"],
  ] as const) {
    await expect(large(page)).toHaveAttribute("data-called", "true", { timeout: 2_000 });
    await expect(large(page)).toContainText(String(first.number));
    await expect(large(page)).toContainText(text("collect", {}, locale));
    await expect(numberIn(page, "preparing", first)).toHaveCount(0);
    await expect(
      page.locator('[aria-live="polite"]').getByText(text("called", { number: first.number }, locale)),
    ).toHaveCount(1);
  }
  const movement = (page: Page) =>
    large(page)
      .locator("p")
      .first()
      .evaluate((element) => getComputedStyle(element).animationName);
  expect(await movement(tv)).toBe("arrive");
  expect(await movement(phone)).toBe("none");
  expect(await faults(tv)).toEqual([]);

  const second = await order(house);
  await bring(house, second, "preparing", "ready");
  await expect(large(tv)).toContainText(String(second.number), { timeout: 10_000 });
  await expect(column(tv, "ready").getByRole("listitem").first()).toHaveText(String(first.number));
  // It stands there until it is fetched, called or not.
  await expect(large(tv)).toHaveAttribute("data-called", "false", { timeout: 12_000 });
  await expect(large(tv)).toContainText(String(second.number));

  await bring(house, second, "completed");
  await bring(house, first, "completed");
  for (const page of [tv, phone]) {
    await expect(numberIn(page, "ready", first)).toHaveCount(0, { timeout: 2_000 });
    await expect(numberIn(page, "ready", second)).toHaveCount(0);
    await expect(page.getByText(String(carried.number), { exact: true })).toHaveCount(0);
    await expectSameDocument(page);
    const clock = new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit" });
    const minutes = [new Date(Date.now() - 5_000), new Date()].map((at) => clock.format(at));
    expect(minutes).toContain(await page.locator("header time").textContent());
  }
  expect(await faults(phone)).toEqual([]);
});

test("a screen that is opened calls nobody, and one whose sound is on chimes for each number once", async ({
  house,
  openAs,
}) => {
  const waiting = await order(house);
  await bring(house, waiting, "preparing", "ready");
  const tv = await openAs(null, "/sign-in", wall);
  await tv.addInitScript(() => {
    const counter = window as { strokes?: number };
    counter.strokes = 0;
    // A test's own look into the page counts as a touch, so the sound is off by choice and not by the browser.
    localStorage.setItem("servery.sound", JSON.stringify({ mutedUntil: "always", volume: 0.5 }));
    const make = AudioContext.prototype.createOscillator;
    AudioContext.prototype.createOscillator = function () {
      counter.strokes = (counter.strokes ?? 0) + 1;
      return make.call(this);
    };
  });
  await tv.goto(`/v/${house.venue}/pickup`);
  const strokes = () => tv.evaluate(() => (window as { strokes?: number }).strokes ?? 0);
  await expect(large(tv)).toContainText(String(waiting.number));
  await expect(large(tv)).toHaveAttribute("data-called", "false");

  const silent = await order(house);
  await bring(house, silent, "preparing", "ready");
  await expect(large(tv)).toContainText(String(silent.number));
  expect(await strokes()).toBe(0);

  await tv.getByRole("button", { name: text("soundOff") }).click();
  await expect(tv.getByRole("button", { name: text("soundOn") })).toBeVisible();
  await expect.poll(strokes).toBeGreaterThan(0);
  const chime = await strokes();
  const heard = await order(house);
  await bring(house, heard, "preparing", "ready");
  await expect(large(tv)).toContainText(String(heard.number), { timeout: 10_000 });
  await expect.poll(strokes).toBe(2 * chime);
  await tv.waitForTimeout(3_000);
  expect(await strokes()).toBe(2 * chime);
  for (const each of [waiting, silent, heard]) await bring(house, each, "completed");
});

for (const [how, doIt] of [
  ["cut", (wire: Wire) => wire.cut()],
  ["silent", (wire: Wire) => wire.silence()],
] as const) {
  test(`a line that is ${how} is shown across the screen within ten seconds, and heals by itself`, async ({
    house,
    openAs,
  }) => {
    const wire = await new Wire(house.base).start();
    const before = await order(house);
    try {
      const tv = await openAs(null, `${wire.url}/v/${house.venue}/pickup`, wall);
      await expectLive(tv);
      await expect(numberIn(tv, "preparing", before)).toBeVisible();
      await markDocument(tv);
      const begin = Date.now();
      doIt(wire);
      const alert = tv.getByRole("alert").filter({ hasText: text("lost", { time: "|" }).split("|")[0] });
      await expect(alert).toBeVisible({ timeout: 10_000 });
      console.log(`A line that is ${how} was shown after ${Date.now() - begin} ms`);
      const said = /\d\d:\d\d:\d\d/.exec((await alert.textContent()) ?? "")?.[0] ?? "";
      const clock = new Intl.DateTimeFormat("en-GB", { timeZone: zone, timeStyle: "medium" });
      const seconds = Array.from({ length: 6 }, (_, n) => clock.format(new Date(begin + (n - 4) * 1_000)));
      expect(seconds).toContain(said);
      for (const which of ["preparing", "ready"] as const)
        await expect(column(tv, which)).toContainText(text("asOf", { time: said }));
      await expect(numberIn(tv, "preparing", before)).toBeVisible();
      expect(await faults(tv)).toEqual([]);

      await bring(house, before, "preparing", "ready");
      const during = await order(house);
      wire.mend();
      await expectLive(tv);
      await expect(alert).toHaveCount(0);
      await expect(large(tv)).toContainText(String(before.number));
      await expect(large(tv)).toHaveAttribute("data-called", "true");
      await expect(numberIn(tv, "preparing", during)).toBeVisible();
      await expectSameDocument(tv);
      await bring(house, before, "completed");
      await bring(house, during, "preparing", "ready", "completed");
    } finally {
      await wire.close();
    }
  });
}

test("anybody may ask for the numbers, and learns nothing but numbers", async ({ house }) => {
  const made = await order(house);
  const { status, body, headers } = await house.stranger().get<PickupDto>("pickup");
  expect(status).toBe(200);
  expect(headers.get("cache-control")).toBe("no-store");
  expect(Object.keys(body).sort()).toEqual(["at", "preparing", "ready"]);
  expect(body.preparing).toContain(made.number);
  expect([...body.preparing, ...body.ready].every(Number.isInteger)).toBe(true);
  expect((await house.stranger().get(`/api/venues/no-such-house/pickup`)).status).toBe(404);
  expect((await house.stranger().get(`/v/no-such-house/pickup`)).status).toBe(404);
  await bring(house, made, "preparing", "ready", "completed");
});

// The last one: whoever asks from this address afterwards is refused for a minute.
test("an address that asks too often is told to rest, and a screen of the staff's beside it is not", async ({
  house,
}) => {
  const stranger = house.stranger();
  const seen = new Map<number, number>();
  let retryAfter: string | null = null;
  for (let sent = 0; sent < 1_300 && !seen.has(429); sent += 25) {
    const answers = await Promise.all(Array.from({ length: 25 }, () => stranger.get("pickup")));
    for (const { status, headers } of answers) {
      seen.set(status, (seen.get(status) ?? 0) + 1);
      if (status === 429) retryAfter = headers.get("retry-after");
    }
  }
  expect([...seen.keys()].sort()).toEqual([200, 429]);
  expect(seen.get(200)).toBeGreaterThan(300);
  expect(Number(retryAfter)).toBeGreaterThan(0);
  expect(Number(retryAfter)).toBeLessThanOrEqual(60);
  expect((await (await house.staff("releaser")).get("pickup")).status).toBe(200);
});
