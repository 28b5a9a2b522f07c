"use client";

import { useTranslations } from "next-intl";
import { useLayoutEffect, useState } from "react";
import { secondAmount } from "@/components/second-amount";
import { allergenIcon } from "@/components/ui/allergen-icon";
import { TextArea } from "@/components/ui/field";
import { Sheet } from "@/components/ui/sheet";
import { OptionGroup, type OptionWords, QuantityStepper, type QuantityWords } from "@/lib/menu/components/option-group";
import { useItemChoice } from "@/lib/menu/components/use-item-choice";
import type { MenuItemDto } from "@/lib/menu/schema";
import { type CartLine, maxNoteLength } from "@/lib/orders/guest-cart";
import type { SecondCurrency } from "@/lib/platform/money";
import { formatMoney } from "@/lib/platform/money-format";
import { CourseStepper } from "./course-stepper";
import { PadAvailability } from "./pad-menu-row";
import { SheetHead } from "./sheet-head";

export type PadChoice = Pick<CartLine, "modifierIds" | "quantity" | "note" | "course">;

/** A dish with its options, allergens, note and course. `onChoose` missing: it can be read only. */
export function PadItemSheet({
  item,
  currency,
  second,
  locale,
  timezone,
  courses,
  initial,
  addTo,
  onChoose,
  onClose,
}: {
  item: MenuItemDto;
  currency: string;
  second: SecondCurrency | null;
  locale: string;
  timezone: string;
  /** The order may have more than one course. */
  courses: boolean;
  /** A line of the order that is being changed. */
  initial?: PadChoice;
  /** The course of a new line. */
  addTo: number;
  onChoose?: (choice: PadChoice) => void;
  onClose: () => void;
}) {
  const t = useTranslations("pad.item");
  const tc = useTranslations("common");
  const { body, known, quantity, setQuantity, note, setNote, missing, full, total, press, complete } = useItemChoice(
    item,
    initial,
  );
  const [course, setCourse] = useState(initial ? (initial.course ?? 1) : courses ? addTo : 1);
  // After the sheet has opened itself: what is asked comes before what closes it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once; the ref is the same for the sheet's life.
  useLayoutEffect(() => body.current?.querySelector<HTMLInputElement>("input:enabled")?.focus(), []);
  const words = t.raw("options") as OptionWords;
  const quantityWords = t.raw("amount") as QuantityWords;
  const choose = () => {
    const choice = complete("auto");
    if (choice) onChoose?.({ ...choice, ...(course > 1 ? { course } : {}) });
  };

  const able = onChoose !== undefined && item.available;
  return (
    <Sheet
      title={item.name}
      hideTitle
      closeLabel={tc("close")}
      onClose={onClose}
      footer={
        <div className="flex gap-2.5">
          <QuantityStepper words={quantityWords} value={quantity} onChange={setQuantity} />
          <button
            type="button"
            disabled={!able}
            onClick={choose}
            className="press flex min-h-14 min-w-0 flex-1 items-center justify-between gap-3 rounded-md bg-accent px-4 text-left leading-tight font-semibold text-on-accent hover:bg-accent-down disabled:bg-sunk disabled:text-ink-3"
          >
            <span>{able ? t(initial ? "save" : "add") : t("unavailable")}</span>
            {able ? (
              <span className="text-right leading-[18px] whitespace-nowrap">
                {formatMoney(total, currency, locale)}
                {second ? (
                  <small className="block text-xs leading-4 font-normal">
                    {formatMoney(secondAmount(total, currency, second), second.currency, locale)}
                  </small>
                ) : null}
              </span>
            ) : null}
          </button>
        </div>
      }
    >
      <SheetHead title={item.name} />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Enter takes what is chosen from wherever the focus is. */}
      <div
        ref={body}
        className="px-5 pb-6"
        onKeyDown={(event) => {
          if (event.key !== "Enter" || event.target instanceof HTMLButtonElement) return;
          if (event.target instanceof HTMLTextAreaElement && !event.ctrlKey && !event.metaKey) return;
          // An option that has the focus is chosen with Space; Enter is "that is all".
          event.preventDefault();
          event.stopPropagation();
          if (able) choose();
        }}
      >
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-base">
          <span className="whitespace-nowrap">
            <span className="font-semibold">{formatMoney(item.price, currency, locale)}</span>
            {second ? (
              <span className="ml-2 text-sm text-ink-2">
                {formatMoney(secondAmount(item.price, currency, second), second.currency, locale)}
              </span>
            ) : null}
          </span>
          <PadAvailability item={item} locale={locale} timezone={timezone} />
        </p>
        {item.description ? <p className="mt-1.5 text-sm text-ink-2">{item.description}</p> : null}
        <Allergens item={item} />
        <div>
          {item.modifierGroups.map((group) => (
            <OptionGroup
              key={group.id}
              words={words}
              locale={locale}
              group={group}
              chosen={known}
              currency={currency}
              missing={missing === group.id}
              full={full === group.id}
              onPress={(modifierId) => press(group, modifierId)}
            />
          ))}
        </div>
        {courses ? (
          <div className="mt-5 flex items-center justify-between gap-3 border-t border-line pt-4">
            <span className="text-sm font-medium">{t("course")}</span>
            <CourseStepper name={item.name} course={course} onChange={setCourse} />
          </div>
        ) : null}
        <TextArea
          label={t("note")}
          value={note}
          maxLength={maxNoteLength}
          onChange={(event) => setNote(event.target.value)}
          className="mt-5"
        />
      </div>
    </Sheet>
  );
}

function Allergens({ item }: { item: MenuItemDto }) {
  const t = useTranslations("staff.orders");
  const tp = useTranslations("pad.item");
  if (item.allergens.length === 0) return <p className="mt-2.5 text-sm text-ink-2">{tp("noAllergens")}</p>;
  return (
    <ul aria-label={t("allergens")} className="mt-2.5 flex flex-wrap gap-x-4 gap-y-1.5 text-sm font-medium">
      {item.allergens.map((each) => {
        const Icon = allergenIcon(each);
        return (
          <li key={each} className="inline-flex items-center gap-1.5">
            <Icon aria-hidden className="size-[18px] text-ink-2" strokeWidth={1.75} />
            {t(`allergen.${each}`)}
          </li>
        );
      })}
    </ul>
  );
}
