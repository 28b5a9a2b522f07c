import { readdirSync, readFileSync } from "node:fs";
import { phone as phoneDevice } from "./devices";
import { expect, test } from "./fixtures";
import { Phone } from "./phone";
import { tablesOf } from "./tables";
import { type Locale, say } from "./words";

const [table] = tablesOf.languages;
const salad: Record<Locale, string> = { bg: "Шопска салата", en: "Shopska salad", uk: "Салат шопський" };

for (const [locale, tag] of [
  ["bg", "bg-BG"],
  ["en", "en-GB"],
  ["uk", "uk-UA"],
] as const) {
  test(`a guest whose phone speaks ${locale} is served in it from the code to the status`, async ({
    house,
    openAs,
  }) => {
    const { id } = await house.clearTable(table);
    await (await house.staff("manager")).post(`tables/${id}/open`, {}, { key: false });
    const page = await openAs(null, `/t/${house.tokenOf(table)}`, { ...phoneDevice, locale: tag });
    await expect(page).toHaveURL(new RegExp(`/${locale}/${house.venue}/order`));
    await expect(page.locator("html")).toHaveAttribute("lang", locale);
    const phone = new Phone(page, locale);
    await phone.add(salad[locale]);
    const number = await phone.send();
    await page.goto(`/${locale}/${house.venue}/order/status`);
    await expect(phone.order(number)).toContainText(salad[locale]);
    await expect(phone.order(number).getByRole("heading")).toHaveText(say(locale, "guest.status.accepted"));
  });
}

test("staff are spoken to in their own language", async ({ house, openAs }) => {
  for (const [locale, client] of [
    ["en", house.staff("admin")],
    ["bg", house.staff("staff")],
    ["uk", house.staff("staff", 1)],
  ] as const) {
    const page = await openAs(await client, `/v/${house.venue}/dashboard`);
    await expect(page.locator("html")).toHaveAttribute("lang", locale);
    await expect(page.getByRole("heading", { name: say(locale, "staff.needsYou") }).first()).toBeVisible();
  }
});

test("the three languages say the same things", () => {
  const shape = (value: unknown): unknown =>
    typeof value === "object" && value !== null
      ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shape(inner)]))
      : "text";
  for (const name of readdirSync(folder("en"))) {
    const read = (locale: Locale) => JSON.parse(readFileSync(new URL(name, folder(locale)), "utf8"));
    const expected = shape(read("en"));
    expect(shape(read("bg")), name).toEqual(expected);
    expect(shape(read("uk")), name).toEqual(expected);
  }
});

function folder(locale: Locale): URL {
  return new URL(`../messages/${locale}/`, import.meta.url);
}
