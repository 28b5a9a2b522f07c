"use client";

import { ArrowRight, Check, Play, Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { memo } from "react";
import type { TicketDto } from "../schema";
import { handsOn } from "../ticket-parts";
import { nextStep, previousStep } from "../wall";
import { TicketCard } from "./ticket-card";
import { type CellPlace, type Trace, WallCell } from "./wall-cell";
import type { Elsewhere, TicketActs, WallContext } from "./wall-types";

/** A ticket in its place on the wall. Drawn anew only when something of itself changed. */
export const WallTicket = memo(function WallTicket({
  ticket,
  wall,
  acts,
  elsewhere,
  busy,
  slot,
  highlight,
  ...place
}: CellPlace & {
  ticket: TicketDto;
  wall: WallContext;
  acts: TicketActs;
  elsewhere: readonly Elsewhere[];
  busy: boolean;
  slot: number | null;
  highlight: "none" | "match" | "dim";
}) {
  const t = useTranslations("kitchen");
  const forward = busy ? null : nextStep(ticket);
  const back = busy ? null : previousStep(ticket);
  const doneTrace: Trace = handsOn(ticket)
    ? { word: t("ticket.handOn"), icon: ArrowRight, look: "ready" }
    : { word: t("done"), icon: Check, look: "ready" };
  const forwardTrace: Trace = forward === "preparing" ? { word: t("start"), icon: Play, look: "preparing" } : doneTrace;
  return (
    <WallCell
      id={ticket.id}
      {...place}
      forward={forward ? forwardTrace : null}
      back={back ? { word: t("recall"), icon: Undo2, look: "back" } : null}
      onSwipe={(side) => {
        const to = side === "right" ? forward : back;
        if (to) acts.move(ticket, to);
      }}
    >
      <TicketCard
        ticket={ticket}
        wall={wall}
        acts={acts}
        elsewhere={elsewhere}
        busy={busy}
        slot={slot}
        highlight={highlight}
      />
    </WallCell>
  );
});
