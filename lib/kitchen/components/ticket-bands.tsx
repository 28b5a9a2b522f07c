import { Ban, EllipsisVertical, type LucideIcon, Smartphone, Store, Target, UserRound, Users, Zap } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { Fragment } from "react";
import { statusIcon } from "@/components/ui/status-chip";
import { TableMark } from "@/components/ui/table-mark";
import type { OrderSource } from "@/lib/orders/schema";
import { inLocale } from "@/lib/platform/i18n/locales";
import { hasUnseenChange } from "../rules";
import type { TicketDto, TicketState } from "../schema";
import { alsoAt, arrivedOf, byCourse, handsOn } from "../ticket-parts";
import { TicketTimer, TicketWarning } from "./ticket-clock";
import { Note } from "./ticket-notes";
import { inlineIcon, type } from "./ticket-type";
import type { Elsewhere, WallContext } from "./wall-types";

const sourceIcons: Record<OrderSource, LucideIcon> = { QR: Smartphone, STAFF: UserRound, COUNTER: Store };

const looks = {
  queued: { kind: "pending", className: "bg-pending-tint text-pending-ink" },
  preparing: { kind: "preparing", className: "bg-preparing-tint text-preparing-ink" },
  ready: { kind: "ready", className: "bg-ready-tint text-ready-ink" },
  served: { kind: "done", className: "bg-sunk text-ink-2" },
  voided: { kind: "void", className: "bg-urgent-tint text-urgent-ink" },
} as const;

/** Of the icon that stands for a state in small print. */
const inks: Record<TicketState, string> = {
  queued: "text-pending-ink",
  preparing: "text-preparing-ink",
  ready: "text-ready-ink",
  served: "",
  voided: "text-urgent-ink",
};

/** What a ticket's state is called, here and where it is mentioned elsewhere. */
export function useStateWord(): (state: TicketState) => string {
  const words = useTranslations("common.status");
  return (state) => words(state === "queued" ? "pending" : state);
}

const markSize =
  "[&>span]:h-[calc(var(--u)*3.125)] [&>span]:min-w-[calc(var(--u)*3.5)] [&>span]:px-[calc(var(--u)*0.45)] [&>svg]:size-[calc(var(--u)*1.625)]";
const lateTable = "[&>span]:bg-on-urgent [&>span]:text-urgent";
const lateRoom = "[&>span]:border-on-urgent [&>span]:bg-transparent [&>span]:text-on-urgent";

/** Table and age. The table is a button: it opens the whole ticket. */
export function TicketHead({
  ticket,
  table,
  room,
  level,
  matched,
  onOpen,
}: {
  ticket: TicketDto;
  /** As it is said: "Table 12". */
  table: string;
  room: boolean;
  level: "fine" | "soon" | "late";
  matched: boolean;
  onOpen: () => void;
}) {
  const t = useTranslations("kitchen.ticket");
  const late = level === "late";
  const number = ticket.tableNumber ?? t("counterLetter");
  const timer = level === "soon" ? "rounded-sm bg-ink px-2 text-paper" : ticket.state === "ready" ? "text-ink-2" : "";
  return (
    <header
      className={`flex flex-none flex-wrap items-center gap-x-1 px-2 py-2 ${late ? "bg-urgent text-on-urgent" : ""}`}
    >
      <button
        type="button"
        aria-label={t("open", { number: ticket.orderNumber, table })}
        onClick={onOpen}
        className={`press relative z-10 flex min-h-[max(3.375rem,48px)] min-w-12 items-center gap-0.5 rounded-md pl-1 active:bg-sunk ${markSize} ${number.length > 2 ? "[&>span]:text-[length:calc(var(--u)*1.875)]" : "[&>span]:text-[length:calc(var(--u)*2.25)]"} ${late ? (room ? lateRoom : lateTable) : ""}`}
      >
        <TableMark number={number} room={room} size="kitchen" />
        {matched ? (
          <Target aria-hidden className={`size-7 flex-none ${late ? "" : "text-accent-ink"}`} strokeWidth={2.5} />
        ) : (
          <EllipsisVertical aria-hidden className={`size-7 flex-none ${late ? "" : "text-ink-2"}`} strokeWidth={2.25} />
        )}
      </button>
      {matched ? <span className="sr-only">{t("highlighted")}</span> : null}
      <TicketTimer
        ticket={ticket}
        className={`mr-1 ml-auto font-bold tracking-[-0.025em] whitespace-nowrap ${type.timer} ${timer}`}
      />
    </header>
  );
}

/** How it stands, its number; below, who it is for and where it came from. */
export function StatusBand({
  ticket,
  wall,
  level,
}: {
  ticket: TicketDto;
  wall: WallContext;
  level: "fine" | "soon" | "late";
}) {
  const t = useTranslations("kitchen.ticket");
  const stateWord = useStateWord();
  const { kind, className } = looks[ticket.state];
  const Icon = statusIcon(kind);
  const arrived = arrivedOf(ticket.items);
  const ground =
    level === "late" ? "bg-urgent-tint text-urgent-ink" : level === "soon" ? "bg-pending text-on-pending" : className;
  const quiet = level === "soon" ? "" : "text-ink-2";
  const word = () => {
    if (ticket.state === "ready" && handsOn(ticket)) return t("handedOn");
    if (ticket.isPass && ticket.state === "queued") return t("toCome");
    if (ticket.isPass && ticket.state === "preparing") return t(arrived.here === arrived.all ? "allHere" : "gathering");
    return stateWord(ticket.state);
  };
  const courses = byCourse(ticket.items);
  const only = courses.length === 1 ? courses[0]?.course : null;
  const SourceIcon = sourceIcons[ticket.source];
  const station = wall.showStation ? (wall.stationNames.get(ticket.station) ?? ticket.station) : null;
  return (
    <div className={`flex-none px-3 py-2 font-semibold ${type.status} ${ground}`}>
      <p className="flex items-start gap-2">
        {level === "fine" ? (
          <>
            <Icon aria-hidden className="size-[1.15em] flex-none" strokeWidth={2.25} />
            <span>{word()}</span>
          </>
        ) : (
          <TicketWarning ticket={ticket} level={level} />
        )}
        <span className={`ml-auto whitespace-nowrap ${quiet}`}>
          <span className="sr-only">{t("order")} </span>
          {ticket.orderNumber}
        </span>
      </p>
      <p className={`mt-1 flex flex-wrap items-start gap-x-[0.8em] gap-y-0.5 font-medium ${type.small} ${quiet}`}>
        {station ? <span className="font-semibold">{station}</span> : null}
        {ticket.guests > 0 ? (
          <span className="inline-flex gap-[0.3em]">
            <Users aria-hidden className={inlineIcon} strokeWidth={2.25} />
            <span aria-hidden>{ticket.guests}</span>
            <span className="sr-only">{t("guests", { count: ticket.guests })}</span>
          </span>
        ) : null}
        <span className="inline-flex gap-[0.3em]">
          <SourceIcon aria-hidden className={inlineIcon} strokeWidth={2.25} />
          {t(`source.${ticket.source}`)}
        </span>
        {only ? <span>{t("course", { course: only })}</span> : null}
      </p>
    </div>
  );
}

/** What the cook must not miss: rush, a change that nobody saw, a note for the whole order. */
export function NoticeBands({ ticket, busy, onSeen }: { ticket: TicketDto; busy: boolean; onSeen: () => void }) {
  const t = useTranslations("kitchen.ticket");
  const changed = hasUnseenChange(ticket) && ticket.state !== "voided";
  const open = ticket.state !== "served" && ticket.state !== "voided";
  return (
    <>
      {ticket.rushAt && open ? (
        <p
          data-band="rush"
          className={`flex min-h-10 flex-none items-center gap-2 bg-urgent px-3 py-1.5 font-bold text-on-urgent ${type.option}`}
        >
          <Zap aria-hidden className="size-[1.05em] flex-none" strokeWidth={2.25} />
          {t("rush")}
        </p>
      ) : null}
      {changed ? (
        <button
          type="button"
          data-band="changed"
          disabled={busy}
          onClick={onSeen}
          className={`press relative z-10 flex min-h-[max(3.5rem,48px)] w-full flex-none items-center gap-2 border-y-[3px] border-urgent bg-urgent-tint px-3 py-1.5 text-left font-bold text-urgent-ink focus-visible:-outline-offset-4 active:bg-sunk ${type.status}`}
        >
          <Ban aria-hidden className="size-[1.15em] flex-none" strokeWidth={2.5} />
          {t("changed")}
        </button>
      ) : null}
      {ticket.orderNote ? <Note text={ticket.orderNote} className="flex-none px-3 py-1.5" /> : null}
    </>
  );
}

/** What the same order has at other stations, small. */
export function AlsoAt({
  ticket,
  wall,
  elsewhere,
}: {
  ticket: TicketDto;
  wall: WallContext;
  elsewhere: readonly Elsewhere[];
}) {
  const t = useTranslations("kitchen.ticket");
  const locale = useLocale();
  const stateWord = useStateWord();
  const others = alsoAt(ticket, elsewhere);
  if (others.length === 0) return null;
  return (
    <div className={`flex-none border-t border-line px-3 py-2 text-ink-2 ${type.small}`}>
      <ul className="grid gap-1">
        {others.map(({ ticketId, stationName, state, items }, nth) => {
          const Icon = statusIcon(looks[state].kind);
          return (
            <li key={ticketId} className="flex gap-[0.4em]">
              <Icon aria-hidden className={`${inlineIcon} ${inks[state]}`} strokeWidth={2.25} />
              <span className="min-w-0">
                <b className="font-semibold">{nth === 0 ? t("otherStation", { station: stationName }) : stationName}</b>
                <span className="sr-only"> ({stateWord(state)})</span>{" "}
                {items.map(({ id, quantity, names, name }, at) => (
                  <Fragment key={id}>
                    {at > 0 ? ", " : ""}
                    {quantity} {inLocale(names, locale, wall.venueLocale) || name}
                  </Fragment>
                ))}
              </span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
