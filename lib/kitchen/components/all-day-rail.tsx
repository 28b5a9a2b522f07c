"use client";

import { Ban, Target } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useMemo } from "react";
import { inLocale } from "@/lib/platform/i18n/locales";
import { allDay } from "../rules";
import type { TicketDto } from "../schema";
import { KitchenSheet, wetButton } from "./kitchen-sheet";
import { useEndWord, useOffNow } from "./sold-out-controls";
import type { Highlight, WallContext } from "./wall-types";

interface AllDayProps {
  tickets: readonly TicketDto[];
  wall: WallContext;
  highlight: Highlight | null;
  /** Null ends it. */
  onHighlight: (highlight: Highlight | null) => void;
  /** Asks for the sheet of what is sold out. */
  onSoldOut: () => void;
}

/** What is still to cook, per dish and per option; a tap shows where it is. */
function AllDayCounts({ tickets, wall, highlight, onHighlight }: Omit<AllDayProps, "onSoldOut">) {
  const t = useTranslations("kitchen");
  const locale = useLocale();
  const lines = useMemo(() => allDay(tickets), [tickets]);
  useEffect(() => {
    if (!highlight) return;
    const end = (event: KeyboardEvent) => {
      if (event.key === "Escape") onHighlight(null);
    };
    window.addEventListener("keydown", end);
    return () => window.removeEventListener("keydown", end);
  }, [highlight, onHighlight]);
  const toggle = (menuItemId: string, modifierId?: string) => {
    const lit = highlight?.menuItemId === menuItemId && highlight.modifierId === modifierId;
    onHighlight(lit ? null : { menuItemId, ...(modifierId ? { modifierId } : {}) });
  };
  const row =
    "press grid w-full grid-cols-[3.25rem_minmax(0,1fr)_auto] items-center gap-1.5 text-left active:bg-sunk aria-pressed:bg-accent-tint aria-pressed:text-accent-ink";
  const mark = <Target aria-hidden className="mr-1 size-5 flex-none" strokeWidth={2.5} />;
  if (lines.length === 0) {
    return <p className="border-t border-line py-2.5 text-[1.3125rem] text-ink-2">{t("nothingToMake")}</p>;
  }
  return (
    <ul>
      {lines.map(({ menuItemId, names, name, quantity, options }) => {
        const isDish = highlight?.menuItemId === menuItemId;
        const dish = inLocale(names, locale, wall.venueLocale) || name;
        return (
          <li key={menuItemId} className="border-t border-line">
            <button
              type="button"
              aria-pressed={isDish && highlight.modifierId === undefined}
              onClick={() => toggle(menuItemId)}
              className={`${row} min-h-[max(3.25rem,44px)] py-1.5 text-[1.375rem]/[1.5625rem] font-medium`}
            >
              <b className="text-[2.125rem]/[2.125rem] font-bold tracking-[-0.02em]">{quantity}</b>
              <span>{dish}</span>
              {isDish && highlight.modifierId === undefined ? mark : null}
            </button>
            {options.map((option) => {
              const lit = isDish && highlight.modifierId === option.modifierId;
              const what = inLocale(option.names, locale, wall.venueLocale) || option.name;
              return (
                <button
                  key={option.modifierId}
                  type="button"
                  aria-pressed={lit}
                  aria-label={t("allDay.option", { quantity: option.quantity, option: what, dish })}
                  onClick={() => toggle(menuItemId, option.modifierId)}
                  className={`${row} min-h-11 pb-1 text-[1.1875rem]/[1.4375rem] font-normal text-ink-2`}
                >
                  <span className="col-start-2">
                    {option.quantity} {what}
                  </span>
                  {lit ? mark : null}
                </button>
              );
            })}
          </li>
        );
      })}
    </ul>
  );
}

/** What is off the menu, and until when. */
function SoldOutList({ wall, onSoldOut }: Pick<AllDayProps, "wall" | "onSoldOut">) {
  const t = useTranslations("kitchen");
  const endWord = useEndWord(wall.timezone);
  const off = [...useOffNow(wall.soldOut).values()];
  return (
    <div className="flex max-h-[45%] flex-none flex-col border-t border-line pt-3">
      {off.length > 0 ? (
        <>
          <h2 className="flex flex-none items-center gap-2.5 pb-1.5 text-[1.5rem]/[1.875rem] font-semibold">
            <Ban aria-hidden className="size-6" strokeWidth={2.25} />
            {t("soldOut")}
          </h2>
          <ul className="min-h-0 overflow-y-auto pb-2">
            {off.map(({ id, name, until }) => (
              <li
                key={id}
                className="flex flex-wrap justify-between gap-x-3 py-0.5 text-[1.3125rem]/[1.625rem] text-ink-2"
              >
                <span className="text-ink">{name}</span>
                <span>{endWord(until)}</span>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <button type="button" onClick={onSoldOut} className={`${wetButton} flex-none text-[1.375rem]`}>
        <Ban aria-hidden className="size-6 flex-none" strokeWidth={2.25} />
        {t("allDay.openSoldOut")}
      </button>
    </div>
  );
}

/** The wall's left edge from 900 px on: what is still to cook, and below it what is sold out. */
export function AllDayRail({ onSoldOut, ...counts }: AllDayProps) {
  const t = useTranslations("kitchen");
  return (
    <aside className="hidden min-h-0 flex-col min-[900px]:flex" aria-label={t("toMake")}>
      <div className="rail flex-none" />
      <h2 className="flex-none pt-3.5 pb-2 text-[1.5rem]/[1.875rem] font-semibold">{t("toMake")}</h2>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <AllDayCounts {...counts} />
      </div>
      <SoldOutList wall={counts.wall} onSoldOut={onSoldOut} />
    </aside>
  );
}

/** The same where the wall is too narrow for it. A tap on a dish closes it: the wall behind shows the tickets. */
export function AllDaySheet({ onClose, onHighlight, onSoldOut, ...counts }: AllDayProps & { onClose: () => void }) {
  const t = useTranslations("kitchen");
  return (
    <KitchenSheet title={t("toMake")} onClose={onClose}>
      <AllDayCounts
        {...counts}
        onHighlight={(highlight) => {
          onHighlight(highlight);
          if (highlight) onClose();
        }}
      />
      <div className="pt-6">
        <SoldOutList wall={counts.wall} onSoldOut={onSoldOut} />
      </div>
    </KitchenSheet>
  );
}
