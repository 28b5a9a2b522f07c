import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, serviceDay, serviceDayStart } from "./time";

const zones = ["Europe/Sofia", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Kiritimati", "UTC"];
const start = (day: string, timezone: string, cutoff: number) => serviceDayStart(day, timezone, cutoff).toISOString();

describe("serviceDayStart", () => {
  it("is the cut-off on the wall clock, summer and winter", () => {
    expect(start("2026-07-01", "Europe/Sofia", 5)).toBe("2026-07-01T02:00:00.000Z");
    expect(start("2026-12-01", "Europe/Sofia", 5)).toBe("2026-12-01T03:00:00.000Z");
    expect(start("2026-07-01", "Asia/Kolkata", 5)).toBe("2026-06-30T23:30:00.000Z");
  });

  it("knows the nights on which clocks change: 03:00 is not there, or is there twice", () => {
    expect(start("2026-03-29", "Europe/Sofia", 3)).toBe("2026-03-29T01:00:00.000Z");
    expect(start("2026-10-25", "Europe/Sofia", 3)).toBe("2026-10-25T00:00:00.000Z");
    expect(start("2026-10-25", "Europe/Sofia", 4)).toBe("2026-10-25T02:00:00.000Z");
  });

  it("parts every instant from those of the day before", () => {
    const days = fc.integer({ min: 0, max: 800 }).map((n) => addDays("2025-01-01", n));
    fc.assert(
      fc.property(days, fc.constantFrom(...zones), fc.integer({ min: 0, max: 8 }), (day, timezone, cutoff) => {
        const at = serviceDayStart(day, timezone, cutoff);
        expect(serviceDay(at, timezone, cutoff)).toBe(day);
        expect(serviceDay(new Date(at.getTime() - 1), timezone, cutoff)).toBe(addDays(day, -1));
      }),
    );
  });
});
