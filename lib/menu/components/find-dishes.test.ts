import { describe, expect, it } from "vitest";
import type { MenuDto, MenuItemDto } from "@/lib/menu/schema";
import { findDishes, indexNames } from "./find-dishes";

type Names = [id: string, name: string, description?: string, available?: boolean];
const menuOf = (...sections: [name: string, ...items: Names[]][]) =>
  ({
    categories: sections.map(([name, ...items]) => ({
      id: name,
      name,
      items: items.map(
        ([id, dish, description = "", available = true]) => ({ id, name: dish, description, available }) as MenuItemDto,
      ),
    })),
  }) as unknown as MenuDto;

const bg = menuOf(
  ["Супи", ["bean", "Боб чорба", "с чубрица"], ["borsch", "Борш с пампушки"]],
  ["Гарнитури", ["garlic", "Чеснови пампушки, 3 бр."], ["sold", "Пампушки с мак", "", false]],
  ["Напитки", ["tea", "Чай", "липов"], ["linden", "Липова лимонада"]],
);
const en = menuOf(
  ["Soups", ["bean", "Monastery bean soup"], ["borsch", "Borsch with pampushky"]],
  ["Sides", ["garlic", "Garlic pampushky"], ["sold", "Poppy pampushky"]],
  ["Drinks", ["tea", "Tea"], ["linden", "Linden lemonade"]],
);
const index = indexNames(bg, [en]);
const found = (query: string) => findDishes(index, query).map(({ id }) => id);

describe("findDishes", () => {
  it("finds a name in a language that is not shown, and answers in the one that is", () => {
    expect(findDishes(index, "monastery").map(({ name }) => name)).toEqual(["Боб чорба"]);
    expect(found("linden")).toEqual(["linden"]);
  });

  it("finds Cyrillic by the letters of a Latin keyboard", () => {
    expect(found("chorba")).toEqual(["bean"]);
  });

  it("puts what begins so before what contains it, and what can be had before what cannot", () => {
    expect(found("пам")).toEqual(["sold", "borsch", "garlic"]);
    expect(found("пампушки")).toEqual(["sold", "borsch", "garlic"]);
    expect(found("ампуш")).toEqual(["borsch", "garlic", "sold"]);
    expect(found("чай")[0]).toBe("tea");
  });

  it("puts names before descriptions and sections", () => {
    expect(found("лип")).toEqual(["linden", "tea"]);
    expect(found("супи")).toEqual(["bean", "borsch"]);
  });

  it("wants every word, in any order", () => {
    expect(found("пампушки борш")).toEqual(["borsch"]);
    expect(found("борш липа")).toEqual([]);
    expect(found("  ")).toEqual([]);
  });
});
