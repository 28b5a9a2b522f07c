import type { Page } from "@playwright/test";
import { phone as phoneDevice } from "./devices";
import { expect, test } from "./fixtures";
import { Phone } from "./phone";
import { tablesOf } from "./tables";
import { answeredAt, expectLive, expectSameDocument, markDocument, pressedAt, watchFor } from "./watch";
import { say } from "./words";

const [table, otherTable] = tablesOf.liveness;
/** Nobody else's tests order it, so what says its name on a screen is ours. */
const dish = { en: "Rib-eye steak", bg: "Телешки стек" };
const options = ["Medium rare", "Roast vegetables"];
/** ms; the other worker's tests run beside this one on the same two cores. */
const within = 2_000;

// What other tests left hanging would push the new ones to the next page.
test.beforeEach(({ house }) => house.clearWalls());

test("an order from the phone appears on every screen within a second, and each step shows on all of them", async ({
  house,
  openAs,
}) => {
  const { id } = await house.clearTable(table);
  await (await house.staff("manager")).post(`tables/${id}/open`, {}, { key: false });
  const desk = await openAs(await house.staff("staff"), `/v/${house.venue}/dashboard`);
  const tablet = await openAs(await house.staff("manager"), `/v/${house.venue}/dashboard`, {
    viewport: { width: 1024, height: 768 },
  });
  const kitchen = await openAs(await house.staff("kitchen"), `/v/${house.venue}/kitchen`);
  const phone = new Phone(await openAs(null, `/t/${house.tokenOf(table)}`, phoneDevice));
  await expect(phone.page).toHaveURL(new RegExp(`/en/${house.venue}/order`));
  const screens = [desk, tablet, kitchen];
  for (const screen of screens) {
    await expectLive(screen);
    await markDocument(screen);
  }

  await phone.add(dish.en, options);
  const seen = screens.map((screen) => watchFor(screen, "article", dish.bg));
  const number = await phone.send();
  const arrivals = await Promise.all(seen);
  const answered = await answeredAt(phone.page, "/orders");
  const delays = arrivals.map((at) => Math.round(at - answered));
  console.log(`Order ${number} was on the three screens ${delays.join(", ")} ms after the phone had its answer`);
  expect(Math.max(...delays)).toBeLessThan(within);

  await expect(phone.page).toHaveURL(/\/order\/status$/);
  const status = phone.order(number);
  await expect(status).toContainText(dish.en);
  await expect(status).toContainText("Medium rare");
  await markDocument(phone.page);

  const row = (page: Page) =>
    page.getByRole("article", { name: new RegExp(`, ${say("bg", "common.orderNumber", { number })}$`) });
  const ticket = kitchen.getByRole("article", { name: new RegExp(` ${number},`) });
  await row(desk)
    .getByRole("button", { name: say("bg", "staff.orders.start") })
    .click();
  await expect(row(tablet).getByRole("button", { name: say("bg", "staff.orders.ready") })).toBeVisible();
  await expect(ticket).toHaveAttribute("data-state", "preparing");
  await expect(status.getByRole("heading")).toHaveText(say("en", "guest.status.preparing"));

  // For half a second after somebody else's step a press is taken for one that was meant before it.
  await kitchen.waitForTimeout(600);
  const onPhone = watchFor(phone.page, "section h2", say("en", "guest.status.ready"));
  const onDesk = watchFor(desk, 'article[data-section="ready"]', dish.bg);
  const bumped = pressedAt(kitchen);
  await ticket.getByRole("button", { name: say("bg", "kitchen.done"), exact: true }).click();
  const pressed = await bumped;
  const steps = (await Promise.all([onPhone, onDesk])).map((at) => at - pressed);
  console.log(`The bump was on the phone and the desk ${steps.join(", ")} ms after the press`);
  expect(Math.max(...steps)).toBeLessThan(within);

  await row(tablet)
    .getByRole("button", { name: say("bg", "staff.orders.served"), exact: true })
    .click();
  await expect(row(desk)).toBeHidden();
  await expect(ticket).toBeHidden();
  await expect(status.getByRole("heading")).toHaveText(say("en", "guest.status.completed"));
  for (const page of [...screens, phone.page]) await expectSameDocument(page);
});

test("a call acknowledged on one device clears on the other, and the guest is told", async ({ house, openAs }) => {
  await house.silence();
  const guest = await house.sit(otherTable);
  const one = await openAs(await house.staff("staff"), `/v/${house.venue}/dashboard`);
  const two = await openAs(await house.staff("staff", 2), `/v/${house.venue}/dashboard`, phoneDevice);
  for (const page of [one, two]) {
    await expectLive(page);
    await markDocument(page);
  }
  const phone = new Phone(await openAs(guest, `/en/${house.venue}/order?table=${otherTable}`, phoneDevice));

  await phone.page
    .getByRole("button", { name: say("en", "guest.call.open") })
    .first()
    .click();
  const calling = phone.page.getByRole("dialog", { name: say("en", "guest.call.title") });
  await calling.getByText(say("en", "guest.call.help"), { exact: true }).first().click();
  const send = calling.getByRole("button", { name: say("en", "guest.call.send"), exact: true });
  if (await send.isVisible()) await send.click();

  const place = say("bg", "common.tableNumber", { number: otherTable });
  const call = (page: Page) => page.getByRole("article", { name: `${place}, ${say("bg", "staff.calls.what.help")}` });
  // The pop-up tells of all that call: one large, the others in rows.
  const number = new RegExp(`^${otherTable}$`);
  const rings = (page: Page) => page.getByRole("alertdialog").locator("b").filter({ hasText: number });
  await expect(rings(one)).toBeVisible();
  await expect(rings(two)).toBeVisible();
  const falls = two.evaluate(
    (table) =>
      new Promise<number>((resolve) => {
        const timer = setInterval(() => {
          const loud = [...document.querySelectorAll('[role="alertdialog"] b')].some(
            (each) => each.textContent === table,
          );
          if (loud) return;
          clearInterval(timer);
          resolve(Date.now());
        }, 10);
      }),
    otherTable,
  );
  const pressed = pressedAt(one);
  const go = say("bg", "staff.calls.go");
  const large = one.getByRole("alertdialog", { name: say("bg", "staff.calls.calling", { place }) });
  const inRow = one.getByRole("alertdialog").getByRole("button", { name: `${otherTable}: ${go}` });
  await large.getByRole("button", { name: go, exact: true }).or(inRow).click();
  await expect(rings(two)).toBeHidden();
  console.log(`The other device fell silent ${(await falls) - (await pressed)} ms after the press`);
  await expect(phone.page.getByText(say("en", "guest.call.acknowledged")).first()).toBeVisible();
  await expect(call(two)).toContainText(house.userOf("staff").name.split(" ")[0] ?? "");
  for (const page of [one, two]) await expectSameDocument(page);

  const { body } = await guest.client.get("waiter-calls");
  const again = await (await house.staff("manager")).post(`waiter-calls/${body.items[0].id}/acknowledge`);
  expect([again.status, again.body.code, again.body.current.acknowledgedBy]).toEqual([
    409,
    "state-moved",
    house.userOf("staff").name,
  ]);
});
