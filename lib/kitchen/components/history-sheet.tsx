"use client";

import { AlarmClock, TriangleAlert, Undo2 } from "lucide-react";
import { useFormatter, useLocale, useTranslations } from "next-intl";
import { useCallback, useEffect, useRef, useState } from "react";
import { formatElapsed } from "@/components/ui/elapsed";
import { EmptyState } from "@/components/ui/empty-state";
import { TableMark } from "@/components/ui/table-mark";
import { ApiError } from "@/lib/platform/http/client";
import { inLocale } from "@/lib/platform/i18n/locales";
import { recallTicket } from "../client";
import { fetchHistory, isMeant, joinPages } from "../kitchen-history";
import type { PastTicketDto, TicketDto } from "../schema";
import { KitchenSheet, wetButton } from "./kitchen-sheet";
import { SearchField } from "./search-field";
import { useTableName } from "./use-table-name";
import type { WallContext } from "./wall-types";

const pageSize = 30;
/** What a search asks for at once: it looks through the whole day. */
const searchSize = 200;

interface History {
  items: PastTicketDto[];
  /** Undefined before the first page. */
  next: string | null | undefined;
  loading: boolean;
  error: string | null;
}

/** The day's served tickets page by page; everything, once something is searched for. */
function useHistory(venue: string, station: string | null, all: boolean) {
  const [history, setHistory] = useState<History>({ items: [], next: undefined, loading: true, error: null });
  const stop = useRef<AbortController | null>(null);
  const { next } = history;
  const load = useCallback(
    async (cursor: string | null, limit: number) => {
      stop.current?.abort();
      const controller = new AbortController();
      stop.current = controller;
      setHistory((current) => ({ ...current, loading: true, error: null }));
      try {
        const page = await fetchHistory(venue, { station, cursor, limit }, controller.signal);
        if (controller.signal.aborted) return;
        setHistory((current) => ({
          items: joinPages(cursor === null ? [] : current.items, page.items),
          next: page.nextCursor,
          loading: false,
          error: null,
        }));
      } catch (error) {
        if (controller.signal.aborted) return;
        const code = error instanceof ApiError ? error.code : "internal";
        setHistory((current) => ({ ...current, loading: false, error: code }));
      }
    },
    [venue, station],
  );
  useEffect(() => {
    void load(null, pageSize);
    return () => stop.current?.abort();
  }, [load]);
  const idle = !history.loading && history.error === null;
  useEffect(() => {
    if (all && idle && next) void load(next, searchSize);
  }, [all, idle, next, load]);
  return {
    ...history,
    more: () => load(next ?? null, pageSize),
    drop: (id: string) =>
      setHistory((current) => ({ ...current, items: current.items.filter((ticket) => ticket.id !== id) })),
  };
}

function PastTicket({
  ticket,
  wall,
  busy,
  onRecall,
}: {
  ticket: PastTicketDto;
  wall: WallContext;
  busy: boolean;
  onRecall: () => void;
}) {
  const t = useTranslations("kitchen");
  const words = useTranslations("common");
  const locale = useLocale();
  const format = useFormatter();
  const clock = (at: string) =>
    format.dateTime(new Date(at), { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: wall.timezone });
  const { createdAt, startedAt, readyAt, servedAt, dueAt, orderNumber, tableNumber } = ticket;
  const { table, room } = useTableName(wall, tableNumber);
  const late = readyAt !== null && readyAt > dueAt;
  const dishes = ticket.items.filter(({ state }) => state !== "voided");
  return (
    <li data-ticket={ticket.id} className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 border-b border-line py-4">
      <TableMark number={tableNumber ?? t("ticket.counterLetter")} room={room} size="row" label={table} />
      <div className="min-w-0">
        <div className="flex items-start justify-between gap-3">
          <div className="min-w-0">
            <p className="flex flex-wrap items-baseline gap-x-3 text-xl font-semibold">
              {words("orderNumber", { number: orderNumber })}
              <span className="text-lg font-medium text-ink-2">
                {wall.stationNames.get(ticket.station) ?? ticket.station}
              </span>
            </p>
            <p className="mt-0.5">
              {dishes
                .map(
                  ({ quantity, names, name }) =>
                    `${quantity}\u00a0${inLocale(names, locale, wall.venueLocale) || name}`,
                )
                .join(", ")}
            </p>
          </div>
          <button
            type="button"
            disabled={busy}
            aria-label={t("history.recall", { number: orderNumber, table })}
            onClick={onRecall}
            className={`${wetButton} flex-none`}
          >
            <Undo2 aria-hidden className="size-6 flex-none" strokeWidth={2.25} />
            {t("recall")}
          </button>
        </div>
        <p className="mt-1 flex flex-wrap gap-x-4 text-base text-ink-2">
          <span>{t("history.came", { time: clock(createdAt) })}</span>
          {startedAt ? <span>{t("history.started", { time: clock(startedAt) })}</span> : null}
          {readyAt ? (
            <span>
              {t("history.ready", {
                time: clock(readyAt),
                took: formatElapsed(Date.parse(readyAt) - Date.parse(createdAt)),
              })}
            </span>
          ) : null}
          <span>{t("history.served", { time: clock(servedAt) })}</span>
          {late ? (
            <span className="inline-flex items-center gap-1.5 font-semibold text-urgent-ink">
              <AlarmClock aria-hidden className="size-5 flex-none" strokeWidth={2.25} />
              {t("lateBy", { time: formatElapsed(Date.parse(readyAt) - Date.parse(dueAt)).replace(/^0(?=\d)/, "") })}
            </span>
          ) : null}
        </p>
      </div>
    </li>
  );
}

/** What was served today, the last first; a recall hangs a ticket on the wall again, with its first start. */
export function HistorySheet({
  venue,
  station,
  wall,
  onRecalled,
  onClose,
}: {
  venue: string;
  station: string | null;
  wall: WallContext;
  onRecalled: (ticket: TicketDto) => void;
  onClose: () => void;
}) {
  const t = useTranslations("kitchen");
  const words = useTranslations("common");
  const errors = useTranslations("errors");
  const [typed, setTyped] = useState("");
  const [busy, setBusy] = useState<string | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const searching = typed.trim() !== "";
  const { items, next, loading, error, more, drop } = useHistory(venue, station, searching);
  const found = items.filter((ticket) => isMeant(ticket, typed));

  async function recall({ id, version }: PastTicketDto) {
    setBusy(id);
    setFailure(null);
    try {
      const back = await recallTicket(venue, id, version);
      drop(id);
      onRecalled(back);
    } catch (thrown) {
      const code = thrown instanceof ApiError ? thrown.code : "internal";
      setFailure(t("failed", { reason: errors(code) }));
    } finally {
      setBusy(null);
    }
  }

  const complaint = failure ?? (error ? errors(error) : null);
  return (
    <KitchenSheet title={t("history.title")} steady onClose={onClose}>
      <SearchField label={t("history.search")} value={typed} onType={setTyped} />
      {complaint ? (
        <p role="alert" className="mt-3 flex items-start gap-2.5 font-semibold text-urgent-ink">
          <TriangleAlert aria-hidden className="mt-0.5 size-6 flex-none" strokeWidth={2.25} />
          {complaint}
        </p>
      ) : null}
      <ul>
        {found.map((ticket) => (
          <PastTicket
            key={ticket.id}
            ticket={ticket}
            wall={wall}
            busy={busy !== null}
            onRecall={() => void recall(ticket)}
          />
        ))}
      </ul>
      {loading ? (
        <p aria-live="polite" className="py-6 text-center text-ink-2">
          {words("loading")}
        </p>
      ) : error ? (
        <button type="button" onClick={() => void more()} className={`${wetButton} mt-4 w-full`}>
          {words("retry")}
        </button>
      ) : next && !searching ? (
        <button type="button" onClick={() => void more()} className={`${wetButton} mt-4 w-full`}>
          {t("history.more")}
        </button>
      ) : found.length === 0 ? (
        <EmptyState picture="dessert" linen="sage" title={t(searching ? "history.notFound" : "history.empty")}>
          {t(searching ? "history.notFoundText" : "history.emptyText")}
        </EmptyState>
      ) : null}
    </KitchenSheet>
  );
}
