"use client";

import { Ban, CornerDownRight, Minus, Plus, Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button, IconButton } from "@/components/ui/button";
import { StatusChip, type StatusKind } from "@/components/ui/status-chip";
import { formatMoney } from "@/lib/platform/money-format";
import { nextItemState, previousItemState } from "../../client";
import type { ItemState, OrderItemDto, OrderItemOption } from "../../schema";
import { itemName, type OrderWords } from "./order-words";

const kindOf: Record<ItemState, StatusKind> = {
  held: "pending",
  queued: "pending",
  preparing: "preparing",
  ready: "ready",
  served: "done",
  voided: "void",
};

const optionIcons = { ADD: Plus, REMOVE: Minus, CHOICE: CornerDownRight } as const;

function OptionLine({ option, locale }: { option: OrderItemOption; locale: string }) {
  const Icon = optionIcons[option.kind];
  return (
    <li className="flex items-start gap-1.5">
      <Icon aria-hidden className="mt-0.5 size-4 flex-none" strokeWidth={2} />
      {option.names[locale as "bg"] ?? option.name}
    </li>
  );
}

/** One line of an order: what, how it stands, its next step, back, and taking it off. */
export function OrderLine({
  item,
  words,
  steps,
  voidable,
  busy,
  time,
  currency,
  onStep,
  onVoid,
}: {
  item: OrderItemDto;
  words: OrderWords;
  /** Its order is accepted and not finished. */
  steps: boolean;
  /** It may still be taken off the order. */
  voidable: boolean;
  busy: boolean;
  time: string;
  currency: string;
  onStep: (state: "queued" | "preparing" | "ready" | "served") => void;
  onVoid: () => void;
}) {
  const t = useTranslations("staff.orders");
  const tc = useTranslations("common");
  const ts = useTranslations("common.status");
  const name = itemName(item, words.locale);
  // A held line is sent with its course, by the button above it.
  const next = item.state === "held" ? undefined : nextItemState[item.state];
  const back = previousItemState[item.state];
  const station = item.station ? (words.stations[item.station]?.name ?? item.station) : null;
  const state = item.state === "queued" ? ts("pending") : ts(item.state);
  const voided = item.state === "voided";
  return (
    <li data-item={item.id} className="grid grid-cols-[32px_1fr_auto] gap-x-2 border-b border-line px-5 py-3">
      <b className={`text-base ${voided ? "text-ink-3" : ""}`}>{item.quantity}</b>
      <div className="min-w-0">
        <p
          className={`text-base font-semibold ${voided ? "text-ink-3 line-through decoration-urgent-ink decoration-[3px]" : ""}`}
        >
          {name}
        </p>
        {item.options.length > 0 ? (
          <ul className="mt-0.5 text-sm text-ink-2">
            {item.options.map((option) => (
              <OptionLine key={option.modifierId} option={option} locale={words.locale} />
            ))}
          </ul>
        ) : null}
        {item.note ? <p className="mt-0.5 text-sm font-medium">{t("quoted", { note: item.note })}</p> : null}
        {item.allergens.length > 0 && !voided ? (
          <p className="mt-0.5 text-xs text-ink-2">
            {t("allergens")}: {item.allergens.map((allergen) => t(`allergen.${allergen}`)).join(", ")}
          </p>
        ) : null}
        <p className="mt-1.5 flex flex-wrap items-center gap-x-2 gap-y-1 text-xs text-ink-2">
          <StatusChip kind={kindOf[item.state]}>{state}</StatusChip>
          <span>
            {time}
            {station ? ` · ${station}` : ""}
          </span>
        </p>
      </div>
      <div className="grid content-start justify-items-end gap-1">
        <span className={`text-sm whitespace-nowrap ${voided ? "text-ink-3 line-through" : ""}`}>
          {formatMoney(item.unitPrice * item.quantity, currency, words.locale)}
        </span>
        <span className="flex">
          {voidable ? (
            <IconButton label={t("voidItem", { name })} disabled={busy} onClick={onVoid} className="text-urgent-ink">
              <Ban aria-hidden className="size-5" strokeWidth={1.75} />
            </IconButton>
          ) : null}
          {steps && back ? (
            <IconButton
              label={`${tc("undo")}: ${name}`}
              disabled={busy}
              onClick={() => onStep(back)}
              className="text-ink-2"
            >
              <Undo2 aria-hidden className="size-5" strokeWidth={1.75} />
            </IconButton>
          ) : null}
          {steps && next ? (
            <Button
              size="row"
              disabled={busy}
              onClick={() => onStep(next)}
              aria-label={`${t(`itemStep.${next}`)}: ${name}`}
            >
              {t(`itemStep.${next}`)}
            </Button>
          ) : null}
        </span>
      </div>
    </li>
  );
}
