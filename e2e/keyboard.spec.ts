import type { Page } from "@playwright/test";
import type { OrderDto } from "@/lib/orders/schema";
import { placeOrder } from "./api-client";
import { expect, test } from "./fixtures";
import { tablesOf } from "./tables";
import { say } from "./words";

const [table] = tablesOf.keyboard;

/** Presses Tab until the focus is on what is called so; fails when it comes round without. */
async function tabTo(page: Page, name: RegExp, key = "Tab"): Promise<void> {
  for (let n = 0; n < 400; n++) {
    await page.keyboard.press(key);
    const focused = await page.evaluate(() => {
      const element = document.activeElement as HTMLElement | null;
      const label =
        element?.getAttribute("aria-label") ?? (element as HTMLInputElement | null)?.labels?.[0]?.textContent;
      return {
        name: label ?? element?.textContent ?? "",
        outline: element ? getComputedStyle(element).outlineStyle : "",
      };
    });
    if (!name.test(focused.name)) continue;
    expect(focused.outline, `${focused.name} shows that it has the focus`).not.toBe("none");
    return;
  }
  throw new Error(`${key} never comes to ${name}`);
}

test("a guest orders without touching the screen", async ({ house, openAs }) => {
  // A long menu is many presses, and each is looked at.
  test.setTimeout(120_000);
  const guest = await house.sit(table);
  const page = await openAs(guest, `/en/${house.venue}/order?table=${table}`);
  await page.waitForTimeout(1_000);
  await tabTo(page, new RegExp(`^${say("en", "guest.menu.choose", { name: "Beef burger" })}$`));
  await page.keyboard.press("Enter");
  const sheet = page.getByRole("dialog", { name: "Beef burger" });
  await expect(sheet).toBeVisible();
  await tabTo(page, /^Rare/);
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowDown");
  await expect(sheet.getByLabel("Medium rare")).toBeChecked();
  await tabTo(page, new RegExp(`^${say("en", "guest.item.add")}`));
  await page.keyboard.press("Enter");
  await expect(sheet).toBeHidden();
  await tabTo(page, new RegExp(`^${say("en", "guest.cart.send")}$|^${say("en", "guest.cart.title")}`));
  if (await page.getByRole("dialog").isHidden()) {
    const isSend = await page.evaluate(
      (send) => document.activeElement?.textContent === send,
      say("en", "guest.cart.send"),
    );
    await page.keyboard.press("Enter");
    if (!isSend) {
      await tabTo(page, new RegExp(`^${say("en", "guest.cart.send")}$`));
      await page.keyboard.press("Enter");
    }
  }
  await expect.poll(async () => (await guest.client.get<{ items: OrderDto[] }>("orders")).body.items.length).toBe(1);
  const { body } = await guest.client.get<{ items: OrderDto[] }>("orders");
  expect(body.items[0]?.items[0]?.options.map(({ name }) => name)).toEqual(["Средно към алангле"]);
});

test("a sheet keeps the focus, closes on Escape and gives the focus back", async ({ house, openAs }) => {
  const guest = await house.sit(table);
  const page = await openAs(guest, `/en/${house.venue}/order?table=${table}`);
  await page.waitForTimeout(1_000);
  const opener = page.getByRole("button", { name: say("en", "guest.menu.choose", { name: "Beef burger" }) });
  await opener.focus();
  await page.keyboard.press("Enter");
  const sheet = page.getByRole("dialog", { name: "Beef burger" });
  await expect(sheet).toBeVisible();
  for (let n = 0; n < 30; n++) {
    await page.keyboard.press("Tab");
    expect(
      await page.evaluate(
        () => document.activeElement === document.body || document.activeElement?.closest("dialog") !== null,
      ),
    ).toBe(true);
  }
  await page.keyboard.press("Escape");
  await expect(sheet).toBeHidden();
  await expect(opener).toBeFocused();
});

test("a waiter moves an order without a pointer", async ({ house, openAs }) => {
  const guest = await house.sit(table);
  const order = await placeOrder(guest.client, [await house.line("Shopska salad")]);
  const page = await openAs(await house.staff("staff"), `/v/${house.venue}/dashboard`);
  await page.waitForTimeout(1_000);
  const number = say("bg", "common.orderNumber", { number: order.number });
  await tabTo(page, new RegExp(`${number}[:,]`), "Shift+Tab");
  await page.keyboard.press("Enter");
  const sheet = page.getByRole("dialog");
  await expect(sheet).toContainText(number);
  await tabTo(page, new RegExp(`^${say("bg", "staff.orders.step.preparing")}$`));
  await page.keyboard.press("Enter");
  await expect.poll(async () => (await guest.client.get<OrderDto>(`orders/${order.id}`)).body.status).toBe("preparing");
});
