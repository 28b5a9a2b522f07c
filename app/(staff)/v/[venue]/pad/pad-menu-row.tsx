"use client";

import { Clock, Ellipsis, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { memo, useRef } from "react";
import { clockTime } from "@/components/fill-text";
import { IconButton } from "@/components/ui/button";
import { StatusChip } from "@/components/ui/status-chip";
import type { MenuItemDto } from "@/lib/menu/schema";
import { formatMoney } from "@/lib/platform/money-format";

/** Why it cannot be ordered now; nothing when it can. */
export function PadAvailability({ item, locale, timezone }: { item: MenuItemDto; locale: string; timezone: string }) {
  const t = useTranslations("pad.menu");
  if (item.soldOut) {
    return (
      <StatusChip kind="off">
        {item.soldOutUntil ? t("soldOutUntil", { time: clockTime(item.soldOutUntil, locale, timezone) }) : t("soldOut")}
      </StatusChip>
    );
  }
  if (item.available) return null;
  return (
    <span className="inline-flex h-7 items-center gap-1.5 rounded-sm bg-sunk pr-[9px] pl-[7px] text-xs font-semibold text-ink-2">
      <Clock aria-hidden className="size-4" strokeWidth={2} />
      {item.hours ? t("hours", item.hours) : t("notNow")}
    </span>
  );
}

export function needsChoice(item: MenuItemDto): boolean {
  return item.modifierGroups.some((group) => group.min > 0);
}

/** A finger that stays this long wants the dish, not one more of it (ms). */
const longPress = 450;

/** A dish: one press adds it, or asks what must be chosen. A long press, or the button beside it, opens all there is to say. */
export const PadMenuRow = memo(function PadMenuRow({
  item,
  count,
  currency,
  locale,
  timezone,
  likely,
  locked,
  onAdd,
  onOpen,
}: {
  item: MenuItemDto;
  /** How many of it are in the order. */
  count: number;
  currency: string;
  locale: string;
  timezone: string;
  /** Enter adds it while its name is typed. */
  likely: boolean;
  locked: boolean;
  onAdd: (item: MenuItemDto) => void;
  onOpen: (item: MenuItemDto) => void;
}) {
  const t = useTranslations("pad.menu");
  const held = useRef<ReturnType<typeof setTimeout> | null>(null);
  const opened = useRef(false);
  const chooses = needsChoice(item);
  const asked = item.modifierGroups.filter((group) => group.min > 0).map((group) => group.name);
  const letGo = () => {
    if (held.current) clearTimeout(held.current);
    held.current = null;
  };
  const tone = count > 0 ? "bg-accent-tint" : likely ? "bg-sunk" : "has-[[data-row]:enabled:hover]:bg-sunk";
  return (
    <li data-item={item.id} className={`flex border-b border-line ${tone}`}>
      <button
        type="button"
        data-row
        disabled={!item.available || locked}
        aria-haspopup={chooses ? "dialog" : undefined}
        aria-label={t(chooses ? (count ? "chooseMore" : "choose") : count ? "addMore" : "add", {
          name: item.name,
          count,
        })}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          opened.current = false;
          held.current = setTimeout(() => {
            opened.current = true;
            onOpen(item);
          }, longPress);
        }}
        onPointerUp={letGo}
        onPointerLeave={letGo}
        onPointerCancel={letGo}
        onContextMenu={(event) => event.preventDefault()}
        onClick={() => {
          if (opened.current) opened.current = false;
          else onAdd(item);
        }}
        className="press grid min-h-15 min-w-0 flex-1 touch-manipulation grid-cols-[32px_1fr_auto] items-center gap-x-3 py-1.5 pl-4 text-left select-none [-webkit-touch-callout:none] enabled:active:bg-sunk focus-visible:-outline-offset-3 lg:pl-2"
      >
        {count > 0 ? (
          <b className="grid h-8 min-w-8 place-items-center rounded-sm bg-accent px-1 font-semibold text-on-accent">
            {count}
          </b>
        ) : (
          <span className="grid size-8 place-items-center text-ink-2">
            {item.available ? <Plus aria-hidden className="size-5" strokeWidth={1.75} /> : null}
          </span>
        )}
        <span className="min-w-0">
          <span className={`block text-base leading-[22px] font-medium ${item.available ? "" : "text-ink-3"}`}>
            {item.name}
          </span>
          {item.available && asked.length > 0 ? (
            <span className="block text-xs text-ink-2">{asked.join(" · ")}</span>
          ) : null}
          {item.available ? null : (
            <span className="mt-1 block">
              <PadAvailability item={item} locale={locale} timezone={timezone} />
            </span>
          )}
        </span>
        {item.available ? (
          <span className="text-sm font-semibold whitespace-nowrap">{formatMoney(item.price, currency, locale)}</span>
        ) : null}
      </button>
      <IconButton
        label={t("details", { name: item.name })}
        aria-haspopup="dialog"
        onClick={() => onOpen(item)}
        className="self-center text-ink-2"
      >
        <Ellipsis aria-hidden className="size-5" strokeWidth={1.75} />
      </IconButton>
    </li>
  );
});
