"use client";

import { CloudOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { secondAmount } from "@/components/second-amount";
import { formatMoney } from "@/lib/platform/money-format";
import type { PadOrderProps } from "./pad-order";

/** The order in one line at the foot of a phone: how many, what it costs; a press opens it. */
export function OrderBar({ order, onOpen }: { order: PadOrderProps; onOpen: () => void }) {
  const t = useTranslations("pad.order");
  const { priced, currency, second, locale, waiting } = order;
  const total = formatMoney(priced.total, currency, locale);
  const count = priced.lines.reduce((sum, { line }) => sum + line.quantity, 0);
  const empty = count === 0 && !waiting && !order.existing;
  return (
    <button
      type="button"
      aria-haspopup="dialog"
      aria-label={empty ? undefined : t("open", { count, total })}
      disabled={empty}
      onClick={onOpen}
      className="press flex min-h-14 min-w-0 flex-1 items-center gap-3 rounded-md bg-accent pr-4 pl-3 text-left leading-tight font-semibold text-on-accent hover:bg-accent-down disabled:bg-sunk disabled:text-ink-3"
    >
      {empty ? (
        <span className="pl-1 font-medium">{t("empty")}</span>
      ) : (
        <>
          <span className="grid h-8 min-w-8 flex-none place-items-center rounded-sm bg-on-accent px-1 text-accent">
            {waiting ? <CloudOff aria-hidden className="size-5" strokeWidth={2} /> : count}
          </span>
          <span className="min-w-0">{waiting ? t("notSentShort") : t("title")}</span>
          <span className="ml-auto text-right leading-[18px] whitespace-nowrap">
            {total}
            {second ? (
              <small className="block text-xs leading-4 font-normal">
                {formatMoney(secondAmount(priced.total, currency, second), second.currency, locale)}
              </small>
            ) : null}
          </span>
        </>
      )}
    </button>
  );
}
