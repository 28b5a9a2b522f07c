import { describe, expect, it } from "vitest";
import type { StationFiguresDto } from "../../schema";
import { daysQuery, findSpanFault, readDays, spanBefore } from "./figures-days";
import { axisSteps, countUnits, hoursShown, sumStations, timeUnits } from "./figures-sums";

const today = "2026-05-14";

describe("readDays", () => {
  it("knows today, yesterday, the last seven days and any others", () => {
    expect(readDays({}, today)).toEqual({
      choice: "today",
      from: today,
      to: today,
      today,
      before: { from: "2026-05-07", to: "2026-05-07" },
    });
    expect(readDays({ days: "yesterday" }, today)).toMatchObject({
      choice: "yesterday",
      from: "2026-05-13",
      to: "2026-05-13",
    });
    expect(readDays({ days: "week" }, today)).toMatchObject({ from: "2026-05-08", to: today });
    expect(readDays({ from: "2026-02-28", to: "2026-03-01" }, today)).toMatchObject({
      choice: "range",
      to: "2026-03-01",
    });
    expect(readDays({ from: "2026-02-28" }, today)).toMatchObject({ choice: "range", to: "2026-02-28" });
  });

  it("is today for days that cannot be", () => {
    for (const search of [
      { days: "never" },
      { from: "2026-02-30", to: today },
      { from: "2026-05-13", to: "2026-05-12" },
      { from: today, to: "2026-05-15" },
      { from: "2025-01-01", to: today },
      { from: ["2026-05-01", "2026-05-02"] },
    ]) {
      expect(readDays(search, today).choice).toBe("today");
    }
    expect(findSpanFault({ from: "2025-05-14", to: today }, today)).toBeNull();
    expect(findSpanFault({ from: "2025-05-13", to: today }, today)).toBe("tooLong");
  });

  it("comes back from the query that it makes", () => {
    for (const search of [{}, { days: "yesterday" }, { days: "week" }, { from: "2026-05-01", to: "2026-05-03" }]) {
      const days = readDays(search, today);
      const query = new URLSearchParams(daysQuery(days.choice, days, "grill"));
      expect(query.get("station")).toBe("grill");
      expect(readDays(Object.fromEntries(query), today)).toEqual(days);
    }
    expect(daysQuery("today", null, null)).toBe("");
  });
});

describe("spanBefore", () => {
  it("is as long, does not touch the span, and has its weekdays", () => {
    expect(spanBefore({ from: "2026-05-04", to: "2026-05-10" })).toEqual({ from: "2026-04-27", to: "2026-05-03" });
    expect(spanBefore({ from: "2026-05-03", to: "2026-05-10" })).toEqual({ from: "2026-04-19", to: "2026-04-26" });
  });
});

const figures = (tickets: number, late: number) => ({
  tickets,
  items: tickets * 2,
  medianSeconds: 1,
  p90Seconds: 2,
  itemsPerHour: 1,
  lateShare: Math.round((late / tickets) * 1000) / 1000,
});

describe("sums over stations", () => {
  it("add counts, weigh what was late by tickets, and find the busiest hour", () => {
    const stations: StationFiguresDto[] = [
      {
        station: "grill",
        all: figures(30, 10),
        hours: [
          { hour: 18, ...figures(10, 1) },
          { hour: 19, ...figures(20, 9) },
        ],
      },
      { station: "bar", all: figures(15, 0), hours: [{ hour: 18, ...figures(15, 0) }] },
    ];
    expect(sumStations(stations)).toEqual({
      tickets: 45,
      items: 90,
      lateShare: 10 / 45,
      busiest: { hour: 18, tickets: 25 },
    });
    expect(sumStations([])).toEqual({ tickets: 0, items: 0, lateShare: 0, busiest: null });
  });
});

describe("axes", () => {
  it("go through the service day without gaps, also past midnight", () => {
    expect(hoursShown([1, 22, 0], 5)).toEqual([22, 23, 0, 1]);
    expect(hoursShown([20, 17], 5)).toEqual([17, 18, 19, 20]);
    expect(hoursShown([4, 5], 5)).toHaveLength(24);
    expect(hoursShown([], 5)).toEqual([]);
  });

  it("have few round steps that hold the most", () => {
    expect(axisSteps(0, countUnits)).toEqual([0, 1, 2]);
    expect(axisSteps(34, countUnits)).toEqual([0, 10, 20, 30, 40]);
    expect(axisSteps(1_000, timeUnits)).toEqual([0, 300, 600, 900, 1_200]);
    for (const most of [1, 3, 99, 4_321, 1_000_000]) {
      const steps = axisSteps(most, countUnits);
      expect(steps.at(-1)).toBeGreaterThanOrEqual(most);
      expect(steps.length).toBeLessThanOrEqual(5);
    }
  });
});
