"use client";

import { Check, Minus, Plus, TriangleAlert } from "lucide-react";
import { useId } from "react";
import { fill } from "@/components/fill-text";
import { StatusChip } from "@/components/ui/status-chip";
import type { ModifierGroupDto } from "@/lib/menu/schema";
import { formatMoney } from "@/lib/platform/money-format";
import { chosenIn, isSingleChoice } from "./choose-options";

/** What a group of options and a quantity say; {n}, {min}, {max} and {group} are filled in. Guests and staff are spoken to differently. */
export interface OptionWords {
  chooseOne: string;
  chooseSome: string;
  chooseAtLeast: string;
  chooseBetween: string;
  upToOne: string;
  upTo: string;
  chosen: string;
  included: string;
  optionOut: string;
  missing: string;
  full: string;
}
export interface QuantityWords {
  quantity: string;
  fewer: string;
  more: string;
}

function limitOf({ min, max, modifiers }: ModifierGroupDto, words: OptionWords): string {
  if (min === 1 && max === 1) return words.chooseOne;
  if (min > 0 && min === max) return fill(words.chooseSome, { n: min });
  if (min > 0 && max >= modifiers.length) return fill(words.chooseAtLeast, { n: min });
  if (min > 0) return fill(words.chooseBetween, { min, max });
  return max === 1 ? words.upToOne : fill(words.upTo, { n: max });
}

/** A group of options: one of several, or any of several within its limits. */
export function OptionGroup({
  words,
  locale,
  group,
  chosen,
  currency,
  missing,
  full,
  onPress,
}: {
  words: OptionWords;
  locale: string;
  group: ModifierGroupDto;
  chosen: readonly string[];
  currency: string;
  /** The group was left without a needed choice when somebody wanted to add. */
  missing: boolean;
  /** Somebody pressed one more than the group takes. */
  full: boolean;
  onPress: (modifierId: string) => void;
}) {
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
          {limitOf(group, words)}
        </span>
        {enough ? <StatusChip kind="done">{words.chosen}</StatusChip> : null}
      </div>
      {missing || full ? (
        <p role="alert" className="mt-1 flex items-start gap-1.5 text-xs font-medium text-urgent-ink">
          <TriangleAlert aria-hidden className="mt-px size-4 flex-none" />
          {missing ? fill(words.missing, { group: group.name }) : fill(words.full, { n: group.max })}
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
              {option.available ? optionPrice(option, single, currency, locale, words.included) : words.optionOut}
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
export function QuantityStepper({
  words,
  value,
  onChange,
}: {
  words: QuantityWords;
  value: number;
  onChange: (value: number) => void;
}) {
  const button = "press grid h-[54px] w-11 place-items-center rounded-md hover:bg-sunk disabled:text-ink-3";
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its own layout for two buttons and a number.
    <div
      role="group"
      aria-label={words.quantity}
      className="grid h-14 w-[132px] flex-none grid-cols-[44px_1fr_44px] items-center rounded-md border border-edge bg-surface text-center text-lg font-semibold"
    >
      <button
        type="button"
        aria-label={words.fewer}
        disabled={value <= 1}
        onClick={() => onChange(value - 1)}
        className={button}
      >
        <Minus aria-hidden className="size-[22px]" strokeWidth={1.75} />
      </button>
      <output aria-live="polite">{value}</output>
      <button
        type="button"
        aria-label={words.more}
        disabled={value >= 99}
        onClick={() => onChange(value + 1)}
        className={button}
      >
        <Plus aria-hidden className="size-[22px]" strokeWidth={1.75} />
      </button>
    </div>
  );
}
