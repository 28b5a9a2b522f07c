import type { Locator, Page } from "@playwright/test";
import pg from "pg";
import type { TicketDto } from "@/lib/kitchen/schema";
import type { OrderDto } from "@/lib/orders/schema";
import { placeOrder } from "./api-client";
import { expect, test } from "./fixtures";
import { House } from "./house";
import { makeDataDir, type OwnServer, removeDataDir, startServer } from "./server";
import { type Heard, listen } from "./sounds";
import { expectLive, expectSameDocument, markDocument } from "./watch";
import { Wire } from "./wire";
import { say } from "./words";

const word = (key: string, values?: Record<string, string | number>) => say("bg", `kitchen.${key}`, values);
/** Ten seconds, and one for a machine that runs something else at the same time (ms). */
const noticedWithin = 11_000;
const grilled = "Kebapche, 3 pcs";

// A house of its own: it is killed, its kitchen gets short targets, and its numbering is held up.
let dataDir: string;
let server: OwnServer;
let house: House;
let database: pg.Client;
test.beforeAll(async () => {
  dataDir = await makeDataDir();
  server = await startServer({ dataDir });
  house = new House(server.url, server.sheet());
  database = new pg.Client({ connectionString: server.databaseUrl });
  await database.connect();
});
test.beforeEach(() => house.clearWalls());
test.afterAll(async () => {
  await database?.end();
  await server?.stop();
  await removeDataDir(dataDir);
});

const grill = (base = server.url) => `${base}/v/${house.venue}/kitchen/grill`;
const cardOf = (page: Page, { number }: OrderDto): Locator =>
  page.getByRole("article", { name: new RegExp(` ${number},`) });
const lostScreen = (page: Page) => page.locator("[data-lost-screen]");

/** How often each thing sounded, by the tone that only it has. */
async function soundsOf(heard: () => Promise<Heard[]>) {
  const tones = await heard();
  const times = (pitch: number, inOne: number) => tones.filter((tone) => tone.pitch === pitch).length / inOne;
  return { order: times(587, 1), change: times(494, 1), soon: times(440, 2), late: times(622, 2) };
}

/** A browser lets no page sound before somebody touched it. The tests' own looks count as touches, so it is made to mean it. */
async function listenUntouched(page: Page): Promise<() => Promise<Heard[]>> {
  await page.addInitScript(() => {
    let touched = false;
    addEventListener(
      "pointerdown",
      () => {
        touched = true;
      },
      { capture: true },
    );
    window.AudioContext = class extends AudioContext {
      constructor() {
        super();
        if (!touched) void this.suspend();
      }
      override resume(): Promise<void> {
        return touched ? super.resume() : new Promise(() => {});
      }
    };
  });
  return listen(page);
}

/** The bar says that nothing sounds, until somebody allows it. */
async function turnSoundOn(page: Page): Promise<void> {
  const bar = page.getByRole("region", { name: say("bg", "staff.sound.title") }).filter({ visible: true });
  await expect(bar).toContainText(word("alarms.silent"));
  await bar.getByRole("button", { name: say("bg", "staff.sound.turnOn") }).click();
  await expect(bar).toHaveCount(0);
}

async function ticketOf(order: OrderDto): Promise<TicketDto> {
  const { body } = await (await house.staff("manager")).get<{ items: TicketDto[] }>("tickets?station=grill");
  const ticket = body.items.find(({ orderId }) => orderId === order.id);
  if (!ticket) throw new Error(`Order ${order.number} has no ticket at the grill`);
  return ticket;
}

async function restart(): Promise<void> {
  const { port } = server;
  await server.kill();
  server = await startServer({ dataDir, port });
}

/** How often, and how gravely, the house warned of something. */
async function warningsOf(id: string): Promise<string[]> {
  const { rows } = await database.query(
    `select "payload" ->> 'severity' as "severity" from "OutboxEvent"
      where "name" = 'sla-warning' and "payload" ->> 'resourceId' = $1 order by "position"`,
    [id],
  );
  return rows.map(({ severity }) => severity);
}

test("a card turns and sounds once at each level, and a call is raised once, whatever the screen's clock says and however often the house restarts", async ({
  openAs,
}) => {
  test.setTimeout(120_000);
  const { rows } = await database.query(`select "targetSeconds" as "seconds" from "Station" where "type" = 'grill'`);
  await database.query(`update "Station" set "targetSeconds" = 24 where "type" = 'grill'`);
  await database.query(`update "Venue" set "callLimitSeconds" = 12`);
  try {
    const page = await openAs(await house.staff("kitchen"), `${server.url}/sign-in`);
    await page.clock.install({ time: Date.now() + 3 * 3_600_000 });
    await page.goto(grill());
    const heard = await listenUntouched(page);
    await expectLive(page);
    await turnSoundOn(page);
    const minute = (ms: number) =>
      new Intl.DateTimeFormat("bg", {
        hour: "2-digit",
        minute: "2-digit",
        hourCycle: "h23",
        timeZone: "Europe/Sofia",
      }).format(ms);
    await expect(async () => {
      expect([minute(Date.now()), minute(Date.now() - 2_000)]).toContain(
        await page.locator("header time").last().textContent(),
      );
    }).toPass();

    const { client } = await house.sit("1");
    const order = await placeOrder(client, [await house.line(grilled)]);
    const placedAt = Date.now();
    const call = await client.post("waiter-calls", { callType: "help" });
    const card = cardOf(page, order);
    await expect(card).toHaveAttribute("data-level", "fine");
    await expect(card.locator("time").first()).toHaveText(/^00:0\d$/);
    await expect.poll(() => soundsOf(heard)).toMatchObject({ order: 1 });

    await expect(card).toHaveAttribute("data-level", "soon", { timeout: 24_000 });
    expect((Date.now() - placedAt) / 1_000).toBeGreaterThan(15);
    await expect.poll(() => soundsOf(heard), { timeout: 5_000 }).toEqual({ order: 1, change: 0, soon: 1, late: 0 });
    await restart();
    await expect(card).toHaveAttribute("data-level", "late", { timeout: 15_000 });
    await expect(card).toContainText(word("lateBy", { time: "" }));
    await expect.poll(() => soundsOf(heard), { timeout: 15_000 }).toMatchObject({ late: 1 });
    await restart();
    await expectLive(page);
    await page.waitForTimeout(4_000);
    expect(await soundsOf(heard)).toEqual({ order: 1, change: 0, soon: 1, late: 1 });
    for (const id of [(await ticketOf(order)).id, call.body.id]) {
      expect(await warningsOf(id)).toEqual(["warning", "critical"]);
    }
  } finally {
    await database.query(`update "Station" set "targetSeconds" = $1 where "type" = 'grill'`, [rows[0].seconds]);
  }
});

test("a screen without a connection says so everywhere, from when it is, refuses steps, and heals by itself", async ({
  openAs,
}) => {
  test.setTimeout(90_000);
  const wire = await new Wire(server.url).start();
  try {
    const page = await openAs(await house.staff("kitchen"), grill(wire.url));
    await expectLive(page);
    await markDocument(page);
    const { client } = await house.sit("2");
    const order = await placeOrder(client, [await house.line(grilled)]);
    const card = cardOf(page, order);
    await expect(card).toHaveAttribute("data-state", "queued");
    // It beats: what it shows is proven again and again.
    const beat = page.locator("[data-beats]").first();
    const beats = Number(await beat.getAttribute("data-beats"));
    await expect.poll(async () => Number(await beat.getAttribute("data-beats"))).toBeGreaterThan(beats + 1);

    wire.silence();
    const silentAt = Date.now();
    await expect(lostScreen(page)).toBeVisible({ timeout: noticedWithin });
    console.log(`A silent network was shown after ${Date.now() - silentAt} ms`);
    expect(await lostScreen(page).boundingBox()).toMatchObject({ x: 0, y: 0, ...page.viewportSize() });
    const [title = ""] = word("lost.title", { age: "|" }).split("|");
    await expect(lostScreen(page)).toContainText(new RegExp(`${title}00:(0[89]|1\\d)`));
    await expect(lostScreen(page)).toContainText(/\d\d:\d\d:\d\d/);
    await expect(lostScreen(page)).toContainText(word("lost.refused"));

    await expect(card).toBeVisible();
    await card.getByRole("button", { name: word("start"), exact: true }).click();
    await expect(page.getByText(word("failed", { reason: say("bg", "errors.offline") }))).toBeVisible();
    await expect(card).toHaveAttribute("data-state", "queued");
    const meanwhile = await placeOrder(client, [await house.line(grilled)]);

    wire.mend();
    await expect(lostScreen(page)).toHaveCount(0, { timeout: 15_000 });
    await expectLive(page);
    await expect(cardOf(page, meanwhile)).toBeVisible();
    expect((await ticketOf(order)).state).toBe("queued");
    await card.getByRole("button", { name: word("start"), exact: true }).click();
    await expect(card).toHaveAttribute("data-state", "preparing");
    await expectSameDocument(page);

    wire.cut();
    await expect(lostScreen(page)).toBeVisible({ timeout: noticedWithin });
    wire.mend();
    await expect(lostScreen(page)).toHaveCount(0, { timeout: 15_000 });
  } finally {
    await wire.close();
  }
});

test("a house that answers and tells nothing is a lost connection too", async ({ openAs }) => {
  test.setTimeout(60_000);
  const page = await openAs(await house.staff("kitchen"), grill());
  await expectLive(page);
  const { client } = await house.sit("3");
  await database.query("begin");
  try {
    // Orders are taken, snapshots are read, and no event gets its number.
    await database.query(`lock table "ChannelHead" in share row exclusive mode`);
    const order = await placeOrder(client, [await house.line(grilled)]);
    const placedAt = Date.now();
    await expect(lostScreen(page)).toBeVisible({ timeout: noticedWithin });
    console.log(`A house that tells nothing was shown after ${Date.now() - placedAt} ms`);
    await expect(cardOf(page, order)).toHaveCount(0);
    await database.query("rollback");
    await expect(lostScreen(page)).toHaveCount(0, { timeout: 10_000 });
    await expect(cardOf(page, order)).toBeVisible();
  } finally {
    await database.query("rollback");
  }
});

test("a screen that slept knows that it does not know, and asks before it alarms anybody", async ({ openAs }) => {
  const wire = await new Wire(server.url).start();
  try {
    const page = await openAs(await house.staff("kitchen"), `${wire.url}/sign-in`);
    await page.clock.install();
    await page.goto(grill(wire.url));
    await expectLive(page);
    await page.evaluate(() => {
      const seen = { lost: false };
      Object.assign(window, { seen });
      new MutationObserver(() => {
        seen.lost ||= document.querySelector("[data-lost-screen]") !== null;
      }).observe(document.body, { childList: true, subtree: true });
    });
    await page.clock.fastForward("10:00");
    await expectLive(page);
    await page.waitForTimeout(3_000);
    expect(await page.evaluate(() => (window as unknown as { seen: { lost: boolean } }).seen.lost)).toBe(false);

    wire.silence();
    await page.clock.fastForward("10:00");
    // Not another eight seconds.
    await expect(lostScreen(page)).toBeVisible({ timeout: 4_500 });
    await expect(lostScreen(page)).toContainText(word("lost.title", { age: "10:0" }));
  } finally {
    await wire.close();
  }
});

test("a kitchen hears what is new and what changes at its station, one sound for many, and nothing when it is silent", async ({
  openAs,
}) => {
  const page = await openAs(await house.staff("kitchen"), grill());
  const heard = await listenUntouched(page);
  await expectLive(page);
  await turnSoundOn(page);
  const [guest, ...others] = [await house.sit("4"), await house.sit("5"), await house.sit("6")] as const;
  const guests = [guest, ...others];
  const items = [await house.line(grilled), await house.line("Grilled sausage")];
  // The bar's business alone.
  await placeOrder(guest.client, [await house.line("Zagorka on tap")]);
  await page.waitForTimeout(1_500);
  expect(await soundsOf(heard)).toEqual({ order: 0, change: 0, soon: 0, late: 0 });
  const orders = await Promise.all(guests.map(({ client }) => placeOrder(client, items)));
  for (const each of orders) await expect(cardOf(page, each)).toBeVisible();
  await page.waitForTimeout(2_500);
  const { order: rings } = await soundsOf(heard);
  // Together, or in two, when the machine was slow; never one a ticket.
  expect(rings).toBeGreaterThan(0);
  expect(rings).toBeLessThan(3);

  const manager = await house.staff("manager");
  const ticket = await ticketOf(orders[0] as OrderDto);
  await manager.patch(`tickets/${ticket.id}/status`, { status: "preparing" });
  const voided = await manager.post(`order-items/${ticket.items[0]?.id}/void`, { reason: "Too much" });
  expect(voided.status).toBe(200);
  await expect.poll(() => soundsOf(heard)).toEqual({ order: rings, change: 1, soon: 0, late: 0 });
  await page.waitForTimeout(1_000);
  expect((await manager.post(`tickets/${ticket.id}/rush`, { rush: true })).status).toBe(200);
  await expect.poll(() => soundsOf(heard)).toMatchObject({ change: 2 });

  await page.getByRole("button", { name: say("bg", "staff.sound.isOn") }).click();
  await page.getByRole("button", { name: say("bg", "staff.sound.mute15"), exact: true }).click();
  await page.keyboard.press("Escape");
  const silent = await placeOrder(guest.client, items);
  await expect(cardOf(page, silent)).toBeVisible();
  await page.waitForTimeout(1_000);
  expect(await soundsOf(heard)).toEqual({ order: rings, change: 2, soon: 0, late: 0 });
});

test("a screen is set up by touch: dense, sorted by due time, loud, lit, full, and in its own language", async ({
  openAs,
}) => {
  const page = await openAs(await house.staff("kitchen"), `${server.url}/sign-in`, {
    hasTouch: true,
    viewport: { width: 1920, height: 1080 },
  });
  await page.addInitScript(() => {
    const asked = { awake: 0 };
    Object.assign(window, { asked });
    const request = async () => {
      asked.awake += 1;
      const lock = Object.assign(new EventTarget(), { released: false, release: async () => {} });
      Object.assign(window, {
        hide: () => {
          lock.released = true;
          lock.dispatchEvent(new Event("release"));
        },
      });
      return lock;
    };
    Object.defineProperty(navigator, "wakeLock", { value: { request } });
  });
  await page.goto(grill());
  const heard = await listen(page);
  await expectLive(page);
  const asked = () => page.evaluate(() => (window as unknown as { asked: { awake: number } }).asked.awake);
  expect(await asked()).toBeGreaterThan(0);
  // What the browser takes back while nobody looks is asked for again.
  const before = await asked();
  await page.evaluate(() => {
    (window as unknown as { hide(): void }).hide();
    document.dispatchEvent(new Event("visibilitychange"));
  });
  await expect.poll(asked).toBeGreaterThan(before);

  await page.getByRole("button", { name: word("screen.fullScreen"), exact: true }).tap();
  await expect.poll(() => page.evaluate(() => document.fullscreenElement !== null)).toBe(true);
  await page.getByRole("button", { name: word("screen.leaveFullScreen"), exact: true }).tap();
  await expect.poll(() => page.evaluate(() => document.fullscreenElement)).toBeNull();

  const open = async () => {
    await page.getByRole("button", { name: word("wall.menu") }).tap();
    await page.getByRole("button", { name: word("wall.screen") }).tap();
    return page.getByRole("dialog", { name: word("screen.title") });
  };
  const sheet = await open();
  await expect(sheet).toBeVisible();
  for (const target of await sheet.getByRole("button").all()) {
    const box = await target.boundingBox();
    expect(Math.min(box?.height ?? 0, box?.width ?? 0), String(await target.textContent())).toBeGreaterThanOrEqual(44);
  }
  await sheet.getByRole("button", { name: word("screen.dense"), exact: true }).tap();
  await sheet.getByRole("button", { name: word("screen.due"), exact: true }).tap();
  const pitches = new Set<string>();
  for (const kind of ["order", "change", "soon", "late"]) {
    const count = (await heard()).length;
    await sheet
      .getByRole("button", { name: say("bg", "staff.sound.play", { kind: say("bg", `staff.sound.kind.${kind}`) }) })
      .tap();
    await expect.poll(async () => (await heard()).length).toBeGreaterThan(count);
    pitches.add(
      (await heard())
        .slice(count)
        .map(({ pitch }) => pitch)
        .join(" "),
    );
  }
  expect(pitches.size).toBe(4);
  const awake = sheet.getByRole("switch", { name: word("screen.awake") });
  await expect(awake).toBeChecked();
  await expect(sheet.getByText(word("screen.awakeOn"))).toBeVisible();

  await sheet.getByRole("button", { name: "English", exact: true }).tap();
  await expect(page.getByRole("dialog", { name: say("en", "kitchen.screen.title") })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("button", { name: say("en", "kitchen.wall.menu") })).toBeVisible();
  await page.getByRole("button", { name: say("en", "kitchen.wall.menu") }).tap();
  await page.getByRole("button", { name: say("en", "kitchen.wall.screen") }).tap();
  const again = page.getByRole("dialog", { name: say("en", "kitchen.screen.title") });
  for (const chosen of ["dense", "due"]) {
    await expect(
      again.getByRole("button", { name: say("en", `kitchen.screen.${chosen}`), exact: true }),
    ).toHaveAttribute("aria-pressed", "true");
  }
  await again.getByRole("button", { name: "Български", exact: true }).tap();
  await expect(page.getByRole("dialog", { name: word("screen.title") })).toBeVisible();
});
