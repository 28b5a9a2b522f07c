"use client";

import { Check, Minus, Plus, TriangleAlert } from "lucide-react";
import { useId, useRef, useState } from "react";
import { fill } from "@/components/fill-text";
import { useGuestTexts } from "@/components/guest-texts";
import { secondAmount } from "@/components/second-amount";
import { TextArea } from "@/components/ui/field";
import { Plate } from "@/components/ui/plate";
import { Sheet } from "@/components/ui/sheet";
import { StatusChip } from "@/components/ui/status-chip";
import type { MenuItemDto, ModifierGroupDto } from "@/lib/menu/schema";
import type { SecondCurrency } from "@/lib/platform/money";
import { formatMoney } from "@/lib/platform/money-format";
import { AllergenList } from "./allergens";
import { chosenIn, firstMissing, isSingleChoice, priceWith, toggleOption } from "./choose-options";
import { AvailabilityChip } from "./menu-row";

/** What a guest chose in the sheet. */
export interface ItemChoice {
  modifierIds: string[];
  quantity: number;
  note: string;
}

function useLimitWords(): (group: ModifierGroupDto) => string {
  const { guest } = useGuestTexts();
  return ({ min, max, modifiers }) => {
    if (min === 1 && max === 1) return guest.item.chooseOne;
    if (min > 0 && min === max) return fill(guest.item.chooseSome, { n: min });
    if (min > 0 && max >= modifiers.length) return fill(guest.item.chooseAtLeast, { n: min });
    if (min > 0) return fill(guest.item.chooseBetween, { min, max });
    return max === 1 ? guest.item.upToOne : fill(guest.item.upTo, { n: max });
  };
}

function OptionGroup({
  group,
  chosen,
  currency,
  missing,
  full,
  onPress,
}: {
  group: ModifierGroupDto;
  chosen: readonly string[];
  currency: string;
  /** The group was left without a needed choice and the guest wanted to add. */
  missing: boolean;
  /** The guest pressed one more than the group takes. */
  full: boolean;
  onPress: (modifierId: string) => void;
}) {
  const { guest, locale } = useGuestTexts();
  const limitWords = useLimitWords();
  const id = useId();
  const single = isSingleChoice(group);
  const enough = group.min > 0 && chosenIn(group, chosen) >= group.min;
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: both of its roles take a name and a description.
    <div
      id={`group-${group.id}`}
      role={single ? "radiogroup" : "group"}
      aria-labelledby={`${id}-name`}
      aria-describedby={`${id}-limit`}
      className="scroll-mt-14 border-t border-line pt-3 not-first:mt-2 first:mt-[18px]"
    >
      <div className="flex min-h-7 items-center gap-2">
        <h3 id={`${id}-name`} className="font-semibold">
          {group.name}
        </h3>
        <span id={`${id}-limit`} className="flex-1 text-xs text-ink-2">
          {limitWords(group)}
        </span>
        {enough ? <StatusChip kind="done">{guest.item.chosen}</StatusChip> : null}
      </div>
      {missing || full ? (
        <p role="alert" className="mt-1 flex items-start gap-1.5 text-xs font-medium text-urgent-ink">
          <TriangleAlert aria-hidden className="mt-px size-4 flex-none" />
          {missing ? fill(guest.item.missing, { group: group.name }) : fill(guest.item.full, { n: group.max })}
        </p>
      ) : null}
      {group.modifiers.map((option) => {
        const checked = chosen.includes(option.id);
        return (
          <label
            key={option.id}
            className={`flex min-h-12 items-center gap-3 border-b border-line py-2 last:border-b-0 ${option.available ? "cursor-pointer" : "text-ink-3"}`}
          >
            <span className="relative grid size-6 flex-none place-items-center">
              <input
                type={single ? "radio" : "checkbox"}
                name={group.id}
                checked={checked}
                disabled={!option.available && !checked}
                onChange={() => onPress(option.id)}
                className={`peer absolute inset-0 m-0 size-6 cursor-[inherit] appearance-none border-[1.5px] border-edge bg-surface checked:border-accent checked:bg-accent ${single ? "rounded-full" : "rounded-sm"}`}
              />
              {single ? (
                <span aria-hidden className="relative hidden size-[9px] rounded-full bg-on-accent peer-checked:block" />
              ) : (
                <Check
                  aria-hidden
                  className="relative hidden size-4 text-on-accent peer-checked:block"
                  strokeWidth={2.5}
                />
              )}
            </span>
            <span className="flex-1">{option.name}</span>
            <span className="text-sm whitespace-nowrap text-ink-2">
              {option.available
                ? optionPrice(option, single, currency, locale, guest.item.included)
                : guest.item.optionOut}
            </span>
          </label>
        );
      })}
    </div>
  );
}

function optionPrice(
  { price, kind }: ModifierGroupDto["modifiers"][number],
  single: boolean,
  currency: string,
  locale: string,
  included: string,
): string {
  if (price === 0) return single && kind === "CHOICE" ? included : "";
  return `${price > 0 ? "+" : ""}${formatMoney(price, currency, locale)}`;
}

/** The quantity, 1 to 99, between two 44 px buttons. */
function QuantityStepper({ value, onChange }: { value: number; onChange: (value: number) => void }) {
  const { guest } = useGuestTexts();
  const button = "press grid h-[54px] w-11 place-items-center rounded-md hover:bg-sunk disabled:text-ink-3";
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its own layout for two buttons and a number.
    <div
      role="group"
      aria-label={guest.item.quantity}
      className="grid h-14 w-[132px] flex-none grid-cols-[44px_1fr_44px] items-center rounded-md border border-edge bg-surface text-center text-lg font-semibold"
    >
      <button
        type="button"
        aria-label={guest.item.fewer}
        disabled={value <= 1}
        onClick={() => onChange(value - 1)}
        className={button}
      >
        <Minus aria-hidden className="size-[22px]" strokeWidth={1.75} />
      </button>
      <output aria-live="polite">{value}</output>
      <button
        type="button"
        aria-label={guest.item.more}
        disabled={value >= 99}
        onClick={() => onChange(value + 1)}
        className={button}
      >
        <Plus aria-hidden className="size-[22px]" strokeWidth={1.75} />
      </button>
    </div>
  );
}

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
  const [chosen, setChosen] = useState<string[]>(initial?.modifierIds ?? []);
  const [quantity, setQuantity] = useState(initial?.quantity ?? 1);
  const [note, setNote] = useState(initial?.note ?? "");
  const [missing, setMissing] = useState<string | null>(null);
  const [full, setFull] = useState<string | null>(null);
  const body = useRef<HTMLDivElement>(null);
  // Options that left the menu since they were chosen are not carried along.
  const known = chosen.filter((id) =>
    item.modifierGroups.some((group) => group.modifiers.some((each) => each.id === id)),
  );
  const total = priceWith(item, known) * quantity;

  const press = (group: ModifierGroupDto, modifierId: string) => {
    const next = toggleOption(group, known, modifierId);
    setFull(next.length === known.length && !isSingleChoice(group) && group.max > 1 ? group.id : null);
    setChosen(next);
    if (missing === group.id && chosenIn(group, next) >= group.min) setMissing(null);
  };

  const choose = () => {
    const group = firstMissing(item, known);
    if (!group) {
      onChoose?.({ modifierIds: known, quantity, note: note.trim() });
      return;
    }
    setMissing(group.id);
    const element = body.current?.querySelector<HTMLElement>(`#group-${CSS.escape(group.id)}`);
    element?.scrollIntoView({
      behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth",
      block: "start",
    });
    element?.querySelector<HTMLInputElement>("input:enabled")?.focus({ preventScroll: true });
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
            <QuantityStepper value={quantity} onChange={setQuantity} />
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
