import { describe, expect, it } from "vitest";
import { isMeant, joinPages } from "./kitchen-history";
import type { PastTicketDto } from "./schema";

describe("isMeant", () => {
  const ticket = { orderNumber: 217, tableNumber: "T2" };

  it.each(["", "  ", "217", "21", "№ 217", "#217", "t2", " T2 "])("finds the ticket by “%s”", (typed) => {
    expect(isMeant(ticket, typed)).toBe(true);
  });

  it.each(["17", "2170", "T", "T21", "bar"])("does not take “%s” for it", (typed) => {
    expect(isMeant(ticket, typed)).toBe(false);
  });

  it("does not take every ticket without a table for any", () => {
    expect(isMeant({ orderNumber: 5, tableNumber: null }, "null")).toBe(false);
  });
});

describe("joinPages", () => {
  it("has what moved between the pages once", () => {
    const past = (id: string, version = 1) => ({ id, version }) as PastTicketDto;
    expect(joinPages([past("a", 2), past("b")], [past("b"), past("c"), past("a")])).toEqual([
      past("a", 2),
      past("b"),
      past("c"),
    ]);
  });
});
