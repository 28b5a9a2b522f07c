import type { BrowserContext, Page } from "@playwright/test";
import pg from "pg";
import type { DeviceDto } from "@/lib/people/schema";
import { expect, readRun } from "./fixtures";
import type { House } from "./house";
import { say } from "./words";

/** Somebody of the demo sheet. */
export type Person = House["sheet"]["users"][number];

/** "Мария П." */
export const shortName = ({ name }: Person) => name.replace(/ (\S)\S*$/, " $1.");

/** A browser that a manager enrolled: nobody is signed in on it. It speaks Bulgarian, as the people who use it here. */
export class Tablet {
  constructor(
    readonly house: House,
    readonly device: DeviceDto,
    readonly page: Page,
  ) {}

  static async enrol(house: House, context: BrowserContext, name: string): Promise<Tablet> {
    const manager = await house.staff("manager");
    const { status, body } = await manager.post<DeviceDto>("devices", { name });
    expect(status).toBe(201);
    const value = manager.cookies.get("servery_device") ?? "";
    // The manager's own browser stays what it was.
    manager.cookies.delete("servery_device");
    await context.addCookies([
      { name: "servery_device", value, url: house.base, httpOnly: true, sameSite: "Lax" },
      { name: "servery_locale", value: "bg", url: house.base },
    ]);
    const page = await context.newPage();
    await page.goto("/sign-in");
    const tablet = new Tablet(house, body, page);
    await tablet.ready();
    return tablet;
  }

  /** The PIN page is there and awake: its clock runs. */
  async ready(): Promise<void> {
    await expect(this.page.locator("time").first()).toHaveText(/^\d\d:\d\d$/);
  }

  card(person: Person) {
    return this.page.getByRole("button", { name: shortName(person) });
  }

  /** Chooses a person and types on the keys of the page. */
  async type(person: Person, pin: string): Promise<void> {
    if ((await this.card(person).getAttribute("aria-pressed")) !== "true") await this.card(person).click();
    for (const digit of pin) await this.page.getByRole("button", { name: digit, exact: true }).click();
  }

  enter() {
    return this.page.getByRole("button", { name: say("bg", "signIn.pin.enter"), exact: true });
  }

  /** The menu that names whose screen it is. */
  menuOf(person: Person) {
    return this.page.getByRole("button", { name: say("bg", "staff.person.menuOf", { name: person.name }) });
  }

  /** Signs in; answers the milliseconds between the last press and the person's screen. */
  async signIn(person: Person): Promise<number> {
    await this.type(person, person.pin);
    const begin = performance.now();
    await this.enter().click();
    await expect(this.menuOf(person)).toBeVisible();
    return Math.round(performance.now() - begin);
  }

  async lock(): Promise<void> {
    const button = this.page.getByRole("button", { name: say("bg", "people.lock.lock"), exact: true });
    // The server's page shows the button before it listens.
    await expect(async () => {
      await button.click({ timeout: 2_000 });
      await this.page.waitForURL(/\/sign-in/, { timeout: 5_000 });
    }).toPass();
    await this.ready();
  }
}

/** Runs one statement in the house's database. */
export async function inDatabase(text: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
  const database = new pg.Client({ connectionString: readRun().databaseUrl });
  await database.connect();
  const { rows } = await database.query(text, values);
  await database.end();
  return rows;
}
