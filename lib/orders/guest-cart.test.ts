import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { MenuItemDto } from "@/lib/menu/schema";
import {
  addLine,
  type Cart,
  type CartLine,
  changeLine,
  emptyCart,
  parseCart,
  priceCart,
  quantityOf,
  removeLine,
  restoreLine,
  setQuantity,
  toRequest,
} from "./guest-cart";

const dish = (id: string, change: Partial<MenuItemDto> = {}): MenuItemDto => ({
  id,
  name: id,
  description: "",
  price: 500,
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
  ...change,
});
const roast = dish("roast", {
  price: 1500,
  modifierGroups: [
    {
      id: "side",
      name: "Side",
      min: 1,
      max: 1,
      modifiers: [
        { id: "potatoes", name: "Potatoes", price: 0, kind: "CHOICE", available: true },
        { id: "greens", name: "Greens", price: 120, kind: "CHOICE", available: true },
        { id: "rice", name: "Rice", price: 0, kind: "CHOICE", available: false },
      ],
    },
  ],
});
const menu = new Map(
  [dish("soup"), roast, dish("cake", { available: false, soldOut: true })].map((item) => [item.id, item]),
);

let keys = 0;
const line = (menuItemId: string, change: Partial<CartLine> = {}): CartLine => ({
  key: `k${++keys}`,
  menuItemId,
  name: menuItemId,
  modifierIds: [],
  quantity: 1,
  note: "",
  ...change,
});
const cartOf = (...lines: CartLine[]): Cart => lines.reduce(addLine, emptyCart);

describe("the lines of a cart", () => {
  it("adds the same choice to the same line, in whatever order its options were pressed", () => {
    const cart = cartOf(
      line("roast", { modifierIds: ["a", "b"] }),
      line("roast", { modifierIds: ["b", "a"], quantity: 2 }),
    );
    expect(cart.lines.map((each) => each.quantity)).toEqual([3]);
  });

  it("keeps other options and other notes apart", () => {
    const cart = cartOf(line("soup"), line("soup", { note: "no salt" }), line("soup", { modifierIds: ["x"] }));
    expect(cart.lines).toHaveLength(3);
    expect(quantityOf(cart, "soup")).toBe(3);
  });

  it("takes a line away at zero and puts it back where it was", () => {
    const cart = cartOf(line("soup"), line("roast"), line("cake"));
    const [, middle] = cart.lines as [CartLine, CartLine, CartLine];
    const without = setQuantity(cart, middle.key, 0);
    expect(without.lines.map((each) => each.menuItemId)).toEqual(["soup", "cake"]);
    expect(restoreLine(without, middle, 1)).toEqual(cart);
    expect(restoreLine(cart, middle, 1)).toBe(cart);
  });

  it("joins two lines when a change makes them the same", () => {
    const cart = cartOf(
      line("roast", { modifierIds: ["potatoes"] }),
      line("roast", { modifierIds: ["greens"], quantity: 2 }),
    );
    const { key, ...second } = cart.lines[1] as CartLine;
    const joined = changeLine(cart, key, { ...second, modifierIds: ["potatoes"] });
    expect(joined.lines).toHaveLength(1);
    expect(joined.lines[0]?.quantity).toBe(3);
  });

  it("never holds a quantity outside 1 to 99, whatever is pressed", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom("soup", "roast"), fc.integer({ min: -3, max: 150 }))),
        (presses) => {
          const cart = presses.reduce<Cart>((now, [id, quantity]) => {
            const held = now.lines.find((each) => each.menuItemId === id);
            if (held) return setQuantity(now, held.key, quantity);
            return quantity > 0 ? addLine(now, line(id, { quantity })) : now;
          }, emptyCart);
          for (const each of cart.lines) {
            expect(each.quantity).toBeGreaterThanOrEqual(1);
            expect(each.quantity).toBeLessThanOrEqual(99);
          }
        },
      ),
    );
  });
});

describe("priceCart", () => {
  it("prices from the live menu, options included", () => {
    const priced = priceCart(cartOf(line("roast", { modifierIds: ["greens"], quantity: 2 }), line("soup")), menu);
    expect(priced.lines.map((each) => each.unitPrice)).toEqual([1620, 500]);
    expect(priced).toMatchObject({ total: 3740, count: 3, problems: 0 });
    expect(priced.lines[0]?.options).toEqual(["Greens"]);
  });

  it("marks what cannot be ordered and leaves it out of the sums", () => {
    const breakfast = new Map(menu).set("eggs", dish("eggs", { available: false }));
    const cart = cartOf(
      line("cake"),
      line("eggs"),
      line("vanished"),
      line("roast", { modifierIds: ["rice"] }),
      line("roast"),
      line("roast", { modifierIds: ["unknown"] }),
      line("soup"),
    );
    const priced = priceCart(cart, breakfast);
    expect(priced.lines.map((each) => each.problem)).toEqual([
      "soldOut",
      "notNow",
      "gone",
      "optionOut",
      "optionsChanged",
      "optionsChanged",
      null,
    ]);
    expect(priced).toMatchObject({ total: 500, count: 1, problems: 6 });
  });
});

describe("toRequest", () => {
  it("sends only what can be ordered, never a price", () => {
    const cart = { ...cartOf(line("cake"), line("roast", { modifierIds: ["greens"], note: " rare " })), note: "  " };
    const request = toRequest(cart, priceCart(cart, menu), "key");
    expect(request).toEqual({
      key: "key",
      body: { items: [{ menuItemId: "roast", quantity: 1, modifierIds: ["greens"], note: "rare" }] },
      lineKeys: [cart.lines[1]?.key],
    });
  });

  it("has nothing to send when nothing can be ordered", () => {
    const cart = cartOf(line("cake"));
    expect(toRequest(cart, priceCart(cart, menu), "key")).toBeNull();
  });
});

describe("parseCart", () => {
  it("reads back what was stored, a request on its way included", () => {
    const cart = cartOf(line("soup"), line("roast", { modifierIds: ["greens"] }));
    const stored = { ...cart, note: "together", pending: toRequest(cart, priceCart(cart, menu), "key") };
    expect(parseCart(JSON.stringify(stored))).toEqual(stored);
  });

  it("survives anything else", () => {
    for (const text of [null, "", "{", "null", "[]", '{"lines":3}', '{"lines":[{"key":1},null]}']) {
      expect(parseCart(text)).toEqual(emptyCart);
    }
    expect(parseCart('{"lines":[],"pending":{"key":"k"}}').pending).toBeNull();
  });
});

it("removes a line that is not there without harm", () => {
  const cart = cartOf(line("soup"));
  expect(removeLine(cart, "other").lines).toEqual(cart.lines);
});
