import { describe, expect, it } from "vitest";
import type { MenuDto, MenuItemDto } from "@/lib/menu/schema";
import { indexMenu, plainWords, searchMenu } from "./search-menu";

const item = (id: string, name: string, description = ""): MenuItemDto => ({
  id,
  name,
  description,
  price: 100,
  secondPrice: null,
  available: true,
  soldOut: false,
  soldOutUntil: null,
  hours: null,
  allergens: [],
  diets: [],
  station: null,
  picture: "salad",
  linen: "sage",
  photo: null,
  version: 1,
  modifierGroups: [],
});
const menu: MenuDto = {
  venue: "house",
  venueName: "House",
  locale: "bg",
  currency: "EUR",
  secondCurrency: null,
  kitchenClosesAt: null,
  version: 1,
  categories: [
    {
      id: "1",
      name: "Салати",
      note: null,
      items: [
        item("shopska", "Шопска салата", "Домати, краставици, сирене"),
        item("green", "Зелена салата", "Маруля, репички"),
      ],
    },
    {
      id: "2",
      name: "Напої",
      note: null,
      items: [item("kvas", "Квас із журавлиною", "М’ята, лід"), item("creme", "Crème brûlée"), item("borsch", "Борщ")],
    },
  ],
};
const found = (query: string) =>
  searchMenu(indexMenu(menu), query).flatMap((category) => category.items.map((each) => each.id));

describe("searchMenu", () => {
  it("ignores case, diacritics, apostrophes and punctuation", () => {
    expect(found("ШОПСКА")).toEqual(["shopska"]);
    expect(found("creme BRULEE")).toEqual(["creme"]);
    expect(found("мята")).toEqual(["kvas"]);
    expect(found("  сирене,домати ")).toEqual(["shopska"]);
  });

  it("needs every word, in any order and from name, description or section", () => {
    expect(found("салата сирене")).toEqual(["shopska"]);
    expect(found("салати репички")).toEqual(["green"]);
    expect(found("салата скариди")).toEqual([]);
  });

  it("finds Cyrillic names typed in Latin letters", () => {
    expect(found("shopska salata")).toEqual(["shopska"]);
    expect(found("kvas")).toEqual(["kvas"]);
    for (const spelling of ["borshch", "borsht", "Borsch", "борщ"]) expect(found(spelling)).toEqual(["borsch"]);
  });

  it("answers the whole menu for an empty query and leaves sections without a match out", () => {
    expect(searchMenu(indexMenu(menu), " , ")).toBe(menu.categories);
    expect(searchMenu(indexMenu(menu), "brulee").map((category) => category.id)).toEqual(["2"]);
  });

  it("keeps letters and numbers only", () => {
    expect(plainWords("М’ята — 350 г!")).toBe("мята 350 г");
  });
});
