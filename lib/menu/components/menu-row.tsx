"use client";

import { Clock } from "lucide-react";
import { type ComponentType, memo } from "react";
import { clockTime, fill } from "@/components/fill-text";
import { useGuestTexts } from "@/components/guest-texts";
import { Plate } from "@/components/ui/plate";
import { StatusChip } from "@/components/ui/status-chip";
import type { MenuItemDto } from "@/lib/menu/schema";
import { formatMoney } from "@/lib/platform/money-format";
import { AllergenLine } from "./allergens";

/** What stands in the corner of a dish's picture where it can be ordered. */
export type AddControl = ComponentType<{ item: MenuItemDto }>;

export interface MenuRowProps {
  item: MenuItemDto;
  currency: string;
  secondCurrency: string | null;
  /** Missing where the menu is only read. */
  Add?: AddControl;
  onOpen: (itemId: string) => void;
  /** On the screen or near it: pictures are drawn. */
  near: boolean;
}

function OpenButton({ item, onOpen }: Pick<MenuRowProps, "item" | "onOpen">) {
  return (
    <button
      type="button"
      aria-haspopup="dialog"
      onClick={() => onOpen(item.id)}
      className="text-left after:absolute after:inset-0"
    >
      {item.name}
    </button>
  );
}

/** Why it cannot be ordered now: sold out (and until when), or outside its hours. null when it can. */
export function AvailabilityChip({ item }: { item: MenuItemDto }) {
  const { guest, locale, timezone } = useGuestTexts();
  if (item.soldOut) {
    return (
      <StatusChip kind="off">
        {item.soldOutUntil
          ? fill(guest.menu.soldOutUntil, { time: clockTime(item.soldOutUntil, locale, timezone) })
          : guest.menu.soldOut}
      </StatusChip>
    );
  }
  if (item.available) return null;
  return (
    <span className="inline-flex h-7 items-center gap-1.5 rounded-sm bg-sunk pr-[9px] pl-[7px] text-xs font-semibold text-ink-2">
      <Clock aria-hidden className="size-4" strokeWidth={2} />
      {item.hours ? fill(guest.menu.notNow, item.hours) : guest.item.unavailable}
    </span>
  );
}

function Price({ item, currency, secondCurrency }: Pick<MenuRowProps, "item" | "currency" | "secondCurrency">) {
  const { guest, locale } = useGuestTexts();
  return (
    <span className="whitespace-nowrap">
      <span className="font-semibold">{formatMoney(item.price, currency, locale)}</span>
      {secondCurrency && item.secondPrice !== null ? (
        <span className="ml-2 text-sm text-ink-2">{formatMoney(item.secondPrice, secondCurrency, locale)}</span>
      ) : null}
      {item.hours ? (
        <span className="ml-3 inline-flex items-center gap-1 align-baseline text-xs text-ink-3">
          <Clock aria-hidden className="size-[15px] self-center" strokeWidth={1.75} />
          {fill(guest.menu.hours, item.hours)}
        </span>
      ) : null}
    </span>
  );
}

function Picture({ item, wide = false, near }: { item: MenuItemDto; wide?: boolean; near: boolean }) {
  const muted = !item.available;
  if (!item.photo) {
    return (
      <Plate picture={near ? item.picture : null} linen={item.linen} wide={wide} muted={muted} className="size-full" />
    );
  }
  return (
    // biome-ignore lint/performance/noImgElement: photos are uploads served as they are, already in the size shown.
    <img
      src={item.photo}
      alt=""
      loading={near ? "eager" : "lazy"}
      decoding="async"
      className={`size-full rounded-md object-cover ${muted ? "opacity-75 saturate-[.15]" : ""}`}
    />
  );
}

/** The first dish of a section: its picture across the page. */
export const LeadRow = memo(function LeadRow({ item, Add, onOpen, near, ...money }: MenuRowProps) {
  return (
    <li className="relative col-span-full pb-[18px] @min-[600px]:grid @min-[600px]:grid-cols-2 @min-[600px]:items-center @min-[600px]:gap-x-8">
      <div className="relative h-[188px] @min-[600px]:h-60">
        <Picture item={item} wide near={near} />
        {Add && item.available ? <Add item={item} /> : null}
      </div>
      <div className="mt-3.5 @min-[600px]:mt-0">
        <div className="flex flex-wrap items-baseline justify-between gap-x-4">
          <h3 className={`text-lg font-semibold tracking-[-0.01em] ${item.available ? "" : "text-ink-3"}`}>
            <OpenButton item={item} onOpen={onOpen} />
          </h3>
          {item.available ? <Price item={item} {...money} /> : <AvailabilityChip item={item} />}
        </div>
        {item.description ? <p className="mt-0.5 text-sm text-ink-2">{item.description}</p> : null}
        <AllergenLine allergens={item.allergens} sentence />
      </div>
    </li>
  );
});

/** A dish: what it is on the left, its picture on the right. */
export const DishRow = memo(function DishRow({ item, Add, onOpen, near, ...money }: MenuRowProps) {
  return (
    <li className="relative grid grid-cols-[minmax(0,1fr)_104px] gap-4 border-t border-line py-[18px]">
      <div>
        <h3 className={`text-base leading-[22px] font-semibold ${item.available ? "" : "text-ink-3"}`}>
          <OpenButton item={item} onOpen={onOpen} />
        </h3>
        {item.description ? <p className="mt-0.5 text-sm text-ink-2">{item.description}</p> : null}
        <AllergenLine allergens={item.allergens} />
        <div className="mt-2">
          {item.available ? <Price item={item} {...money} /> : <AvailabilityChip item={item} />}
        </div>
      </div>
      <div className="relative size-[104px]">
        <Picture item={item} near={near} />
        {Add && item.available ? <Add item={item} /> : null}
      </div>
    </li>
  );
});

/** A drink: its name, dots, its price, as a bar's card prints it. */
export const DrinkRow = memo(function DrinkRow({ item, Add, onOpen, currency, secondCurrency }: MenuRowProps) {
  const { locale } = useGuestTexts();
  return (
    <li
      className={`relative grid gap-x-4 border-t border-line py-[13px] ${Add ? "grid-cols-[minmax(0,1fr)_44px]" : ""}`}
    >
      <div>
        <div className="flex items-baseline gap-2">
          <h3 className={`font-semibold ${item.available ? "" : "text-ink-3"}`}>
            <OpenButton item={item} onOpen={onOpen} />
          </h3>
          {item.available ? (
            <>
              <i aria-hidden className="leader-dots" />
              <span className="font-semibold whitespace-nowrap">{formatMoney(item.price, currency, locale)}</span>
            </>
          ) : null}
        </div>
        <div className="flex justify-between gap-3 text-sm text-ink-2">
          <p>{item.description}</p>
          {item.available && secondCurrency && item.secondPrice !== null ? (
            <span className="whitespace-nowrap">{formatMoney(item.secondPrice, secondCurrency, locale)}</span>
          ) : null}
        </div>
        {item.available ? null : (
          <div className="mt-2">
            <AvailabilityChip item={item} />
          </div>
        )}
      </div>
      {Add && item.available ? (
        <div className="relative size-11">
          <Add item={item} />
        </div>
      ) : null}
    </li>
  );
});
