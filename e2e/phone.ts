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

  /** Opens a dish that asks for choices, takes the named options and adds it. */
  async choose(dish: string, options: string[]): Promise<void> {
    await this.page.getByRole("button", { name: this.say("guest.menu.choose", { name: dish }) }).click();
    const sheet = this.page.getByRole("dialog", { name: dish });
    for (const option of options) await sheet.getByLabel(option).check();
    await sheet.getByRole("button", { name: this.say("guest.item.add") }).click();
    await expect(sheet).toBeHidden();
  }

  /** Adds a dish that asks for nothing. */
  async add(dish: string): Promise<void> {
    await this.page.getByRole("button", { name: this.say("guest.menu.add", { name: dish }), exact: true }).click();
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
