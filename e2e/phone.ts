import { expect, type Locator, type Page } from "@playwright/test";
import { type Locale, say } from "./words";

/** What a guest does on the phone, through the page as it is. */
export class Phone {
  constructor(
    readonly page: Page,
    readonly locale: Locale = "en",
  ) {}

  say(path: string, values?: Record<string, string | number>): string {
    return say(this.locale, path, values);
  }

  /** Presses + beside a dish; where it offers choices, takes the named ones and adds it. */
  async add(dish: string, options: string[] = []): Promise<void> {
    const named = (path: string) =>
      this.page.getByRole("button", { name: this.say(path, { name: dish }), exact: true });
    const plus = named("guest.menu.add").or(named("guest.menu.choose"));
    const asks = (await plus.getAttribute("aria-haspopup")) === "dialog";
    await plus.click();
    if (!asks) return;
    const sheet = this.page.getByRole("dialog", { name: dish });
    for (const option of options) await sheet.getByLabel(option).check();
    await sheet.getByRole("button", { name: this.say("guest.item.add") }).click();
    await expect(sheet).toBeHidden();
  }

  async openCart(): Promise<Locator> {
    // "Your order, 2 items, 12.80 €": how many and how much are not known here.
    const [name = ""] = this.say("guest.cart.open").split(",");
    await this.page.getByRole("button", { name: new RegExp(`^${name},`) }).click();
    return this.page.getByRole("dialog", { name: this.say("guest.cart.title") });
  }

  /** Sends what is in the cart; answers the order's number, as the page tells it. */
  async send(): Promise<number> {
    const cart = await this.openCart();
    const answer = this.page.waitForResponse(
      (response) => response.request().method() === "POST" && new URL(response.url()).pathname.endsWith("/orders"),
    );
    await cart.getByRole("button", { name: this.say("guest.cart.send") }).click();
    const response = await answer;
    expect(response.status()).toBe(201);
    return (await response.json()).number;
  }

  /** The part of the status page that tells of an order. */
  order(number: number): Locator {
    return this.page.getByRole("region", { name: this.say("guest.status.orderTitle", { number }), exact: true });
  }
}
