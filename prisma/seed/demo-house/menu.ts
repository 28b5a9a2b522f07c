import type { Portion, SeedCategory, SeedItem, Text } from "../types";
import { beer, rakia, wine } from "./menu-bar";
import { cocktails } from "./menu-cocktails";
import { hotDrinks, softDrinks } from "./menu-drinks";
import { fish, grill } from "./menu-grill";
import { mains, sides, varenyky } from "./menu-mains";
import { salads, soups } from "./menu-starters";
import { breakfast, desserts, takeHome } from "./menu-sweet";

/** The menu in the order the guest reads it. */
export const menu: SeedCategory[] = [
  salads,
  soups,
  grill,
  fish,
  mains,
  varenyky,
  sides,
  desserts,
  breakfast,
  cocktails,
  wine,
  beer,
  rakia,
  softDrinks,
  hotDrinks,
  takeHome,
];

const unitNames: Record<Portion["unit"], Text> = {
  g: { bg: "г", en: "g", uk: "г" },
  ml: { bg: "мл", en: "ml", uk: "мл" },
};

/** The description with the size of the portion after it: "… parsley. 350 g", in each language. */
export function describeItem({ descriptions, portion }: Pick<SeedItem, "descriptions" | "portion">): Text {
  if (!portion) return descriptions;
  const inLanguage = (locale: keyof Text) =>
    `${descriptions[locale]}. ${portion.amount}\u00a0${unitNames[portion.unit][locale]}`;
  return { bg: inLanguage("bg"), en: inLanguage("en"), uk: inLanguage("uk") };
}
