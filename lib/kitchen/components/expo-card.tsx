"use client";

import { Ban, Check, ConciergeBell, Hourglass, type LucideIcon, Users, Zap } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { type CSSProperties, memo } from "react";
import { statusIcon } from "@/components/ui/status-chip";
import { TableMark } from "@/components/ui/table-mark";
import { inLocale } from "@/lib/platform/i18n/locales";
import type { ExpoOrder, ExpoPart } from "../expo";
import type { TicketDto, TicketItemDto } from "../schema";
import { SlotKey } from "./slot-key";
import { useStateWord } from "./ticket-bands";
import { TicketTimer, TicketWarning, useTicketLevel } from "./ticket-clock";
import { optionIcons } from "./ticket-lines";
import { Note } from "./ticket-notes";
import { inlineIcon, type, unitOf } from "./ticket-type";
import { useTableName } from "./use-table-name";
import type { TicketActs, WallContext } from "./wall-types";

const looks = {
  queued: { kind: "pending", ink: "text-pending-ink", ground: "bg-pending-tint" },
  preparing: { kind: "preparing", ink: "text-preparing-ink", ground: "bg-preparing-tint" },
  ready: { kind: "ready", ink: "text-ready-ink", ground: "bg-ready-tint" },
  served: { kind: "done", ink: "text-ink-2", ground: "bg-sunk" },
  voided: { kind: "void", ink: "text-urgent-ink", ground: "bg-urgent-tint" },
} as const;

function PartLine({ item, venueLocale }: { item: TicketItemDto; venueLocale: string }) {
  const t = useTranslations("kitchen");
  const words = useTranslations("common.status");
  const locale = useLocale();
  const done = item.state === "ready" || item.state === "served";
  const voided = item.state === "voided";
  const ink = voided ? "text-urgent-ink" : done ? "text-ink-3" : "";
  return (
    <li
      className={`grid grid-cols-[minmax(1.75rem,auto)_minmax(0,1fr)_auto] gap-x-[0.3em] py-1 font-medium ${type.option} ${ink}`}
      data-state={item.state}
    >
      <b className="font-bold whitespace-nowrap">{item.quantity}</b>
      <span className={voided ? "line-through decoration-[3px]" : ""}>
        {inLocale(item.names, locale, venueLocale) || item.name}
      </span>
      {done ? (
        <span>
          <Check aria-hidden className="mt-[0.2em] size-[0.95em]" strokeWidth={2.25} />
          <span className="sr-only">{words("ready")}</span>
        </span>
      ) : null}
      {item.options.map((option) => {
        const Icon = optionIcons[option.kind];
        return (
          <span
            key={option.modifierId}
            className={`col-span-2 col-start-2 flex gap-[0.4em] ${type.small} ${done ? "" : "text-ink-2"}`}
          >
            <Icon aria-hidden className={inlineIcon} strokeWidth={2.25} />
            <span className="min-w-0">{inLocale(option.names, locale, venueLocale) || option.name}</span>
          </span>
        );
      })}
      {item.note ? <Note text={item.note} className="col-span-2 col-start-2 mt-1 px-2 py-0.5" /> : null}
      {voided ? (
        <span className={`col-start-2 flex gap-[0.4em] font-semibold ${type.small}`}>
          <Ban aria-hidden className={inlineIcon} strokeWidth={2.25} />
          {t("voided")}
        </span>
      ) : null}
    </li>
  );
}

/** One station's share: how it stands, and what it is. A press opens its ticket. */
function Part({ part: { ticket, makers }, wall, acts }: { part: ExpoPart; wall: WallContext; acts: TicketActs }) {
  const t = useTranslations("kitchen.wall");
  const stateWord = useStateWord();
  const { kind, ink, ground } = looks[ticket.state];
  const stands = ticket.state === "ready" ? `${ink} ${ground}` : ink;
  const Icon = statusIcon(kind);
  const name = wall.stationNames.get(ticket.station) ?? ticket.station;
  const waitsFor = makers.filter(({ state }) => state === "queued" || state === "preparing");
  return (
    <div data-part={ticket.station} data-state={ticket.state} className="break-inside-avoid border-t border-line">
      <button
        type="button"
        aria-label={t("openPart", { station: name, state: stateWord(ticket.state), number: ticket.orderNumber })}
        onClick={() => acts.open(ticket)}
        className={`press flex min-h-[max(2.75rem,44px)] w-full items-center gap-2 px-3 py-1.5 text-left font-semibold active:bg-sunk ${type.status} ${stands}`}
      >
        <Icon aria-hidden className="size-[1.15em] flex-none" strokeWidth={2.25} />
        <span className="min-w-0 flex-1">{name}</span>
        <span className={type.small}>{stateWord(ticket.state)}</span>
      </button>
      {waitsFor.length > 0 ? (
        <p className={`px-3 pt-1 text-ink-2 ${type.small}`}>
          {waitsFor
            .map(({ station, state }) =>
              t("maker", { station: wall.stationNames.get(station) ?? station, state: stateWord(state) }),
            )
            .join(", ")}
        </p>
      ) : null}
      {/* What is with the guest needs no room here; a press shows it. */}
      {ticket.state === "served" ? null : (
        <ul className="px-3 py-1">
          {ticket.items.map((item) => (
            <PartLine key={item.id} item={item} venueLocale={wall.venueLocale} />
          ))}
        </ul>
      )}
    </div>
  );
}

const foot = `press flex min-h-[max(4rem,60px)] w-full flex-none items-center justify-center gap-2.5 px-3 py-1 font-semibold ${type.foot}`;

/** The order as if it were one ticket, for what counts time. */
function asTicket({ createdAt, dueAt, readyAt, state }: ExpoOrder, any: TicketDto): TicketDto {
  return { ...any, createdAt, dueAt, readyAt, state };
}

/** One order across all stations: what is ready, what is missing, and the button that carries it to the guest. */
export const ExpoCard = memo(function ExpoCard({
  order,
  wall,
  acts,
  busy,
  slot,
  onServe,
}: {
  order: ExpoOrder;
  wall: WallContext;
  acts: TicketActs;
  busy: boolean;
  slot: number | null;
  onServe: (order: ExpoOrder) => void;
}) {
  const t = useTranslations("kitchen");
  const stateWord = useStateWord();
  const [first] = order.parts;
  const ticket = asTicket(order, (first as ExpoPart).ticket);
  const level = useTicketLevel(ticket);
  const late = level === "late";
  const complete = order.state === "ready";
  const { table, room } = useTableName(wall, order.tableNumber);
  const Icon: LucideIcon = statusIcon(looks[order.state].kind);
  const band =
    level === "late"
      ? "bg-urgent-tint text-urgent-ink"
      : level === "soon"
        ? "bg-pending text-on-pending"
        : `${looks[order.state].ground} ${looks[order.state].ink}`;
  const edge = late
    ? "border-urgent shadow-[inset_0_0_0_2px_var(--color-urgent)]"
    : complete
      ? "border-ready-ink"
      : "border-line";
  const count = order.ready.length;
  const all = count + order.missing.length;
  return (
    <article
      aria-label={t("ticketLabel", { number: order.number, table })}
      data-order={order.id}
      data-state={order.state}
      data-level={level}
      data-rush={order.rushAt ? "" : undefined}
      style={{ "--u": unitOf[wall.density] } as CSSProperties}
      className={`relative flex min-h-0 flex-col overflow-hidden rounded-md border bg-surface ${edge}`}
    >
      <header
        className={`flex flex-none flex-wrap items-center gap-x-3 px-3 py-2 ${late ? "bg-urgent text-on-urgent" : ""}`}
      >
        <span
          className={`flex min-h-[3.375rem] items-center ${late ? "[&>span]:bg-on-urgent [&>span]:text-urgent" : ""}`}
        >
          <TableMark
            number={order.tableNumber ?? t("ticket.counterLetter")}
            room={room && !late}
            size="kitchen"
            label={table}
          />
        </span>
        <TicketTimer
          ticket={ticket}
          className={`ml-auto font-bold tracking-[-0.025em] whitespace-nowrap ${type.timer} ${level === "soon" ? "rounded-sm bg-ink px-2 text-paper" : ""}`}
        />
      </header>
      <p className={`flex flex-none items-start gap-2 px-3 py-2 font-semibold ${type.status} ${band}`}>
        {level === "fine" ? (
          <>
            <Icon aria-hidden className="size-[1.15em] flex-none" strokeWidth={2.25} />
            <span>{complete ? t("wall.complete") : stateWord(order.state)}</span>
          </>
        ) : (
          <TicketWarning ticket={ticket} level={level} />
        )}
        {order.guests > 0 ? (
          <span className="ml-auto inline-flex gap-[0.3em] font-medium">
            <Users aria-hidden className={inlineIcon} strokeWidth={2.25} />
            <span aria-hidden>{order.guests}</span>
            <span className="sr-only">{t("ticket.guests", { count: order.guests })}</span>
          </span>
        ) : null}
        <span className={order.guests > 0 ? "pl-2" : "ml-auto"}>
          <span className="sr-only">{t("ticket.order")} </span>
          {order.number}
        </span>
      </p>
      {order.rushAt ? (
        <p
          data-band="rush"
          className={`flex min-h-10 flex-none items-center gap-2 bg-urgent px-3 py-1.5 font-bold text-on-urgent ${type.option}`}
        >
          <Zap aria-hidden className="size-[1.05em] flex-none" strokeWidth={2.25} />
          {t("ticket.rush")}
        </p>
      ) : null}
      {order.note ? <Note text={order.note} className="flex-none px-3 py-1.5" /> : null}
      <div className="flex-1 columns-[calc(var(--u)*17)] gap-0">
        {order.parts.map((part) => (
          <Part key={part.ticket.id} part={part} wall={wall} acts={acts} />
        ))}
      </div>
      {complete ? (
        <button
          type="button"
          disabled={busy}
          onClick={() => onServe(order)}
          className={`${foot} bg-ready text-on-ready active:bg-ready-tint active:text-ready-ink disabled:bg-sunk disabled:text-ink-2`}
        >
          <SlotKey slot={slot} look="border-current" />
          <ConciergeBell aria-hidden className="size-[1.05em] flex-none" strokeWidth={2.25} />
          {t("wall.serveTogether")}
        </button>
      ) : count > 0 ? (
        <button
          type="button"
          disabled={busy}
          onClick={() => onServe(order)}
          className={`${foot} border-t border-line bg-line text-ink active:bg-edge disabled:bg-sunk disabled:text-ink-2`}
        >
          <ConciergeBell aria-hidden className="size-[1.05em] flex-none text-ready-ink" strokeWidth={2.25} />
          {t("wall.servePart", { count, all })}
        </button>
      ) : (
        <p
          className={`flex min-h-[max(4rem,60px)] flex-none items-center justify-center gap-2.5 border-t border-line px-3 font-medium text-ink-2 ${type.status}`}
        >
          <Hourglass aria-hidden className="size-[1.05em] flex-none" strokeWidth={2.25} />
          {t("wall.nothingReady")}
        </p>
      )}
    </article>
  );
});
