import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { inDatabase, Tablet } from "./tablet";
import { say } from "./words";

test.describe.configure({ timeout: 120_000 });

/** A switch takes less than two seconds, in ms. */
const switchMs = 2_000;

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
    .analyze();
  const grave = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  expect(grave.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
}

test("a manager enrols the tablet, hands it over, and two people switch by PIN", async ({ house, openAs }) => {
  const manager = await house.staff("manager");
  const page = await openAs(null, "/sign-in");
  const { name, email, password } = house.userOf("manager");
  await page.getByLabel(say("en", "signIn.email")).fill(email);
  await page.getByLabel(say("en", "signIn.password"), { exact: true }).fill(password);
  await page.getByRole("button", { name: say("en", "signIn.signIn"), exact: true }).click();
  const menu = page.getByRole("button", { name: say("bg", "staff.person.menuOf", { name }) });
  const entry = page.getByRole("button", { name: say("bg", "people.devices.open") });
  // The server's page shows the menu before it listens.
  await expect(async () => {
    if (!(await entry.isVisible())) await menu.click({ timeout: 2_000 });
    await entry.click({ timeout: 2_000 });
  }).toPass();
  await page.getByLabel(say("bg", "people.devices.name")).fill("Салон 7");
  await expectAccessible(page);
  await page.getByRole("button", { name: say("bg", "people.devices.enrol") }).click();
  await expect(page.getByText(say("bg", "people.devices.isShared", { name: "Салон 7" }))).toBeVisible();
  await page.getByRole("button", { name: say("bg", "people.devices.handOver") }).click();
  await page.waitForURL(/\/sign-in/);
  await expect(page.getByText(say("bg", "signIn.pin.device", { name: "Салон 7" }))).toBeVisible();

  const { body } = await manager.get("devices");
  const tablet = new Tablet(
    house,
    body.items.find((each: { name: string }) => each.name === "Салон 7"),
    page,
  );
  await tablet.ready();
  const [maria, georgi] = [house.userOf("staff", 0), house.userOf("staff", 2)];
  const first = await tablet.signIn(maria);
  await tablet.lock();
  // The cookie went with the session: the page behind is closed to whoever holds the tablet.
  await page.goto(`/v/${house.venue}/dashboard`);
  await page.waitForURL(/\/sign-in/);
  await tablet.ready();
  const second = await tablet.signIn(georgi);
  await expect(tablet.menuOf(maria)).toHaveCount(0);
  await tablet.lock();
  const third = await tablet.signIn(maria);
  console.log(`A switch by PIN, from the last press to the person's screen: ${[first, second, third].join(", ")} ms`);
  expect(Math.max(second, third)).toBeLessThan(switchMs);
  await manager.request("DELETE", `devices/${tablet.device.id}`);
});

test("the PIN page: keyboard, phone, both colour schemes, without a serious fault", async ({
  house,
  browser,
  baseURL,
}) => {
  for (const options of [
    { viewport: { width: 1280, height: 800 }, colorScheme: "light" },
    { viewport: { width: 1280, height: 800 }, colorScheme: "dark" },
    { viewport: { width: 390, height: 844 }, colorScheme: "light", hasTouch: true, isMobile: true },
  ] as const) {
    const context = await browser.newContext({ baseURL, ...options });
    const tablet = await Tablet.enrol(house, context, "Бар 2");
    const maria = house.userOf("staff", 0);
    await expectAccessible(tablet.page);
    await tablet.card(maria).click();
    await tablet.page.keyboard.type("0009");
    await tablet.page.keyboard.press("Backspace");
    await expect(tablet.page.getByText(say("bg", "signIn.pin.hello", { name: "Мария" }))).toBeVisible();
    await expect(tablet.enter()).toBeDisabled();
    await tablet.page.keyboard.type("0");
    await tablet.page.keyboard.press("Enter");
    await expect(tablet.page.getByRole("alert").filter({ hasText: "ПИН" })).toBeVisible();
    await expectAccessible(tablet.page);
    const overflow = await tablet.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    await tablet.page.keyboard.type(maria.pin);
    await tablet.page.keyboard.press("Enter");
    await expect(tablet.menuOf(maria)).toBeVisible();
    await context.close();
  }
});

test("five wrong PINs lock the person on that tablet, and nobody else", async ({ house, browser, baseURL }) => {
  const context = await browser.newContext({ baseURL });
  const tablet = await Tablet.enrol(house, context, "Тераса 1");
  const [maria, georgi] = [house.userOf("staff", 0), house.userOf("staff", 2)];
  const alert = tablet.page.getByRole("alert");
  for (let tried = 1; tried <= 5; tried++) {
    await tablet.type(maria, "0000");
    await tablet.enter().click();
    if (tried < 5) await expect(alert.filter({ hasText: String(5 - tried) })).toBeVisible();
  }
  await expect(alert.filter({ hasText: say("bg", "signIn.pin.locked") })).toBeVisible();
  await expect(alert.filter({ hasText: /0:\d\d/ })).toBeVisible();
  await expect(tablet.page.getByRole("button", { name: "1", exact: true })).toBeDisabled();
  await expect(tablet.card(maria)).toContainText(say("bg", "signIn.pin.mustWait"));

  const stranger = house.stranger();
  const [cookie] = (await context.cookies()).filter(({ name }) => name === "servery_device");
  stranger.cookies.set("servery_device", cookie?.value ?? "");
  const right = await stranger.post("pin-sessions", { membershipId: maria.membershipId, pin: maria.pin });
  expect([right.status, right.body.code]).toEqual([429, "pin-locked"]);
  expect(Number(right.headers.get("retry-after"))).toBeGreaterThan(0);
  const nowhere = await house.stranger().post("pin-sessions", { membershipId: maria.membershipId, pin: maria.pin });
  expect([nowhere.status, nowhere.body.code]).toEqual([403, "device-not-enrolled"]);

  await tablet.signIn(georgi);
  await context.close();
});

test("what was half typed comes back to its owner, and nobody else sees it", async ({ house, browser, baseURL }) => {
  const context = await browser.newContext({ baseURL });
  const tablet = await Tablet.enrol(house, context, "Салон 9");
  const { page } = tablet;
  const [maria, georgi] = [house.userOf("staff", 0), house.userOf("staff", 2)];
  const salad = await house.dish("Shopska salad");
  const row = page.locator(`[data-item="${salad.id}"] [data-row]`);
  const openPad = async () => {
    await page.goto(`/v/${house.venue}/dashboard?view=order`);
    await page.getByRole("dialog").locator('[data-table="14"]').first().click();
    await expect(row).toBeVisible();
  };
  const leave = async () => {
    await page.goto(`/v/${house.venue}/dashboard`);
    await tablet.lock();
  };
  await tablet.signIn(maria);
  await openPad();
  await row.click();
  await row.click();
  await expect(row.locator("b")).toHaveText("2");
  await leave();

  await tablet.signIn(georgi);
  await openPad();
  await expect(row.locator("b")).toHaveCount(0);
  await leave();

  await tablet.signIn(maria);
  await openPad();
  await expect(row.locator("b")).toHaveText("2");
  await context.close();
});

test("a tablet that is removed ends its session and says why", async ({ house, browser, baseURL }) => {
  const context = await browser.newContext({ baseURL });
  const tablet = await Tablet.enrol(house, context, "Тераса 2");
  await tablet.signIn(house.userOf("staff", 0));
  const copied = (await context.cookies()).map(({ name, value }) => [name, value] as const);
  const manager = await house.staff("manager");
  expect((await manager.request("DELETE", `devices/${tablet.device.id}`)).status).toBe(200);
  const thief = house.stranger();
  for (const [name, value] of copied) thief.cookies.set(name, value);
  expect((await thief.get("dashboard")).status).toBe(401);
  await tablet.page.reload();
  await tablet.page.waitForURL(/\/sign-in/);
  await expect(tablet.page.getByText(/„Тераса 2“ вече не е общ таблет/)).toBeVisible();
  await expect(tablet.page.getByLabel(say("bg", "signIn.email"))).toBeVisible();
  await context.close();
});

test("a tablet that nobody touches warns, locks, and comes back to its owner's page", async ({
  house,
  browser,
  baseURL,
}) => {
  await inDatabase(`update "Venue" set "idleLockSeconds" = 9 where "slug" = $1`, [house.venue]);
  try {
    const context = await browser.newContext({ baseURL });
    const tablet = await Tablet.enrol(house, context, "Салон 8");
    const { page } = tablet;
    const maria = house.userOf("staff", 0);
    await tablet.signIn(maria);
    await page.goto(`/v/${house.venue}/dashboard?view=tables`);
    const warning = page.getByRole("alertdialog");
    await expect(warning).toContainText(say("bg", "people.lock.stay"));
    await page.mouse.click(640, 400);
    await expect(warning).toHaveCount(0);
    expect(page.url()).toContain("/dashboard?view=tables");
    await page.waitForURL(/\/sign-in/, { timeout: 15_000 });
    await tablet.ready();
    // Whoever was here before is chosen already, and comes back to the same page.
    await expect(tablet.card(maria)).toHaveAttribute("aria-pressed", "true");
    await tablet.signIn(maria);
    expect(page.url()).toContain("/dashboard?view=tables");

    // Asleep for an hour: the press that wakes it finds it locked. What sleeps was awake before.
    await expect(page.locator("[data-connection=live]:visible").first()).toBeVisible();
    const pressed = await page.evaluate(() => {
      const now = Date.now;
      Date.now = () => now() + 3_600_000;
      let reached = false;
      document.body.addEventListener("click", () => {
        reached = true;
      });
      document.querySelector("nav a")?.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
      return reached;
    });
    expect(pressed).toBe(false);
    await page.waitForURL(/\/sign-in/);
    await tablet.ready();

    // Without a connection the page is covered, and its session ends as soon as there is one.
    await tablet.signIn(maria);
    await expect(page.locator("[data-connection=live]:visible").first()).toBeVisible();
    await context.setOffline(true);
    await expect(warning).toContainText(say("bg", "people.lock.lockedOffline"), { timeout: 20_000 });
    await page.keyboard.press("Escape");
    await expect(warning).toBeVisible();
    await context.setOffline(false);
    await page.waitForURL(/\/sign-in/);
    await context.close();

    // The same person by e-mail, and nobody's wall, are never locked.
    const { email, password } = maria;
    const own = await browser.newContext({ baseURL });
    const phone = await own.newPage();
    await phone.goto("/sign-in");
    await phone.getByLabel(say("en", "signIn.email")).fill(email);
    await phone.getByLabel(say("en", "signIn.password"), { exact: true }).fill(password);
    await phone.getByRole("button", { name: say("en", "signIn.signIn"), exact: true }).click();
    await phone.waitForURL(/\/dashboard/);
    await phone.waitForTimeout(11_000);
    expect(phone.url()).toContain("/dashboard");
    await own.close();
  } finally {
    await inDatabase(`update "Venue" set "idleLockSeconds" = 300 where "slug" = $1`, [house.venue]);
  }
});
