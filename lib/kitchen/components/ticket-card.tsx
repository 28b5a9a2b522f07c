"use client";

import {
  AlarmClock,
  Ban,
  Check,
  CornerDownRight,
  type LucideIcon,
  MessageSquareText,
  Minus,
  Play,
  Plus,
  Undo2,
} from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { formatElapsed, useNow } from "@/components/ui/elapsed";
import { statusIcon } from "@/components/ui/status-chip";
import { TableMark } from "@/components/ui/table-mark";
import type { OrderItemOption } from "@/lib/orders/schema";
import { inLocale } from "@/lib/platform/i18n/locales";
import { ageing } from "../client";
import type { TicketDto, TicketItemDto, TicketState } from "../schema";

const optionIcons: Record<OrderItemOption["kind"], LucideIcon> = { ADD: Plus, REMOVE: Minus, CHOICE: CornerDownRight };

const bands = {
  queued: { kind: "pending", className: "bg-pending-tint text-pending-ink" },
  preparing: { kind: "preparing", className: "bg-preparing-tint text-preparing-ink" },
  ready: { kind: "ready", className: "bg-ready-tint text-ready-ink" },
  served: { kind: "done", className: "bg-sunk text-ink-2" },
  voided: { kind: "void", className: "bg-urgent-tint text-urgent-ink" },
} as const;

function ItemLine({
  item,
  venueLocale,
  busy,
  onPress,
}: {
  item: TicketItemDto;
  venueLocale: string;
  busy: boolean;
  onPress: (item: TicketItemDto) => void;
}) {
  const t = useTranslations("kitchen");
  const locale = useLocale();
  const name = inLocale(item.names, locale, venueLocale) || item.name;
  const finished = item.state === "ready" || item.state === "served";
  const voided = item.state === "voided";
  const label = item.state === "queued" ? "itemStart" : finished ? "itemRecall" : "itemDone";
  const ink = voided ? "font-medium text-urgent-ink" : finished ? "font-medium text-ink-3" : "font-semibold";
  return (
    <li className="border-line [&+&]:border-t">
      <button
        type="button"
        disabled={busy || voided || item.state === "served" || item.state === "held"}
        aria-label={voided ? undefined : t(label, { name: `${item.quantity} ${name}` })}
        onClick={() => onPress(item)}
        className={`grid w-full grid-cols-[2rem_1fr_auto] gap-x-0 py-2 text-left text-[1.6875rem]/[1.9375rem] tracking-[-0.014em] ${ink}`}
      >
        <b className="font-bold">{item.quantity}</b>
        <span className={voided ? "line-through decoration-[3px]" : ""}>{name}</span>
        <span aria-hidden className="flex h-[1.9375rem] w-7 items-center justify-end">
          {item.state === "preparing" ? <span className="size-3 rounded-full bg-preparing-ink" /> : null}
          {finished ? <Check className="size-6" strokeWidth={2.25} /> : null}
        </span>
        {item.options.map((option) => {
          const Icon = optionIcons[option.kind];
          return (
            <span
              key={option.modifierId}
              className="col-span-2 col-start-2 flex gap-[7px] text-[1.4375rem]/[1.75rem] font-medium tracking-normal text-ink-2"
            >
              <Icon aria-hidden className="mt-1 size-5 flex-none" strokeWidth={2.25} />
              {inLocale(option.names, locale, venueLocale) || option.name}
            </span>
          );
        })}
        {item.note ? (
          <span className="col-span-2 col-start-2 mt-1 flex gap-2 bg-ink px-2 py-0.5 text-[1.4375rem]/[1.75rem] font-semibold tracking-normal text-paper">
            <MessageSquareText aria-hidden className="mt-1 size-5 flex-none" strokeWidth={2.25} />
            {item.note}
          </span>
        ) : null}
        {voided ? (
          <span className="col-span-2 col-start-2 flex gap-[7px] text-[1.4375rem]/[1.75rem] font-semibold tracking-normal">
            <Ban aria-hidden className="mt-1 size-5 flex-none" strokeWidth={2.25} />
            {t("voided")}
          </span>
        ) : null}
      </button>
    </li>
  );
}

const nextStep: Partial<
  Record<TicketState, { to: TicketState; label: "start" | "done" | "recall"; icon: LucideIcon; ink: string }>
> = {
  queued: { to: "preparing", label: "start", icon: Play, ink: "text-pending-ink" },
  preparing: { to: "ready", label: "done", icon: Check, ink: "text-preparing-ink" },
  ready: { to: "preparing", label: "recall", icon: Undo2, ink: "text-ready-ink" },
};

/** One ticket: header with table and age, status band, lines, and the next step at the foot. Any tap outside a line takes it. */
export function TicketCard({
  ticket,
  venueLocale,
  room,
  showStation,
  busy,
  onTicket,
  onItem,
  onSeen,
}: {
  ticket: TicketDto;
  venueLocale: string;
  room: boolean;
  /** The station's name, where the view mixes stations. */
  showStation: string | null;
  busy: boolean;
  onTicket: (ticket: TicketDto, to: TicketState) => void;
  onItem: (ticket: TicketDto, item: TicketItemDto) => void;
  onSeen: (ticket: TicketDto) => void;
}) {
  const t = useTranslations("kitchen");
  const words = useTranslations("common");
  const now = useNow();
  const { elapsed, share, level, over } = ageing(ticket, now ?? Date.parse(ticket.createdAt));
  const working = ticket.state === "queued" || ticket.state === "preparing";
  const late = working && level === "late";
  const soon = working && level === "soon";
  const band = bands[ticket.state];
  const BandIcon = late ? AlarmClock : statusIcon(band.kind);
  const step = nextStep[ticket.state];
  const table = ticket.tableNumber ?? t("atCounter");
  const quiet = ticket.state === "ready" ? "bg-paper" : "bg-surface";
  const word =
    ticket.state === "queued"
      ? words("status.pending")
      : words(`status.${ticket.state as "preparing" | "ready" | "served" | "voided"}`);
  return (
    <article
      aria-label={t("ticketLabel", { number: ticket.orderNumber, table })}
      data-state={ticket.state}
      className={`relative flex min-h-0 flex-col overflow-hidden rounded-md border ${late ? "border-urgent shadow-[inset_0_0_0_2px_var(--color-urgent)]" : "border-line"} ${quiet}`}
    >
      <header
        className={`flex items-center justify-between gap-3 px-3 py-2.5 ${late ? "bg-urgent text-on-urgent" : ""}`}
      >
        <TableMark number={ticket.tableNumber ?? "B"} room={room} size="kitchen" label={table} />
        <time
          dateTime={ticket.createdAt}
          className={`text-[2.625rem]/[3.125rem] font-bold tracking-[-0.025em] ${soon ? "rounded-sm bg-ink px-2 text-paper" : ""} ${ticket.state === "ready" ? "text-ink-2" : ""}`}
        >
          {now === null ? "\u00a0" : formatElapsed(elapsed)}
        </time>
      </header>
      <div className={`h-1.5 bg-line ${late || !working ? "invisible" : ""}`} aria-hidden>
        <div className="h-full bg-ink" style={{ width: `${Math.round(share * 100)}%` }} />
      </div>
      <div
        className={`flex h-10 flex-none items-center gap-2 px-3 text-[1.3125rem]/[1.5rem] font-semibold ${late ? "bg-urgent-tint text-urgent-ink" : band.className}`}
      >
        <BandIcon aria-hidden className="size-6 flex-none" strokeWidth={2.25} />
        <span className="whitespace-nowrap">{late ? t("lateBy", { time: formatElapsed(over) }) : word}</span>
        <span className="ml-auto font-medium whitespace-nowrap text-ink-2">{ticket.orderNumber}</span>
      </div>
      {showStation ? (
        <p className="flex-none border-b border-line px-3 py-1 text-[1.1875rem]/[1.5rem] font-medium text-ink-2">
          {showStation}
        </p>
      ) : null}
      {ticket.orderNote ? (
        <p className="flex flex-none gap-2 bg-ink px-3 py-1.5 text-[1.4375rem]/[1.75rem] font-bold text-paper">
          <MessageSquareText aria-hidden className="mt-0.5 size-6 flex-none" strokeWidth={2.25} />
          {ticket.orderNote}
        </p>
      ) : null}
      <ul className="flex-1 px-3 pt-1 pb-2">
        {ticket.items.map((item) => (
          <ItemLine
            key={item.id}
            item={item}
            venueLocale={venueLocale}
            busy={busy}
            onPress={() => onItem(ticket, item)}
          />
        ))}
      </ul>
      {ticket.state === "voided" ? (
        <button
          type="button"
          onClick={() => onSeen(ticket)}
          className="flex min-h-[max(4rem,44px)] w-full flex-none items-center justify-center gap-2.5 border-t border-line bg-line text-[1.5625rem]/[1.75rem] font-semibold"
        >
          <Check aria-hidden className="size-[1.625rem] text-urgent-ink" strokeWidth={2.25} />
          {t("seen")}
        </button>
      ) : null}
      {step ? (
        <button
          type="button"
          disabled={busy}
          onClick={() => onTicket(ticket, step.to)}
          className="press flex min-h-[max(4rem,44px)] w-full flex-none items-center justify-center gap-2.5 border-t border-line bg-line text-[1.5625rem]/[1.75rem] font-semibold active:bg-edge disabled:text-ink-3"
        >
          <step.icon aria-hidden className={`size-[1.625rem] ${step.ink}`} strokeWidth={2.25} />
          {t(step.label)}
        </button>
      ) : null}
    </article>
  );
}
