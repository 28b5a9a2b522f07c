"use client";

import { ArrowRight, Check, Hourglass, type LucideIcon, Play, Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { type CSSProperties, memo } from "react";
import type { TicketDto, TicketState } from "../schema";
import { arrivedOf, handsOn } from "../ticket-parts";
import { nextStep } from "../wall";
import { SlotKey } from "./slot-key";
import { AlsoAt, NoticeBands, StatusBand, TicketHead } from "./ticket-bands";
import { TicketMeter, useTicketLevel } from "./ticket-clock";
import { TicketLines } from "./ticket-lines";
import { type, unitOf } from "./ticket-type";
import { useTableName } from "./use-table-name";
import type { Elsewhere, TicketActs, WallContext } from "./wall-types";

interface Step {
  label: string;
  values?: { here: number; all: number };
  icon: LucideIcon;
  ink: string;
  /** Missing waits for something. */
  to?: TicketState;
}

/** What the foot says and does; null when nothing is left to do. */
function stepOf(ticket: TicketDto): Step | null {
  const to = nextStep(ticket);
  if (to === "preparing") return { label: "start", icon: Play, ink: "text-pending-ink", to };
  if (to === "ready") {
    return handsOn(ticket)
      ? { label: "ticket.handOn", icon: ArrowRight, ink: "text-preparing-ink", to }
      : { label: "done", icon: Check, ink: "text-preparing-ink", to };
  }
  if (ticket.state === "ready") return { label: "recall", icon: Undo2, ink: "text-ready-ink", to: "preparing" };
  if (ticket.state === "served" || ticket.state === "voided") return null;
  return { label: "ticket.here", values: arrivedOf(ticket.items), icon: Hourglass, ink: "" };
}

const foot = `press flex min-h-[max(4rem,56px)] w-full flex-none items-center justify-center gap-2.5 border-t border-line bg-line px-3 font-semibold focus-visible:-outline-offset-4 active:bg-edge disabled:bg-sunk disabled:text-ink-2 ${type.foot}`;

/** Lets what stands under no other button of the card count as a press of its foot. */
const wholeCard = "after:absolute after:inset-0";

/**
 * One ticket: table and age, how it stands, what must not be missed, the lines, and the next step at its foot. A tap on a line is that
 * line's step, on the table opens the ticket, on anything else the foot's.
 */
export const TicketCard = memo(function TicketCard({
  ticket,
  wall,
  acts,
  elsewhere,
  busy,
  slot,
  highlight,
}: {
  ticket: TicketDto;
  wall: WallContext;
  acts: TicketActs;
  elsewhere: readonly Elsewhere[];
  /** Something was sent and not answered: nothing more can be pressed. */
  busy: boolean;
  /** The key that presses its foot; null has none. */
  slot: number | null;
  highlight: "none" | "match" | "dim";
}) {
  const t = useTranslations("kitchen");
  const level = useTicketLevel(ticket);
  const working = ticket.state === "queued" || ticket.state === "preparing";
  const late = level === "late";
  const step = stepOf(ticket);
  const { table, room } = useTableName(wall, ticket.tableNumber);
  const edge = late ? "border-urgent shadow-[inset_0_0_0_2px_var(--color-urgent)]" : "border-line";
  const lit = { none: "", match: "outline-4 outline-offset-[-1px] outline-accent-ink", dim: "opacity-50" }[highlight];
  return (
    <article
      aria-label={t("ticketLabel", { number: ticket.orderNumber, table })}
      data-ticket={ticket.id}
      data-state={ticket.state}
      data-level={level}
      data-rush={ticket.rushAt ? "" : undefined}
      data-highlight={highlight}
      style={{ "--u": unitOf[wall.density] } as CSSProperties}
      className={`relative flex flex-col overflow-hidden rounded-md border ${edge} ${lit} ${ticket.state === "ready" ? "bg-paper" : "bg-surface"}`}
    >
      <TicketHead
        ticket={ticket}
        table={table}
        room={room}
        level={level}
        matched={highlight === "match"}
        onOpen={() => acts.open(ticket)}
      />
      {late ? null : (
        <div className={`h-1.5 flex-none bg-line ${working ? "" : "invisible"}`} aria-hidden>
          {working ? <TicketMeter ticket={ticket} /> : null}
        </div>
      )}
      <StatusBand ticket={ticket} wall={wall} level={level} />
      <NoticeBands ticket={ticket} busy={busy} onSeen={() => acts.seen(ticket)} />
      <TicketLines
        ticket={ticket}
        wall={wall}
        elsewhere={elsewhere}
        busy={busy}
        onItem={(item) => acts.moveItem(ticket, item)}
      />
      <AlsoAt ticket={ticket} wall={wall} elsewhere={elsewhere} />
      {ticket.state === "voided" ? (
        <button type="button" disabled={busy} onClick={() => acts.seen(ticket)} className={`${foot} ${wholeCard}`}>
          <SlotKey slot={slot} look="border-edge text-ink-2" />
          <Check aria-hidden className="size-[1.05em] flex-none text-urgent-ink" strokeWidth={2.25} />
          {t("seen")}
        </button>
      ) : null}
      {step ? (
        <button
          type="button"
          disabled={busy || !step.to}
          aria-keyshortcuts={slot === null ? undefined : String(slot)}
          onClick={() => (step.to ? acts.move(ticket, step.to) : undefined)}
          className={`${foot} ${step.to ? wholeCard : ""}`}
        >
          <SlotKey slot={slot} look="border-edge text-ink-2" />
          <step.icon aria-hidden className={`size-[1.05em] flex-none ${step.ink}`} strokeWidth={2.25} />
          {t(step.label, step.values)}
        </button>
      ) : null}
    </article>
  );
});
