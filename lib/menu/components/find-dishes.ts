import type { MenuDto, MenuItemDto } from "@/lib/menu/schema";
import { indexMenu, plainWords, type SearchIndex, searchMenu } from "./search-menu";

/** Finds dishes by what they are called in any of the house's languages. Pure. */

export interface NameIndex {
  menu: MenuDto;
  /** Names alone, in every language. */
  names: SearchIndex;
  /** Names, descriptions and sections, in every language. */
  all: SearchIndex;
  /** Each item's names as words, for what begins with the query. */
  plain: ReadonlyMap<string, readonly string[]>;
}

function onlyNames(menu: MenuDto): MenuDto {
  return {
    ...menu,
    categories: menu.categories.map((category) => ({
      ...category,
      name: "",
      items: category.items.map((item) => ({ ...item, description: "" })),
    })),
  };
}

/** The texts of several languages under the dishes of the first. */
function together(menu: MenuDto, indexes: readonly SearchIndex[]): SearchIndex {
  const texts = new Map<string, string>();
  for (const { texts: each } of indexes) {
    for (const [id, text] of each) texts.set(id, texts.has(id) ? `${texts.get(id)}\n${text}` : text);
  }
  return { menu, texts };
}

/** `menu` is the one that is shown; `others` are the same dishes in other languages, as far as they are read. */
export function indexNames(menu: MenuDto, others: readonly MenuDto[]): NameIndex {
  const menus = [menu, ...others];
  const plain = new Map<string, string[]>();
  for (const { categories } of menus) {
    for (const { id, name } of categories.flatMap(({ items }) => items)) {
      plain.set(id, [...(plain.get(id) ?? []), plainWords(name)]);
    }
  }
  return {
    menu,
    names: together(
      menu,
      menus.map((each) => indexMenu(onlyNames(each))),
    ),
    all: together(menu, menus.map(indexMenu)),
    plain,
  };
}

const itemsOf = (index: SearchIndex, query: string) => searchMenu(index, query).flatMap(({ items }) => items);

/**
 * The dishes that a query means, the likeliest first: called so, beginning so, with a word that begins so, containing it, then
 * those that only their description or section tells of. Within each of these the menu's order; what can be had before what is
 * sold out. Nothing for an empty query.
 */
export function findDishes(index: NameIndex, query: string): MenuItemDto[] {
  const words = plainWords(query);
  if (words === "") return [];
  const named = new Set(itemsOf(index.names, query).map(({ id }) => id));
  const rank = ({ id }: MenuItemDto): number => {
    const names = index.plain.get(id) ?? [];
    if (names.includes(words)) return 0;
    if (names.some((name) => name.startsWith(words))) return 1;
    if (names.some((name) => name.includes(` ${words}`))) return 2;
    return named.has(id) ? 3 : 4;
  };
  return itemsOf(index.all, query)
    .map((item) => ({ item, rank: rank(item) }))
    .sort((a, b) => a.rank - b.rank || Number(b.item.available) - Number(a.item.available))
    .map(({ item }) => item);
}
