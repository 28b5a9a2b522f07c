"use client";

import { useLocale, useTranslations } from "next-intl";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { ItemState } from "@/lib/orders/schema";
import { ApiError } from "@/lib/platform/http/client";
import { inLocale } from "@/lib/platform/i18n/locales";
import type { LiveEvent } from "@/lib/platform/realtime/define-event";
import {
  bringBack,
  type KitchenData,
  putTicket,
  recallTicket,
  rushTicket,
  seeTicketChange,
  sellOut,
  sendItemState,
  sendTicketState,
} from "../client";
import { OtherScreens } from "../other-screens";
import type { TicketDto, TicketItemDto, TicketState } from "../schema";
import { itemStep, withItemStep, withStep } from "../wall";
import type { TicketActs } from "./wall-types";

/** What the wall says of a step: done, with its undo; somebody was faster; or it did not work. */
export interface WallNote {
  id: number;
  kind: "done" | "faster" | "failed";
  text: string;
  undo?: () => void;
}

/** How long a note stays, and its undo is offered, in ms. */
const noteMs = 10_000;

/** An answer that takes longer than this is waited for visibly, in ms; a second press of the same is refused from the first moment. */
const busyMs = 300;

/** How long the name of who was faster is waited for, in ms. */
const nameMs = 300;

interface Options {
  venue: string;
  venueLocale: string;
  data: KitchenData;
  update(change: (data: KitchenData) => KitchenData): void;
  refresh(): Promise<void>;
  /** Opens the sheet of a ticket. */
  onOpen(ticket: TicketDto, item?: TicketItemDto): void;
}

export interface TicketActions {
  acts: TicketActs;
  /** Carries the ready parts of an order to the guest. */
  serve(tickets: readonly TicketDto[]): void;
  /** Takes the last step of this screen back; without one, the ticket that became ready last. */
  recallLast(): void;
  undo(): void;
  /** Says a sentence: something did not need to be done, or was done elsewhere. */
  tell(text: string, undo?: () => void): void;
  dismiss(): void;
  /** Hand it what useLive hears, to know who was faster. */
  hear(event: LiveEvent, how: { replayed: boolean }): void;
}

function isTicket(value: unknown): value is TicketDto {
  return typeof value === "object" && value !== null && "orderNumber" in value && "items" in value;
}

const stepKeys: Record<TicketState, string> = {
  queued: "recalled",
  preparing: "started",
  ready: "bumped",
  served: "wall.served",
  voided: "voided",
};

/**
 * Carries out what a cook presses. Every step is shown at once and corrected by the answer; one that fails is taken back, and says so.
 * `actions` stay the same objects, so that cards need not be drawn anew.
 */
export function useTicketActions(options: Options): {
  actions: TicketActions;
  busy: ReadonlySet<string>;
  /** Whose change was taken note of, before the server says so. */
  noted: ReadonlySet<string>;
  note: WallNote | null;
} {
  const t = useTranslations("kitchen");
  const errors = useTranslations("errors");
  const locale = useLocale();
  const [busy, setBusy] = useState<ReadonlySet<string>>(new Set());
  const [noted, setNoted] = useState<ReadonlySet<string>>(new Set());
  const [note, setNote] = useState<WallNote | null>(null);
  const now = { ...options, t, errors, locale, note };
  const latest = useRef(now);
  useLayoutEffect(() => {
    latest.current = now;
  });
  useEffect(() => {
    if (!note) return;
    const timer = setTimeout(() => setNote(null), noteMs);
    return () => clearTimeout(timer);
  }, [note]);

  const actions = useMemo<TicketActions>(() => {
    let nextNote = 1;
    const running = new Set<string>();
    const others = new OtherScreens();
    /** Tickets that this screen moved on, the last one last. */
    const moved: string[] = [];

    const say = (kind: WallNote["kind"], text: string, undo?: () => void) =>
      setNote({ id: nextNote++, kind, text, undo });
    const held = (id: string) => latest.current.data.tickets.find((ticket) => ticket.id === id);
    const put = (ticket: TicketDto) => latest.current.update((data) => putTicket(data, ticket));
    /** Puts what this screen's step made of a ticket. */
    const putOwn = (ticket: TicketDto) => {
      others.own({ ...ticket, ticketId: ticket.id });
      put(ticket);
    };
    const nameOf = (item: Pick<TicketItemDto, "name" | "names">) =>
      inLocale(item.names, latest.current.locale, latest.current.venueLocale) || item.name;

    function mark(id: string, on: boolean): void {
      if (on) {
        running.add(id);
        setTimeout(() => running.has(id) && setBusy(new Set(running)), busyMs);
        return;
      }
      running.delete(id);
      setBusy((shown) => (shown.has(id) ? new Set(running) : shown));
    }

    /** "No. 214 is ready already", and whose doing it is when that is known. */
    async function sayFaster(ticketId: string, what: () => string): Promise<void> {
      if (!others.hasMoved(ticketId)) await new Promise((resolve) => setTimeout(resolve, nameMs));
      const { t } = latest.current;
      const name = others.whoMoved(ticketId);
      say("faster", name ? t("wall.by", { what: what(), name }) : what());
    }

    const stands = (ticket: TicketDto) => {
      const { t, data } = latest.current;
      const { state } = data.tickets.find(({ id }) => id === ticket.id) ?? ticket;
      return t(`wall.already.${state}`, { number: ticket.orderNumber });
    };

    /**
     * Shows `shown` at once, sends, and puts the answer. `what` is what to say when somebody was faster.
     * @returns whether it was carried out
     */
    async function attempt(
      ticket: TicketDto,
      shown: TicketDto | null,
      work: () => Promise<void>,
      what: () => string = () => stands(ticket),
    ): Promise<boolean> {
      if (running.has(ticket.id)) return false;
      const before = held(ticket.id);
      mark(ticket.id, true);
      others.forget(ticket.id);
      setNote(null);
      if (shown && before) put(shown);
      try {
        await work();
        return true;
      } catch (error) {
        const { t, errors, refresh } = latest.current;
        const code = error instanceof ApiError ? error.code : "internal";
        // Nothing came in between: what was shown is taken back at once. Otherwise only the server knows.
        if (before && shown && held(ticket.id) === shown) put(before);
        if (code === "state-moved" || code === "version-moved") {
          const current = error instanceof ApiError ? error.current : undefined;
          if (isTicket(current) && current.id === ticket.id) put(current);
          else await refresh().catch(() => {});
          await sayFaster(ticket.id, what);
        } else {
          say("failed", t("failed", { reason: errors(code) }));
          if (code !== "offline") await refresh().catch(() => {});
        }
        return false;
      } finally {
        mark(ticket.id, false);
      }
    }

    /** What stood there when the finger was aimed is gone: somebody else's step came in between. */
    function isTooSoon(ticket: TicketDto, what: () => string): boolean {
      if (!others.justMoved(ticket.id, performance.now())) return false;
      void sayFaster(ticket.id, what);
      return true;
    }

    function move(given: TicketDto, to: TicketState): void {
      const ticket = held(given.id) ?? given;
      if (isTooSoon(ticket, () => stands(ticket))) return;
      step(ticket, to);
    }

    function step(ticket: TicketDto, to: TicketState): void {
      const { venue } = latest.current;
      const from = ticket.state;
      void attempt(ticket, withStep(ticket, to, new Date().toISOString()), async () => {
        // What was served is taken back by a recall, which keeps its first start.
        const back = from === "served" && to === "ready";
        const answer = back
          ? await recallTicket(venue, ticket.id, ticket.version)
          : await sendTicketState(venue, ticket.id, to);
        putOwn(answer);
        remember(ticket.id);
        const { t } = latest.current;
        const isBack = from === "ready" || from === "served" || to === "queued";
        const key = isBack && to !== "served" ? "recalled" : stepKeys[to];
        say("done", t(key, { number: ticket.orderNumber }), () => step(answer, from));
      });
    }

    function remember(id: string): void {
      const at = moved.indexOf(id);
      if (at >= 0) moved.splice(at, 1);
      moved.push(id);
      if (moved.length > 50) moved.shift();
    }

    function moveItem(given: TicketDto, item: TicketItemDto, to?: ItemState): void {
      const ticket = held(given.id) ?? given;
      const line = ticket.items.find(({ id }) => id === item.id) ?? item;
      const { venue, t } = latest.current;
      const what = () => {
        const { state } = held(ticket.id)?.items.find(({ id }) => id === item.id) ?? line;
        return latest.current.t(`wall.lineAlready.${state}`, { name: nameOf(item), number: ticket.orderNumber });
      };
      // Meant for the line as it was shown: a step that came in between makes another one of it.
      if (line.state !== item.state || isTooSoon(ticket, what)) {
        void sayFaster(ticket.id, what);
        return;
      }
      const step = to ?? itemStep(ticket, line);
      if (!step) return;
      const shown = withItemStep(ticket, line.id, step, new Date().toISOString());
      void attempt(
        ticket,
        shown,
        async () => {
          const order = await sendItemState(venue, line.id, step, ticket.id);
          others.own({ orderId: order.id, version: order.version, ticketId: ticket.id });
          // The answer is the order; until the event says it of the ticket, what was shown stands with the order's version.
          latest.current.update((data) => ({
            ...data,
            tickets: data.tickets.map((each) =>
              each.id === ticket.id && each.version < order.version ? { ...each, version: order.version } : each,
            ),
          }));
          const key =
            step === "ready"
              ? "wall.lineDone"
              : step === "preparing" && line.state === "queued"
                ? "wall.lineStarted"
                : "wall.lineBack";
          say("done", t(key, { name: nameOf(line), number: ticket.orderNumber }), () =>
            moveItem(ticket, { ...line, state: step }, line.state),
          );
        },
        what,
      );
    }

    function rush(ticket: TicketDto, on: boolean): void {
      const { venue } = latest.current;
      const known = held(ticket.id) ?? ticket;
      const shown = { ...known, rushAt: on ? (known.rushAt ?? new Date().toISOString()) : null };
      void attempt(ticket, shown, async () => {
        putOwn(await rushTicket(venue, ticket.id, on));
        const { t } = latest.current;
        say("done", t(on ? "wall.rushed" : "wall.unrushed", { number: ticket.orderNumber }), () => rush(ticket, !on));
      });
    }

    function recall(ticket: TicketDto): void {
      const { venue } = latest.current;
      const from = ticket.state;
      void attempt(ticket, null, async () => {
        const answer = await recallTicket(venue, ticket.id, ticket.version);
        putOwn(answer);
        const { t } = latest.current;
        say("done", t("recalled", { number: ticket.orderNumber }), () => step(answer, from));
      });
    }

    function seen(ticket: TicketDto): void {
      const { venue } = latest.current;
      setNoted((known) => new Set(known).add(ticket.id));
      void attempt(ticket, null, async () => putOwn(await seeTicketChange(venue, ticket.id, ticket.version))).then(
        (done) => {
          setNoted((known) => {
            const rest = new Set(known);
            rest.delete(ticket.id);
            return done ? known : rest;
          });
        },
      );
    }

    /** Off the menu (`until` given, null without an end) or back on it (undefined), for every screen; undone by what was before. */
    async function setSoldOut(dish: { id: string; name: string }, until: string | null | undefined): Promise<void> {
      const { venue, update, data, t, errors } = latest.current;
      const before = data.soldOut.find(({ id }) => id === dish.id);
      const show = (shown: string | null | undefined) =>
        update((state) => {
          const others = state.soldOut.filter(({ id }) => id !== dish.id);
          return { ...state, soldOut: shown === undefined ? others : [...others, { ...dish, until: shown }] };
        });
      setNote(null);
      // When the service day ends the server knows; its event brings the time.
      show(until === "tomorrow" ? null : until);
      try {
        if (until === undefined) await bringBack(venue, dish.id);
        else await sellOut(venue, dish.id, until ?? undefined);
        const key = until === undefined ? "wall.backOn" : "wall.soldOut";
        say("done", t(key, { name: dish.name }), () => void setSoldOut(dish, before ? before.until : undefined));
      } catch (error) {
        show(before ? before.until : undefined);
        say("failed", t("failed", { reason: errors(error instanceof ApiError ? error.code : "internal") }));
      }
    }

    async function serveAll(tickets: readonly TicketDto[]): Promise<void> {
      const { venue } = latest.current;
      const served: TicketDto[] = [];
      const at = new Date().toISOString();
      // One after the other: they are of one order, which each step locks.
      for (const ticket of tickets) {
        const done = await attempt(ticket, withStep(ticket, "served", at), async () => {
          const answer = await sendTicketState(venue, ticket.id, "served");
          putOwn(answer);
          served.push(answer);
        });
        if (!done) break;
      }
      const [any] = served;
      if (!any || served.length < tickets.length) return;
      const { t } = latest.current;
      say("done", t("wall.served", { number: any.orderNumber }), () => {
        for (const ticket of served) step(ticket, "ready");
      });
    }

    function undo(): void {
      const { note } = latest.current;
      if (!note?.undo) return;
      setNote(null);
      note.undo();
    }

    function recallLast(): void {
      const { data, t } = latest.current;
      const own = moved.findLast((id) => data.tickets.some((ticket) => ticket.id === id && ticket.state === "ready"));
      const ready = data.tickets.filter(({ state, readyAt }) => state === "ready" && readyAt);
      const last = ready.reduce<TicketDto | undefined>(
        (a, b) => (!a || (b.readyAt ?? "") > (a.readyAt ?? "") ? b : a),
        undefined,
      );
      const ticket = own ? held(own) : last;
      if (ticket) step(ticket, "preparing");
      else say("faster", t("wall.nothingToRecall"));
    }

    return {
      acts: {
        move,
        moveItem: (ticket, item) => moveItem(ticket, item),
        seen,
        rush,
        recall,
        open: (ticket, item) => latest.current.onOpen(ticket, item),
        sellOut: (id, name, until) => void setSoldOut({ id, name }, until ?? null),
        bringBack: (id, name) => void setSoldOut({ id, name }, undefined),
      },
      serve: (tickets) => void serveAll(tickets),
      recallLast,
      undo,
      tell: (text, undo) => say(undo ? "done" : "faster", text, undo),
      dismiss: () => setNote(null),
      hear(event, { replayed }) {
        if (!replayed) others.hear(event, performance.now());
      },
    };
  }, []);
  return { actions, busy, noted, note };
}
