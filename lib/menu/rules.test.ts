import { describe, expect, it } from "vitest";
import { endOfSoldOut, hoursToShow, isOrderable, isSoldOut } from "./rules";

const zone = "Europe/Sofia";
// A Wednesday in summer: 09:00 in Sofia is 06:00 UTC.
const nine = new Date("2026-07-15T06:00:00Z");
const item = { soldOut: false, soldOutUntil: null, availability: null };

describe("isSoldOut", () => {
  it("lasts until somebody says otherwise, or until its end and no longer", () => {
    expect(isSoldOut({ soldOut: false, soldOutUntil: null }, nine)).toBe(false);
    expect(isSoldOut({ soldOut: true, soldOutUntil: null }, nine)).toBe(true);
    expect(isSoldOut({ soldOut: true, soldOutUntil: new Date(nine.getTime() + 1) }, nine)).toBe(true);
    expect(isSoldOut({ soldOut: true, soldOutUntil: nine }, nine)).toBe(false);
  });
});

describe("endOfSoldOut", () => {
  const venue = { timezone: zone, serviceDayCutoffHour: 5 };
  it("ends with the service day: past midnight that is this morning", () => {
    expect(endOfSoldOut("tomorrow", venue, nine)).toBe("2026-07-16T02:00:00.000Z");
    expect(endOfSoldOut("tomorrow", venue, new Date("2026-07-15T22:30:00Z"))).toBe("2026-07-16T02:00:00.000Z");
    // The night on which the clocks go back.
    expect(endOfSoldOut("tomorrow", venue, new Date("2026-10-24T18:00:00Z"))).toBe("2026-10-25T03:00:00.000Z");
  });

  it("is what it is told, or nobody knows", () => {
    expect(endOfSoldOut("2026-07-15T18:00:00Z", venue, nine)).toBe("2026-07-15T18:00:00Z");
    expect(endOfSoldOut(undefined, venue, nine)).toBeNull();
  });
});

describe("isOrderable", () => {
  const breakfast = { ...item, availability: [{ from: "07:30", to: "11:00" }] };

  it("keeps to the wall clock of the venue, the end excluded", () => {
    expect(isOrderable(breakfast, nine, zone)).toBe(true);
    expect(isOrderable(breakfast, new Date("2026-07-15T04:29:00Z"), zone)).toBe(false);
    expect(isOrderable(breakfast, new Date("2026-07-15T08:00:00Z"), zone)).toBe(false);
    // In winter the same wall clock is another hour of UTC.
    expect(isOrderable(breakfast, new Date("2026-01-14T08:59:00Z"), zone)).toBe(true);
  });

  it("needs both: its hours and something left", () => {
    expect(isOrderable({ ...breakfast, soldOut: true }, nine, zone)).toBe(false);
    expect(isOrderable(item, nine, zone)).toBe(true);
  });
});

describe("hoursToShow", () => {
  const morning = { from: "07:30", to: "11:00" };
  const evening = { from: "18:00", to: "22:00" };
  const sunday = { from: "12:00", to: "15:00", days: [7] };

  it("names the window that is open, else the next today, else the first", () => {
    expect(hoursToShow([evening, morning], nine, zone)).toEqual(morning);
    expect(hoursToShow([morning, evening], new Date("2026-07-15T12:00:00Z"), zone)).toEqual(evening);
    expect(hoursToShow([morning, evening], new Date("2026-07-15T20:00:00Z"), zone)).toEqual(morning);
    expect(hoursToShow([sunday, evening], nine, zone)).toEqual(evening);
  });

  it("says nothing where there are no hours", () => {
    expect(hoursToShow(null, nine, zone)).toBeNull();
    expect(hoursToShow([], nine, zone)).toBeNull();
  });
});
