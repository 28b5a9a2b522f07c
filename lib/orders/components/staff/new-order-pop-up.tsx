"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { TableMark } from "@/components/ui/table-mark";
import { formatMoney } from "@/lib/platform/money-format";
import type { OrderDto } from "../../schema";
import { usePlace } from "./order-row";
import { itemsLine, type OrderWords, portions } from "./order-words";

/** A new order, with an amber edge: the latest in full, how many more are behind it. It goes when answered, here or elsewhere. */
export function NewOrderPopUp({
  orders,
  first,
  words,
  onReview,
  onSeeAll,
}: {
  /** The newest first. */
  orders: readonly OrderDto[];
  first: (order: OrderDto) => boolean;
  words: OrderWords;
  onReview: (orderId: string) => void;
  /** Puts all of them away on this device and shows the list. */
  onSeeAll: () => void;
}) {
  const t = useTranslations("staff.orders");
  const place = usePlace(words);
  const [order, ...others] = orders;
  if (!order) return null;
  const where = place(order.tableNumber);
  return (
    <div
      role="alertdialog"
      aria-label={t("newOrderAt", { place: where })}
      aria-describedby={`new-${order.id}`}
      className="animate-arrive rounded-md border-t-4 border-pending bg-surface shadow-float"
    >
      <div className="grid grid-cols-[44px_1fr_auto] items-center gap-x-3 px-3.5 py-3">
        <TableMark number={order.tableNumber ?? t("counterLetter")} room={words.isRoom(order.tableNumber)} size="row" />
        <div id={`new-${order.id}`} className="min-w-0">
          <p className="text-base leading-[22px] font-semibold">{t("newOrder", { count: portions(order) })}</p>
          <p className="text-sm text-ink-2">
            {order.approval === "pending" && first(order) ? t("firstOfTable") : itemsLine(order.items, words.locale)}{" "}
            <span className="whitespace-nowrap">· {formatMoney(order.total, order.currency, words.locale)}</span>
          </p>
        </div>
        <Button look="primary" size="row" onClick={() => onReview(order.id)}>
          {t(order.approval === "pending" ? "review" : "see")}
        </Button>
      </div>
      {others.length > 0 ? (
        <button
          type="button"
          onClick={onSeeAll}
          className="press flex min-h-11 w-full items-center justify-between gap-3 rounded-b-md border-t border-line px-3.5 text-left text-sm hover:bg-sunk"
        >
          <span className="text-ink-2">{t("moreNew", { count: others.length })}</span>
          <span className="font-semibold text-accent-ink">{t("seeAll")}</span>
        </button>
      ) : null}
    </div>
  );
}
