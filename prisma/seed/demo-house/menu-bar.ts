import type { Allergen } from "@/lib/menu/schema";
import { type Diet, ml, type SeedCategory, t } from "../types";

const gluten: Allergen[] = ["gluten"];
const sulphites: Allergen[] = ["sulphites"];
const plant: Diet[] = ["vegetarian", "vegan", "glutenFree"];

export const wine: SeedCategory = {
  names: t("Вино", "Wine", "Вино"),
  notes: t("Само български сортове.", "Bulgarian grapes only.", "Лише болгарські сорти."),
  station: "bar",
  picture: "wine",
  linen: "plum",
  items: [
    {
      names: t("Мавруд", "Mavrud", "Мавруд"),
      descriptions: t(
        "Червено, Асеновград, 12 месеца в дъб",
        "Red, Asenovgrad, 12 months in oak",
        "Червоне, Асеновград, 12 місяців у дубі",
      ),
      price: 690,
      allergens: sulphites,
      groups: ["wineCellar"],
    },
    {
      names: t("Широка мелнишка лоза", "Broad-leaved Melnik", "Широка мелнишка лоза"),
      descriptions: t(
        "Червено, долината на Струма, леко и пикантно",
        "Red, Struma Valley, light and peppery",
        "Червоне, долина Струми, легке й пряне",
      ),
      price: 620,
      allergens: sulphites,
      groups: ["wineCellar"],
    },
    {
      names: t("Гъмза", "Gamza", "Гамза"),
      descriptions: t("Червено, Ново село, наливно", "Red, Novo Selo, house pour", "Червоне, Ново-Село, розливне"),
      price: 420,
      allergens: sulphites,
      groups: ["wineHouse"],
    },
    {
      names: t("Димят", "Dimyat", "Дімят"),
      descriptions: t("Бяло, Черноморие, сухо", "White, Black Sea coast, dry", "Біле, Чорноморське узбережжя, сухе"),
      price: 450,
      picture: "white-wine",
      linen: "sea",
      allergens: sulphites,
      groups: ["wineHouse"],
    },
    {
      names: t("Червен мискет", "Red Misket", "Червоний мискет"),
      descriptions: t("Бяло, Сунгурларе, цветно", "White, Sungurlare, floral", "Біле, Сунгурларе, квіткове"),
      price: 480,
      picture: "white-wine",
      linen: "sea",
      allergens: sulphites,
      groups: ["wineHouse"],
    },
    {
      names: t("Розе от Рубин", "Rubin rosé", "Рожеве з Рубіну"),
      descriptions: t(
        "Розе, Тракийска низина, сухо",
        "Rosé, Thracian Lowlands, dry",
        "Рожеве, Фракійська низовина, сухе",
      ),
      price: 460,
      linen: "clay",
      allergens: sulphites,
      groups: ["wineHouse"],
    },
    {
      names: t("Пенливо брут", "Sparkling brut", "Ігристе брют"),
      descriptions: t(
        "Класически метод, Шардоне и Димят",
        "Traditional method, Chardonnay and Dimyat",
        "Класичний метод, Шардоне й Дімят",
      ),
      price: 720,
      picture: "sparkling",
      linen: "wheat",
      allergens: sulphites,
      groups: ["wineCellar"],
    },
  ],
};

export const beer: SeedCategory = {
  names: t("Бира", "Beer", "Пиво"),
  station: "bar",
  picture: "beer",
  linen: "wheat",
  items: [
    {
      names: t("Загорка, наливна", "Zagorka on tap", "Zagorka, розливне"),
      descriptions: t("Светла, 5,0 %", "Lager, 5.0%", "Світле, 5,0 %"),
      price: 270,
      allergens: gluten,
      diets: ["vegetarian", "vegan"],
      groups: ["draught"],
    },
    {
      names: t("Столично тъмно, наливно", "Stolichno Bock on tap", "Stolichno, темне розливне"),
      descriptions: t("Тъмно, тип бок, 6,5 %", "Dark bock, 6.5%", "Темне, бок, 6,5 %"),
      price: 320,
      linen: "clay",
      allergens: gluten,
      diets: ["vegetarian", "vegan"],
      groups: ["draught"],
    },
    {
      names: t("Pilsner Urquell, наливна", "Pilsner Urquell on tap", "Pilsner Urquell, розливне"),
      descriptions: t("Светла, пилзнер, 4,4 %", "Pilsner, 4.4%", "Світле, пілзнер, 4,4 %"),
      price: 350,
      allergens: gluten,
      diets: ["vegetarian", "vegan"],
      groups: ["draught"],
    },
    {
      names: t("Guinness, наливна", "Guinness on tap", "Guinness, розливне"),
      descriptions: t("Сух стаут, 4,2 %", "Dry stout, 4.2%", "Сухий стаут, 4,2 %"),
      price: 420,
      linen: "clay",
      allergens: gluten,
      diets: ["vegetarian", "vegan"],
      groups: ["draught"],
    },
    {
      names: t("Каменица", "Kamenitza", "Kamenitza"),
      descriptions: t("Светла, бутилка, 4,4 %", "Lager, bottle, 4.4%", "Світле, пляшка, 4,4 %"),
      price: 330,
      portion: ml(500),
      allergens: gluten,
      diets: ["vegetarian", "vegan"],
    },
    {
      names: t("Астика", "Astika", "Astika"),
      descriptions: t("Светла, бутилка, 4,5 %", "Lager, bottle, 4.5%", "Світле, пляшка, 4,5 %"),
      price: 330,
      portion: ml(500),
      allergens: gluten,
      diets: ["vegetarian", "vegan"],
    },
    {
      names: t("Лвивске 1715", "Lvivske 1715", "Львівське 1715"),
      descriptions: t("Светла, украинска, бутилка, 4,5 %", "Ukrainian lager, bottle, 4.5%", "Світле, пляшка, 4,5 %"),
      price: 390,
      portion: ml(450),
      allergens: gluten,
      diets: ["vegetarian", "vegan"],
    },
    {
      names: t("Безалкохолна бира", "Alcohol-free beer", "Безалкогольне пиво"),
      descriptions: t("Светла, бутилка, 0,0 %", "Lager, bottle, 0.0%", "Світле, пляшка, 0,0 %"),
      price: 310,
      portion: ml(330),
      allergens: gluten,
      diets: ["vegetarian", "vegan"],
    },
  ],
};

export const rakia: SeedCategory = {
  names: t("Ракия и други", "Rakia and spirits", "Ракія та міцне"),
  notes: t(
    "Наливаме охладена, със салата върви най-добре.",
    "Poured cold, and best with a salad.",
    "Наливаємо охолодженою, найкраще до салату.",
  ),
  station: "bar",
  picture: "spirit",
  linen: "wheat",
  items: [
    {
      names: t("Гроздова ракия", "Grape rakia", "Виноградна ракія"),
      descriptions: t("Мускат, Поморие, 40 %", "Muscat, Pomorie, 40%", "Мускат, Поморіє, 40 %"),
      price: 320,
      diets: plant,
      groups: ["measure"],
    },
    {
      names: t("Кайсиева ракия", "Apricot rakia", "Абрикосова ракія"),
      descriptions: t("Тутракан, 42 %", "Tutrakan, 42%", "Тутракан, 42 %"),
      price: 390,
      linen: "clay",
      diets: plant,
      groups: ["measure"],
    },
    {
      names: t("Троянска сливова", "Troyan plum rakia", "Троянська сливова ракія"),
      descriptions: t(
        "Отлежала в бъчви от черница, 40 %",
        "Aged in mulberry casks, 40%",
        "Витримана в шовковичних бочках, 40 %",
      ),
      price: 390,
      linen: "plum",
      diets: plant,
      groups: ["measure"],
    },
    {
      names: t("Мастика", "Mastika", "Мастика"),
      descriptions: t(
        "Анасон, с вода и лед, 47 %",
        "Aniseed, with water and ice, 47%",
        "Аніс, з водою та льодом, 47 %",
      ),
      price: 330,
      linen: "sea",
      diets: plant,
      groups: ["measure"],
    },
    {
      names: t("Хреновуха", "Horseradish vodka", "Хріновуха"),
      descriptions: t(
        "Водка с хрян, мед и лимон, 40 %",
        "Vodka with horseradish, honey and lemon, 40%",
        "Горілка з хроном, медом і лимоном, 40 %",
      ),
      price: 310,
      linen: "sage",
      diets: ["vegetarian"],
      groups: ["measure"],
    },
    {
      names: t("Перцовка", "Chilli vodka", "Перцівка"),
      descriptions: t(
        "Водка с мед и люта чушка, 40 %",
        "Vodka with honey and hot pepper, 40%",
        "Горілка з медом і гострим перцем, 40 %",
      ),
      price: 310,
      linen: "clay",
      diets: ["vegetarian"],
      groups: ["measure"],
    },
  ],
};
