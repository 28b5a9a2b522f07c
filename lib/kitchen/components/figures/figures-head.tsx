"use client";

import { ArrowLeft, CalendarDays, CloudOff, Printer } from "lucide-react";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { IconButton } from "@/components/ui/button";
import type { ApiErrorCode } from "@/lib/platform/http/client";
import { daysQuery, type FiguresDays } from "./figures-days";
import { RangeSheet } from "./range-sheet";

const tab =
  "press inline-flex min-h-11 min-w-11 items-center justify-center gap-2 border-b-3 border-transparent text-sm font-medium text-ink-2 hover:text-ink aria-[current]:border-ink aria-[current]:font-semibold aria-[current]:text-ink";

/** What is looked at, how true it is by now, and the ways to other days, other stations and back to the wall. */
export function FiguresHead({
  venue,
  timezone,
  cutoff,
  days,
  daysName,
  station,
  stations,
  at,
  failure,
  lock,
}: {
  venue: string;
  timezone: string;
  /** The hour at which a service day ends. */
  cutoff: number;
  days: FiguresDays;
  daysName: string;
  station: string | null;
  stations: { type: string; name: string }[];
  /** When the figures were read, ms. */
  at: number;
  failure: ApiErrorCode | null;
  lock: ReactNode;
}) {
  const t = useTranslations("kitchen.figures");
  const errors = useTranslations("errors");
  const format = useFormatter();
  const [choosing, setChoosing] = useState(false);
  const base = `/v/${venue}/kitchen/figures`;
  const time = format.dateTime(at, { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: timezone });
  return (
    <header>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 py-2">
        <Link
          href={`/v/${venue}/kitchen${station ? `/${station}` : ""}`}
          className="press -ml-2 inline-flex min-h-11 items-center gap-2 rounded-md px-2 text-sm font-semibold text-accent-ink hover:bg-sunk print:hidden"
        >
          <ArrowLeft aria-hidden className="size-5" strokeWidth={1.75} />
          {t("toWall")}
        </Link>
        <h1 className="text-xl font-semibold tracking-[-0.018em]">{t("title")}</h1>
        <p className="mr-auto text-sm text-ink-2">{daysName}</p>
        <p role="status" className="text-sm">
          {failure ? (
            <span className="inline-flex items-center gap-2 font-medium text-pending-ink">
              <CloudOff aria-hidden className="size-5 flex-none" strokeWidth={1.75} />
              {t("stale", { time, reason: errors(failure) })}
            </span>
          ) : (
            <span className="text-ink-2">{t("asOf", { time })}</span>
          )}
        </p>
        <IconButton label={t("print")} onClick={() => window.print()} className="print:hidden">
          <Printer aria-hidden className="size-5" strokeWidth={1.75} />
        </IconButton>
        {lock}
      </div>
      <div className="rail" />
      <div className="flex flex-wrap gap-x-8 border-b border-line print:hidden">
        <nav aria-label={t("days")} className="flex flex-wrap gap-x-5">
          {(["today", "yesterday", "week"] as const).map((choice) => (
            <Link
              key={choice}
              href={`${base}${daysQuery(choice, null, station)}`}
              aria-current={days.choice === choice ? "page" : undefined}
              className={tab}
            >
              {t(choice)}
            </Link>
          ))}
          <button
            type="button"
            aria-haspopup="dialog"
            aria-current={days.choice === "range" ? "true" : undefined}
            onClick={() => setChoosing(true)}
            className={tab}
          >
            <CalendarDays aria-hidden className="size-5" strokeWidth={1.75} />
            {days.choice === "range" ? daysName : t("range")}
          </button>
        </nav>
        <nav aria-label={t("station")} className="flex flex-wrap gap-x-5 lg:ml-auto">
          {[{ type: null, name: t("all") }, ...stations].map(({ type, name }) => (
            <Link
              key={type ?? ""}
              href={`${base}${daysQuery(days.choice, days, type)}`}
              aria-current={type === station ? "page" : undefined}
              className={tab}
            >
              {name}
            </Link>
          ))}
        </nav>
      </div>
      {choosing ? (
        <RangeSheet
          days={days}
          cutoff={cutoff}
          onClose={() => setChoosing(false)}
          hrefOf={(span) => `${base}${daysQuery("range", span, station)}`}
        />
      ) : null}
    </header>
  );
}
