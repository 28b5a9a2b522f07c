import { describe, expect, it } from "vitest";
import type { CallDto } from "@/lib/calls/schema";
import { order } from "@/lib/orders/testing/order-dto";
import type { AreaDto, TableDto } from "@/lib/tables/schema";
import { type BoardFilter, matcherOf, noFilter, readFilter } from "./board-filter";

const me = { id: "u1", name: "Мария" };
const table = (number: string, areaId: string, openedBy: TableDto["openedBy"] = null) =>
  ({ id: `t${number}`, number, areaId, kind: "TABLE", openedBy }) as TableDto;
const areas: AreaDto[] = [
  { id: "salon", names: {}, tables: [table("1", "salon"), table("12", "salon", me)] },
  { id: "terrace", names: {}, tables: [table("T3", "terrace"), table("T30", "terrace")] },
];
const call = (tableNumber: string, acknowledgedBy: string | null = null) =>
  ({ tableNumber, acknowledgedBy }) as CallDto;
const shows = (filter: Partial<BoardFilter>, takenBy: Record<string, string> = {}) =>
  matcherOf({ ...noFilter, ...filter }, { me, areas, takenBy });

describe("matcherOf", () => {
  it("lets everything through without a filter, also what has no table", () => {
    expect(shows({}).order(order({ tableNumber: null }))).toBe(true);
    expect(shows({}).call(call("77"))).toBe(true);
  });

  it("mine is a table I opened, an order I took, a call I answered", () => {
    const mine = shows({ mine: true }, { o9: "u1", o8: "u2" });
    expect(mine.order(order({ tableNumber: "12" }))).toBe(true);
    expect(mine.order(order({ tableNumber: "1" }))).toBe(false);
    expect(mine.order(order({ id: "o9", tableNumber: null }))).toBe(true);
    expect(mine.order(order({ id: "o8", tableNumber: "1" }))).toBe(false);
    expect(mine.call(call("1", "Мария"))).toBe(true);
    expect(mine.call(call("1", "Ірина"))).toBe(false);
    expect(mine.call(call("12"))).toBe(true);
  });

  it("takes a table's whole number where there is such a table, and the beginning elsewhere", () => {
    expect(shows({ table: "1" }).call(call("1"))).toBe(true);
    expect(shows({ table: "1" }).call(call("12"))).toBe(false);
    expect(shows({ table: "t3" }).call(call("T3"))).toBe(true);
    expect(shows({ table: "t3" }).call(call("T30"))).toBe(false);
    expect(shows({ table: " t" }).call(call("T30"))).toBe(true);
    expect(shows({ table: "1" }).order(order({ tableNumber: null }))).toBe(false);
  });

  it("joins areas, and asks for all other conditions at once", () => {
    const both = shows({ areas: ["salon", "terrace"] });
    expect([both.call(call("1")), both.call(call("T3")), both.call(call("77"))]).toEqual([true, true, false]);
    expect(shows({ areas: ["terrace"], mine: true }).call(call("12"))).toBe(false);
  });
});

describe("readFilter", () => {
  it("forgets areas that are gone and survives nonsense", () => {
    expect(readFilter('{"areas":["salon","gone"],"mine":true,"table":"12"}', areas)).toEqual({
      mine: true,
      areas: ["salon"],
      table: "12",
    });
    expect(readFilter("not json", areas)).toEqual(noFilter);
    expect(readFilter('{"areas":"salon","mine":"yes","table":7}', areas)).toEqual(noFilter);
  });
});
