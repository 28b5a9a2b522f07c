import type { Allergen } from "@/lib/menu/schema";
import { type SeedCategory, type SeedItem, same, type Text, t } from "../types";

interface Mix extends Pick<SeedItem, "allergens" | "diets" | "groups" | "linen" | "soldOut"> {
  /** Where the house's spelling differs from the list's. */
  iba?: string;
}

type Glass =
  | "cocktail-pink"
  | "cocktail-short"
  | "cocktail-stem"
  | "cocktail-tall"
  | "coffee"
  | "cola"
  | "juice"
  | "soft-drink"
  | "sparkling";

const linenOf: Record<Glass, SeedItem["linen"]> = {
  "cocktail-pink": "plum",
  "cocktail-short": "clay",
  "cocktail-stem": "wheat",
  "cocktail-tall": "sea",
  coffee: "wheat",
  cola: "clay",
  juice: "clay",
  "soft-drink": "sage",
  sparkling: "wheat",
};

const classic = (name: string, glass: Glass, price: number, descriptions: Text, more: Mix = {}): SeedItem => ({
  names: same(name),
  descriptions,
  price,
  picture: glass,
  linen: linenOf[glass],
  iba: name,
  ...more,
});

const wineBased: Allergen[] = ["sulphites"];

// Ingredients follow the IBA recipes; wine and vermouth bring sulphites. Distilled spirits carry no gluten.
const beforeDinner: SeedItem[] = [
  classic(
    "Negroni",
    "cocktail-short",
    780,
    t("Джин, Campari, червен вермут", "Gin, Campari, sweet vermouth", "Джин, Campari, солодкий вермут"),
    { allergens: wineBased, groups: ["gin"] },
  ),
  classic(
    "Vesper",
    "cocktail-stem",
    860,
    t("Джин, водка, Lillet Blanc, лимон", "Gin, vodka, Lillet Blanc, lemon", "Джин, горілка, Lillet Blanc, лимон"),
    { allergens: wineBased, groups: ["gin"] },
  ),
  classic(
    "Americano",
    "cocktail-short",
    690,
    t("Campari, червен вермут, сода", "Campari, sweet vermouth, soda", "Campari, солодкий вермут, содова"),
    { allergens: wineBased },
  ),
  classic(
    "Aperol Spritz",
    "cocktail-short",
    720,
    t("Aperol, просеко, сода, портокал", "Aperol, prosecco, soda, orange", "Aperol, просеко, содова, апельсин"),
    { iba: "Spritz Veneziano", allergens: wineBased },
  ),
  classic(
    "Dry Martini",
    "cocktail-stem",
    840,
    t("Джин, сух вермут, маслина", "Gin, dry vermouth, olive", "Джин, сухий вермут, оливка"),
    { allergens: wineBased, groups: ["gin"] },
  ),
  classic(
    "Manhattan",
    "cocktail-stem",
    840,
    t(
      "Ръжено уиски, червен вермут, Angostura",
      "Rye whiskey, sweet vermouth, Angostura",
      "Житнє віскі, солодкий вермут, Angostura",
    ),
    { allergens: wineBased },
  ),
  classic(
    "Old Fashioned",
    "cocktail-short",
    820,
    t("Бърбън, захар, Angostura, портокал", "Bourbon, sugar, Angostura, orange", "Бурбон, цукор, Angostura, апельсин"),
  ),
  classic(
    "Daiquiri",
    "cocktail-stem",
    740,
    t("Бял ром, лайм, захарен сироп", "White rum, lime, sugar syrup", "Білий ром, лайм, цукровий сироп"),
  ),
];

const allDay: SeedItem[] = [
  classic(
    "Whiskey Sour",
    "cocktail-short",
    780,
    t(
      "Бърбън, лимон, захарен сироп, белтък",
      "Bourbon, lemon, sugar syrup, egg white",
      "Бурбон, лимон, цукровий сироп, яєчний білок",
    ),
    { allergens: ["eggs"], groups: ["sour"] },
  ),
  classic(
    "Margarita",
    "cocktail-stem",
    790,
    t("Текила, Cointreau, лайм, сол", "Tequila, Cointreau, lime, salt", "Текіла, Cointreau, лайм, сіль"),
  ),
  classic(
    "Cosmopolitan",
    "cocktail-pink",
    780,
    t(
      "Лимонова водка, Cointreau, лайм, червена боровинка",
      "Citron vodka, Cointreau, lime, cranberry",
      "Лимонна горілка, Cointreau, лайм, журавлина",
    ),
  ),
  classic(
    "Caipirinha",
    "cocktail-short",
    740,
    t("Кашаса, лайм, захар", "Cachaça, lime, sugar", "Кашаса, лайм, цукор"),
    { linen: "sage" },
  ),
  classic(
    "Clover Club",
    "cocktail-pink",
    790,
    t(
      "Джин, малинов сироп, лимон, белтък",
      "Gin, raspberry syrup, lemon, egg white",
      "Джин, малиновий сироп, лимон, яєчний білок",
    ),
    { allergens: ["eggs"], groups: ["gin", "sour"] },
  ),
  classic(
    "Bramble",
    "cocktail-short",
    790,
    t("Джин, лимон, къпинов ликьор", "Gin, lemon, blackberry liqueur", "Джин, лимон, ожиновий лікер"),
    { groups: ["gin"] },
  ),
  classic(
    "Sidecar",
    "cocktail-stem",
    860,
    t("Коняк, Triple Sec, лимон", "Cognac, Triple Sec, lemon", "Коньяк, Triple Sec, лимон"),
  ),
];

const long: SeedItem[] = [
  classic(
    "Mojito",
    "cocktail-tall",
    740,
    t(
      "Кубински ром, лайм, мента, захар, сода",
      "Cuban rum, lime, mint, sugar, soda",
      "Кубинський ром, лайм, м’ята, цукор, содова",
    ),
    { linen: "sage", groups: ["ice"] },
  ),
  classic(
    "Moscow Mule",
    "cocktail-tall",
    720,
    t("Водка, лайм, джинджифилова бира", "Vodka, lime, ginger beer", "Горілка, лайм, імбирне пиво"),
  ),
  classic(
    "Dark & Stormy",
    "cola",
    740,
    t("Тъмен ром, лайм, джинджифилова бира", "Dark rum, lime, ginger beer", "Темний ром, лайм, імбирне пиво"),
    { iba: "Dark 'n' Stormy" },
  ),
  classic("Cuba Libre", "cola", 690, t("Бял ром, кола, лайм", "White rum, cola, lime", "Білий ром, кола, лайм")),
  classic(
    "Gin Fizz",
    "soft-drink",
    720,
    t("Джин, лимон, захарен сироп, сода", "Gin, lemon, sugar syrup, soda", "Джин, лимон, цукровий сироп, содова"),
    { groups: ["gin"] },
  ),
  classic(
    "Bloody Mary",
    "cocktail-short",
    760,
    t(
      "Водка, доматен сок, лимон, сос Уорчестър, целина",
      "Vodka, tomato, lemon, Worcestershire, celery",
      "Горілка, томатний сік, лимон, вустерський соус, селера",
    ),
    { allergens: ["celery", "fish", "gluten"], linen: "clay" },
  ),
  classic(
    "Piña Colada",
    "soft-drink",
    780,
    t("Бял ром, ананас, кокосово мляко", "White rum, pineapple, coconut milk", "Білий ром, ананас, кокосове молоко"),
    { iba: "Pina Colada", linen: "wheat" },
  ),
  classic(
    "Tequila Sunrise",
    "juice",
    740,
    t("Текила, портокалов сок, гренадин", "Tequila, orange juice, grenadine", "Текіла, апельсиновий сік, гренадин"),
    { linen: "clay" },
  ),
  classic(
    "Long Island Iced Tea",
    "cola",
    990,
    t(
      "Водка, ром, джин, текила, Triple Sec, лимон, кола",
      "Vodka, rum, gin, tequila, Triple Sec, lemon, cola",
      "Горілка, ром, джин, текіла, Triple Sec, лимон, кола",
    ),
    { linen: "wheat" },
  ),
];

const sparklingAndAfter: SeedItem[] = [
  classic(
    "French 75",
    "sparkling",
    890,
    t("Джин, лимон, пенливо вино", "Gin, lemon, sparkling wine", "Джин, лимон, ігристе вино"),
    { allergens: wineBased },
  ),
  classic(
    "Bellini",
    "sparkling",
    740,
    t("Просеко, пюре от праскови", "Prosecco, peach purée", "Просеко, персикове пюре"),
    {
      allergens: wineBased,
      soldOut: { minutes: 240 },
    },
  ),
  classic(
    "Espresso Martini",
    "cocktail-stem",
    790,
    t("Водка, кафеен ликьор, еспресо", "Vodka, coffee liqueur, espresso", "Горілка, кавовий лікер, еспресо"),
  ),
  classic(
    "Irish Coffee",
    "coffee",
    760,
    t(
      "Ирландско уиски, кафе, кафява захар, сметана",
      "Irish whiskey, coffee, brown sugar, cream",
      "Ірландське віскі, кава, тростинний цукор, вершки",
    ),
    { allergens: ["milk"] },
  ),
];

const house: SeedItem[] = [
  {
    names: t("Липа Сауър", "Lipa Sour", "Липа Сауер"),
    descriptions: t(
      "Кайсиева ракия, липов мед, лимон, белтък",
      "Apricot rakia, linden honey, lemon, egg white",
      "Абрикосова ракія, липовий мед, лимон, яєчний білок",
    ),
    price: 790,
    picture: "cocktail-short",
    linen: "sage",
    allergens: ["eggs"],
    groups: ["sour"],
  },
  {
    names: t("Розова долина", "Rose Valley", "Трояндова долина"),
    descriptions: t(
      "Гроздова ракия, розова вода, краставица, сода",
      "Grape rakia, rose water, cucumber, soda",
      "Виноградна ракія, трояндова вода, огірок, содова",
    ),
    price: 690,
    picture: "cocktail-tall",
    linen: "plum",
    groups: ["ice"],
  },
  {
    names: t("Калина", "Kalyna", "Калина"),
    descriptions: t(
      "Пшенична водка, калина, мед, джинджифил",
      "Wheat vodka, guelder rose, honey, ginger",
      "Пшенична горілка, калина, мед, імбир",
    ),
    price: 720,
    picture: "cocktail-pink",
    linen: "clay",
  },
];

export const cocktails: SeedCategory = {
  names: t("Коктейли", "Cocktails", "Коктейлі"),
  notes: t(
    "Мерките са на заведението. Почти всеки правим и без алкохол, попитайте.",
    "House measures. Ask for almost any of them without alcohol.",
    "Міри наші. Майже кожен зробимо й без алкоголю, спитайте.",
  ),
  station: "bar",
  picture: "cocktail-short",
  linen: "clay",
  items: [...house, ...beforeDinner, ...allDay, ...long, ...sparklingAndAfter],
};
