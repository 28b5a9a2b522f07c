import type { KitchenFigures, StationFiguresDto } from "../../schema";

/** What can be added up over stations; medians cannot. */
export interface Counts {
  tickets: number;
  items: number;
  lateShare: number;
  /** The hour of the clock in which the most tickets came; null without any. */
  busiest: { hour: number; tickets: number } | null;
}

export interface HourCounts {
  hour: number;
  tickets: number;
  items: number;
  lateShare: number;
}

function add(figures: readonly Pick<KitchenFigures, "tickets" | "items" | "lateShare">[]) {
  const tickets = figures.reduce((sum, each) => sum + each.tickets, 0);
  const items = figures.reduce((sum, each) => sum + each.items, 0);
  const late = figures.reduce((sum, each) => sum + Math.round(each.lateShare * each.tickets), 0);
  return { tickets, items, lateShare: tickets > 0 ? late / tickets : 0 };
}

export function sumStations(figures: readonly StationFiguresDto[]): Counts {
  const hours = sumHours(figures);
  const busiest = hours.reduce<HourCounts | null>(
    (best, each) => (best && best.tickets >= each.tickets ? best : each),
    null,
  );
  return {
    ...add(figures.map(({ all }) => all)),
    busiest: busiest && { hour: busiest.hour, tickets: busiest.tickets },
  };
}

/** The same, an hour each; hours without tickets are left out. */
export function sumHours(figures: readonly StationFiguresDto[]): HourCounts[] {
  const hours = [...new Set(figures.flatMap((each) => each.hours.map(({ hour }) => hour)))];
  return hours.map((hour) => ({
    hour,
    ...add(figures.flatMap((each) => each.hours.filter((one) => one.hour === hour))),
  }));
}

/** The hours of the clock from the first with anything to the last, without gaps, as a service day that begins at `cutoff` goes. */
export function hoursShown(hours: readonly number[], cutoff: number): number[] {
  if (hours.length === 0) return [];
  const places = hours.map((hour) => (hour - cutoff + 24) % 24);
  const [first, last] = [Math.min(...places), Math.max(...places)];
  return Array.from({ length: last - first + 1 }, (_, n) => (first + n + cutoff) % 24);
}

/** The round number at the top of an axis that `most` fits under, and the steps to it from 0: three or four. */
export function axisSteps(most: number, units: readonly number[]): number[] {
  const step = units.find((unit) => unit * 4 >= most) ?? Math.ceil(most / 4);
  const count = Math.max(2, Math.ceil(most / step));
  return Array.from({ length: count + 1 }, (_, n) => n * step);
}

/** Steps for an axis of counts. */
export const countUnits = [1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000];
/** Steps for an axis of times, in seconds: people read whole minutes. */
export const timeUnits = [60, 120, 180, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 28_800];
