"use client";

import { useFormatter, useLocale } from "next-intl";
import { formatElapsed } from "@/components/ui/elapsed";
import { inLocale } from "@/lib/platform/i18n/locales";
import type { StationDto } from "../../schema";
import type { Span } from "./figures-days";

/** "19–20", "23–24": the hour of the clock that begins then. */
export function hourName(hour: number): string {
  return `${hour}–${hour + 1}`;
}

/** How the page writes stations, days, times and shares. */
export function useFiguresWords(venueLocale: string, stations: readonly StationDto[]) {
  const locale = useLocale();
  const format = useFormatter();
  const byType = new Map(stations.map((each) => [each.type, each]));
  return {
    /** A station that is gone keeps its type for a name. */
    station: (type: string) => inLocale(byType.get(type)?.names, locale, venueLocale) || type,
    days: ({ from, to }: Span, today: string) => {
      const noon = (day: string) => new Date(`${day}T12:00:00Z`);
      const year = from.slice(0, 4) === today.slice(0, 4) ? undefined : ("numeric" as const);
      const day = { day: "numeric", month: "short", year, timeZone: "UTC" } as const;
      return from === to
        ? format.dateTime(noon(from), { ...day, weekday: "short" })
        : format.dateTimeRange(noon(from), noon(to), day);
    },
    /** Of seconds: "11:40", "1:02:41". */
    time: (seconds: number) => formatElapsed(Math.round(seconds) * 1000),
    count: (value: number) =>
      format.number(value, { useGrouping: false }).replace(/\B(?<![.,]\d*)(?=(\d{3})+(?!\d))/g, "\u202f"),
    share: (value: number) =>
      `${format.number(value * 100, { maximumFractionDigits: value > 0 && value < 0.1 ? 1 : 0 })}\u00a0%`,
  };
}
export type FiguresWords = ReturnType<typeof useFiguresWords>;
