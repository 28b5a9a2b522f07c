import { beforeAll, describe, expect, it } from "vitest";
import { getPool, getPrisma } from "@/lib/platform/db";
import { newId } from "@/lib/platform/ids";
import { createHouse, createStaff, eventsOf, type House, readVenue } from "@/lib/tables/testing/fixture";
import { setAvailability } from "./commands";
import { getMenu, getMenuSnapshot } from "./queries";
import { MenuDto } from "./schema";

const prisma = getPrisma();
const morning = new Date("2026-07-15T06:00:00Z");
const noon = new Date("2026-07-15T10:00:00Z");
let house: House;
const ids = { soup: newId(), water: newId(), omelette: newId(), gone: newId(), group: newId() };

beforeAll(async () => {
  house = await createHouse();
  const venueId = house.id;
  const [hot, bar] = [newId(), newId()];
  await prisma.station.createMany({
    data: [
      { id: hot, venueId, type: "hot", names: { bg: "Топла кухня" }, position: 1, targetSeconds: 600 },
      { id: bar, venueId, type: "bar", names: { bg: "Бар" }, position: 2, targetSeconds: 180 },
    ],
  });
  const [food, empty] = [newId(), newId()];
  await prisma.menuCategory.createMany({
    data: [
      { id: empty, venueId, names: { bg: "Празна" }, position: 1 },
      { id: food, venueId, names: { bg: "Храна", en: "Food" }, notes: { en: "All day" }, position: 2, stationId: hot },
    ],
  });
  const common = {
    venueId,
    categoryId: food,
    vatBasisPoints: 900,
    allergens: [],
    diets: [],
    picture: "soup",
    linen: "sage",
  };
  await prisma.menuItem.createMany({
    data: [
      {
        ...common,
        id: ids.water,
        names: { bg: "Вода", uk: "Вода з джерела" },
        position: 2,
        price: 250,
        noStation: true,
      },
      {
        ...common,
        id: ids.soup,
        names: { bg: "Таратор", en: "Tarator" },
        position: 1,
        price: 1000,
        allergens: ["milk"],
      },
      {
        ...common,
        id: ids.omelette,
        names: { bg: "Омлет" },
        position: 3,
        price: 780,
        stationId: bar,
        availability: [{ from: "07:30", to: "11:00" }],
      },
      { ...common, id: ids.gone, names: { bg: "Архив" }, position: 4, price: 1, archivedAt: new Date() },
    ],
  });
  await prisma.modifierGroup.create({
    data: {
      id: ids.group,
      venueId,
      names: { en: "Size" },
      min: 1,
      modifiers: {
        create: [
          { id: newId(), names: { bg: "Голяма" }, position: 2, price: 300 },
          { id: newId(), names: { bg: "Малка" }, position: 1, price: -100, soldOut: true, soldOutUntil: noon },
        ],
      },
      items: { create: [{ itemId: ids.soup, position: 1 }] },
    },
  });
});

async function itemIn(locale: "bg" | "en" | "uk", id: string, now = morning) {
  const menu = await getMenu(await readVenue(house), locale, now);
  return menu.categories.flatMap(({ items }) => items).find((item) => item.id === id);
}

describe("getMenu", () => {
  it("is the menu of the contract: in order, without empty categories and archived items", async () => {
    const menu = MenuDto.parse(await getMenu(await readVenue(house), "en", morning));
    expect(menu).toMatchObject({ venue: house.slug, venueName: "House", currency: "EUR", secondCurrency: "BGN" });
    expect(menu.categories.map(({ name, note }) => [name, note])).toEqual([["Food", "All day"]]);
    expect(menu.categories[0]?.items.map(({ id }) => id)).toEqual([ids.soup, ids.water, ids.omelette]);
  });

  it("falls back to the venue's language, then to any: never to an empty name", async () => {
    expect((await itemIn("en", ids.soup))?.name).toBe("Tarator");
    expect((await itemIn("uk", ids.soup))?.name).toBe("Таратор");
    expect((await itemIn("uk", ids.water))?.name).toBe("Вода з джерела");
    expect((await itemIn("bg", ids.soup))?.modifierGroups[0]?.name).toBe("Size");
  });

  it("shows the second currency beside the price", async () => {
    expect(await itemIn("bg", ids.soup)).toMatchObject({ price: 1000, secondPrice: 1956 });
  });

  it("names the station: the item's own, else its category's, else none", async () => {
    const menu = await getMenu(await readVenue(house), "bg", morning);
    expect(menu.categories[0]?.items.map(({ station }) => station)).toEqual(["hot", null, "bar"]);
  });

  it("offers what has hours only within them", async () => {
    expect(await itemIn("bg", ids.omelette)).toMatchObject({ available: true, hours: { from: "07:30", to: "11:00" } });
    expect(await itemIn("bg", ids.omelette, noon)).toMatchObject({ available: false, soldOut: false });
  });

  it("brings an option back by itself when its end passes", async () => {
    const sizes = async (now: Date) =>
      (await itemIn("bg", ids.soup, now))?.modifierGroups[0]?.modifiers.map(({ name, available }) => [name, available]);
    expect(await sizes(morning)).toEqual([
      ["Малка", false],
      ["Голяма", true],
    ]);
    expect(await sizes(noon)).toEqual([
      ["Малка", true],
      ["Голяма", true],
    ]);
  });
});

describe("getMenuSnapshot", () => {
  it("is loaded once a version, also by many at once, and anew for the next version", async () => {
    const venue = await readVenue(house);
    const first = await getMenuSnapshot(venue);
    await getPool().query(`update "MenuItem" set "price" = 1100 where "id" = $1`, [ids.soup]);
    expect(await getMenuSnapshot(venue)).toBe(first);
    await getPool().query(`update "Venue" set "menuVersion" = "menuVersion" + 1 where "id" = $1`, [house.id]);
    const next = await readVenue(house);
    const [a, b] = await Promise.all([getMenuSnapshot(next), getMenuSnapshot(next)]);
    expect(a).toBe(b);
    expect(a.version).toBe(venue.menuVersion + 1);
    expect(a.items.get(ids.soup)?.price).toBe(1100);
    // A request that read the venue before the change may use the newer menu; it must not bring the old one back.
    expect(await getMenuSnapshot(venue)).toBe(a);
    expect(a.stations.get("hot")?.targetSeconds).toBe(600);
  });
});

describe("setAvailability", () => {
  it("takes an item off every phone until its end, and tells the menu's channel", async () => {
    const ctx = await createStaff(house, "kitchen");
    const until = new Date(noon.getTime() + 3_600_000);
    const before = await readVenue(house);
    const item = await setAvailability(ctx, ids.soup, { available: false, until: until.toISOString() }, noon);
    expect(item).toMatchObject({ available: false, soldOut: true, soldOutUntil: until.toISOString() });
    const after = await readVenue(house);
    expect(after.menuVersion).toBe(before.menuVersion + 1);
    expect(await itemIn("bg", ids.soup, noon)).toMatchObject({ available: false, version: item.version });
    expect(await itemIn("bg", ids.soup, until)).toMatchObject({ available: true, soldOut: false, soldOutUntil: null });
    const [told] = (await eventsOf(house)).slice(-1);
    expect(told).toEqual({
      name: "product-availability-changed",
      channels: [`${house.slug}-menu`],
      data: { menuItemId: ids.soup, version: item.version, available: false, until: until.toISOString() },
    });
  });

  it("changes nothing when it is so already", async () => {
    const ctx = await createStaff(house);
    const item = await setAvailability(ctx, ids.water, { available: false }, noon);
    const events = (await eventsOf(house)).length;
    expect(await setAvailability(ctx, ids.water, { available: false }, noon)).toEqual(item);
    expect(await eventsOf(house)).toHaveLength(events);
    expect(await setAvailability(ctx, ids.water, { available: true }, noon)).toMatchObject({ available: true });
  });

  it("refuses a change of something that has moved on, and shows it", async () => {
    const ctx = await createStaff(house);
    const { version } = await setAvailability(ctx, ids.omelette, { available: false }, morning);
    await expect(
      setAvailability(ctx, ids.omelette, { available: true, version: version - 1 }, morning),
    ).rejects.toMatchObject({
      code: "version-moved",
      details: { current: { id: ids.omelette, version, soldOut: true } },
    });
  });

  it("counts every change when several are made at once", async () => {
    const crew = await Promise.all([createStaff(house), createStaff(house), createStaff(house)]);
    const before = await readVenue(house);
    const targets = [ids.soup, ids.water, ids.omelette];
    const current = await Promise.all(targets.map((id) => itemIn("bg", id, noon)));
    await Promise.all(
      crew.map((ctx, at) =>
        setAvailability(ctx, targets[at] ?? "", { available: current[at]?.soldOut === true }, noon),
      ),
    );
    const after = await readVenue(house);
    expect(after.menuVersion).toBe(before.menuVersion + 3);
    expect((await getMenuSnapshot(after)).version).toBe(after.menuVersion);
  });

  it("knows neither another venue's items, nor archived ones, nor an end that has passed", async () => {
    const ctx = await createStaff(house);
    const stranger = await createStaff(await createHouse());
    await expect(setAvailability(stranger, ids.soup, { available: false })).rejects.toMatchObject({
      code: "not-found",
    });
    await expect(setAvailability(ctx, ids.gone, { available: false })).rejects.toMatchObject({ code: "not-found" });
    const past = { available: false, until: morning.toISOString() };
    await expect(setAvailability(ctx, ids.soup, past, noon)).rejects.toMatchObject({ code: "invalid" });
  });
});
