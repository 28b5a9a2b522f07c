import { expect, test } from "vitest";
import { shortName } from "./manifest";

test.each([
  ["Под липите", "Под липите"],
  ["La Trattoria della Nonna", "La Trattoria"],
  ["Гостилница Старият дъб", "Гостилница"],
  ["Зеленчуковата къща", "Зеленчуковат"],
])("under the icon of %s stands %s", (name, short) => {
  expect(shortName(name)).toBe(short);
});
