import { type SeedModifier, type SeedModifierGroup, same, t } from "../types";

const add = (price: number, bg: string, en: string, uk: string): SeedModifier => ({
  names: t(bg, en, uk),
  price,
  kind: "ADD",
});
const without = (bg: string, en: string, uk: string): SeedModifier => ({ names: t(bg, en, uk), kind: "REMOVE" });
const choice = (bg: string, en: string, uk: string, price = 0): SeedModifier => ({
  names: t(bg, en, uk),
  price,
  kind: "CHOICE",
});

const chooseOne = (names: SeedModifierGroup["names"], ...modifiers: SeedModifier[]): SeedModifierGroup => ({
  names,
  min: 1,
  max: 1,
  modifiers,
});
const upTo = (max: number, names: SeedModifierGroup["names"], ...modifiers: SeedModifier[]): SeedModifierGroup => ({
  names,
  min: 0,
  max,
  modifiers,
});

const withoutTitle = t("Без нещо?", "Leave something out?", "Щось прибрати?");
const sizeTitle = t("Колко", "Size", "Скільки");

/** Groups by key; an item names the ones it offers. */
export const modifierGroups: Record<string, SeedModifierGroup> = {
  side: chooseOne(
    t("Гарнитура", "Side", "Гарнір"),
    choice("Пресни картофи с копър", "New potatoes with dill", "Молода картопля з кропом"),
    choice("Печени зеленчуци", "Roast vegetables", "Запечені овочі", 120),
    { ...choice("Ориз с гъби", "Rice with mushrooms", "Рис із грибами"), soldOut: true },
    choice("Пържени картофи", "Chips", "Картопля фрі", 90),
    choice("Зелена салата", "Green salad", "Зелений салат", 90),
  ),
  extras: upTo(
    2,
    t("Към ястието", "On the side", "До страви"),
    add(160, "Лютеница от пещта", "Oven-roasted lyutenitsa", "Лютениця з печі"),
    add(130, "Питка с чубрица", "Bread roll with summer savory", "Булочка з чабером"),
    add(90, "Печена люта чушка", "Roast hot pepper", "Печений гострий перець"),
    add(90, "Млечен сос с чесън", "Garlic yoghurt sauce", "Йогуртовий соус із часником"),
  ),
  doneness: chooseOne(
    t("Как да е изпечено", "How would you like it", "Ступінь просмаження"),
    choice("Алангле", "Rare", "З кров’ю"),
    choice("Средно към алангле", "Medium rare", "Слабкого просмаження"),
    choice("Средно изпечено", "Medium", "Середнього просмаження"),
    choice("Добре изпечено", "Well done", "Повного просмаження"),
  ),
  steakSauce: upTo(
    1,
    t("Сос", "Sauce", "Соус"),
    add(180, "Пипер сос", "Peppercorn sauce", "Перцевий соус"),
    add(180, "Гъбен сос", "Mushroom sauce", "Грибний соус"),
    add(120, "Масло с билки", "Herb butter", "Масло із зеленню"),
  ),
  saladWithout: upTo(
    3,
    withoutTitle,
    without("Без лук", "No onion", "Без цибулі"),
    without("Без сирене", "No cheese", "Без бринзи"),
    without("Без магданоз", "No parsley", "Без петрушки"),
  ),
  saladAdd: upTo(
    2,
    t("Добавете", "Add", "Додайте"),
    add(150, "Още сирене", "Extra cheese", "Більше бринзи"),
    add(120, "Маслини", "Olives", "Маслини"),
    add(130, "Печена чушка", "Roast pepper", "Печений перець"),
  ),
  withoutNuts: upTo(1, withoutTitle, without("Без орехи", "No walnuts", "Без горіхів")),
  withoutGarlic: upTo(
    2,
    withoutTitle,
    without("Без чесън", "No garlic", "Без часнику"),
    without("Без копър", "No dill", "Без кропу"),
  ),
  soupAdd: upTo(
    2,
    t("Към супата", "With the soup", "До супу"),
    add(140, "Пампушка с чесън", "Garlic pampushka", "Пампушка з часником"),
    add(60, "Сметана", "Sour cream", "Сметана"),
    add(0, "Чесън с оцет", "Garlic in vinegar", "Часник в оцті"),
    add(0, "Люта чушка", "Hot pepper", "Гострий перець"),
  ),
  grillWithout: upTo(
    2,
    withoutTitle,
    without("Без лук", "No onion", "Без цибулі"),
    without("Без лютеница", "No lyutenitsa", "Без лютениці"),
  ),
  burgerWithout: upTo(
    3,
    withoutTitle,
    without("Без сирене", "No cheese", "Без сиру"),
    without("Без лук", "No onion", "Без цибулі"),
    without("Без кисели краставички", "No pickles", "Без маринованих огірків"),
  ),
  burgerAdd: upTo(
    3,
    t("Добавете", "Add", "Додайте"),
    add(150, "Бекон", "Bacon", "Бекон"),
    add(120, "Чедър", "Cheddar", "Чедер"),
    add(420, "Още едно месо", "Second patty", "Ще одна котлета"),
    add(90, "Пържено яйце", "Fried egg", "Смажене яйце"),
  ),
  fishServing: upTo(
    2,
    t("Поднасяне", "How to serve it", "Подача"),
    add(0, "На филе, без кости", "Filleted, off the bone", "Філе, без кісток"),
    without("Без масло", "No butter", "Без масла"),
  ),
  dumplingCooking: chooseOne(
    t("Как да ги приготвим", "Cooked how", "Як приготувати"),
    choice("Варени", "Boiled", "Варені"),
    choice("Варени и запържени в масло", "Boiled, then fried in butter", "Підсмажені на маслі", 60),
  ),
  dumplingSize: chooseOne(
    sizeTitle,
    choice("8 броя", "8 pieces", "8 штук"),
    choice("12 броя", "12 pieces", "12 штук", 320),
  ),
  dumplingAdd: upTo(
    2,
    t("Отгоре", "On top", "Зверху"),
    add(80, "Пържен лук", "Fried onion", "Смажена цибуля"),
    add(130, "Пръжки", "Pork crackling", "Шкварки"),
    add(60, "Още сметана", "Extra sour cream", "Більше сметани"),
  ),
  eggs: chooseOne(
    t("Яйцата", "The eggs", "Яйця"),
    choice("На очи", "Sunny side up", "З рідким жовтком"),
    choice("Обърнати", "Over easy", "Обсмажені з двох боків"),
    choice("Бъркани", "Scrambled", "Бовтанка"),
  ),
  breakfastAdd: upTo(
    3,
    t("Добавете", "Add", "Додайте"),
    add(180, "Бекон", "Bacon", "Бекон"),
    add(150, "Овче сирене", "Sheep’s cheese", "Овеча бринза"),
    add(190, "Авокадо", "Avocado", "Авокадо"),
  ),
  sweetTopping: upTo(
    2,
    t("Отгоре", "On top", "Зверху"),
    add(80, "Липов мед", "Linden honey", "Липовий мед"),
    add(90, "Сладко от вишни", "Sour cherry preserve", "Вишневе варення"),
    add(110, "Орехи", "Walnuts", "Волоські горіхи"),
    add(60, "Сметана", "Sour cream", "Сметана"),
  ),
  milk: chooseOne(
    t("Мляко", "Milk", "Молоко"),
    choice("Краве", "Cow’s", "Коров’яче"),
    choice("Без лактоза", "Lactose-free", "Безлактозне", 40),
    choice("Овесено", "Oat", "Вівсяне", 60),
    { ...choice("Бадемово", "Almond", "Мигдалеве", 60), soldOut: true },
  ),
  coffee: upTo(2, t("Кафето", "The coffee", "Кава"), add(90, "Двойно", "Double shot", "Подвійна"), {
    names: t("Безкофеиново", "Decaf", "Без кофеїну"),
    kind: "CHOICE",
  }),
  tea: upTo(
    2,
    t("Към чая", "With the tea", "До чаю"),
    add(60, "Липов мед", "Linden honey", "Липовий мед"),
    add(30, "Лимон", "Lemon", "Лимон"),
  ),
  lemonade: chooseOne(
    sizeTitle,
    choice("Чаша, 400 мл", "Glass, 400 ml", "Склянка, 400 мл"),
    choice("Кана, 1 л", "Jug, 1 l", "Глек, 1 л", 540),
  ),
  ice: upTo(2, withoutTitle, without("Без лед", "No ice", "Без льоду"), without("Без захар", "No sugar", "Без цукру")),
  draught: chooseOne(
    sizeTitle,
    choice("Малка, 300 мл", "Small, 300 ml", "Мале, 300 мл"),
    choice("Голяма, 500 мл", "Large, 500 ml", "Велике, 500 мл", 130),
  ),
  wineHouse: chooseOne(
    sizeTitle,
    choice("Чаша, 150 мл", "Glass, 150 ml", "Келих, 150 мл"),
    choice("Гарафа, 500 мл", "Carafe, 500 ml", "Карафа, 500 мл", 1050),
    choice("Бутилка, 750 мл", "Bottle, 750 ml", "Пляшка, 750 мл", 1650),
  ),
  wineCellar: chooseOne(
    sizeTitle,
    choice("Чаша, 150 мл", "Glass, 150 ml", "Келих, 150 мл"),
    choice("Бутилка, 750 мл", "Bottle, 750 ml", "Пляшка, 750 мл", 2450),
  ),
  measure: chooseOne(
    sizeTitle,
    choice("Малка, 50 мл", "Single, 50 ml", "Мала, 50 мл"),
    choice("Голяма, 100 мл", "Double, 100 ml", "Велика, 100 мл", 350),
  ),
  gin: chooseOne(
    t("Джин", "Gin", "Джин"),
    choice("London Dry на заведението", "House London Dry", "Домашній London Dry"),
    { names: same("Tanqueray No. Ten"), price: 250, kind: "CHOICE" },
    { names: same("Hendrick’s"), price: 280, kind: "CHOICE" },
  ),
  sour: upTo(1, withoutTitle, without("Без белтък", "No egg white", "Без яєчного білка")),
};
