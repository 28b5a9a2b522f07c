import { addDays, inWindows, localTime, serviceDay, serviceDayStart, type TimeWindow } from "@/lib/platform/time";

/** "Sold out" with an end counts until that moment only; nobody has to take it back. */
export function isSoldOut(thing: { soldOut: boolean; soldOutUntil: Date | null }, now: Date): boolean {
  return thing.soldOut && (thing.soldOutUntil === null || thing.soldOutUntil > now);
}

/** The end of “sold out” as an instant: `tomorrow` is when the venue's service day ends. Nothing is until further notice. */
export function endOfSoldOut(
  until: string | undefined,
  { timezone, serviceDayCutoffHour }: { timezone: string; serviceDayCutoffHour: number },
  now: Date,
): string | null {
  if (until !== "tomorrow") return until ?? null;
  const tomorrow = addDays(serviceDay(now, timezone, serviceDayCutoffHour), 1);
  return serviceDayStart(tomorrow, timezone, serviceDayCutoffHour).toISOString();
}

/** Whether an item may be ordered at an instant: not sold out, and inside its hours on the venue's wall clock. */
export function isOrderable(
  item: { soldOut: boolean; soldOutUntil: Date | null; availability: TimeWindow[] | null },
  now: Date,
  timezone: string,
): boolean {
  return !isSoldOut(item, now) && inWindows(item.availability, now, timezone);
}

/** The window to tell a guest about: the one that is open, else today's next, else the first. Null is "always". */
export function hoursToShow(
  windows: readonly TimeWindow[] | null,
  now: Date,
  timezone: string,
): { from: string; to: string } | null {
  const first = windows?.[0];
  if (!windows || !first) return null;
  const { hour, minute, weekday } = localTime(now, timezone);
  const clock = `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
  const today = windows.filter(({ days }) => !days || days.includes(weekday));
  const shown =
    windows.find((window) => inWindows([window], now, timezone)) ?? today.find(({ from }) => from > clock) ?? first;
  return { from: shown.from, to: shown.to };
}
