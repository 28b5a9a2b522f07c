import { describe, expect, it } from "vitest";
import type { AreaDto, TableDto } from "@/lib/tables/schema";
import { findTables, groupTables } from "./pad-tables";

const table = (number: string, owner: string | null = null) =>
  ({ id: number, number, openedBy: owner ? { id: owner, name: owner } : null }) as TableDto;
const areas: AreaDto[] = [
  {
    id: "salon",
    names: { en: "Salon" },
    tables: [table("1"), table("2", "maria"), table("12", "georgi"), table("20")],
  },
  { id: "bar", names: { en: "Bar" }, tables: [table("B1"), table("B2", "maria")] },
  { id: "rooms", names: { en: "Rooms" }, tables: [table("201"), table("210")] },
  { id: "closed", names: { en: "Closed" }, tables: [] },
];
const numbers = (tables: readonly TableDto[]) => tables.map(({ number }) => number);

describe("groupTables", () => {
  it("puts the person's own first and each table once", () => {
    const groups = groupTables(areas, "maria");
    expect(groups.map(({ area, tables }) => [area?.id ?? null, numbers(tables)])).toEqual([
      [null, ["2", "B2"]],
      ["salon", ["1", "12", "20"]],
      ["bar", ["B1"]],
      ["rooms", ["201", "210"]],
    ]);
    expect(groupTables(areas, "nobody")[0]?.area?.id).toBe("salon");
  });
});

describe("findTables", () => {
  it("puts the very number first, then letters with it, then longer ones", () => {
    expect(numbers(findTables(areas, "2"))).toEqual(["2", "B2", "20", "201", "210"]);
    expect(numbers(findTables(areas, "20"))).toEqual(["20", "201"]);
  });

  it("takes small letters, spaces and the other alphabet's B", () => {
    for (const query of ["b1", " B 1", "в1", "В1"]) expect(numbers(findTables(areas, query))).toEqual(["B1"]);
    expect(numbers(findTables(areas, "b"))).toEqual(["B1", "B2"]);
  });

  it("finds nothing for nothing", () => {
    expect(findTables(areas, " ")).toEqual([]);
    expect(findTables(areas, "9")).toEqual([]);
  });
});
