"use client";

import { useTranslations } from "next-intl";
import { PopUpStack } from "@/components/alerts/pop-up-stack";
import { CallPopUp } from "@/lib/calls/components/call-pop-up";
import type { CallDto } from "@/lib/calls/schema";
import { NewOrderPopUp } from "@/lib/orders/components/staff/new-order-pop-up";
import type { OrderWords } from "@/lib/orders/components/staff/order-words";
import type { OrderDto } from "@/lib/orders/schema";
import { inLocale } from "@/lib/platform/i18n/locales";
import { findTable } from "@/lib/tables/client";
import type { AreaDto } from "@/lib/tables/schema";

/** Calls first, new orders under them. */
export function PopUps({
  ringing,
  bills,
  areas,
  fresh,
  isFirst,
  words,
  busy,
  inSheet,
  onGo,
  onPass,
  onReview,
  onSeeAll,
  onHeight,
}: {
  ringing: readonly CallDto[];
  /** What the table owes, in words, by call. */
  bills: ReadonlyMap<string, string>;
  areas: readonly AreaDto[];
  /** New orders; none while a sheet is open, whose head they would cover. */
  fresh: readonly OrderDto[];
  isFirst: (order: OrderDto) => boolean;
  words: OrderWords;
  busy: ReadonlySet<string>;
  inSheet: boolean;
  onGo: (call: CallDto) => void;
  onPass: (call: CallDto) => void;
  onReview: (orderId: string) => void;
  onSeeAll: () => void;
  onHeight?: (height: number) => void;
}) {
  const t = useTranslations("staff");
  const about = (call: CallDto) => {
    const table = findTable(areas, call.tableNumber);
    const area = areas.find((one) => one.id === table?.areaId);
    const guests = table?.guests ? t("calls.guests", { count: table.guests }) : "";
    return [inLocale(area?.names, words.locale, "bg"), guests, bills.get(call.id)].filter(Boolean).join(" · ");
  };
  return (
    <PopUpStack label={t("popUps")} inSheet={inSheet} onHeight={onHeight}>
      <CallPopUp
        calls={ringing.map((call) => ({ call, room: words.isRoom(call.tableNumber), about: about(call) }))}
        busy={busy}
        onGo={onGo}
        onPass={onPass}
      />
      <NewOrderPopUp orders={fresh} first={isFirst} words={words} onReview={onReview} onSeeAll={onSeeAll} />
    </PopUpStack>
  );
}
