import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { learnSpan, type SeenSpans } from "./seen-spans";

const one = { columns: 1, rows: 1 };
const two = { columns: 1, rows: 2 };
const nothing: SeenSpans = new Map();
const spanIn = (seen: SeenSpans, grid: string, id = "a") => seen.get(grid)?.get(id)?.span;

describe("the cells that cards were seen to need", () => {
  it("are kept for each grid", () => {
    const seen = learnSpan(learnSpan(nothing, "wide", { id: "a", span: two }, ["a"]), "low", { id: "a", span: one }, [
      "a",
    ]);
    expect([spanIn(seen, "wide"), spanIn(seen, "low")]).toEqual([two, one]);
  });

  it("stay the very same when nothing is new, so that nothing is drawn again", () => {
    const seen = learnSpan(nothing, "wide", { id: "a", span: two }, ["a"]);
    expect(learnSpan(seen, "wide", { id: "a", span: { ...two } }, ["a"])).toBe(seen);
  });

  it("forget who hangs no more, and the grids of long ago", () => {
    const seen = learnSpan(learnSpan(nothing, "0", { id: "a", span: two }, ["a"]), "0", { id: "b", span: two }, ["b"]);
    expect([...(seen.get("0")?.keys() ?? [])]).toEqual(["b"]);
    const many = Array.from({ length: 9 }, (_, nth) => String(nth));
    const last = many.reduce((all, grid) => learnSpan(all, grid, { id: "a", span: two }, ["a"]), nothing);
    expect([...last.keys()]).toEqual(["5", "6", "7", "8"]);
  });

  it("come to rest, whatever cards say in two grids that take turns", () => {
    const span = fc.record({ columns: fc.integer({ min: 1, max: 3 }), rows: fc.integer({ min: 1, max: 3 }) });
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom("a", "b"), span), { minLength: 1, maxLength: 6 }), (said) => {
        let seen = nothing;
        let changes = 0;
        for (let turn = 0; turn < 60; turn += 1) {
          for (const [id, wanted] of said) {
            const next = learnSpan(seen, turn % 2 ? "wide" : "low", { id, span: wanted }, ["a", "b"]);
            if (next !== seen) changes += 1;
            seen = next;
          }
        }
        expect(changes).toBeLessThan(2 * 2 * (4 + 9));
        const rest = said.reduce((all, [id, wanted]) => learnSpan(all, "low", { id, span: wanted }, ["a", "b"]), seen);
        expect(rest).toBe(seen);
      }),
    );
  });
});
