import type { MenuCategoryDto, MenuDto } from "@/lib/menu/schema";

// Letters as people without the right keyboard type them; two spellings where both are common.
const latin: Record<string, string> = {
  а: "a",
  б: "b",
  в: "v",
  г: "g",
  ґ: "g",
  д: "d",
  е: "e",
  є: "ie",
  ж: "zh",
  з: "z",
  и: "i",
  і: "i",
  к: "k",
  л: "l",
  м: "m",
  н: "n",
  о: "o",
  п: "p",
  р: "r",
  с: "s",
  т: "t",
  у: "u",
  ф: "f",
  х: "h",
  ц: "ts",
  ч: "ch",
  ш: "sh",
  щ: "sht",
  ъ: "a",
  ь: "",
  ю: "yu",
  я: "ya",
  ы: "y",
  э: "e",
};

/** Lower case, no diacritics, no punctuation: what two spellings of a word have in common. */
export function plainWords(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/['’ʼ`´]/g, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** Latin letters with what spellings differ in taken out: borshch, borsht and borsch; rakiya and rakia; tsatsiki and caciki. */
function squashed(plain: string): string {
  return plain
    .replace(/[а-яґєіъьюяыэ]/g, (letter) => latin[letter] ?? letter)
    .replace(/shch|sht|sch/g, "sh")
    .replace(/kh/g, "h")
    .replace(/t[sz]/g, "c")
    .replace(/y/g, "i")
    .replace(/w/g, "v")
    .replace(/(.)\1+/g, "$1");
}

export interface SearchIndex {
  menu: MenuDto;
  texts: Map<string, string>;
}

/** What each item is found by: its name, description and section, also as it is spelled in Latin letters. */
export function indexMenu(menu: MenuDto): SearchIndex {
  const texts = new Map<string, string>();
  for (const category of menu.categories) {
    for (const item of category.items) {
      const plain = plainWords(`${item.name} ${item.description} ${category.name}`);
      texts.set(item.id, `${plain}\n${squashed(plain)}`);
    }
  }
  return { menu, texts };
}

/** The sections with the items that contain every word of the query; all of them for an empty query. */
export function searchMenu({ menu, texts }: SearchIndex, query: string): MenuCategoryDto[] {
  const words = plainWords(query).split(" ").filter(Boolean);
  if (words.length === 0) return menu.categories;
  const spelled = words.map(squashed);
  return menu.categories
    .map((category) => ({
      ...category,
      items: category.items.filter((item) => {
        const text = texts.get(item.id) ?? "";
        return words.every((word, at) => text.includes(word) || text.includes(spelled[at] ?? word));
      }),
    }))
    .filter((category) => category.items.length > 0);
}
