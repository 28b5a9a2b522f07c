"use client";

import { Ban, Check, ChefHat, CornerDownRight, type LucideIcon, Minus, Plus } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useId } from "react";
import type { OrderItemOption } from "@/lib/orders/schema";
import { inLocale } from "@/lib/platform/i18n/locales";
import type { TicketDto, TicketItemDto } from "../schema";
import { byCourse, makerOf, shownItems } from "../ticket-parts";
import { LineAllergens, Note } from "./ticket-notes";
import { inlineIcon, type } from "./ticket-type";
import type { Elsewhere, WallContext } from "./wall-types";

export const optionIcons: Record<OrderItemOption["kind"], LucideIcon> = {
  ADD: Plus,
  REMOVE: Minus,
  CHOICE: CornerDownRight,
};

/** What a tap on a line does, by its words; null when it takes no tap. */
function stepLabel(item: TicketItemDto, isPass: boolean): string | null {
  if (item.state === "queued") return isPass ? null : "itemStart";
  if (item.state === "preparing") return !isPass && item.passTicketId !== null ? "ticket.itemHandOn" : "itemDone";
  return item.state === "ready" ? "itemRecall" : null;
}

/** Where a line that the pass waits for is being made. */
function FromStation({ maker }: { maker: Elsewhere }) {
  const t = useTranslations("kitchen.ticket");
  const words = useTranslations("common.status");
  const begun = maker.items.some(({ state }) => state === "preparing");
  return (
    <span className={`flex gap-[0.4em] font-medium tracking-normal text-ink-2 ${type.small}`}>
      {begun ? <ChefHat aria-hidden className={inlineIcon} strokeWidth={2.25} /> : null}
      {t("from", { station: maker.stationName, state: words(begun ? "preparing" : "pending") })}
    </span>
  );
}

/** How many. Boxed is in work, or arrived at the pass; the word is for those who listen. */
function Quantity({ item, isPass, quiet }: { item: TicketItemDto; isPass: boolean; quiet: boolean }) {
  const t = useTranslations("kitchen.ticket");
  const words = useTranslations("common.status");
  const boxed = item.state === "preparing";
  return (
    <b
      className={`-ml-1.5 self-start justify-self-start rounded-sm px-1.5 ${quiet ? "font-semibold" : "font-bold"} ${boxed ? "bg-preparing text-on-preparing" : ""}`}
    >
      {item.quantity}
      {boxed ? <span className="sr-only"> {isPass ? t("arrived") : words("preparing")}</span> : null}
    </b>
  );
}

function TicketLine({
  item,
  isPass,
  maker,
  venueLocale,
  busy,
  onPress,
}: {
  item: TicketItemDto;
  isPass: boolean;
  maker: Elsewhere | null;
  venueLocale: string;
  busy: boolean;
  onPress: () => void;
}) {
  const t = useTranslations("kitchen");
  const locale = useLocale();
  const words = useTranslations("common.status");
  const details = useId();
  const name = inLocale(item.names, locale, venueLocale) || item.name;
  const finished = item.state === "ready" || item.state === "served";
  const voided = item.state === "voided";
  const toCome = isPass && item.state === "queued";
  const step = stepLabel(item, isPass);
  const ink = voided
    ? "font-medium text-urgent-ink"
    : finished || toCome
      ? "font-medium text-ink-3"
      : item.state === "preparing" && isPass
        ? "font-bold"
        : "font-semibold";
  return (
    <li data-item={item.id} data-state={item.state} className="break-inside-avoid border-b border-line last:border-b-0">
      <button
        type="button"
        disabled={busy || step === null}
        aria-label={step ? t(step, { name: `${item.quantity} ${name}` }) : undefined}
        aria-describedby={step ? details : undefined}
        onClick={onPress}
        className={`relative z-10 grid min-h-[max(3rem,44px)] w-full grid-cols-[minmax(2rem,auto)_minmax(0,1fr)] gap-x-[0.15em] py-2 text-left tracking-[-0.014em] ${type.line} ${ink}`}
      >
        <Quantity item={item} isPass={isPass} quiet={voided || finished || toCome} />
        <span className={voided ? "line-through decoration-[3px]" : ""}>
          {name}
          {finished ? (
            <span className="whitespace-nowrap">
              {"\u00a0"}
              <Check aria-hidden className="inline size-[0.8em] align-[-0.06em]" strokeWidth={2.5} />
              <span className="sr-only">{words(item.state)}</span>
            </span>
          ) : null}
        </span>
        <span id={details} className="col-start-2 grid empty:hidden">
          {item.options.map((option) => {
            const Icon = optionIcons[option.kind];
            return (
              <span
                key={option.modifierId}
                className={`flex gap-[0.4em] font-medium tracking-normal ${finished || toCome ? "" : "text-ink-2"} ${type.option}`}
              >
                <Icon aria-hidden className={inlineIcon} strokeWidth={2.25} />
                <span className="min-w-0">{inLocale(option.names, locale, venueLocale) || option.name}</span>
              </span>
            );
          })}
          {item.note ? <Note text={item.note} className="mt-1 px-2 py-0.5" /> : null}
          {voided || finished ? null : <LineAllergens allergens={item.allergens} />}
          {toCome && maker ? <FromStation maker={maker} /> : null}
          {voided ? (
            <span className={`flex gap-[0.4em] font-semibold tracking-normal ${type.option}`}>
              <Ban aria-hidden className={inlineIcon} strokeWidth={2.25} />
              {t("voided")}
            </span>
          ) : null}
        </span>
      </button>
    </li>
  );
}

/** What is to be made, course by course. A tap on a line is its next step. */
export function TicketLines({
  ticket,
  wall,
  elsewhere,
  busy,
  onItem,
}: {
  ticket: TicketDto;
  wall: WallContext;
  elsewhere: readonly Elsewhere[];
  busy: boolean;
  onItem: (item: TicketItemDto) => void;
}) {
  const t = useTranslations("kitchen.ticket");
  const courses = byCourse(shownItems(ticket));
  return (
    <div className="flex-1 px-3 pt-1 pb-2">
      {courses.map(({ course, items }) => {
        const title = course === null ? t("noCourse") : t("course", { course });
        return (
          <section key={course ?? 0} aria-label={courses.length > 1 ? title : undefined}>
            {courses.length > 1 ? (
              <h3
                className={`mt-2 flex break-after-avoid items-center gap-2 font-semibold text-ink-2 after:h-px after:flex-1 after:bg-edge ${type.small}`}
              >
                {title}
              </h3>
            ) : null}
            <ul>
              {items.map((item) => (
                <TicketLine
                  key={item.id}
                  item={item}
                  isPass={ticket.isPass}
                  maker={ticket.isPass ? makerOf(item, elsewhere) : null}
                  venueLocale={wall.venueLocale}
                  busy={busy}
                  onPress={() => onItem(item)}
                />
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}
