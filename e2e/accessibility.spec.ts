import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { type ApiClient, type Guest, placeOrder } from "./api-client";
import { expect, test } from "./fixtures";
import { Phone } from "./phone";
import { tablesOf } from "./tables";
import { say } from "./words";

const [table] = tablesOf.accessibility;
const sizes = {
  phone: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
  tablet: { viewport: { width: 1024, height: 768 } },
  desktop: { viewport: { width: 1440, height: 900 } },
} as const;
const schemes = ["light", "dark"] as const;

const standard = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** The faults of a page that axe calls serious or critical, in a form that names the element. */
async function faults(page: Page, only: "everything" | "contrast" = "everything"): Promise<string[]> {
  // What is still arriving is half transparent, and would be judged so; what rings goes on for ever.
  await page.waitForTimeout(600);
  const axe = new AxeBuilder({ page });
  const { violations } = await (only === "contrast"
    ? axe.withRules("color-contrast")
    : axe.withTags(standard)
  ).analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary}`),
    );
}

type Who = "nobody" | "guest" | "waiter" | "cook";
const pages: [name: string, who: Who, path: string][] = [
  ["menu", "nobody", "/en/{venue}"],
  ["order", "guest", `/en/{venue}/order?table=${table}`],
  ["status", "guest", "/en/{venue}/order/status"],
  ["landing", "nobody", "/"],
  ["wrong code", "nobody", "/t/wrong-wrong-wrong"],
  ["not found", "nobody", "/en/no-such-house"],
  ["sign-in", "nobody", "/sign-in"],
  ["dashboard", "waiter", "/v/{venue}/dashboard"],
  ["tables", "waiter", "/v/{venue}/dashboard?view=tables"],
  ["kitchen", "cook", "/v/{venue}/kitchen"],
  ["station", "cook", "/v/{venue}/kitchen/cold"],
  ["expo", "cook", "/v/{venue}/kitchen/expo"],
  ["figures", "cook", "/v/{venue}/kitchen/figures"],
  ["pickup", "nobody", "/v/{venue}/pickup"],
];

for (const [name, who, path] of pages) {
  test(`${name}: no serious fault in either colour scheme, and nothing wider than the screen`, async ({
    house,
    openAs,
  }) => {
    test.setTimeout(90_000);
    const guest = await house.sit(table);
    const waiter = await house.staff("staff");
    if (who !== "nobody") {
      const order = await placeOrder(guest.client, [
        await house.line("Shopska salad"),
        await house.line("Beef burger"),
      ]);
      await guest.client.post("waiter-calls", { callType: "help", message: "Water, please" });
      await waiter.patch(`order-items/${order.items[0]?.id}/status`, { status: "preparing" });
    }
    const actor =
      who === "guest" ? guest : who === "waiter" ? waiter : who === "cook" ? await house.staff("kitchen") : null;
    const found: string[] = [];
    for (const [size, device] of Object.entries(sizes)) {
      const page = await openAs(actor, path.replace("{venue}", house.venue), device);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      if (overflow > 1) found.push(`${size}: the page is ${overflow} px wider than the screen`);
      if (size !== "tablet") {
        // Only contrast depends on the scheme.
        found.push(...(await faults(page)).map((fault) => `${size}, light: ${fault}`));
        await page.emulateMedia({ colorScheme: "dark" });
        found.push(...(await faults(page, "contrast")).map((fault) => `${size}, dark: ${fault}`));
      }
      await page.context().close();
    }
    expect(found.join("\n")).toBe("");
  });
}

test("what opens over a page has no serious fault either", async ({ house, openAs }) => {
  test.setTimeout(120_000);
  const guest = await house.sit(table);
  const found: string[] = [];
  for (const scheme of schemes) {
    const options = { ...sizes.phone, colorScheme: scheme } as const;
    const phone = new Phone(await openAs(guest, `/en/${house.venue}/order?table=${table}`, options));
    const look = async (what: string) =>
      found.push(...(await faults(phone.page)).map((each) => `${what}, ${scheme}: ${each}`));
    await phone.page.getByRole("button", { name: say("en", "guest.menu.choose", { name: "Beef burger" }) }).click();
    await look("dish");
    await phone.page.keyboard.press("Escape");
    await phone.add("Shopska salad");
    await phone.openCart();
    await look("cart");
    await phone.page.keyboard.press("Escape");
    await phone.page
      .getByRole("button", { name: say("en", "guest.call.open") })
      .first()
      .click();
    await look("call");
    await phone.page.context().close();

    const order = await placeOrder(guest.client, [await house.line("Shopska salad")]);
    const desk = await openAs(await house.staff("staff"), `/v/${house.venue}/dashboard`, {
      ...sizes.desktop,
      colorScheme: scheme,
    });
    const number = say("bg", "common.orderNumber", { number: order.number });
    const place = say("bg", "common.tableNumber", { number: table });
    await desk.getByRole("button", { name: say("bg", "staff.orders.openOrder", { place, number }) }).click();
    found.push(...(await faults(desk)).map((each) => `order sheet, ${scheme}: ${each}`));
    await desk.context().close();
  }
  expect(found.join("\n")).toBe("");
});

test("what a waiter opens, and what rings and is said to them, has no serious fault", async ({ house, openAs }) => {
  test.setTimeout(150_000);
  const guest = await house.sit(table);
  const waiter = await house.staff("staff");
  const manager = await house.staff("manager");
  const order = await placeOrder(guest.client, [await house.line("Shopska salad")]);
  await waiter.post(`orders/${order.id}/comments`, { text: "Без лук" });
  const me = (await manager.get("people")).body.items.find(
    ({ name }: { name: string }) => name === house.userOf("staff").name,
  );
  const said: string[] = [];
  for (const severity of ["info", "warning", "critical"]) {
    const { body } = await manager.post("notices", {
      title: `Съобщение ${severity}`,
      message: "Подробно",
      severity,
      targetUsers: [me.userId],
    });
    said.push(body.id);
  }
  const found: string[] = [];
  const place = say("bg", "common.tableNumber", { number: table });
  const number = say("bg", "common.orderNumber", { number: order.number });
  for (const scheme of schemes) {
    const page = await openAs(waiter, `/v/${house.venue}/dashboard`, { ...sizes.phone, colorScheme: scheme });
    const look = async (what: string) =>
      found.push(...(await faults(page)).map((each) => `${what}, ${scheme}: ${each}`));
    const press = (name: string | RegExp) =>
      page
        .getByRole("button", { name, exact: typeof name === "string" })
        .first()
        .click();
    const mine = page
      .getByRole("group", { name: say("bg", "staff.filter.label") })
      .getByRole("button", { name: new RegExp(`^${say("bg", "staff.filter.mine")}`) });
    await mine.click();
    await press(say("bg", "staff.notices.details"));
    await look("filter and notice");
    await mine.click();
    await press(say("bg", "staff.sound.isOn"));
    await look("sound");
    await page.keyboard.press("Escape");
    await page.locator("header button[aria-haspopup=dialog]").filter({ visible: true }).first().click();
    await look("colleagues");
    await page.keyboard.press("Escape");
    await press(say("bg", "staff.orders.openOrder", { place, number }));
    await page.getByRole("combobox").fill("@");
    await look("order sheet with colleagues to mention");
    await page.getByRole("combobox").fill("");
    await press(say("bg", "staff.orders.voidItem", { name: "Шопска салата" }));
    await look("voiding");
    await page.keyboard.press("Escape");
    await guest.client.post("waiter-calls", { callType: "payment_cash" });
    await expect(page.getByRole("alertdialog")).toBeVisible();
    await look("call");
    await house.silence();
    await page.context().close();
  }
  for (const id of said) await waiter.post(`notices/${id}/read`, {}, { key: false });
  expect(found.join("\n")).toBe("");
});

test("touch targets of the guest's and the waiter's phone are 44 px or more", async ({ house, openAs }) => {
  const guest = await house.sit(table);
  await placeOrder(guest.client, [await house.line("Shopska salad")]);
  const pages: [ApiClient | Guest, string][] = [
    [guest, `/en/${house.venue}/order?table=${table}`],
    [guest, `/en/${house.venue}/order/status`],
    [await house.staff("staff"), `/v/${house.venue}/dashboard`],
    [await house.staff("staff"), `/v/${house.venue}/dashboard?view=tables`],
  ];
  const small: string[] = [];
  for (const [who, path] of pages) {
    const page = await openAs(who, path, sizes.phone);
    await page.waitForTimeout(500);
    const here = await page.evaluate(() => {
      // A control may be drawn smaller than it is: its ::after, or a label around it, takes the press.
      const reach = (element: Element) => {
        const own = element.getBoundingClientRect();
        const after = getComputedStyle(element, "::after");
        if (after.content !== "none" && after.position === "absolute") {
          const frame = (element as HTMLElement).offsetParent ?? element;
          const { width, height } = frame.getBoundingClientRect();
          return { width: Math.max(own.width, width), height: Math.max(own.height, height) };
        }
        const label = element.closest("label")?.getBoundingClientRect();
        return { width: Math.max(own.width, label?.width ?? 0), height: Math.max(own.height, label?.height ?? 0) };
      };
      return [...document.querySelectorAll("button, a[href], input, select, textarea, summary")]
        .filter(
          (element) =>
            element.checkVisibility({ visibilityProperty: true }) &&
            !element.closest(".sr-only") &&
            !element.classList.contains("sr-only"),
        )
        .filter((element) => {
          const { width, height } = reach(element);
          return width > 2 && (width < 43.5 || height < 43.5);
        })
        .map((element) => `${element.outerHTML.slice(0, 120)} ${JSON.stringify(element.getBoundingClientRect())}`);
    });
    small.push(...here.map((each) => `${path}: ${each}`));
  }
  expect(small.join("\n")).toBe("");
});
