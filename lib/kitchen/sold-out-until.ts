import { localTime } from "@/lib/platform/time";
import type { SoldOutDto } from "./schema";

const minuteMs = 60_000;

/** What the zone's wall clock shows at an instant, as if it were UTC; in ms. */
function wallClock(at: number, timezone: string): number {
  const { date, hour, minute } = localTime(new Date(at), timezone);
  return Date.parse(`${date}T00:00:00Z`) + (hour * 60 + minute) * minuteMs;
}

/**
 * The next instant after `now` (ms) at which a clock of the zone shows `time` ("19:30"): today, or tomorrow when that has passed. A time
 * that a clock change leaves out is as long after midnight as it would have been. Null for what is no time.
 */
export function nextClockTime(time: string, now: number, timezone: string): Date | null {
  const parts = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time);
  if (!parts) return null;
  const today = Date.parse(`${localTime(new Date(now), timezone).date}T00:00:00Z`);
  const wanted = today + (Number(parts[1]) * 60 + Number(parts[2])) * minuteMs;
  for (const day of [0, 1]) {
    const clock = wanted + day * 24 * 60 * minuteMs;
    // The offset in force may be that of either side of a clock change: the second look is from the right side.
    const near = clock - (wallClock(clock, timezone) - clock);
    const at = clock - (wallClock(near, timezone) - near);
    if (at > now) return new Date(at);
  }
  return null;
}

/** So many hours from `now` (ms), to the full minute, so that a clock can say it. */
export function hoursFrom(now: number, hours: number): Date {
  return new Date(Math.ceil((now + hours * 60 * minuteMs) / minuteMs) * minuteMs);
}

/** Whether a dish is still off at `now` (ms): its end may have passed without anybody saying so. */
export function isStillOff({ until }: Pick<SoldOutDto, "until">, now: number): boolean {
  return until === null || Date.parse(until) > now;
}

/** How the end of "sold out" is said at `now` (ms): by the clock as long as the day lasts, else by the day. */
export function kindOfEnd(
  until: string | null,
  now: number,
  timezone: string,
): "open" | "clock" | "tomorrow" | "later" {
  if (until === null) return "open";
  const dayOf = (at: number) => Date.parse(localTime(new Date(at), timezone).date);
  const days = (dayOf(Date.parse(until)) - dayOf(now)) / (24 * 60 * minuteMs);
  return days <= 0 ? "clock" : days === 1 ? "tomorrow" : "later";
}
