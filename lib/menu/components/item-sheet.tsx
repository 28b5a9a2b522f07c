"use client";

import { useGuestTexts } from "@/components/guest-texts";
import { secondAmount } from "@/components/second-amount";
import { TextArea } from "@/components/ui/field";
import { Plate } from "@/components/ui/plate";
import { Sheet } from "@/components/ui/sheet";
import type { MenuItemDto } from "@/lib/menu/schema";
import type { SecondCurrency } from "@/lib/platform/money";
import { formatMoney } from "@/lib/platform/money-format";
import { AllergenList } from "./allergens";
import { AvailabilityChip } from "./menu-row";
import { OptionGroup, QuantityStepper } from "./option-group";
import { type ItemChoice, useItemChoice } from "./use-item-choice";

/**
 * A dish in full: picture, words, allergens, options, note, quantity. `onChoose` missing is a menu that is only read. A needed
 * option that is missing is scrolled to and named.
 */
export function ItemSheet({
  item,
  currency,
  second,
  initial,
  onChoose,
  onClose,
}: {
  item: MenuItemDto;
  currency: string;
  second: SecondCurrency | null;
  /** A line of the cart that is being changed. */
  initial?: ItemChoice;
  onChoose?: (choice: ItemChoice) => void;
  onClose: () => void;
}) {
  const { guest, close, locale } = useGuestTexts();
  const { body, known, quantity, setQuantity, note, setNote, missing, full, total, press, complete } = useItemChoice(
    item,
    initial,
  );
  const choose = () => {
    const choice = complete(matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth");
    if (choice) onChoose?.(choice);
  };

  return (
    <Sheet
      title={item.name}
      hideTitle
      closeLabel={close}
      onClose={onClose}
      footer={
        onChoose ? (
          <div className="flex gap-2.5">
            <QuantityStepper words={guest.item} value={quantity} onChange={setQuantity} />
            <button
              type="button"
              disabled={!item.available}
              onClick={choose}
              className="press flex min-h-14 min-w-0 flex-1 items-center justify-between gap-3 rounded-md bg-accent px-4 text-left leading-tight font-semibold text-on-accent hover:bg-accent-down disabled:bg-sunk disabled:text-ink-3"
            >
              <span>{item.available ? (initial ? guest.item.save : guest.item.add) : guest.item.unavailable}</span>
              {item.available ? (
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
        ) : (
          <p className="py-1 text-sm text-ink-2">{guest.item.readOnly}</p>
        )
      }
    >
      <div className="h-[196px]">
        {item.photo ? (
          // biome-ignore lint/performance/noImgElement: photos are uploads served as they are, already in the size shown.
          <img src={item.photo} alt="" className="size-full object-cover" />
        ) : (
          <Plate
            picture={item.picture}
            linen={item.linen}
            wide
            muted={!item.available}
            className="size-full rounded-none"
          />
        )}
      </div>
      <div ref={body} className="px-5 pt-[18px] pb-6">
        <h2 className="text-xl font-semibold tracking-[-0.018em]">{item.name}</h2>
        <p className="mt-0.5 flex flex-wrap items-center gap-x-3 gap-y-1 text-lg">
          <span className="whitespace-nowrap">
            <span className="font-semibold">{formatMoney(item.price, currency, locale)}</span>
            {second && item.secondPrice !== null ? (
              <span className="ml-2 text-base text-ink-2">
                {formatMoney(item.secondPrice, second.currency, locale)}
              </span>
            ) : null}
          </span>
          <AvailabilityChip item={item} />
        </p>
        {item.description ? <p className="mt-2 text-sm text-ink-2">{item.description}</p> : null}
        <AllergenList allergens={item.allergens} diets={item.diets} />
        <div>
          {item.modifierGroups.map((group) => (
            <OptionGroup
              key={group.id}
              words={guest.item}
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
        {onChoose ? (
          <TextArea
            label={guest.item.note}
            hint={guest.item.noteHint}
            value={note}
            maxLength={280}
            onChange={(event) => setNote(event.target.value)}
            className="mt-6"
          />
        ) : null}
      </div>
    </Sheet>
  );
}
