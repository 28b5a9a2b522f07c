import { describe, expect, it } from "vitest";
import type { MenuItemDto } from "@/lib/menu/schema";
import { addLine, type Cart, type CartLine, emptyCart, priceCart } from "./guest-cart";
import {
  changeCart,
  countSending,
  coursesOf,
  keepDraft,
  moveCourse,
  moveDraft,
  newDraft,
  type PadDraft,
  type PadTarget,
  readDrafts,
  setCourse,
  targetId,
  toPadRequest,
} from "./pad-draft";
import { AddItemsInput, PlaceOrderInput } from "./schema";

const now = new Date("2026-11-20T18:14:00Z");
const soup = "0190a000-0000-7000-8000-000000000001";
const cake = "0190a000-0000-7000-8000-000000000002";
const tableId = "0190a000-0000-7000-8000-00000000000a";
const dish = (id: string, soldOut = false) =>
  ({ id, name: id, price: 500, available: !soldOut, soldOut, modifierGroups: [] }) as unknown as MenuItemDto;
const menu = new Map([dish(soup), dish(cake)].map((item) => [item.id, item]));

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
const table: PadTarget = { kind: "table", tableId, tableNumber: "12", room: false };
const draftOf = (cart: Cart, change: Partial<PadDraft> = {}): PadDraft => ({
  ...newDraft(table, now),
  cart,
  ...change,
});
const requestOf = (draft: PadDraft, items = menu) => toPadRequest(draft, priceCart(draft.cart, items), "key", now);

describe("courses", () => {
  it("keep the same dish apart, and join it when it comes to the same course", () => {
    const cart = cartOf(line(soup), line(soup, { course: 2 }));
    expect(cart.lines).toHaveLength(2);
    const joined = setCourse(cart, cart.lines[1]?.key ?? "", 1);
    expect(joined.lines.map(({ quantity, course }) => [quantity, course])).toEqual([[2, undefined]]);
  });

  it("end at 1 and at 9", () => {
    const cart = cartOf(line(soup));
    const [{ key }] = cart.lines as [CartLine];
    expect(setCourse(cart, key, 0)).toBe(cart);
    expect(setCourse(cart, key, 10)).toBe(cart);
    expect(setCourse(cart, key, 9).lines[0]?.course).toBe(9);
  });

  it("move as a whole", () => {
    const cart = moveCourse(cartOf(line(soup), line(cake), line(cake, { course: 3 })), 1, 2);
    expect(cart.lines.map(({ course }) => course)).toEqual([2, 2, 3]);
  });

  it("wait from the second on, but for those that are to go at once", () => {
    const draft = draftOf(cartOf(line(cake, { course: 3 }), line(soup, { quantity: 2 }), line(cake, { course: 2 })), {
      sendNow: [3],
    });
    const courses = coursesOf(priceCart(draft.cart, menu), draft);
    expect(courses.map(({ course, waits }) => [course, waits])).toEqual([
      [1, false],
      [2, true],
      [3, false],
    ]);
    expect(countSending(courses)).toEqual({ now: 3, later: 1 });
  });

  it("are none at the counter", () => {
    const draft = draftOf(cartOf(line(soup, { course: 2 })), { target: { kind: "counter" } });
    expect(coursesOf(priceCart(draft.cart, menu), draft).map(({ waits }) => waits)).toEqual([false]);
    expect(requestOf(draft)?.body).toEqual({
      source: "COUNTER",
      items: [{ menuItemId: soup, quantity: 1, modifierIds: [] }],
    });
  });
});

describe("the request", () => {
  it("says nothing of courses where there is one", () => {
    const body = requestOf(draftOf({ ...cartOf(line(soup)), note: " by the window " }))?.body;
    expect(body).toEqual({
      source: "STAFF",
      tableId,
      items: [{ menuItemId: soup, quantity: 1, modifierIds: [] }],
      note: "by the window",
    });
    expect(PlaceOrderInput.safeParse(body).success).toBe(true);
  });

  it("names every course and those that wait", () => {
    const draft = draftOf(cartOf(line(soup), line(cake, { course: 2 }), line(cake, { course: 3 })), { sendNow: [2] });
    const body = requestOf(draft)?.body;
    expect(body?.items.map(({ course }) => course)).toEqual([1, 2, 3]);
    expect(body?.hold).toEqual([3]);
    expect(PlaceOrderInput.safeParse(body).success).toBe(true);
  });

  it("adds to an order with what that may carry", () => {
    const orderId = "0190a000-0000-7000-8000-0000000000ff";
    const target: PadTarget = { kind: "order", orderId, number: 7, tableNumber: "12", room: false };
    const request = requestOf(draftOf({ ...cartOf(line(soup, { course: 2 })), note: "lost on purpose" }, { target }));
    expect(request?.path).toBe(`orders/${orderId}/items`);
    expect(request?.body).toEqual({ items: [expect.objectContaining({ course: 2 })], hold: [2] });
    expect(AddItemsInput.safeParse(request?.body).success).toBe(true);
  });

  it("leaves out what is sold out, and names the lines it is about", () => {
    const draft = draftOf(cartOf(line(soup), line(cake)));
    const items = new Map(menu).set(soup, dish(soup, true));
    const request = requestOf(draft, items);
    expect(request?.body.items.map(({ menuItemId }) => menuItemId)).toEqual([cake]);
    expect(request?.lineKeys).toEqual([draft.cart.lines[1]?.key]);
    expect(requestOf(draftOf(cartOf(line(soup))), items)).toBeNull();
  });
});

describe("drafts", () => {
  it("come back as they were stored", () => {
    const draft = draftOf(cartOf(line(soup), line(cake, { course: 2, note: "warm" })), { sendNow: [2] });
    const drafts = keepDraft({}, { ...draft, pending: requestOf(draft), refusal: { code: "sold-out", lines: ["k1"] } });
    expect(readDrafts(JSON.parse(JSON.stringify(drafts)))).toEqual(drafts);
  });

  it("survive anything else that is stored", () => {
    for (const stored of [null, 3, [], { a: null }, { a: { target: { kind: "table" } } }, { a: { target: "x" } }]) {
      expect(readDrafts(stored)).toEqual({});
    }
    expect(readDrafts({ a: { target: { kind: "counter" } } })).toEqual({
      counter: { ...newDraft({ kind: "counter" }, new Date(0)) },
    });
  });

  it("go when nothing is left in them", () => {
    const draft = draftOf(cartOf(line(soup)));
    const drafts = keepDraft({}, draft);
    expect(Object.keys(drafts)).toEqual([targetId(table)]);
    expect(
      keepDraft(
        drafts,
        changeCart(draft, () => emptyCart),
      ),
    ).toEqual({});
  });

  it("do not change while they are on their way", () => {
    const draft = draftOf(cartOf(line(soup)));
    const sent = { ...draft, pending: requestOf(draft) };
    expect(changeCart(sent, () => emptyCart)).toBe(sent);
    expect(moveDraft(keepDraft({}, sent), sent, { kind: "counter" })).toEqual(keepDraft({}, sent));
  });

  it("go to another table, onto what waits there", () => {
    const from = draftOf({ ...cartOf(line(soup, { quantity: 2 })), note: "fast" });
    const other: PadTarget = { kind: "table", tableId: cake, tableNumber: "7", room: false };
    const held = draftOf({ ...cartOf(line(soup), line(cake)), note: "birthday" }, { target: other });
    const moved = moveDraft(keepDraft(keepDraft({}, from), held), from, other);
    expect(Object.keys(moved)).toEqual([targetId(other)]);
    expect(moved[targetId(other)]?.cart.lines.map(({ quantity }) => quantity)).toEqual([3, 1]);
    expect(moved[targetId(other)]?.cart.note).toBe("birthday fast");
    expect(Object.keys(moveDraft(keepDraft({}, from), from, other))).toEqual([targetId(other)]);
  });
});
