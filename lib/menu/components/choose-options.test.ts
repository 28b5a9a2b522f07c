import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { MenuItemDto, ModifierGroupDto } from "@/lib/menu/schema";
import { chosenIn, firstMissing, priceWith, toggleOption } from "./choose-options";

const group = (id: string, min: number, max: number, prices: number[]): ModifierGroupDto => ({
  id,
  name: id,
  min,
  max,
  modifiers: prices.map((price, at) => ({
    id: `${id}${at}`,
    name: `${id}${at}`,
    price,
    kind: "CHOICE",
    available: true,
  })),
});
const side = group("side", 1, 1, [0, 120, 90]);
const extras = group("extras", 0, 2, [160, 130, 90]);
const item = { price: 1000, modifierGroups: [side, extras] } as unknown as MenuItemDto;

describe("toggleOption", () => {
  it("replaces a single choice and cannot leave it empty", () => {
    expect(toggleOption(side, ["side0", "extras1"], "side2")).toEqual(["extras1", "side2"]);
    expect(toggleOption(side, ["side2"], "side2")).toEqual(["side2"]);
  });

  it("replaces the other where one at most is taken, and lets go of it", () => {
    const sauce = group("sauce", 0, 1, [180, 120]);
    expect(toggleOption(sauce, ["sauce0"], "sauce1")).toEqual(["sauce1"]);
    expect(toggleOption(sauce, ["sauce1"], "sauce1")).toEqual([]);
  });

  it("takes and leaves options of a group with room", () => {
    expect(toggleOption(extras, [], "extras0")).toEqual(["extras0"]);
    expect(toggleOption(extras, ["extras0"], "extras0")).toEqual([]);
  });

  it("never passes the limit, whatever is pressed", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom("extras0", "extras1", "extras2")), (presses) => {
        const chosen = presses.reduce<string[]>((now, id) => toggleOption(extras, now, id), []);
        expect(chosenIn(extras, chosen)).toBeLessThanOrEqual(2);
        expect(new Set(chosen).size).toBe(chosen.length);
      }),
    );
  });
});

describe("firstMissing", () => {
  it("names the first group that needs a choice", () => {
    expect(firstMissing(item, ["extras0"])).toBe(side);
    expect(firstMissing(item, ["side1"])).toBeNull();
  });
});

it("prices an item with its options", () => {
  expect(priceWith(item, ["side1", "extras0"])).toBe(1280);
});
