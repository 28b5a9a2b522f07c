import { appendFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import { chromium, type Page } from "@playwright/test";
import type { OrderDto } from "@/lib/orders/schema";
import { startPushService, type TestBrowser } from "@/lib/platform/push/testing";
import type { PushMessage, PushSubscriptionDto } from "@/lib/push/schema";
import { placeOrder, signIn } from "./api-client";
import { Browser, expectKept, expectReady, readCaches, readKeptRows, readNotifications } from "./app";
import { expect, readRun, test } from "./fixtures";
import type { House } from "./house";
import { tablesOf } from "./tables";
import { inDatabase } from "./tablet";
import { expectLive, expectSameDocument, markDocument } from "./watch";
import { Wire } from "./wire";
import { type Locale, say } from "./words";

const [table] = tablesOf.pwa;
const offline = '[data-connection="offline"]';

const rowOf = (page: Page, { number }: OrderDto) =>
  page.getByRole("article", { name: new RegExp(`, ${say("bg", "common.orderNumber", { number })}$`) });
const dashboardOf = (house: House, origin = "") => `${origin}/v/${house.venue}/dashboard`;

/** An order at the table that waits in the kitchen. */
async function orderAtTable(house: House): Promise<OrderDto> {
  const { client } = await house.sit(table);
  return placeOrder(client, [await house.line("Shopska salad")]);
}

test("Chromium finds the app installable, with its icons and shortcuts", async ({ house }) => {
  // Private windows, which tests get otherwise, never install anything.
  const profile = await mkdtemp(join(tmpdir(), "servery-profile-"));
  const { executablePath, args } = test.info().project.use.launchOptions ?? {};
  const context = await chromium.launchPersistentContext(profile, { executablePath, args, baseURL: readRun().base });
  try {
    await context.addCookies((await house.staff("staff")).storageState().cookies);
    const page = await context.newPage();
    await page.goto(dashboardOf(house));
    await expectReady(page);
    const session = await context.newCDPSession(page);
    const { installabilityErrors } = await session.send("Page.getInstallabilityErrors");
    expect(installabilityErrors).toEqual([]);
    const { url, errors, data } = await session.send("Page.getAppManifest");
    expect(errors).toEqual([]);
    expect(new URL(url).pathname).toBe(`/v/${house.venue}/manifest.webmanifest`);
    const manifest = JSON.parse(data ?? "{}");
    expect(manifest).toMatchObject({
      id: dashboardOf(house),
      start_url: dashboardOf(house),
      display: "standalone",
      lang: "bg",
    });
    expect(manifest.shortcuts.map((each: { url: string }) => each.url)).toEqual([
      dashboardOf(house),
      `/v/${house.venue}/kitchen`,
    ]);
    expect(manifest.icons.map((each: { purpose: string; sizes: string }) => `${each.purpose} ${each.sizes}`)).toEqual([
      "any 192x192",
      "maskable 192x192",
      "any 512x512",
      "maskable 512x512",
    ]);
    for (const { src, sizes } of [
      ...manifest.icons,
      ...manifest.shortcuts.flatMap((each: { icons: object[] }) => each.icons),
    ]) {
      const measured = await page.evaluate(async (address) => {
        const response = await fetch(address);
        const { width, height } = await createImageBitmap(await response.blob());
        return `${response.headers.get("content-type")} ${width}x${height}`;
      }, src);
      expect(measured, src).toBe(`image/png ${sizes}`);
    }
    // The kitchen's pages belong to the same app, and so does signing in: to the only venue's. Other tests may have made another one.
    const venues = await inDatabase(`select 1 from "Venue"`);
    const signIn = venues.length === 1 ? dashboardOf(house) : "/sign-in";
    for (const [path, id] of [
      [`/v/${house.venue}/kitchen`, dashboardOf(house)],
      ["/sign-in", signIn],
    ] as const) {
      await page.goto(path);
      const { data: other } = await session.send("Page.getAppManifest");
      expect(JSON.parse(other ?? "{}").id, path).toBe(id);
    }
  } finally {
    await context.close();
    await rm(profile, { recursive: true, force: true });
  }
});

test("the worker keeps the shell and named files, and never an answer of the API or anybody's page", async ({
  house,
  openAs,
}) => {
  const order = await orderAtTable(house);
  const waiter = await house.staff("staff");
  const page = await openAs(waiter, dashboardOf(house));
  await expectReady(page);
  const script = await page.request.get("/sw.js");
  expect(script.headers()["cache-control"]).toBe("no-cache");
  expect(await page.evaluate(async () => (await navigator.serviceWorker.ready).scope)).toBe(`${house.base}/v/`);

  // Used: loaded anew under the worker, an order opened, the tables, the kitchen and back.
  await page.reload();
  await expectLive(page);
  await rowOf(page, order).getByRole("button").first().click();
  await page.keyboard.press("Escape");
  await page.goto(`/v/${house.venue}/kitchen`);
  await expectLive(page);
  await page.goto(`${dashboardOf(house)}?view=tables`);
  await expectLive(page);

  const held = await readCaches(page);
  expect(Object.keys(held).filter((name) => !/^(serwist-precache-|servery-static-)/.test(name))).toEqual([]);
  const paths = Object.values(held).flat();
  const isFixed = (path: string) =>
    /^(\/offline\?__WB_REVISION__=|\/_next\/static\/|\/plates\/[\w-]+\.svg\?)/.test(path);
  expect(paths.filter((path) => !isFixed(path))).toEqual([]);
  expect(paths.filter((path) => path.startsWith("/offline"))).toHaveLength(1);
  const texts = await page.evaluate(async () => {
    const all: string[] = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) all.push((await (await cache.match(request))?.text()) ?? "");
    }
    return all;
  });
  const { name } = house.userOf("staff");
  expect(texts.filter((text) => text.includes(name) || text.includes(order.id))).toEqual([]);
  const megabytes = texts.reduce((sum, text) => sum + text.length, 0) / 1_000_000;
  console.log(`The worker holds ${paths.length} files, ${megabytes.toFixed(2)} MB`);
  expect(megabytes).toBeLessThan(4);

  // Guests have nothing to do with it.
  await page.goto(`/en/${house.venue}`);
  expect(await page.evaluate(() => navigator.serviceWorker.controller)).toBeNull();
});

test("without network the app opens to what was seen last and when, and heals by itself", async ({ house, openAs }) => {
  const before = await orderAtTable(house);
  const waiter = await house.staff("staff");
  const wire = await new Wire(house.base).start();
  try {
    const page = await openAs(waiter, dashboardOf(house, wire.url));
    await expectReady(page);
    await expectKept(page, before.id);

    wire.cut();
    await page.goto(dashboardOf(house, wire.url));
    await markDocument(page);
    await expect(rowOf(page, before)).toBeVisible();
    const [{ syncedAt } = { syncedAt: 0 }] = await readKeptRows(page);
    const time = new Date(syncedAt).toLocaleTimeString("en-GB", { timeZone: "Europe/Sofia" });
    expect(time).toMatch(/^\d\d:\d\d:\d\d$/);
    const indicator = page.locator(offline).filter({ visible: true }).first();
    await expect(indicator).toContainText(say("bg", "connection.offlineSince", { time }));
    // What cannot be done says so, and why.
    await rowOf(page, before)
      .getByRole("button", { name: say("bg", "staff.orders.start") })
      .click();
    await expect(page.getByRole("alert").filter({ hasText: say("bg", "connection.offline") })).toBeVisible();

    const meanwhile = await orderAtTable(house);
    wire.mend();
    await expectLive(page);
    // The press went to a row further down: what is new waits there behind its bar.
    const bar = page.getByRole("button", { name: "1 ново", exact: true });
    await expect(rowOf(page, meanwhile).or(bar).first()).toBeVisible();
    if (await bar.isVisible()) await bar.click();
    await expect(rowOf(page, meanwhile)).toBeVisible();
    await expectSameDocument(page);
    await expectKept(page, meanwhile.id);
  } finally {
    await wire.close();
  }
});

test("a network that answers nothing is waited for no longer than a few seconds", async ({ house, openAs }) => {
  const order = await orderAtTable(house);
  const wire = await new Wire(house.base).start();
  try {
    const page = await openAs(await house.staff("staff"), dashboardOf(house, wire.url));
    await expectReady(page);
    await expectKept(page, order.id);
    wire.silence();
    const begin = Date.now();
    await page.goto(dashboardOf(house, wire.url));
    await expect(rowOf(page, order)).toBeVisible();
    console.log(`A silent network: the last view stood after ${Date.now() - begin} ms`);
    expect(Date.now() - begin).toBeLessThan(7_000);
    wire.mend();
    await expectLive(page);
  } finally {
    await wire.close();
  }
});

test("nobody sees what another person saw: signed out, signed in as somebody else, or with a session that ended", async ({
  house,
  openAs,
}) => {
  const order = await orderAtTable(house);
  const [first, second] = [house.userOf("staff"), house.userOf("staff", 1)];
  const own = await signIn(house.base, house.venue, first.email, first.password);
  const other = await signIn(house.base, house.venue, second.email, second.password);
  // The second speaks another language, and so does the app to them.
  const theirs = (other.cookies.get("servery_locale") ?? "bg") as Locale;
  const wire = await new Wire(house.base).start();
  try {
    const page = await openAs(own, dashboardOf(house, wire.url));
    const menuOf = (locale: Locale, name: string) =>
      page.getByRole("button", { name: say(locale, "staff.person.menuOf", { name }) });
    const message = page.getByRole("heading", { name: say("bg", "app.offline.title") });
    await expectReady(page);
    const kept = await expectKept(page, order.id);
    expect(kept.text).toContain(first.name);

    // Somebody else takes the device: what was kept of the first is gone as soon as the page asks who is there.
    await page.goto(`${wire.url}/sign-in`);
    await expect.poll(async () => (await readKeptRows(page)).length).toBe(0);
    wire.cut();
    await page.goto(dashboardOf(house, wire.url));
    await expect(message).toBeVisible();
    await expect(page.locator("[data-last-sync]")).toContainText(/\d\d:\d\d:\d\d/);
    await expect(page.getByText(first.name)).toHaveCount(0);
    await expect(rowOf(page, order)).toHaveCount(0);

    wire.mend();
    await page.context().addCookies(other.storageState().cookies);
    await page.goto(dashboardOf(house, wire.url));
    await expectReady(page);
    const next = await expectKept(page, order.id);
    expect(next.userId).not.toBe(kept.userId);
    // Even if the first one's view had stayed behind, it would not be shown, and the next page removes it.
    await page.evaluate(
      (row) =>
        new Promise<void>((resolve) => {
          const opening = indexedDB.open("servery");
          opening.onsuccess = () => {
            const writing = opening.result.transaction("snapshots", "readwrite");
            writing.objectStore("snapshots").put({ ...row, data: JSON.parse(row.text) });
            writing.oncomplete = () => {
              opening.result.close();
              resolve();
            };
          };
        }),
      { ...kept, venue: house.venue },
    );
    wire.cut();
    await page.goto(dashboardOf(house, wire.url));
    await expect(rowOf(page, order)).toBeVisible();
    await expect(menuOf(theirs, second.name)).toBeVisible();
    await expect(menuOf("bg", first.name)).toHaveCount(0);
    await expect(menuOf(theirs, first.name)).toHaveCount(0);
    wire.mend();
    await page.goto(dashboardOf(house, wire.url));
    await expect.poll(async () => (await readKeptRows(page)).map(({ userId }) => userId)).toEqual([next.userId]);

    // Signing out, as a person does it.
    await menuOf(theirs, second.name).click();
    await page.getByRole("button", { name: say(theirs, "staff.person.signOut") }).click();
    await page.waitForURL(/\/sign-in/);
    expect(await readKeptRows(page)).toEqual([]);
    wire.cut();
    await page.goto(dashboardOf(house, wire.url));
    await expect(page.getByRole("heading", { name: say(theirs, "app.offline.title") })).toBeVisible();
  } finally {
    await wire.close();
  }
});

test("a session that ended meanwhile leads from the last view to signing in", async ({ house, openAs }) => {
  const order = await orderAtTable(house);
  const { email, password } = house.userOf("staff", 1);
  const own = await signIn(house.base, house.venue, email, password);
  const wire = await new Wire(house.base).start();
  try {
    const page = await openAs(own, dashboardOf(house, wire.url));
    await expectReady(page);
    await expectKept(page, order.id);
    wire.cut();
    await page.goto(dashboardOf(house, wire.url));
    await expect(rowOf(page, order)).toBeVisible();
    const { body } = await own.get("/api/auth/csrf");
    await own.request("POST", "/api/auth/signout", {
      text: new URLSearchParams({ csrfToken: body.csrfToken, json: "true" }).toString(),
      headers: { "content-type": "application/x-www-form-urlencoded" },
      key: false,
    });
    wire.mend();
    await page.waitForURL(/\/sign-in\?next=/, { timeout: 20_000 });
  } finally {
    await wire.close();
  }
});

test("a kitchen without network says so, shows no ticket, and comes back by itself", async ({ house, openAs }) => {
  const wire = await new Wire(house.base).start();
  try {
    const page = await openAs(await house.staff("kitchen"), `${wire.url}/v/${house.venue}/kitchen`);
    await expectReady(page);
    wire.cut();
    await page.goto(`${wire.url}/v/${house.venue}/kitchen`);
    await expect(page.getByRole("heading", { name: say("bg", "app.offline.kitchenTitle") })).toBeVisible();
    await expect(page.locator("[data-last-sync]")).toContainText(/\d\d:\d\d:\d\d/);
    await expect(page.getByRole("article")).toHaveCount(0);
    await expect(page.locator("html")).toHaveAttribute("data-surface", "kitchen");
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.filter(({ impact }) => impact === "serious" || impact === "critical")).toEqual([]);
    wire.mend();
    await expectLive(page);
    await expect(page.getByRole("heading", { name: say("bg", "app.offline.kitchenTitle") })).toHaveCount(0);
  } finally {
    await wire.close();
  }
});

test("a new version waits, says so, and comes with one reload when somebody presses", async ({ house, openAs }) => {
  const file = join(process.cwd(), "dist", "sw.js");
  const built = await readFile(file);
  try {
    const page = await openAs(await house.staff("staff"), dashboardOf(house));
    await expectReady(page);
    await page.evaluate(() => caches.open("servery-static-of-yesterday"));
    await markDocument(page);
    await appendFile(file, "\n// another version\n");
    await page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()));
    const bar = page.locator('[data-update="waiting"]');
    await expect(bar).toContainText(say("bg", "app.update.ready"));
    // It does not come by itself, and nothing of the old version goes.
    await page.waitForTimeout(1_500);
    await expectSameDocument(page);
    expect(Object.keys(await readCaches(page))).toContain("servery-static-of-yesterday");
    let loads = 0;
    page.on("load", () => {
      loads += 1;
    });
    await bar.getByRole("button", { name: say("bg", "app.update.reload") }).click();
    await page.waitForFunction(() => !(window as { sameDocument?: boolean }).sameDocument);
    await expectReady(page);
    await page.waitForTimeout(4_500);
    expect(loads).toBe(1);
    await expect(page.locator("[data-update]")).toHaveCount(0);
    expect(Object.keys(await readCaches(page))).not.toContain("servery-static-of-yesterday");
    expect(await page.evaluate(async () => (await navigator.serviceWorker.ready).waiting)).toBeNull();
  } finally {
    await writeFile(file, built);
  }
});

const aPush = (house: House, change: Partial<PushMessage> = {}): PushMessage => ({
  topic: "ready",
  venue: house.venue,
  title: "Готово",
  body: "204",
  tag: "ready:1",
  path: dashboardOf(house),
  sticky: false,
  at: new Date().toISOString(),
  lang: "bg",
  ...change,
});

test("a push is shown while the dashboard is closed, and pressing it opens the order", async ({ house, openAs }) => {
  const order = await orderAtTable(house);
  const path = `${dashboardOf(house)}?order=${order.id}`;
  const page = await openAs(await house.staff("staff"), dashboardOf(house));
  const context = page.context();
  await context.grantPermissions(["notifications"], { origin: house.base });
  await expectReady(page);
  const [worker] = context.serviceWorkers();
  if (!worker) throw new Error("The worker does not run.");
  const browser = await Browser.of(page);
  // Any page of the origin will do to read what is shown; no page of the venue is open any more.
  await page.goto("/sign-in");
  const at = new Date(Date.now() - 5_000).toISOString();
  await browser.push(house.base, aPush(house, { title: "Нова поръчка", tag: `order:${order.id}`, path, at }));
  await browser.push(house.base, aPush(house, { topic: "calls", title: "Вика", tag: "call:1", sticky: true }));
  await browser.push(house.base, aPush(house, { topic: "calls", title: "Вика пак", tag: "call:1", sticky: true }));
  await browser.push(house.base, "no JSON at all");
  await expect
    .poll(async () => (await readNotifications(page)).map(({ title }) => title).sort())
    .toEqual(["Servery", "Вика пак", "Нова поръчка"].sort());
  const shown = await readNotifications(page);
  expect(shown.find(({ tag }) => tag === `order:${order.id}`)).toMatchObject({
    body: "204",
    requireInteraction: false,
    lang: "bg",
    icon: "/icons/icon-192.png",
    timestamp: Date.parse(at),
    data: { path, venue: house.venue },
  });
  expect(shown.find(({ tag }) => tag === "call:1")).toMatchObject({ requireInteraction: true });

  // A headless browser has no tray to press in: the press is given to the worker, which may open nothing then; what it wants to
  // open is read from it.
  const press = (tag: string) =>
    worker.evaluate(async (wanted) => {
      const scope = self as unknown as ServiceWorkerGlobalScope & { opened?: string[] };
      scope.opened = [];
      scope.clients.openWindow = async (address) => {
        scope.opened?.push(String(address));
        return null;
      };
      const [notification] = await scope.registration.getNotifications({ tag: wanted });
      if (!notification) throw new Error(`Nothing is shown as ${wanted}`);
      scope.dispatchEvent(new NotificationEvent("notificationclick", { notification }));
      await new Promise((resolve) => setTimeout(resolve, 500));
      return scope.opened;
    }, tag);
  expect(await press(`order:${order.id}`)).toEqual([path]);
  expect((await readNotifications(page)).some(({ tag }) => tag === `order:${order.id}`)).toBe(false);
  await page.goto(path);
  const sheet = page.getByRole("dialog", { name: new RegExp(` ${order.number}\\b`) });
  await expect(sheet).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(sheet).toHaveCount(0);

  // With the dashboard open, the same press opens the order in it and loads nothing.
  await expectReady(page);
  await markDocument(page);
  await worker.evaluate(
    ([title, data, tag]) =>
      (self as unknown as ServiceWorkerGlobalScope).registration.showNotification(title as string, {
        data,
        tag: tag as string,
      }),
    ["Поръчка", { path, venue: house.venue }, "order:open"] as const,
  );
  expect(await press("order:open")).toEqual([]);
  await expect(sheet).toBeVisible();
  await expectSameDocument(page);
});

test("a push for a dashboard that somebody is looking at makes no notification", async ({ house, openAs }) => {
  const page = await openAs(await house.staff("staff"), dashboardOf(house));
  await page.context().grantPermissions(["notifications"], { origin: house.base });
  await expectReady(page);
  await page.bringToFront();
  const browser = await Browser.of(page);
  await page.evaluate(() => {
    const told: string[] = [];
    Object.assign(window, { told });
    navigator.serviceWorker.addEventListener("message", ({ data }) => told.push(data.message?.title));
  });
  await browser.push(house.base, aPush(house, { title: "Виждаш го" }));
  await expect.poll(() => page.evaluate(() => (window as unknown as { told: string[] }).told)).toEqual(["Виждаш го"]);
  expect(await readNotifications(page)).toEqual([]);
  // The kitchen's wall tells of no orders or calls: there the system says it.
  await page.goto(`/v/${house.venue}/kitchen`);
  await expectReady(page);
  await browser.push(house.base, aPush(house, { title: "В кухнята", tag: "kitchen" }));
  await expect.poll(async () => (await readNotifications(page)).map(({ title }) => title)).toEqual(["В кухнята"]);
});

/** The browser's own push service is a machine of its maker; in its place stands one of ours, with keys of its own. */
async function lendPushService(page: Page, { subscription }: TestBrowser): Promise<void> {
  await page.addInitScript((given) => {
    let held: object | null = null;
    const made = (key: ArrayBuffer) => ({
      endpoint: given.endpoint,
      options: { applicationServerKey: key },
      toJSON: () => given,
      unsubscribe: async () => {
        held = null;
        return true;
      },
    });
    PushManager.prototype.getSubscription = async () => held as PushSubscription | null;
    PushManager.prototype.subscribe = async (options) => {
      const key = options?.applicationServerKey;
      const bytes = ArrayBuffer.isView(key) ? new Uint8Array(key.buffer).slice() : new Uint8Array();
      if (bytes.length !== 65) throw new TypeError("applicationServerKey");
      held = made(bytes.buffer);
      return held as PushSubscription;
    };
  }, subscription);
}

test("notifications are turned on with a press, chosen by topic, and turned off", async ({ house, openAs }) => {
  const service = await startPushService();
  try {
    const waiter = await house.staff("staff", 2);
    const subscriptions = async () =>
      (await waiter.get<{ items: PushSubscriptionDto[] }>("push-subscriptions")).body.items;
    const page = await openAs(waiter, "/sign-in");
    const browser = service.subscribe();
    await lendPushService(page, browser);
    await page.context().grantPermissions(["notifications"], { origin: house.base });
    await page.goto(dashboardOf(house));
    await expectReady(page);
    const { name } = house.userOf("staff", 2);
    const openSheet = async () => {
      await page.getByRole("button", { name: say("bg", "staff.person.menuOf", { name }) }).click();
      await page.getByRole("button", { name: say("bg", "app.device.entry") }).click();
    };
    await openSheet();
    const sheet = page.getByRole("dialog", { name: say("bg", "app.device.title") });
    await sheet.getByRole("button", { name: say("bg", "app.push.turnOn") }).click();
    const calls = sheet.getByRole("switch", { name: say("bg", "app.push.topic.calls") });
    await expect(calls).toBeChecked();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.filter(({ impact }) => impact === "serious" || impact === "critical")).toEqual([]);
    const endpoint = browser.subscription.endpoint;
    const mine = async () => (await subscriptions()).find((each) => each.endpoint === endpoint);
    expect((await mine())?.topics).toHaveLength(5);
    await sheet.getByRole("button", { name: say("bg", "app.push.turnOff") }).click();
    await expect(calls).toHaveCount(0);
    expect(await mine()).toBeUndefined();
    await sheet.getByRole("button", { name: say("bg", "app.push.turnOn") }).click();
    await expect(calls).toBeChecked();
    await sheet.getByRole("switch", { name: say("bg", "app.push.topic.orders") }).uncheck();
    await expect.poll(async () => (await mine())?.topics).toEqual(["calls", "ready", "mentions", "notices"]);

    // The push service gives the browser another address: the worker takes the choices there, whatever page is open.
    const renewed = service.subscribe();
    await page
      .context()
      .serviceWorkers()[0]
      ?.evaluate((given) => {
        const change = { oldSubscription: null, newSubscription: { toJSON: () => given } };
        self.dispatchEvent(Object.assign(new Event("pushsubscriptionchange"), { waitUntil: () => {} }, change));
      }, renewed.subscription);
    await expect
      .poll(async () => (await subscriptions()).find((each) => each.endpoint === renewed.subscription.endpoint)?.topics)
      .toEqual(["calls", "ready", "mentions", "notices"]);

    // What the server sends for a call is what the worker shows.
    await page.keyboard.press("Escape");
    const cdp = await Browser.of(page);
    await page.goto("/sign-in");
    const guest = await house.sit(table);
    await guest.client.post("waiter-calls", { callType: "help" });
    await expect.poll(() => browser.received.length, { timeout: 10_000 }).toBe(1);
    await cdp.push(house.base, browser.received[0]?.message);
    await expect.poll(async () => (await readNotifications(page)).length).toBe(1);
    expect((await readNotifications(page))[0]?.title).toBe(browser.received[0]?.message.title);
    await house.silence();
  } finally {
    await service.stop();
  }
});

test("blocked notifications are said to be blocked, with what to do", async ({ house, openAs }) => {
  const page = await openAs(await house.staff("staff"), dashboardOf(house));
  await expectReady(page);
  await page.evaluate(() => Object.defineProperty(Notification, "permission", { get: () => "denied" }));
  const { name } = house.userOf("staff");
  await page.getByRole("button", { name: say("bg", "staff.person.menuOf", { name }) }).click();
  await page.getByRole("button", { name: say("bg", "app.device.entry") }).click();
  const sheet = page.getByRole("dialog", { name: say("bg", "app.device.title") });
  await expect(sheet.getByText(say("bg", "app.push.denied"))).toBeVisible();
  await expect(sheet.getByRole("button", { name: say("bg", "app.push.turnOn") })).toHaveCount(0);
});

test("a screen that was asked to stay lit does so, after a reload too", async ({ house, openAs }) => {
  const page = await openAs(await house.staff("staff"), dashboardOf(house));
  await expectLive(page);
  const { name } = house.userOf("staff");
  const sheet = page.getByRole("dialog", { name: say("bg", "app.device.title") });
  const open = async () => {
    await page.getByRole("button", { name: say("bg", "staff.person.menuOf", { name }) }).click();
    await page.getByRole("button", { name: say("bg", "app.device.entry") }).click();
  };
  await open();
  const awake = sheet.getByRole("switch", { name: say("bg", "app.awake.label") });
  await expect(awake).not.toBeChecked();
  await awake.check();
  await expect(sheet.getByText(say("bg", "app.awake.on"))).toBeVisible();
  await page.reload();
  await expectLive(page);
  await open();
  await expect(awake).toBeChecked();
  await expect(sheet.getByText(say("bg", "app.awake.on"))).toBeVisible();
});
