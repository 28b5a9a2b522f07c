"use client";

import { Ban, RotateCcw } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { useNow } from "@/components/ui/elapsed";
import { serverClock } from "@/lib/platform/server-clock";
import type { SoldOutDto } from "../schema";
import { hoursFrom, isStillOff, kindOfEnd, nextClockTime } from "../sold-out-until";
import { wetButton } from "./kitchen-sheet";
import type { TicketActs, WallContext } from "./wall-types";

/** How long a dish is off: "until 20:30", "until tomorrow", "until somebody brings it back". */
export function useEndWord(timezone: string): (until: string | null) => string {
  const t = useTranslations("kitchen");
  const format = useFormatter();
  const now = useNow();
  return (until) => {
    const kind = now === null ? "open" : kindOfEnd(until, now, timezone);
    if (until === null || kind === "open") return t("soldOutSheet.open");
    if (kind === "tomorrow") return t("soldOutSheet.tomorrow");
    const clock = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: timezone } as const;
    const day = { day: "numeric", month: "long" } as const;
    return t("until", { time: format.dateTime(new Date(until), kind === "clock" ? clock : { ...clock, ...day }) });
  };
}

/** What is off now, by dish; an end that has passed is one that came back by itself. */
export function useOffNow(soldOut: readonly SoldOutDto[]): ReadonlyMap<string, SoldOutDto> {
  const now = useNow();
  return new Map(soldOut.filter((dish) => now === null || isStillOff(dish, now)).map((dish) => [dish.id, dish]));
}

/** Takes a dish off every phone, for how long; or brings back one that is off. */
export function SoldOutControls({
  menuItemId,
  name,
  off,
  wall,
  acts,
}: {
  menuItemId: string;
  name: string;
  /** Missing is on the menu. */
  off: SoldOutDto | undefined;
  wall: WallContext;
  acts: Pick<TicketActs, "sellOut" | "bringBack">;
}) {
  const t = useTranslations("kitchen.soldOutSheet");
  const endWord = useEndWord(wall.timezone);
  const [time, setTime] = useState("");
  const sellOut = (until?: Date | "tomorrow") =>
    acts.sellOut(menuItemId, name, until instanceof Date ? until.toISOString() : until);
  if (off) {
    return (
      <div className="grid gap-2">
        <p className="flex items-start gap-2.5 font-semibold">
          <Ban aria-hidden className="mt-0.5 size-6 flex-none text-urgent-ink" strokeWidth={2.25} />
          <span>{t("isOff", { until: endWord(off.until) })}</span>
        </p>
        <button type="button" onClick={() => acts.bringBack(menuItemId, name)} className={wetButton}>
          <RotateCcw aria-hidden className="size-6 flex-none" strokeWidth={2.25} />
          {t("bringBack")}
        </button>
      </div>
    );
  }
  const at = time === "" ? null : nextClockTime(time, serverClock.read(), wall.timezone);
  return (
    <fieldset className="grid gap-2" aria-label={t("takeOff", { name })}>
      <p className="text-base text-ink-2">{t("hint")}</p>
      <div className="grid grid-cols-2 gap-2">
        <button type="button" onClick={() => sellOut()} className={`${wetButton} col-span-2`}>
          <Ban aria-hidden className="size-6 flex-none text-urgent-ink" strokeWidth={2.25} />
          {t("now")}
        </button>
        <button type="button" onClick={() => sellOut(hoursFrom(serverClock.read(), 1))} className={wetButton}>
          {t("hours", { hours: 1 })}
        </button>
        <button type="button" onClick={() => sellOut(hoursFrom(serverClock.read(), 2))} className={wetButton}>
          {t("hours", { hours: 2 })}
        </button>
        <button type="button" onClick={() => sellOut("tomorrow")} className={`${wetButton} col-span-2`}>
          {t("untilTomorrow")}
        </button>
      </div>
      <form
        className="grid grid-cols-[minmax(0,1fr)_auto] items-end gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          if (at) sellOut(at);
        }}
      >
        <label className="grid gap-1 text-base font-medium">
          {t("time")}
          <input
            type="time"
            value={time}
            onChange={(event) => setTime(event.target.value)}
            className="min-h-[max(3.75rem,48px)] w-full rounded-md border border-edge bg-surface px-4 text-lg font-semibold"
          />
        </label>
        <button type="submit" disabled={!at} className={wetButton}>
          {t("set")}
        </button>
      </form>
    </fieldset>
  );
}
