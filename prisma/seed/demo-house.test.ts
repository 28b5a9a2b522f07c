import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { allergens } from "@/lib/menu/schema";
import { describeItem, menu } from "./demo-house/menu";
import { modifierGroups } from "./demo-house/modifiers";
import { mailDomain, people } from "./demo-house/people";
import { areas } from "./demo-house/tables";
import { stations, vatBasisPoints, venue } from "./demo-house/venue";
import { linens, pictureKinds } from "./pictures";
import { diets, type SeedModifier, type Text } from "./types";

const items = menu.flatMap((category) => category.items.map((item) => ({ category, item })));
const tables = areas.flatMap((area) => area.tables);
const groups = Object.entries(modifierGroups);
const modifiers = groups.flatMap(([, group]) => group.modifiers);
const plates = new URL("../../public/plates/", import.meta.url);

const texts: Text[] = [
  venue.names,
  ...stations.map((station) => station.names),
  ...areas.map((area) => area.names),
  ...menu.flatMap((category) => (category.notes ? [category.names, category.notes] : [category.names])),
  ...items.flatMap(({ item }) => [item.names, item.descriptions, describeItem(item)]),
  ...groups.map(([, group]) => group.names),
  ...modifiers.map((modifier) => modifier.names),
];

const duplicates = (values: string[]) => values.filter((value, index) => values.indexOf(value) !== index);
const offered = (modifier: SeedModifier) => !modifier.soldOut;

describe("the demo house in three languages", () => {
  it("has every text in Bulgarian, English and Ukrainian", () => {
    const gaps = texts.filter((text) => [text.bg, text.en, text.uk].some((words) => words.trim() === ""));
    expect(gaps).toEqual([]);
  });

  it("writes each language with its own letters", () => {
    const wrong = texts.filter(
      ({ bg, en, uk }) => /[ыэёіїєґ]/i.test(bg) || /\p{Script=Cyrillic}/u.test(en) || /[ыэёъ]/i.test(uk),
    );
    expect(wrong).toEqual([]);
  });

  it("mixes no Latin letters into Cyrillic words, or the other way round", () => {
    const mixed = /\p{Script=Cyrillic}\p{Script=Latin}|\p{Script=Latin}\p{Script=Cyrillic}/u;
    expect(texts.filter((text) => Object.values(text).some((words) => mixed.test(words)))).toEqual([]);
  });

  it("ends names and descriptions without stray spaces or stops", () => {
    const untidy = texts.flatMap((text) => Object.values(text)).filter((words) => /^\s|\s$| {2}|,$|\.\./.test(words));
    expect(untidy).toEqual([]);
  });
});

describe("the demo house's menu", () => {
  it("is as large as a house of this size has it", () => {
    expect(menu.length).toBeGreaterThanOrEqual(10);
    expect(items.length).toBeGreaterThanOrEqual(75);
    expect(new Set(items.map(({ item }) => item.iba).filter(Boolean)).size).toBeGreaterThanOrEqual(20);
  });

  it("names nothing twice", () => {
    for (const locale of ["bg", "en", "uk"] as const) {
      expect(duplicates(menu.map((category) => category.names[locale]))).toEqual([]);
      expect(duplicates(items.map(({ item }) => item.names[locale]))).toEqual([]);
    }
  });

  it("prices in whole cents a guest of Sofia would expect", () => {
    expect(items.filter(({ item }) => !Number.isInteger(item.price) || item.price < 100 || item.price > 3000)).toEqual(
      [],
    );
    expect(modifiers.filter(({ price = 0 }) => !Number.isInteger(price) || price < 0)).toEqual([]);
    expect(vatBasisPoints).toBe(2000);
  });

  it("declares only the fourteen allergens, the known diets, and none twice", () => {
    for (const { item } of items) {
      expect(allergens).toEqual(expect.arrayContaining(item.allergens ?? []));
      expect(diets).toEqual(expect.arrayContaining(item.diets ?? []));
      expect(duplicates([...(item.allergens ?? []), ...(item.diets ?? [])])).toEqual([]);
    }
  });

  it("declares no diet that an allergen contradicts", () => {
    const animal = ["crustaceans", "eggs", "fish", "milk", "molluscs"] as const;
    const contradictions = items.filter(({ item: { diets: kept = [], allergens: contained = [] } }) => {
      if (kept.includes("glutenFree") && contained.includes("gluten")) return true;
      if (kept.includes("vegan") && (!kept.includes("vegetarian") || animal.some((one) => contained.includes(one))))
        return true;
      return (
        kept.includes("vegetarian") &&
        (["crustaceans", "fish", "molluscs"] as const).some((one) => contained.includes(one))
      );
    });
    expect(contradictions.map(({ item }) => item.names.en)).toEqual([]);
  });

  it("draws every item with a plate that exists, on linen that exists", () => {
    for (const { category, item } of items) {
      expect(pictureKinds).toContain(item.picture ?? category.picture);
      expect(linens).toContain(item.linen ?? category.linen);
    }
    const used = new Set(items.map(({ category, item }) => item.picture ?? category.picture));
    expect(pictureKinds.filter((kind) => !used.has(kind))).toEqual([]);
  });

  it("sends work to every station that makes something, and hands a few things over as they are", () => {
    const stationOf = ({ category, item }: (typeof items)[number]) =>
      item.station === undefined ? category.station : item.station;
    const makers = stations.filter(({ key }) => key !== "pass");
    for (const station of makers) expect(items.some((one) => stationOf(one) === station.key)).toBe(true);
    expect(items.some((one) => stationOf(one) === "pass")).toBe(false);
    expect(items.filter((one) => stationOf(one) === null).length).toBeGreaterThanOrEqual(2);
  });

  it("has something sold out for now, something sold out for good, and breakfast in the morning only", () => {
    const soldOut = items.map(({ item }) => item.soldOut).filter(Boolean);
    expect(soldOut).toContain(true);
    expect(soldOut.some((one) => typeof one === "object" && one.minutes > 0)).toBe(true);
    const windows = items.flatMap(({ item }) => item.availability ?? []);
    expect(windows.length).toBeGreaterThan(0);
    for (const { from, to, days } of windows) {
      expect(from < to).toBe(true);
      expect([from, to].every((time) => /^([01]\d|2[0-3]):[0-5]\d$/.test(time))).toBe(true);
      expect(days.every((day) => day >= 1 && day <= 7)).toBe(true);
    }
  });
});

describe("the demo house's options", () => {
  it("asks only what can be answered", () => {
    for (const [key, { min, max, modifiers: options }] of groups) {
      expect([key, min >= 0 && min <= max && max >= 1 && max <= options.length]).toEqual([key, true]);
      expect([key, options.filter(offered).length >= Math.max(min, 1)]).toEqual([key, true]);
      expect(duplicates(options.map((option) => option.names.en))).toEqual([]);
    }
    expect(modifiers.some((modifier) => modifier.soldOut)).toBe(true);
  });

  it("offers every group on some item, and only groups that exist, each once", () => {
    const named = items.flatMap(({ item }) => item.groups ?? []);
    expect([...new Set(named)].sort()).toEqual(Object.keys(modifierGroups).sort());
    expect(items.filter(({ item }) => duplicates(item.groups ?? []).length > 0)).toEqual([]);
  });

  it("takes removals away for nothing", () => {
    expect(modifiers.filter(({ kind, price = 0 }) => kind === "REMOVE" && price !== 0)).toEqual([]);
  });
});

describe("the demo house's rooms and people", () => {
  it("has its tables, stools and rooms, each number once and fit for a channel name", () => {
    const count = (kind: string) => tables.filter((table) => table.kind === kind).length;
    expect({ TABLE: count("TABLE"), COUNTER: count("COUNTER"), ROOM: count("ROOM") }).toEqual({
      TABLE: 20,
      COUNTER: 4,
      ROOM: 4,
    });
    expect(duplicates(tables.map((table) => table.number))).toEqual([]);
    expect(tables.filter((table) => !/^[A-Za-z0-9]{1,6}$/.test(table.number) || table.seats < 1)).toEqual([]);
  });

  it("puts every table inside the plan, and no two on one spot", () => {
    for (const area of areas) {
      for (const {
        number,
        place: [x, y, width, height],
      } of area.tables) {
        expect([number, x >= 0 && y >= 0 && x + width <= 1000 && y + height <= 1000]).toEqual([number, true]);
        const crossed = area.tables.filter(
          ({ number: other, place: [ox, oy, ow, oh] }) =>
            other !== number && x < ox + ow && ox < x + width && y < oy + oh && oy < y + height,
        );
        expect(crossed).toEqual([]);
      }
    }
  });

  it("has somebody for every role, with an address and a PIN of their own", () => {
    for (const role of ["ADMIN", "MANAGER", "CASHIER", "STAFF", "KITCHEN", "RELEASER"])
      expect(people.some((person) => person.role === role)).toBe(true);
    expect(people.filter((person) => person.role === "STAFF").length).toBeGreaterThanOrEqual(3);
    expect(duplicates(people.map((person) => person.mailbox))).toEqual([]);
    expect(duplicates(people.map((person) => person.pin))).toEqual([]);
    expect(people.filter(({ mailbox, pin }) => !/^[a-z]+$/.test(mailbox) || !/^\d{4}$/.test(pin))).toEqual([]);
    expect(mailDomain.endsWith(".example")).toBe(true);
    expect(
      people
        .filter((person) => person.role === "KITCHEN")
        .map((person) => person.station)
        .sort(),
    ).toEqual(["bar", "cold", "grill", "hot"]);
  });
});

describe("the plate drawings", () => {
  it("are one file a kind, and no file without a kind", () => {
    const files = readdirSync(plates)
      .filter((name) => name !== "setting.svg")
      .map((name) => name.replace(/\.svg$/, ""));
    expect(files.sort()).toEqual([...pictureKinds].sort());
    expect(existsSync(new URL("setting.svg", plates))).toBe(true);
  });

  it.each(pictureKinds)("%s can be used without its ground, and takes the scheme's colours", (kind) => {
    const svg = readFileSync(new URL(`${kind}.svg`, plates), "utf8");
    expect(svg).toContain('viewBox="0 0 120 120"');
    const [ground = "", plate = ""] = svg.split('<g id="plate">');
    expect(ground).toContain('id="stripes"');
    expect(plate).toContain("var(--color-plate,");
    expect(plate).not.toContain("--color-linen-");
  });
});
