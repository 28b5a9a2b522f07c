"use client";

import type { ReactNode } from "react";
import { countText, fill } from "@/components/fill-text";
import { useGuestTexts } from "@/components/guest-texts";
import { secondAmount } from "@/components/second-amount";
import { Leader } from "@/components/ui/leader";
import type { SecondCurrency } from "@/lib/platform/money";
import { formatMoney } from "@/lib/platform/money-format";
import type { OrderDto } from "../../schema";
import { billOf } from "./order-words";

/** The table's running bill: a line for each order that counts, the total in both currencies. */
export function TableBill({
  orders,
  currency,
  second,
  children,
}: {
  orders: readonly OrderDto[];
  currency: string;
  second: SecondCurrency | null;
  /** The ways to pay. */
  children?: ReactNode;
}) {
  const { guest, locale } = useGuestTexts();
  const bill = billOf(orders);
  return (
    <section
      aria-labelledby="bill"
      className="border-t border-line bg-surface px-5 pt-[18px] pb-[max(1.375rem,env(safe-area-inset-bottom))] md:rounded-md md:border"
    >
      <div className="flex items-baseline justify-between gap-3">
        <h2 id="bill" className="text-lg font-semibold tracking-[-0.01em]">
          {guest.status.bill}
        </h2>
        <span className="text-sm text-ink-2">{countText(locale, guest.status.billOrders, bill.orders.length)}</span>
      </div>
      {bill.orders.length === 0 ? <p className="mt-1.5 text-sm text-ink-2">{guest.status.billEmpty}</p> : null}
      <div className="mt-1.5 text-sm leading-[26px] text-ink-2">
        {bill.orders.map((order) => (
          <Leader
            key={order.id}
            name={fill(order.approval === "pending" ? guest.status.billUnconfirmed : guest.status.orderTitle, {
              number: order.number,
            })}
          >
            {formatMoney(order.total, order.currency, locale)}
          </Leader>
        ))}
      </div>
      {bill.orders.length > 0 ? (
        <p className="mt-3 flex items-end justify-between gap-3 border-t border-line pt-3">
          <b className="text-2xl leading-[34px] font-semibold tracking-[-0.02em]">
            {formatMoney(bill.total, currency, locale)}
          </b>
          {second ? (
            <span className="text-lg leading-7 text-ink-2">
              {formatMoney(secondAmount(bill.total, currency, second), second.currency, locale)}
            </span>
          ) : null}
        </p>
      ) : null}
      {children}
    </section>
  );
}
