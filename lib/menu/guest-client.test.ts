import { describe, expect, it } from "vitest";
import type { LiveEvent } from "@/lib/platform/realtime/define-event";
import { applyMenuEvent, untilFirstReturn, youngest } from "./guest-client";
import type { MenuDto, MenuItemDto } from "./schema";

const item = (id: string, change: Partial<MenuItemDto> = {}) =>
  ({ id, available: true, soldOut: false, soldOutUntil: null, hours: null, version: 3, ...change }) as MenuItemDto;
const menuOf = (...items: MenuItemDto[]) =>
  ({
    categories: [
      { id: "c", items: items.slice(0, 1) },
      { id: "d", items: items.slice(1) },
    ],
  }) as unknown as MenuDto;
const event = (data: object): LiveEvent => ({
  name: "product-availability-changed",
  channel: "house-menu",
  data: { ...data, meta: { id: "e", seq: 1, at: "2026-01-01T10:00:00.000Z" } },
});
const first = (menu: MenuDto) => menu.categories[0]?.items[0];
const soldOut = { menuItemId: "soup", version: 4, available: false, until: "2026-01-01T19:30:00.000Z" };

describe("applyMenuEvent", () => {
  it("takes a dish off with its time, and leaves every other object as it was", () => {
    const menu = menuOf(item("soup"), item("cake"));
    const next = applyMenuEvent(menu, event(soldOut));
    expect(first(next)).toMatchObject({ available: false, soldOut: true, soldOutUntil: soldOut.until, version: 4 });
    expect(next.categories[1]).toBe(menu.categories[1]);
  });

  it("brings it back", () => {
    const menu = applyMenuEvent(menuOf(item("soup")), event(soldOut));
    const back = applyMenuEvent(menu, event({ ...soldOut, version: 5, available: true, until: null }));
    expect(first(back)).toMatchObject({ available: true, soldOut: false, soldOutUntil: null });
  });

  it("keeps a younger version than the event's", () => {
    const menu = menuOf(item("soup", { version: 9 }));
    expect(first(applyMenuEvent(menu, event(soldOut)))).toBe(first(menu));
  });

  it("does not open a breakfast at night: only the server knows its hours", () => {
    const menu = menuOf(item("soup", { available: false, soldOut: true, hours: { from: "07:30", to: "11:00" } }));
    const back = applyMenuEvent(menu, event({ ...soldOut, available: true, until: null }));
    expect(first(back)).toMatchObject({ available: false, soldOut: false });
  });

  it("leaves the menu alone at other events", () => {
    const menu = menuOf(item("soup"));
    expect(applyMenuEvent(menu, { ...event(soldOut), name: "new-order" })).toBe(menu);
  });
});

it("keeps what changed after the menu was read again", () => {
  const held = menuOf(item("soup", { version: 7, soldOut: true }), item("cake", { version: 2 }));
  const read = menuOf(item("soup", { version: 6 }), item("cake", { version: 5, soldOut: true }));
  expect(youngest(held, read).categories.flatMap(({ items }) => items.map((each) => each.version))).toEqual([7, 5]);
});

it("waits for the first dish that is due back", () => {
  const now = Date.parse("2026-01-01T19:00:00.000Z");
  const menu = menuOf(
    item("soup", { soldOutUntil: "2026-01-01T19:30:00.000Z" }),
    item("cake", { soldOutUntil: "2026-01-01T19:10:00.000Z" }),
  );
  expect(untilFirstReturn(menu, now)).toBe(600_000);
  expect(untilFirstReturn(menuOf(item("soup")), now)).toBeNull();
});
