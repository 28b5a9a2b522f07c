const formatters = new Map<string, Intl.DateTimeFormat>();

function partsFormatter(timezone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(timezone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat("en-GB", {
      timeZone: timezone,
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      weekday: "short",
      hourCycle: "h23",
    });
    formatters.set(timezone, formatter);
  }
  return formatter;
}

const weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

export interface LocalTime {
  /** YYYY-MM-DD */
  date: string;
  hour: number;
  minute: number;
  /** ISO: 1 is Monday. */
  weekday: number;
}

/** The wall clock of a time zone at an instant. */
export function localTime(at: Date, timezone: string): LocalTime {
  const parts = Object.fromEntries(
    partsFormatter(timezone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  return {
    date: `${parts.year}-${parts.month}-${parts.day}`,
    hour: Number(parts.hour),
    minute: Number(parts.minute),
    weekday: weekdays.indexOf(parts.weekday ?? "") + 1,
  };
}

/**
 * The service day an instant belongs to, YYYY-MM-DD: before the cut-off hour it is still yesterday's.
 * Works on the wall clock, so a clock change does not move the cut-off.
 */
export function serviceDay(at: Date, timezone: string, cutoffHour: number): string {
  const local = localTime(at, timezone);
  return local.hour >= cutoffHour ? local.date : addDays(local.date, -1);
}

/** When a service day (YYYY-MM-DD) begins: the first instant that belongs to it, also where clocks change at that hour. */
export function serviceDayStart(day: string, timezone: string, cutoffHour: number): Date {
  const minute = 60_000;
  // A zone is at most 14 hours from UTC, and an hour that does not exist moves the beginning by one.
  const guess = Date.parse(`${day}T00:00:00Z`) / minute + cutoffHour * 60;
  let [before, within] = [guess - 16 * 60, guess + 16 * 60];
  while (within - before > 1) {
    const middle = Math.floor((before + within) / 2);
    if (serviceDay(new Date(middle * minute), timezone, cutoffHour) >= day) within = middle;
    else before = middle;
  }
  return new Date(within * minute);
}

/** The date (YYYY-MM-DD) so many days after another; before it when negative. */
export function addDays(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

export interface TimeWindow {
  /** "07:30", local */
  from: string;
  /** Exclusive; earlier than `from` means past midnight. */
  to: string;
  /** ISO weekdays; missing means every day. */
  days?: number[];
}

/** Whether an instant is inside one of the windows; no windows means always. A window past midnight belongs to the day it began. */
export function inWindows(windows: readonly TimeWindow[] | null | undefined, at: Date, timezone: string): boolean {
  if (!windows || windows.length === 0) return true;
  const { hour, minute, weekday } = localTime(at, timezone);
  const now = `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
  const yesterday = weekday === 1 ? 7 : weekday - 1;
  return windows.some(({ from, to, days }) => {
    const on = (day: number) => !days || days.includes(day);
    if (from <= to) return on(weekday) && now >= from && now < to;
    return (on(weekday) && now >= from) || (on(yesterday) && now < to);
  });
}
