"use client";

import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ConnectionIndicator } from "@/components/connection/connection-indicator";
import { formatElapsed, useNow } from "@/components/ui/elapsed";
import type { TicketDto } from "../schema";

export const ticketFilters = ["all", "waiting", "cooking", "readyTab"] as const;
export type TicketFilter = (typeof ticketFilters)[number];

export function passes(ticket: TicketDto, filter: TicketFilter): boolean {
  if (filter === "waiting") return ticket.state === "queued";
  if (filter === "cooking") return ticket.state === "preparing";
  if (filter === "readyTab") return ticket.state === "ready";
  return true;
}

/** The mean time from sending to ready of the tickets on the screen that are ready, in ms; null while none is. */
function averageToReady(tickets: readonly TicketDto[]): number | null {
  const spans = tickets.flatMap(({ readyAt, createdAt }) =>
    readyAt ? [Date.parse(readyAt) - Date.parse(createdAt)] : [],
  );
  return spans.length > 0 ? spans.reduce((sum, span) => sum + span, 0) / spans.length : null;
}

/** Name, stations, filter with counts, connection, sound, clock of the house. */
export function KitchenHead({
  venue,
  timezone,
  title,
  station,
  stations,
  tickets,
  filter,
  onFilter,
  sound,
}: {
  venue: string;
  timezone: string;
  title: string;
  station: string | null;
  stations: { type: string; name: string }[];
  tickets: readonly TicketDto[];
  filter: TicketFilter;
  onFilter: (filter: TicketFilter) => void;
  sound: ReactNode;
}) {
  const t = useTranslations("kitchen");
  const format = useFormatter();
  const now = useNow();
  const average = averageToReady(tickets);
  return (
    <header className="flex flex-none flex-wrap items-center gap-x-7 gap-y-1 py-2.5 min-[900px]:min-h-[5.25rem]">
      <details className="group relative">
        <summary className="flex min-h-11 list-none items-center gap-2 [&::-webkit-details-marker]:hidden">
          <h1 className="text-[2.75rem]/[3rem] font-semibold tracking-[-0.025em]">{title}</h1>
          <span aria-hidden className="text-[1.25rem] text-ink-2 transition-transform group-open:rotate-180">
            ▾
          </span>
          <span className="sr-only">{t("stations")}</span>
        </summary>
        <nav
          aria-label={t("stations")}
          className="absolute top-full left-0 z-20 min-w-64 rounded-md bg-surface py-1 shadow-float"
        >
          {[{ type: null, name: t("allStations") }, ...stations].map((each) => (
            <Link
              key={each.type ?? "all"}
              href={`/v/${venue}/kitchen${each.type ? `/${each.type}` : ""}`}
              aria-current={each.type === station ? "page" : undefined}
              className="flex min-h-12 items-center px-4 text-[1.375rem] font-medium hover:bg-sunk aria-[current]:font-semibold aria-[current]:text-accent-ink"
            >
              {each.name}
            </Link>
          ))}
          <Link
            href={`/v/${venue}/dashboard`}
            className="flex min-h-12 items-center border-t border-line px-4 text-[1.375rem] font-medium text-ink-2 hover:bg-sunk"
          >
            {t("toDashboard")}
          </Link>
        </nav>
      </details>
      <fieldset aria-label={t("filter")} className="mr-auto flex flex-wrap gap-1">
        {ticketFilters.map((each) => (
          <button
            key={each}
            type="button"
            aria-pressed={filter === each}
            onClick={() => onFilter(each)}
            className="flex min-h-[max(3.75rem,44px)] items-center gap-2.5 border-b-4 border-transparent px-3 text-[1.5rem] font-medium text-ink-2 aria-pressed:border-ink aria-pressed:font-semibold aria-pressed:text-ink"
          >
            {t(each)} <b className="font-semibold">{tickets.filter((ticket) => passes(ticket, each)).length}</b>
          </button>
        ))}
      </fieldset>
      {average === null ? null : (
        <span className="hidden text-[1.375rem]/[1.625rem] text-ink-2 min-[900px]:inline">
          {t("average", { time: formatElapsed(average) })}
        </span>
      )}
      <span className="[&_*]:!text-[1.375rem]">
        <ConnectionIndicator />
      </span>
      {sound}
      <time className="text-[3.25rem]/[3.5rem] font-semibold tracking-[-0.02em]" suppressHydrationWarning>
        {now === null
          ? "\u00a0"
          : format.dateTime(new Date(now), {
              hour: "2-digit",
              minute: "2-digit",
              hourCycle: "h23",
              timeZone: timezone,
            })}
      </time>
    </header>
  );
}
