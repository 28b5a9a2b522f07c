import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { localTime } from "@/lib/platform/time";
import { hoursFrom, isStillOff, kindOfEnd, nextClockTime } from "./sold-out-until";

const sofia = "Europe/Sofia";
const at = (iso: string) => Date.parse(iso);

describe("nextClockTime", () => {
  it("is later today, or tomorrow when the clock has passed it, in the house's zone", () => {
    // 20:30 in Sofia.
    const now = at("2026-06-01T17:30:00Z");
    expect(nextClockTime("21:15", now, sofia)?.toISOString()).toBe("2026-06-01T18:15:00.000Z");
    expect(nextClockTime("20:30", now, sofia)?.toISOString()).toBe("2026-06-02T17:30:00.000Z");
    expect(nextClockTime("01:00", now, sofia)?.toISOString()).toBe("2026-06-01T22:00:00.000Z");
    expect(nextClockTime("21:15", now, "America/New_York")?.toISOString()).toBe("2026-06-02T01:15:00.000Z");
  });

  it("holds across a change of the clocks", () => {
    // In the night to 25 October 2026 Sofia goes from UTC+3 to UTC+2.
    expect(nextClockTime("08:00", at("2026-10-24T18:00:00Z"), sofia)?.toISOString()).toBe("2026-10-25T06:00:00.000Z");
    // In the night to 29 March 2026 it goes from UTC+2 to UTC+3.
    expect(nextClockTime("08:00", at("2026-03-28T18:00:00Z"), sofia)?.toISOString()).toBe("2026-03-29T05:00:00.000Z");
  });

  it("is null for what is no time", () => {
    for (const typed of ["", "24:00", "7:30", "12:60", "noon"]) expect(nextClockTime(typed, 0, sofia)).toBeNull();
  });

  it("is always ahead, within two days, and on the clock unless a change leaves that time out", () => {
    const zones = fc.constantFrom(sofia, "Europe/Kyiv", "UTC", "America/New_York", "Asia/Kathmandu");
    const instants = fc.integer({ min: at("2026-01-01T00:00:00Z"), max: at("2027-12-31T00:00:00Z") });
    fc.assert(
      fc.property(instants, fc.nat(23), fc.nat(59), zones, (now, hour, minute, zone) => {
        const two = (value: number) => String(value).padStart(2, "0");
        const found = nextClockTime(`${two(hour)}:${two(minute)}`, now, zone);
        if (!found) throw new Error("No instant was found.");
        const ahead = found.getTime() - now;
        expect(ahead).toBeGreaterThan(0);
        expect(ahead).toBeLessThanOrEqual(25 * 60 * 60 * 1000);
        const clock = localTime(found, zone);
        expect(clock.minute).toBe(minute);
        if (hour > 4) expect(clock.hour).toBe(hour);
      }),
      { numRuns: 400 },
    );
  });
});

describe("hoursFrom", () => {
  it("ends at a full minute, never before the hours are over", () => {
    expect(hoursFrom(at("2026-06-01T17:30:20Z"), 1).toISOString()).toBe("2026-06-01T18:31:00.000Z");
    expect(hoursFrom(at("2026-06-01T17:30:00Z"), 2).toISOString()).toBe("2026-06-01T19:30:00.000Z");
  });
});

describe("the end of “sold out”", () => {
  const now = at("2026-06-01T17:30:00Z");

  it("passes by itself", () => {
    expect(isStillOff({ until: null }, now)).toBe(true);
    expect(isStillOff({ until: "2026-06-01T17:30:01.000Z" }, now)).toBe(true);
    expect(isStillOff({ until: "2026-06-01T17:30:00.000Z" }, now)).toBe(false);
  });

  it.each([
    [null, "open"],
    ["2026-06-01T18:00:00.000Z", "clock"],
    // 02:00 in Sofia, the next day.
    ["2026-06-01T23:00:00.000Z", "tomorrow"],
    ["2026-06-03T17:00:00.000Z", "later"],
  ] as const)("of %s is said as %s", (until, kind) => {
    expect(kindOfEnd(until, now, sofia)).toBe(kind);
  });
});
