"use client";

import { ArrowLeft, Plus } from "lucide-react";
import Link from "next/link";
import { useEffect, useRef, useState } from "react";
import { fill } from "@/components/fill-text";
import { GuestConnection } from "@/components/guest-connection";
import { type GuestTexts, GuestTextsProvider, useGuestTexts } from "@/components/guest-texts";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { TableMark } from "@/components/ui/table-mark";
import { PayButtons } from "@/lib/calls/components/guest/pay-buttons";
import { OrderProgress } from "@/lib/orders/components/guest/order-progress";
import { billOf } from "@/lib/orders/components/guest/order-words";
import { TableBill } from "@/lib/orders/components/guest/table-bill";
import type { ItemState, OrderDto } from "@/lib/orders/schema";
import { inLocale } from "@/lib/platform/i18n/locales";
import type { SecondCurrency } from "@/lib/platform/money";
import { LiveProvider } from "@/lib/platform/realtime/provider";
import { type SittingStart, useSitting } from "./use-sitting";

interface StatusScreenProps {
  venue: string;
  currency: string;
  second: SecondCurrency | null;
  start: SittingStart;
  menuPath: string;
}

/** "Soup: ready": the last change of a dish, for those who listen. */
function useSpokenChange(orders: readonly OrderDto[]): string {
  const { guest, locale } = useGuestTexts();
  const seen = useRef<Map<string, ItemState> | null>(null);
  const [spoken, setSpoken] = useState("");
  useEffect(() => {
    const items = orders.flatMap((order) => order.items);
    const before = seen.current;
    seen.current = new Map(items.map((item) => [item.id, item.state]));
    const changed = before && items.filter((item) => before.has(item.id) && before.get(item.id) !== item.state);
    if (!changed || changed.length === 0) return;
    const sentences = changed.map((item) =>
      fill(guest.status.itemChanged, {
        name: inLocale(item.names, locale, "") || item.name,
        status: guest.status.chip[item.state],
      }),
    );
    setSpoken(sentences.join(". "));
  }, [orders, guest, locale]);
  return spoken;
}

function Status({ venue, currency, second, start, menuPath }: StatusScreenProps) {
  const texts = useGuestTexts();
  const { guest } = texts;
  const { orders, calls, ended, tableNumber, tableKind, takeCall } = useSitting(venue, start);
  const spoken = useSpokenChange(orders);
  return (
    <div className="mx-auto flex min-h-dvh max-w-[1080px] flex-col">
      <header className="sticky top-0 z-10 bg-paper px-5">
        <div className="-ml-3 flex h-14 items-center gap-2.5 text-lg font-semibold">
          <Link
            href={menuPath}
            aria-label={guest.status.back}
            className="press grid size-11 place-items-center rounded-md hover:bg-sunk"
          >
            <ArrowLeft aria-hidden className="size-[22px]" strokeWidth={1.75} />
          </Link>
          <h1 className="flex items-center gap-2.5">
            <span className="sr-only">{guest.status.title}, </span>
            {texts.table}
            <TableMark number={tableNumber} room={tableKind === "ROOM"} />
          </h1>
          <span className="ml-auto">{ended ? null : <GuestConnection />}</span>
        </div>
        <div className="rail" />
      </header>
      <div className="flex flex-1 flex-col md:grid md:grid-cols-[minmax(0,1fr)_360px] md:content-start md:gap-8 md:px-5 md:pb-12">
        <main className="flex-1 px-5 md:px-0">
          {ended ? (
            <div role="status" className="border-b border-line py-5">
              <p className="text-xl font-semibold tracking-[-0.018em]">{guest.status.ended}</p>
              <p className="mt-1 text-sm text-ink-2">{guest.status.endedHint}</p>
            </div>
          ) : null}
          {orders.length === 0 ? (
            <EmptyState
              picture="soup"
              linen="sea"
              title={guest.status.empty}
              action={
                ended ? null : (
                  <Link href={menuPath} className={buttonClass("outline")}>
                    {guest.status.toMenu}
                  </Link>
                )
              }
            >
              {guest.status.emptyHint}
            </EmptyState>
          ) : null}
          {orders.map((order) => (
            <OrderProgress key={order.id} order={order} />
          ))}
          {orders.length > 0 && !ended ? (
            <Link
              href={menuPath}
              className="press flex min-h-12 items-center gap-2 border-t border-line font-semibold text-accent-ink hover:bg-sunk"
            >
              <Plus aria-hidden className="size-5" strokeWidth={1.75} />
              {guest.status.more}
            </Link>
          ) : null}
        </main>
        {orders.length > 0 ? (
          <div className="mt-6 md:sticky md:top-[84px] md:mt-[22px] md:self-start">
            <TableBill orders={orders} currency={currency} second={second}>
              {ended || billOf(orders).orders.length === 0 ? null : (
                <PayButtons venue={venue} calls={calls} onCalled={takeCall} />
              )}
            </TableBill>
          </div>
        ) : null}
      </div>
      <p role="status" className="sr-only">
        {spoken}
      </p>
    </div>
  );
}

/** The sitting's orders dish by dish, and its bill. */
export function StatusScreen({ texts, ...screen }: StatusScreenProps & { texts: GuestTexts }) {
  return (
    <GuestTextsProvider texts={texts}>
      <LiveProvider venue={screen.venue} as="guest">
        <Status {...screen} />
      </LiveProvider>
    </GuestTextsProvider>
  );
}
