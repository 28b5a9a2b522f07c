import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toSecond } from "./money";
import { formatMoney } from "./money-format";

describe("toSecond", () => {
  const bgn = { currency: "BGN", rate: "1.95583", direction: "MULTIPLY" as const };
  const eur = { currency: "EUR", rate: "1.95583", direction: "DIVIDE" as const };

  it("shows a euro house in leva and a lev house in euros", () => {
    expect(toSecond(1000, "EUR", bgn)).toBe(1956);
    expect(toSecond(1000, "BGN", eur)).toBe(511);
  });

  it("rounds half up, once", () => {
    expect(toSecond(50, "EUR", { currency: "BGN", rate: "0.01", direction: "MULTIPLY" })).toBe(1);
    expect(toSecond(49, "EUR", { currency: "BGN", rate: "0.01", direction: "MULTIPLY" })).toBe(0);
  });

  it("comes back within one minor unit of what it was", () => {
    fc.assert(
      fc.property(fc.nat({ max: 10_000_000 }), (amount) => {
        expect(Math.abs(toSecond(toSecond(amount, "EUR", bgn), "BGN", eur) - amount)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it("minds the minor units of both currencies", () => {
    expect(toSecond(1000, "EUR", { currency: "JPY", rate: "160", direction: "MULTIPLY" })).toBe(1600);
  });
});

describe("formatMoney", () => {
  it("groups with narrow spaces, writes a true minus and keeps the unit on the line", () => {
    expect(formatMoney(401240, "BGN", "bg")).toBe("4\u202f012.40\u00a0лв");
    expect(formatMoney(-9375, "BGN", "uk")).toBe("\u221293.75\u00a0лв");
    expect(formatMoney(5, "EUR", "en")).toBe("0.05\u00a0€");
    expect(formatMoney(1600, "JPY", "en")).toBe("1\u202f600\u00a0JPY");
  });
});
