"use client";

import { Ban } from "lucide-react";
import { useFormatter, useLocale, useTranslations } from "next-intl";
import { useNow } from "@/components/ui/elapsed";
import { inLocale } from "@/lib/platform/i18n/locales";
import { allDay } from "../rules";
import type { SoldOutDto, TicketDto } from "../schema";

/** What is still to cook, over all tickets of the view, and below it what is sold out. */
export function AllDayRail({
  tickets,
  soldOut,
  venueLocale,
  timezone,
}: {
  tickets: readonly TicketDto[];
  soldOut: readonly SoldOutDto[];
  venueLocale: string;
  timezone: string;
}) {
  const t = useTranslations("kitchen");
  const locale = useLocale();
  const format = useFormatter();
  const now = useNow();
  const lines = allDay(tickets);
  const out = soldOut.filter(({ until }) => !until || now === null || Date.parse(until) > now);
  return (
    <aside className="hidden min-h-0 flex-col min-[900px]:flex" aria-label={t("toMake")}>
      <div className="rail flex-none" />
      <h2 className="flex-none pt-3.5 pb-2 text-[1.5rem]/[1.875rem] font-semibold">{t("toMake")}</h2>
      <ul className="min-h-0 flex-1 overflow-y-auto">
        {lines.length === 0 ? (
          <li className="border-t border-line py-2 text-[1.3125rem] text-ink-2">{t("nothingToMake")}</li>
        ) : null}
        {lines.map((line) => (
          <li
            key={line.menuItemId}
            className="grid grid-cols-[3.25rem_1fr] items-baseline gap-1.5 border-t border-line py-[9px] text-[1.375rem]/[1.5625rem] font-medium"
          >
            <b className="text-[2.125rem]/[2.125rem] font-bold tracking-[-0.02em]">{line.quantity}</b>
            <span>{inLocale(line.names, locale, venueLocale) || line.name}</span>
            {line.options.length > 0 ? (
              <small className="col-start-2 text-[1.1875rem]/[1.4375rem] font-normal text-ink-2">
                {line.options
                  .map((option) => `${option.quantity} ${inLocale(option.names, locale, venueLocale) || option.name}`)
                  .join(", ")}
              </small>
            ) : null}
          </li>
        ))}
      </ul>
      {out.length > 0 ? (
        <div className="flex-none border-t border-line pt-3">
          <h2 className="flex items-center gap-2.5 pb-1.5 text-[1.5rem]/[1.875rem] font-semibold">
            <Ban aria-hidden className="size-6" strokeWidth={2.25} />
            {t("soldOut")}
          </h2>
          {out.map(({ id, name, until }) => (
            <p key={id} className="flex justify-between gap-2 text-[1.3125rem]/[1.875rem] text-ink-2">
              <span>{name}</span>
              {until ? (
                <span className="whitespace-nowrap">
                  {t("until", {
                    time: format.dateTime(new Date(until), { hour: "2-digit", minute: "2-digit", timeZone: timezone }),
                  })}
                </span>
              ) : null}
            </p>
          ))}
        </div>
      ) : null}
    </aside>
  );
}
