import { describe, expect, it } from "vitest";
import type { Elsewhere } from "./components/wall-types";
import type { TicketDto, TicketItemDto } from "./schema";
import { aTicket } from "./testing/ticket-dto";
import { alsoAt, arrivedOf, byCourse, handsOn, isAllergyNote, makerOf, shownItems } from "./ticket-parts";

const item = (id: string, more: Partial<TicketItemDto> = {}): TicketItemDto => ({
  id,
  menuItemId: `dish of ${id}`,
  name: id,
  names: { en: id },
  quantity: 1,
  options: [],
  allergens: [],
  note: null,
  course: null,
  state: "queued",
  passTicketId: null,
  ...more,
});

const ticket = (more: Partial<TicketDto>): TicketDto => ({
  ...aTicket,
  state: "preparing",
  ...more,
});

const other = (ticketId: string, items: TicketItemDto[]): Elsewhere => ({
  ticketId,
  station: ticketId,
  stationName: ticketId,
  state: "preparing",
  items,
});

const ids = (items: readonly { id: string }[]) => items.map(({ id }) => id);

describe("isAllergyNote", () => {
  it.each([
    "Алергия към ядки",
    "АЛЕРГІЯ: горіхи",
    "алергічна на молоко",
    "Nut allergy!",
    "she is ALLERGIC to fish",
    "alergia na orzechy",
  ])("hears a warning in “%s”", (note) => {
    expect(isAllergyNote(note)).toBe(true);
  });

  it.each(["без лук", "no energy drink", "Галерия, маса до прозореца", "extra large"])("hears none in “%s”", (note) => {
    expect(isAllergyNote(note)).toBe(false);
  });
});

describe("shownItems", () => {
  const items = [item("soup"), item("steak", { state: "voided" })];

  it("keeps what was taken off until somebody has seen it", () => {
    const changedAt = "2026-06-01T18:03:00.000Z";
    expect(ids(shownItems(ticket({ items, changedAt })))).toEqual(["soup", "steak"]);
    expect(ids(shownItems(ticket({ items, changedAt, changeSeenAt: changedAt })))).toEqual(["soup"]);
  });

  it("keeps the lines of a ticket that is off as a whole", () => {
    const seen = "2026-06-01T18:03:00.000Z";
    expect(shownItems(ticket({ items, state: "voided", changedAt: seen, changeSeenAt: seen }))).toHaveLength(2);
  });
});

describe("byCourse", () => {
  it("puts what goes at once first, then course after course, each in its order", () => {
    const items = [
      item("steak", { course: 2 }),
      item("soup", { course: 1 }),
      item("bread"),
      item("fish", { course: 2 }),
      item("salad", { course: 1 }),
    ];
    expect(byCourse(items).map(({ course, items }) => [course, ids(items)])).toEqual([
      [null, ["bread"]],
      [1, ["soup", "salad"]],
      [2, ["steak", "fish"]],
    ]);
  });
});

describe("what a station hands on", () => {
  const steak = item("steak", { passTicketId: "pass", state: "preparing" });
  const salad = item("salad", { passTicketId: "pass", state: "ready" });
  const beer = item("beer", { state: "ready" });
  const pass = ticket({
    id: "pass",
    isPass: true,
    items: [
      { ...steak, state: "queued" },
      { ...salad, state: "preparing" },
      item("gone", { passTicketId: "pass", state: "voided" }),
    ],
  });
  const grill = ticket({ id: "grill", items: [steak] });
  const elsewhere = [other("grill", [steak]), other("cold", [salad]), other("bar", [beer])];

  it("counts what has arrived of what is still wanted", () => {
    expect(arrivedOf(pass.items)).toEqual({ here: 1, all: 2 });
  });

  it("is handed on by its maker, not by the pass, nor when nothing of it is left", () => {
    expect(handsOn(grill)).toBe(true);
    expect(handsOn(pass)).toBe(false);
    expect(handsOn(ticket({ items: [beer] }))).toBe(false);
    expect(handsOn(ticket({ items: [{ ...steak, state: "voided" }] }))).toBe(false);
  });

  it("names who makes what the pass waits for", () => {
    const [first] = pass.items;
    expect(first && makerOf(first, elsewhere)?.ticketId).toBe("grill");
    expect(makerOf(item("unknown"), elsewhere)).toBeNull();
    // The pass itself is not where it comes from.
    expect(makerOf(steak, [other("pass", [steak])])).toBeNull();
  });

  it("mentions each line of the order once, where it is made", () => {
    const seen = alsoAt(grill, [other("pass", pass.items), other("cold", [salad]), other("bar", [beer])]);
    expect(seen.map(({ ticketId, items }) => [ticketId, ids(items)])).toEqual([
      ["cold", ["salad"]],
      ["bar", ["beer"]],
    ]);
    expect(alsoAt(pass, elsewhere).map(({ ticketId }) => ticketId)).toEqual(["bar"]);
  });

  it("does not mention what was taken off", () => {
    expect(alsoAt(grill, [other("bar", [{ ...beer, state: "voided" }])])).toEqual([]);
  });
});
