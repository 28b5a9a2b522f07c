import type { Page } from "@playwright/test";
import pg from "pg";
import type { ApiClient } from "./api-client";
import { phone as phoneDevice } from "./devices";
import { expect, readRun, test } from "./fixtures";
import { type Heard, listen, touch } from "./sounds";
import { tablesOf } from "./tables";
import { expectLive } from "./watch";
import { say } from "./words";

const [table] = tablesOf.alerts;
const word = (key: string, values?: Record<string, string | number>) => say("bg", `staff.${key}`, values);

/** Reads all that was said to somebody before. */
async function readAll(who: ApiClient): Promise<void> {
  const { body } = await who.get<{ items: { id: string }[] }>("notices");
  for (const { id } of body.items) await who.post(`notices/${id}/read`, {}, { key: false });
}

test("a call that nobody answers rings faster and louder, then names the manager who is called", async ({
  house,
  openAs,
}) => {
  test.setTimeout(90_000);
  const database = new pg.Client({ connectionString: readRun().databaseUrl });
  await database.connect();
  const limit = (seconds: number) => database.query(`update "Venue" set "callLimitSeconds" = $1`, [seconds]);
  const { rows } = await database.query(`select "callLimitSeconds" as "seconds" from "Venue" limit 1`);
  await limit(8);
  try {
    await house.silence();
    const guest = await house.sit(table);
    const page = await openAs(await house.staff("staff"), `/v/${house.venue}/dashboard`);
    const boss = await openAs(await house.staff("manager"), `/v/${house.venue}/dashboard`, phoneDevice);
    const heard = await listen(page);
    await expectLive(page);
    await expectLive(boss);
    await touch(page);
    await guest.client.post("waiter-calls", { callType: "help" });
    const place = say("bg", "common.tableNumber", { number: table });
    const popUp = page.getByRole("alertdialog", { name: word("calls.calling", { place }) });
    await expect(popUp).toHaveAttribute("data-level", "0");
    await expect.poll(async () => (await heard()).length).toBeGreaterThan(0);
    await expect(popUp).toHaveAttribute("data-level", "1", { timeout: 14_000 });
    await expect(popUp.getByRole("alert")).toHaveText(word("calls.overdue"));
    await expect(popUp).toHaveAttribute("data-level", "2", { timeout: 14_000 });
    const manager = house.userOf("manager").name.split(" ")[0] ?? "";
    await expect(popUp.getByRole("alert")).toHaveText(word("calls.managerCalled", { names: manager }));
    await expect(boss.getByRole("alertdialog")).toHaveAttribute("data-level", "2");
    await expect(boss.getByRole("alertdialog").getByRole("alert")).toHaveText(word("calls.youAreCalled"));
    await page.waitForTimeout(4_000);

    // A ring is six tones of one loudness; each level has its own.
    const byPeak = new Map<number, Heard[]>();
    for (const tone of await heard()) byPeak.set(tone.peak, [...(byPeak.get(tone.peak) ?? []), tone]);
    const levels = [...byPeak];
    expect(levels).toHaveLength(3);
    const [calm = 0, loud = 0, loudest = 0] = levels.map(([peak]) => peak);
    expect(loud).toBeGreaterThan(calm * 1.2);
    expect(loudest).toBeGreaterThan(loud * 1.1);
    const pauses = levels.map(([, tones]) => {
      const starts = tones
        .map(({ at }) => at)
        .filter((at, index, all) => index === 0 || at - (all[index - 1] ?? 0) > 500);
      return Math.min(...starts.slice(1).map((at, index) => at - (starts[index] ?? 0)));
    });
    expect(pauses[0]).toBeGreaterThan(3_500);
    expect(pauses[2]).toBeLessThan(2_000);

    // A second device answers: silence and nothing red anywhere.
    await boss
      .getByRole("alertdialog")
      .getByRole("button", { name: word("calls.go"), exact: true })
      .click();
    await expect(popUp).toHaveCount(0);
    const count = (await heard()).length;
    await page.waitForTimeout(2_500);
    expect((await heard()).length).toBe(count);
  } finally {
    await limit(rows[0].seconds);
    await database.end();
    await house.silence();
  }
});

test("each sound can be tried and is another one; silence has an end, also over a reload", async ({
  house,
  openAs,
}) => {
  await house.silence();
  const page = await openAs(await house.staff("staff"), "/sign-in");
  await page.clock.install();
  await page.goto(`/v/${house.venue}/dashboard`);
  const heard = await listen(page);
  await touch(page);
  const button = page.getByRole("button", { name: word("sound.isOn") }).filter({ visible: true });
  await button.click();
  const pitches = new Set<string>();
  for (const kind of ["order", "call", "ready", "notice"]) {
    const before = (await heard()).length;
    await page.getByRole("button", { name: word("sound.play", { kind: word(`sound.kind.${kind}`) }) }).click();
    await page.clock.runFor(300);
    await expect.poll(async () => (await heard()).length).toBeGreaterThan(before);
    pitches.add(
      (await heard())
        .slice(before)
        .map(({ pitch }) => pitch)
        .join(" "),
    );
  }
  expect(pitches.size).toBe(4);

  await page.getByRole("button", { name: word("sound.mute15"), exact: true }).click();
  const bar = page.getByRole("region", { name: word("sound.title") }).filter({ visible: true });
  const [before = ""] = word("sound.offUntil", { time: "|" }).split("|");
  await expect(bar).toContainText(new RegExp(`${before}\\d\\d:\\d\\d`));
  await page.reload();
  await expect(bar).toContainText(new RegExp(`${before}\\d\\d:\\d\\d`));
  await page.clock.fastForward("14:00");
  await expect(bar).toBeVisible();
  await page.clock.fastForward("02:00");
  await expect(page.getByText(before)).toHaveCount(0);

  await page.evaluate(() =>
    localStorage.setItem("servery.sound", JSON.stringify({ mutedUntil: "always", volume: 0.5 })),
  );
  await page.reload();
  await page.clock.fastForward("20:00:00");
  await expect(bar).toContainText(word("sound.off"));
  await bar.getByRole("button", { name: word("sound.turnOn") }).click();
  await expect(bar).toHaveCount(0);
});

test("a notice reaches those it is for, live, and is gone for good once read", async ({ house, openAs }) => {
  const path = `/v/${house.venue}/dashboard`;
  for (const who of [house.staff("staff"), house.staff("staff", 2), house.staff("manager")]) await readAll(await who);
  const [maria, georgi, manager] = [
    await openAs(await house.staff("staff"), path, phoneDevice),
    await openAs(await house.staff("staff", 2), path),
    await openAs(await house.staff("manager"), path),
  ];
  for (const page of [maria, georgi, manager]) await expectLive(page);
  const boss = await house.staff("manager");
  const people = (await boss.get("people")).body.items as { name: string; userId: string }[];
  const georgiId = people.find(({ name }) => name === house.userOf("staff", 2).name)?.userId;
  const say1 = `За залата ${Date.now()}`;
  const say2 = `Само за Георги ${Date.now()}`;
  expect((await boss.post("notices", { title: say1, severity: "warning", targetRoles: ["staff"] })).status).toBe(201);
  const strip = (page: Page) => page.getByRole("region", { name: word("notices.title") });
  await expect(strip(maria)).toContainText(say1);
  await expect(strip(georgi)).toContainText(say1);
  const { status } = await boss.post("notices", {
    title: say2,
    message: "Ела в офиса.",
    severity: "critical",
    targetUsers: [georgiId],
  });
  expect(status).toBe(201);
  // The graver one comes first, one at a time.
  await expect(strip(georgi)).toContainText(say2);
  await expect(strip(georgi)).toContainText(word("notices.of", { at: 1, count: 2 }));
  await strip(georgi)
    .getByRole("button", { name: word("notices.details"), exact: true })
    .click();
  await expect(strip(georgi)).toContainText("Ела в офиса.");
  await expect(maria.getByText(say2)).toHaveCount(0);
  await expect(manager.getByText(say1)).toHaveCount(0);
  await expect(manager.getByText(say2)).toHaveCount(0);

  const read = (page: Page) => strip(page).getByRole("button", { name: word("notices.markRead"), exact: true });
  await read(maria).click();
  await expect(strip(maria)).toHaveCount(0);
  await maria.getByRole("button", { name: say("bg", "common.undo"), exact: true }).click();
  await expect(strip(maria)).toContainText(say1);
  await maria.reload();
  await expect(strip(maria)).toContainText(say1);
  await read(maria).click();
  await expect(strip(maria)).toHaveCount(0);
  await maria.reload();
  await expectLive(maria);
  await expect(strip(maria)).toHaveCount(0);
  await read(georgi).click();
  await expect(strip(georgi)).toContainText(say1);
  await read(georgi).click();
  await expect(strip(georgi)).toHaveCount(0);
  // Told to the server once the undo is over, or when the page goes.
  const unread = async () => (await (await house.staff("staff", 2)).get("notices")).body.items;
  expect(await unread()).toHaveLength(2);
  await expect.poll(unread, { timeout: 15_000 }).toHaveLength(0);
  expect((await (await house.staff("staff")).get("notices")).body.items).toHaveLength(0);
});

test("maintenance tells its hours in the house's own time", async ({ house, openAs }) => {
  const boss = await house.staff("manager");
  await readAll(await house.staff("cashier"));
  const title = `Касата ${Date.now()}`;
  const startsAt = new Date(Date.now() - 60_000);
  const endsAt = new Date(Date.now() + 30 * 60_000);
  await boss.post("notices", {
    kind: "maintenance",
    title,
    targetRoles: ["cashier"],
    startsAt: startsAt.toISOString(),
    endsAt: endsAt.toISOString(),
  });
  const page = await openAs(await house.staff("cashier"), `/v/${house.venue}/dashboard`, {
    timezoneId: "America/New_York",
  });
  const strip = page.getByRole("region", { name: word("notices.title") });
  await expect(strip).toContainText(title);
  const hour = (at: Date) =>
    new Intl.DateTimeFormat("bg", {
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
      timeZone: "Europe/Sofia",
    }).format(at);
  await expect(strip).toContainText(hour(startsAt));
  await expect(strip).toContainText(hour(endsAt));
});
