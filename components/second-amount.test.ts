import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toSecond } from "@/lib/platform/money";
import { secondAmount } from "./second-amount";

const bgn = { currency: "BGN", rate: "1.95583", direction: "MULTIPLY" } as const;
const eur = { currency: "EUR", rate: "1.95583", direction: "DIVIDE" } as const;

describe("secondAmount", () => {
  it("rounds half-up to the minor unit in both directions", () => {
    expect(secondAmount(1000, "EUR", bgn)).toBe(1956);
    expect(secondAmount(1000, "BGN", eur)).toBe(511);
    expect(secondAmount(0, "EUR", bgn)).toBe(0);
    expect(secondAmount(1, "EUR", { currency: "JPY", rate: "150", direction: "MULTIPLY" })).toBe(2);
  });

  it("agrees with the decimal library for every amount and rate", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -5_000_000, max: 5_000_000 }),
        fc.integer({ min: 1, max: 400_000_000 }),
        fc.constantFrom("MULTIPLY" as const, "DIVIDE" as const),
        fc.constantFrom("BGN", "JPY", "KWD"),
        (amount, micro, direction, currency) => {
          const rate = (micro / 1_000_000).toFixed(6);
          const second = { currency, rate, direction };
          expect(secondAmount(amount, "EUR", second)).toBe(toSecond(amount, "EUR", second) + 0);
        },
      ),
    );
  });
});
