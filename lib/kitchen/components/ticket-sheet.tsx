"use client";

import { ArrowRight, Ban, Check, ChevronDown, Play, Undo2, Zap } from "lucide-react";
import { useFormatter, useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { StatusChip, type StatusKind } from "@/components/ui/status-chip";
import type { ItemState } from "@/lib/orders/schema";
import { inLocale } from "@/lib/platform/i18n/locales";
import type { SoldOutDto, TicketDto, TicketItemDto } from "../schema";
import { byCourse, handsOn } from "../ticket-parts";
import { previousStep } from "../wall";
import { KitchenSheet, wetButton } from "./kitchen-sheet";
import { SoldOutControls, useOffNow } from "./sold-out-controls";
import { optionIcons } from "./ticket-lines";
import { LineAllergens, Note } from "./ticket-notes";
import { useTableName } from "./use-table-name";
import type { TicketActs, WallContext } from "./wall-types";

type SheetActs = Pick<TicketActs, "moveItem" | "rush" | "recall" | "sellOut" | "bringBack">;

function closing(acts: SheetActs, close: () => void): SheetActs {
  const andClose =
    <Args extends unknown[]>(act: (...args: Args) => void) =>
    (...args: Args) => {
      close();
      act(...args);
    };
  return {
    moveItem: andClose(acts.moveItem),
    rush: andClose(acts.rush),
    recall: andClose(acts.recall),
    sellOut: andClose(acts.sellOut),
    bringBack: andClose(acts.bringBack),
  };
}

const chips: Record<ItemState, StatusKind> = {
  held: "pending",
  queued: "pending",
  preparing: "preparing",
  ready: "ready",
  served: "done",
  voided: "void",
};

/** When it came and how it went on; a recall keeps the first start. */
function Times({ ticket, timezone }: { ticket: TicketDto; timezone: string }) {
  const t = useTranslations("kitchen.ticket");
  const format = useFormatter();
  const clock = (at: string) =>
    format.dateTime(new Date(at), { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: timezone });
  const { createdAt, startedAt, dueAt, readyAt } = ticket;
  const times = { came: createdAt, started: startedAt, due: dueAt, ready: readyAt };
  return (
    <dl className="grid grid-cols-4 gap-3 border-y border-line py-3">
      {(["came", "started", "due", "ready"] as const).map((key) => {
        const at = times[key];
        return (
          <div key={key} className="min-w-0">
            <dt className="text-base text-ink-2">{t(`times.${key}`)}</dt>
            <dd className="text-xl font-semibold">{at ? <time dateTime={at}>{clock(at)}</time> : "–"}</dd>
          </div>
        );
      })}
    </dl>
  );
}

function SheetLine({
  item,
  ticket,
  wall,
  acts,
  off,
  open,
  onOpen,
}: {
  item: TicketItemDto;
  ticket: TicketDto;
  wall: WallContext;
  acts: SheetActs;
  off: SoldOutDto | undefined;
  open: boolean;
  onOpen: () => void;
}) {
  const t = useTranslations("kitchen");
  const words = useTranslations("common.status");
  const locale = useLocale();
  const name = inLocale(item.names, locale, wall.venueLocale) || item.name;
  const voided = item.state === "voided";
  const toCome = ticket.isPass && item.state === "queued";
  const handed = item.passTicketId !== null && !ticket.isPass;
  const named = `${item.quantity} ${name}`;
  const step =
    item.state === "queued" && !ticket.isPass
      ? { word: t("start"), label: t("itemStart", { name: named }), icon: Play }
      : item.state === "preparing"
        ? handed
          ? { word: t("ticket.handOn"), label: t("ticket.itemHandOn", { name: named }), icon: ArrowRight }
          : { word: t("done"), label: t("itemDone", { name: named }), icon: Check }
        : item.state === "ready"
          ? { word: t("recall"), label: t("itemRecall", { name: named }), icon: Undo2 }
          : null;
  const state =
    handed && item.state === "ready"
      ? t("ticket.handedOn")
      : toCome
        ? t("ticket.toCome")
        : words(item.state === "queued" ? "pending" : item.state);
  return (
    <li data-item={item.id} className="border-b border-line py-4 last:border-0">
      <div className="grid grid-cols-[minmax(2rem,auto)_minmax(0,1fr)_auto] gap-x-2 text-xl font-semibold">
        <b>{item.quantity}</b>
        <span className={voided ? "text-urgent-ink line-through decoration-[3px]" : ""}>{name}</span>
        <span className="[&>span]:h-8 [&>span]:text-base">
          <StatusChip kind={chips[item.state]}>{state}</StatusChip>
        </span>
        <div className="col-span-2 col-start-2 grid gap-1 text-lg font-normal [--u:0.9rem] empty:hidden">
          {item.options.map((option) => {
            const Icon = optionIcons[option.kind];
            return (
              <p key={option.modifierId} className="flex gap-2 text-ink-2">
                <Icon aria-hidden className="mt-1 size-5 flex-none" strokeWidth={2.25} />
                {inLocale(option.names, locale, wall.venueLocale) || option.name}
              </p>
            );
          })}
          {item.note ? <Note text={item.note} className="px-2 py-1" /> : null}
          <LineAllergens allergens={item.allergens} />
        </div>
      </div>
      <div className="mt-3 grid grid-cols-2 gap-2">
        {step && !voided ? (
          <button
            type="button"
            aria-label={step.label}
            onClick={() => acts.moveItem(ticket, item)}
            className={wetButton}
          >
            <step.icon aria-hidden className="size-6 flex-none" strokeWidth={2.25} />
            {step.word}
          </button>
        ) : null}
        <button
          type="button"
          aria-expanded={open}
          aria-label={t("ticket.sellOutDish", { name })}
          onClick={onOpen}
          className={wetButton}
        >
          <Ban aria-hidden className="size-6 flex-none text-urgent-ink" strokeWidth={2.25} />
          {t(off ? "soldOutSheet.off" : "ticket.sellOut")}
          <ChevronDown
            aria-hidden
            className={`ml-auto size-5 flex-none text-ink-2 ${open ? "rotate-180" : ""}`}
            strokeWidth={2.25}
          />
        </button>
      </div>
      {open ? (
        <div className="mt-3 border-l-4 border-edge pl-4">
          <SoldOutControls menuItemId={item.menuItemId} name={name} off={off} wall={wall} acts={acts} />
        </div>
      ) : null}
    </li>
  );
}

/**
 * A whole ticket: its times, rush, back, and each line with its step and with taking its dish off the menu. What was pressed closes it:
 * the wall says what became of it, and offers to undo it.
 */
export function TicketSheet({
  ticket,
  item,
  wall,
  acts: actions,
  onClose,
}: {
  ticket: TicketDto;
  /** The line whose dish is to be taken off. */
  item?: TicketItemDto;
  wall: WallContext;
  acts: TicketActs;
  onClose: () => void;
}) {
  const t = useTranslations("kitchen");
  const words = useTranslations("common");
  const off = useOffNow(wall.soldOut);
  const [open, setOpen] = useState<string | null>(item?.id ?? null);
  const acts = closing(actions, onClose);
  const { table } = useTableName(wall, ticket.tableNumber);
  const finished = ticket.state === "served" || ticket.state === "voided";
  const back = previousStep(ticket);
  const courses = byCourse(ticket.items);
  return (
    <KitchenSheet title={t("ticketLabel", { number: ticket.orderNumber, table })} onClose={onClose}>
      <p className="pb-3 text-ink-2">
        {[
          wall.stationNames.get(ticket.station) ?? ticket.station,
          t(`ticket.source.${ticket.source}`),
          ...(ticket.guests > 0 ? [t("ticket.guests", { count: ticket.guests })] : []),
        ].join(" · ")}
      </p>
      <Times ticket={ticket} timezone={wall.timezone} />
      {ticket.orderNote ? (
        <div className="mt-3 [--u:1rem]">
          <Note text={ticket.orderNote} className="px-3 py-1.5" />
        </div>
      ) : null}
      <div className="mt-4 grid grid-cols-2 gap-2">
        {finished ? null : (
          <button
            type="button"
            aria-pressed={ticket.rushAt !== null}
            onClick={() => acts.rush(ticket, ticket.rushAt === null)}
            className={wetButton}
          >
            <Zap aria-hidden className="size-6 flex-none" strokeWidth={2.25} />
            {t(ticket.rushAt ? "ticket.rushOff" : "ticket.rushOn")}
          </button>
        )}
        {back ? (
          <button type="button" onClick={() => acts.recall(ticket)} className={wetButton}>
            <Undo2 aria-hidden className="size-6 flex-none" strokeWidth={2.25} />
            {t("ticket.recallTo", { state: words(`status.${back === "queued" ? "pending" : back}`) })}
          </button>
        ) : null}
      </div>
      {handsOn(ticket) ? <p className="mt-3 text-base text-ink-2">{t("ticket.handsOnHint")}</p> : null}
      {courses.map(({ course, items }) => (
        <section key={course ?? 0} className="mt-3">
          {courses.length > 1 ? (
            <h3 className="flex items-center gap-2 pt-2 font-semibold text-ink-2 after:h-px after:flex-1 after:bg-edge">
              {course === null ? t("ticket.noCourse") : t("ticket.course", { course })}
            </h3>
          ) : null}
          <ul>
            {items.map((each) => (
              <SheetLine
                key={each.id}
                item={each}
                ticket={ticket}
                wall={wall}
                acts={acts}
                off={off.get(each.menuItemId)}
                open={open === each.id}
                onOpen={() => setOpen(open === each.id ? null : each.id)}
              />
            ))}
          </ul>
        </section>
      ))}
    </KitchenSheet>
  );
}
