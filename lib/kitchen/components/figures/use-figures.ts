"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { ApiError, type ApiErrorCode } from "@/lib/platform/http/client";
import type { StationDto, StationFiguresDto } from "../../schema";
import { fetchFigures, fetchStations } from "./figures-client";
import type { FiguresDays } from "./figures-days";

const everyMs = 60_000;

export interface FiguresData {
  figures: StationFiguresDto[];
  /** Of `days.before`. */
  before: StationFiguresDto[];
  stations: StationDto[];
  /** When this was so, in ms. */
  at: number;
}

/**
 * What the page shows. While it looks at today it asks anew every minute, and at once when somebody comes back to it; what it has
 * stays until there is something newer, and `failure` says why there is not.
 */
export function useFigures(venue: string, days: FiguresDays, initial: FiguresData) {
  const router = useRouter();
  const [data, setData] = useState(initial);
  const [failure, setFailure] = useState<ApiErrorCode | null>(null);
  const isOpen = days.to === days.today;
  const { choice, from, to } = days;

  useEffect(() => {
    if (!isOpen) return;
    let askedAt = Date.now();
    let gone = false;
    async function refresh() {
      askedAt = Date.now();
      try {
        const [{ items, to: last }, stations] = await Promise.all([
          fetchFigures(venue, choice === "today" ? null : { from, to }),
          fetchStations(venue),
        ]);
        if (gone) return;
        // The service day ended under the page: "today" is another day, and so is what it is compared with.
        if (last !== to) router.refresh();
        setData((held) => ({ ...held, figures: items, stations, at: askedAt }));
        setFailure(null);
      } catch (error) {
        if (!gone) setFailure(error instanceof ApiError ? error.code : "internal");
      }
    }
    const timer = setInterval(() => void refresh(), everyMs);
    const onReturn = () => {
      if (document.visibilityState === "visible" && Date.now() - askedAt > everyMs) void refresh();
    };
    const onOnline = () => void refresh();
    document.addEventListener("visibilitychange", onReturn);
    window.addEventListener("online", onOnline);
    return () => {
      gone = true;
      clearInterval(timer);
      document.removeEventListener("visibilitychange", onReturn);
      window.removeEventListener("online", onOnline);
    };
  }, [venue, isOpen, choice, from, to, router]);

  /** Takes what was saved here. */
  function putStation(station: StationDto) {
    setData((held) => ({
      ...held,
      stations: held.stations.map((each) =>
        each.id === station.id && each.version <= station.version ? station : each,
      ),
    }));
  }
  return { data, failure, putStation };
}
