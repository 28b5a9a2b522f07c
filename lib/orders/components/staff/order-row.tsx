"use client";

import { Flame, MessageSquare } from "lucide-react";
import { useTranslations } from "next-intl";
import { AgeTimer } from "@/components/ui/age-timer";
import { Button } from "@/components/ui/button";
import { TableMark } from "@/components/ui/table-mark";
import { formatMoney } from "@/lib/platform/money-format";
import type { BoardRow } from "../../board";
import { itemsLine, limitOf, type OrderWords, portions, stationsLine } from "./order-words";

export interface OrderRowActions {
  onOpen: (orderId: string) => void;
  onAccept: (row: BoardRow) => void;
  onReject: (orderId: string) => void;
  onStart: (row: BoardRow) => void;
  onReady: (row: BoardRow) => void;
  onServe: (row: BoardRow) => void;
  /** Sends the course that waits. */
  onFire: (row: BoardRow) => void;
}

/** The place of an order in words, for people who listen: "Table 12", "Room 203", "Bar". */
export function usePlace(words: OrderWords): (tableNumber: string | null) => string {
  const t = useTranslations("common");
  return (number) =>
    number === null ? t("counter") : words.isRoom(number) ? t("roomNumber", { number }) : t("tableNumber", { number });
}

/**
 * One row of the board: where, what, which order, how long, and the one next step. The name of the row opens the order.
 * `leaving`: the row is kept only because a finger is on the list; its buttons do nothing more.
 */
export function OrderRow({
  row,
  first,
  words,
  comments = 0,
  busy,
  leaving,
  wide,
  actions,
}: {
  row: BoardRow;
  /** The sitting's first order, still to be accepted. */
  first: boolean;
  words: OrderWords;
  /** How many comments its thread has. */
  comments?: number;
  busy: boolean;
  leaving: boolean;
  /** In the tablet's side column: an approval is reviewed in the sheet. */
  wide: boolean;
  actions: OrderRowActions;
}) {
  const t = useTranslations("staff.orders");
  const tc = useTranslations("common");
  const place = usePlace(words)(row.order.tableNumber);
  const { order, section, items, held } = row;
  const waits = section === "kitchen" && row.since === null;
  const number = tc("orderNumber", { number: order.number });
  const title =
    section === "approval"
      ? t(first ? "firstOrder" : "nextOrder", { count: portions(order) })
      : itemsLine(items, words.locale, section === "kitchen" ? 3 : undefined);
  const facts =
    section === "approval"
      ? [number, t(`source.${order.source}`), formatMoney(order.total, order.currency, words.locale)]
      : [
          number,
          stationsLine(items, words),
          order.source === "QR" ? "" : t(`source.${order.source}`),
          held === null ? "" : t("courseWaits", { course: held }),
        ];
  const disabled = busy || leaving;
  const timer = row.since ? <AgeTimer since={row.since} limitSeconds={limitOf(section, items, words)} /> : null;
  const starts = items.every((item) => item.state === "queued");
  const inTwoLines = section === "approval" && !wide;
  return (
    <article
      aria-label={`${place}, ${number}`}
      aria-busy={busy}
      data-section={section}
      className="grid grid-cols-[44px_1fr_auto] items-center gap-x-3 py-3 pr-3 pl-4 lg:px-5 lg:py-[11px]"
    >
      <button
        type="button"
        onClick={() => actions.onOpen(order.id)}
        aria-label={t("openOrder", { place, number })}
        className="press col-span-2 -m-1.5 grid grid-cols-[44px_1fr] items-center gap-x-3 rounded-md p-1.5 text-left hover:bg-sunk/60"
      >
        <TableMark number={order.tableNumber ?? t("counterLetter")} room={words.isRoom(order.tableNumber)} size="row" />
        <span className="min-w-0">
          <span className="block text-base leading-[22px] font-semibold lg:text-sm lg:leading-5">{title}</span>
          <span className="flex flex-wrap items-center gap-x-2 text-sm text-ink-2 lg:text-xs">
            <span>{facts.filter(Boolean).join(" · ")}</span>
            {inTwoLines || section === "kitchen" ? null : timer}
          </span>
          {comments > 0 ? (
            <span className="flex items-center gap-1 text-sm font-medium text-accent-ink lg:text-xs">
              <MessageSquare aria-hidden className="size-4 flex-none" strokeWidth={1.75} />
              {t("comments.count", { count: comments })}
            </span>
          ) : null}
          {order.note ? (
            <span className="block text-sm text-ink-2 lg:text-xs">{t("quoted", { note: order.note })}</span>
          ) : null}
        </span>
      </button>
      <div className="grid justify-items-end gap-1">
        {inTwoLines ? timer : null}
        {section === "kitchen" ? (
          <>
            {timer}
            {waits && held !== null ? (
              <Button look="primary" size="row" disabled={disabled} onClick={() => actions.onFire(row)}>
                <Flame aria-hidden className="size-[18px]" strokeWidth={1.75} />
                {t("fire", { course: held })}
              </Button>
            ) : (
              <Button
                size="row"
                disabled={disabled}
                onClick={() => (starts ? actions.onStart(row) : actions.onReady(row))}
              >
                {starts ? t("start") : t("ready")}
              </Button>
            )}
          </>
        ) : null}
        {section === "ready" ? (
          <Button look="primary" size="row" disabled={disabled} onClick={() => actions.onServe(row)}>
            {t("served")}
          </Button>
        ) : null}
        {section === "approval" && wide ? (
          <Button size="row" disabled={disabled} onClick={() => actions.onOpen(order.id)}>
            {t("review")}
          </Button>
        ) : null}
      </div>
      {inTwoLines ? (
        <div className="col-span-2 col-start-2 mt-2.5 grid grid-cols-2 gap-2">
          <Button look="primary" size="row" disabled={disabled} onClick={() => actions.onAccept(row)}>
            {t("accept")}
          </Button>
          <Button size="row" disabled={disabled} onClick={() => actions.onReject(order.id)}>
            {t("reject")}
          </Button>
        </div>
      ) : null}
    </article>
  );
}
