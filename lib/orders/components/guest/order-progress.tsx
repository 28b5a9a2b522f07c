"use client";

import { memo } from "react";
import { clockTime, fill } from "@/components/fill-text";
import { type GuestTexts, useGuestTexts } from "@/components/guest-texts";
import { StatusChip, type StatusKind } from "@/components/ui/status-chip";
import { inLocale } from "@/lib/platform/i18n/locales";
import type { ItemState, OrderDto, OrderItemDto } from "../../schema";
import { isOver, type OrderPhase, phaseOf, shareOf, stepOf } from "./order-words";

const chips: Record<ItemState, StatusKind> = {
  held: "pending",
  queued: "pending",
  preparing: "preparing",
  ready: "ready",
  served: "done",
  voided: "void",
};

const fills: Partial<Record<OrderPhase, string>> = {
  waiting: "bg-pending",
  accepted: "bg-pending",
  preparing: "bg-preparing",
  ready: "bg-ready",
};

function itemLine(item: OrderItemDto, { guest, locale, timezone }: GuestTexts): string {
  const time = clockTime(item.stateAt, locale, timezone);
  if (item.state === "voided") return guest.status.itemVoided;
  if (item.state === "served") return time;
  if (item.state === "ready") return guest.status.itemReady;
  if (item.state === "held") return guest.status.itemHeld;
  return item.state === "preparing" ? fill(guest.status.itemPreparing, { time }) : guest.status.itemQueued;
}

/** The four steps, the present one filled as far as its dishes have come. */
function Steps({ order, phase }: { order: OrderDto; phase: OrderPhase }) {
  const { guest } = useGuestTexts();
  const words = guest.status.steps;
  const names = [
    phase === "waiting" ? guest.status.chip.held : words.accepted,
    words.preparing,
    words.ready,
    words.served,
  ];
  const step = stepOf(phase);
  const done = phase === "completed";
  return (
    <div role="img" aria-label={fill(guest.status.progress, { step, word: names[step - 1] ?? "" })} className="mb-3.5">
      <div className="mb-2 grid grid-cols-4 gap-1">
        {names.map((name, at) => (
          <span
            key={name}
            className={`h-1.5 overflow-hidden rounded-[1px] ${at + 1 < step || done ? "bg-ink" : "bg-sunk shadow-[inset_0_0_0_1px_var(--color-line)]"}`}
          >
            {at + 1 === step && !done ? (
              <span
                className={`block h-full ${fills[phase] ?? ""}`}
                style={{ width: `${shareOf(order, phase) * 100}%` }}
              />
            ) : null}
          </span>
        ))}
      </div>
      <div className="grid grid-cols-4 gap-1 text-xs text-ink-3">
        {names.map((name, at) => (
          <span key={name} className={at + 1 === step ? "font-semibold text-ink" : ""}>
            {name}
          </span>
        ))}
      </div>
    </div>
  );
}

function Item({ item, phase }: { item: OrderItemDto; phase: OrderPhase }) {
  const texts = useGuestTexts();
  const { guest, locale } = texts;
  const name = inLocale(item.names, locale, "") || item.name;
  const options = item.options.map((option) => inLocale(option.names, locale, "") || option.name);
  const over = isOver(phase);
  const word = phase === "waiting" ? guest.status.chip.held : guest.status.chip[item.state];
  return (
    <li className="grid grid-cols-[28px_minmax(0,1fr)_auto] items-center gap-x-2 border-t border-line py-[11px]">
      <span className="self-start leading-[22px] font-semibold whitespace-nowrap text-ink-2">
        {item.quantity}&nbsp;×
      </span>
      <span>
        <span
          className={`block leading-[22px] font-semibold ${item.state === "voided" ? "text-ink-3 line-through" : ""}`}
        >
          {name}
        </span>
        {options.length > 0 ? <span className="block text-sm text-ink-2">{options.join(", ")}</span> : null}
        {item.note ? <span className="block text-sm text-ink-2">{item.note}</span> : null}
        {over || phase === "waiting" ? null : (
          <span className="mt-1 block text-sm text-ink-2">{itemLine(item, texts)}</span>
        )}
      </span>
      {over ? null : <StatusChip kind={phase === "waiting" ? "pending" : chips[item.state]}>{word}</StatusChip>}
    </li>
  );
}

const hints: Partial<Record<OrderPhase, "waitingHint" | "rejectedHint" | "expiredHint" | "cancelledHint">> = {
  waiting: "waitingHint",
  rejected: "rejectedHint",
  expired: "expiredHint",
  cancelled: "cancelledHint",
};

/** One order of the sitting: where it stands, its steps, each dish. */
export const OrderProgress = memo(function OrderProgress({ order }: { order: OrderDto }) {
  const { guest, locale, timezone } = useGuestTexts();
  const phase = phaseOf(order);
  const hint = hints[phase];
  const finished = phase === "completed" || isOver(phase);
  return (
    <section aria-label={fill(guest.status.orderTitle, { number: order.number })} className="animate-arrive pb-4">
      <div className="mt-[22px] mb-3 flex items-end justify-between gap-3">
        <h2 className={`font-semibold ${finished ? "text-xl tracking-[-0.018em]" : "text-2xl tracking-[-0.022em]"}`}>
          {guest.status[phase]}
        </h2>
        <p className="flex-none text-right text-sm text-ink-2">
          {fill(guest.status.order, { number: order.number })}
          <br />
          {fill(guest.status.at, { time: clockTime(order.createdAt, locale, timezone) })}
        </p>
      </div>
      {hint ? <p className="mb-3 text-sm text-ink-2">{guest.status[hint]}</p> : null}
      {order.cancelReason ? (
        <p className="mb-3 text-sm font-medium">{fill(guest.status.reason, { reason: order.cancelReason })}</p>
      ) : null}
      {finished ? null : <Steps order={order} phase={phase} />}
      <ul>
        {order.items.map((item) => (
          <Item key={item.id} item={item} phase={phase} />
        ))}
      </ul>
      {order.note ? <p className="border-t border-line pt-2.5 text-sm text-ink-2">{order.note}</p> : null}
    </section>
  );
});
