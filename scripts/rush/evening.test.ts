import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Chance } from "./chance";
import { arrivalsPerHour, planEvening, planShortages } from "./evening";

const outline = (seed: number, minutes: number) =>
  planEvening(new Chance(seed), minutes).map(({ chance: _, ...party }) => party);

describe("an evening", () => {
  it("is the same for the same seed, and another for another", () => {
    expect(outline(7, 240)).toEqual(outline(7, 240));
    expect(outline(7, 240)).not.toEqual(outline(8, 240));
  });

  it("brings parties in their order, before its last fifth, none of them empty", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 32 - 1 }), fc.integer({ min: 5, max: 480 }), (seed, minutes) => {
        let last = 0;
        for (const { arrives, guests, phones, rounds } of outline(seed, minutes)) {
          expect(arrives).toBeGreaterThanOrEqual(last);
          expect(arrives).toBeLessThan(minutes * 0.8);
          expect(phones).toBeGreaterThan(0);
          expect(phones).toBeLessThanOrEqual(guests);
          expect(rounds.length).toBeGreaterThan(0);
          last = arrives;
        }
      }),
      { numRuns: 100 },
    );
  });

  it("runs out of a few things in its middle, one after another, and has each again before it ends", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 32 - 1 }), fc.integer({ min: 5, max: 480 }), (seed, minutes) => {
        const shortages = planShortages(new Chance(seed), minutes);
        expect(shortages.length).toBeGreaterThan(0);
        expect(shortages.length).toBeLessThanOrEqual(3);
        let last = minutes * 0.2;
        for (const { at, lasts } of shortages) {
          expect(at).toBeGreaterThanOrEqual(last);
          expect(lasts).toBeGreaterThan(0);
          last = at + lasts;
        }
        expect(last).toBeLessThanOrEqual(minutes * 0.8);
      }),
      { numRuns: 100 },
    );
  });

  it("is busiest shortly before its middle", () => {
    const rates = Array.from({ length: 240 }, (_, minute) => arrivalsPerHour(minute, 240));
    expect(rates.indexOf(Math.max(...rates))).toBe(108);
    expect(Math.max(...rates)).toBeLessThanOrEqual(26);
  });
});

describe("chance", () => {
  it("keeps work between a third and three times of what is usual, around it", () => {
    const chance = new Chance(3);
    const times = Array.from({ length: 2_000 }, () => chance.around(12)).sort((a, b) => a - b);
    expect(times[0]).toBeGreaterThanOrEqual(4);
    expect(times.at(-1)).toBeLessThanOrEqual(36);
    expect(times[1_000]).toBeGreaterThan(11);
    expect(times[1_000]).toBeLessThan(13);
  });

  it("lets arrivals come as often as asked", () => {
    const chance = new Chance(4);
    const mean = Array.from({ length: 5_000 }, () => chance.until(20)).reduce((sum, each) => sum + each, 0) / 5_000;
    expect(mean).toBeGreaterThan(2.8);
    expect(mean).toBeLessThan(3.2);
  });
});
