// `npm run screenshots`: plays a quarter of an hour of an evening in a demo house of its own and photographs each surface into
// docs/screenshots. Needs a build.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type BrowserContextOptions, chromium, type Page } from "@playwright/test";
import { ApiClient, placeOrder } from "@/e2e/api-client";
import { phone } from "@/e2e/devices";
import { House } from "@/e2e/house";
import { makeDataDir, removeDataDir, startServer } from "@/e2e/server";
import { browserFlags, findBrowser } from "./browser.mjs";

const target = join("docs", "screenshots");
mkdirSync(target, { recursive: true });

const server = await startServer({ dataDir: await makeDataDir() });
const browser = await chromium.launch({ executablePath: await findBrowser(), args: browserFlags });
const house = new House(server.url, server.sheet());
const waiter = await house.staff("staff");

/** A table orders; the kitchen takes it as far as `status`. */
async function order(
  table: string,
  dishes: [string, number][],
  status: "pending" | "preparing" | "ready",
  opened = true,
) {
  const guest = await house.sit(table, { opened, locale: "bg" });
  const lines = await Promise.all(dishes.map(([dish, quantity]) => house.line(dish, quantity)));
  const placed = await placeOrder(guest.client, lines);
  for (const step of ["preparing", "ready"].slice(0, ["pending", "preparing", "ready"].indexOf(status))) {
    await waiter.patch(`orders/${placed.id}/status`, { status: step });
  }
  return { guest, placed };
}

async function shoot(name: string, path: string, context: BrowserContextOptions, act?: (page: Page) => Promise<void>) {
  const opened = await browser.newContext({ baseURL: server.url, locale: "en-GB", ...context });
  const page = await opened.newPage();
  await page.goto(path);
  await page.waitForTimeout(2_000);
  await act?.(page);
  await page.waitForTimeout(700);
  await page.screenshot({ path: join(target, `${name}.png`) });
  await opened.close();
}

const dishes = (await house.menu()).categories.flatMap(({ items }) => items).filter(({ available }) => available);
const made = (station: string, nth: number) => dishes.filter((dish) => dish.station === station)[nth]?.name ?? "";

await order(
  "4",
  [
    [made("hot", 0), 1],
    [made("bar", 3), 2],
  ],
  "ready",
);
const { guest, placed } = await order(
  "12",
  [
    ["Shopska salad", 1],
    ["Pork neck steak", 2],
    [made("bar", 0), 2],
  ],
  "preparing",
);
await order(
  "8",
  [
    [made("grill", 1), 4],
    [made("grill", 2), 2],
    [made("hot", 3), 1],
  ],
  "preparing",
);
await order(
  "204",
  [
    ["Pork neck steak", 1],
    [made("cold", 2), 1],
  ],
  "pending",
);
await order(
  "9",
  [
    [made("hot", 2), 2],
    [made("grill", 3), 3],
  ],
  "pending",
  false,
);
const { guest: caller } = await order("7", [[made("grill", 4), 3]], "pending");
const first = placed.items[0];
if (first) await waiter.patch(`order-items/${first.id}/status`, { status: "ready" });

const wide = { viewport: { width: 1280, height: 800 } };
const signedIn = { storageState: waiter.storageState() };
const cook = { storageState: (await house.staff("kitchen")).storageState() };
const seated = { storageState: guest.client.storageState() };
await shoot("guest-menu", `/bg/${house.venue}/order?table=12`, { ...phone, ...seated });
await shoot("guest-item", `/en/${house.venue}/order?table=12`, { ...phone, ...seated }, async (page) => {
  await page.getByRole("button", { name: "Choose options: Pork neck steak" }).click();
});
await shoot("guest-status", `/uk/${house.venue}/order/status`, { ...phone, ...seated, colorScheme: "dark" });
await shoot("guest-desktop", `/en/${house.venue}/order?table=12`, { ...wide, ...seated });
const takeDown = async (page: Page) => {
  const pad = page.getByRole("dialog").first();
  await pad.locator('[data-table="11"]').click();
  for (const dish of ["Таратор", "Таратор", "Кебапче, 3 бр."]) {
    await pad.locator("li[data-item]").filter({ hasText: dish }).first().locator("[data-row]").click();
  }
};
await shoot("order-phone", `/v/${house.venue}/dashboard?view=order`, { ...phone, ...signedIn }, takeDown);
await shoot("order-tablet", `/v/${house.venue}/dashboard?view=order`, { ...wide, ...signedIn }, takeDown);
await caller.client.post("waiter-calls", { callType: "payment_card", message: "Two cards, please." });
await shoot("floor-tablet", `/v/${house.venue}/dashboard`, { ...wide, ...signedIn }, async (page) =>
  page.mouse.click(640, 790),
);
await shoot(
  "floor-phone",
  `/v/${house.venue}/dashboard`,
  { ...phone, ...signedIn, colorScheme: "dark" },
  async (page) => page.touchscreen.tap(195, 30),
);
await shoot(
  "kitchen",
  `/v/${house.venue}/kitchen`,
  { viewport: { width: 1920, height: 1080 }, ...cook },
  async (page) => page.mouse.click(1400, 60),
);
const wall = { viewport: { width: 1920, height: 1080 }, ...cook };
await shoot("kitchen-station", `/v/${house.venue}/kitchen/grill`, wall, async (page) => page.mouse.click(1400, 60));
await shoot("kitchen-expo", `/v/${house.venue}/kitchen/expo`, wall, async (page) => page.mouse.click(1400, 60));
await shoot("kitchen-figures", `/v/${house.venue}/kitchen/figures`, { ...wide, ...cook });
const manager = await house.staff("manager");
await manager.post("devices", { name: "Салон 1" });
const tablet = new ApiClient(server.url, house.venue);
tablet.cookies.set("servery_device", manager.cookies.get("servery_device") ?? "");
tablet.cookies.set("servery_locale", "bg");
await shoot("sign-in", "/sign-in", { ...wide, storageState: tablet.storageState() }, async (page) => {
  await page.getByRole("button", { name: "Мария П." }).click();
  for (const digit of ["4", "2"]) await page.getByRole("button", { name: digit, exact: true }).click();
});

await browser.close();
await server.stop();
await removeDataDir(server.dataDir);
