"use client";

import { useTranslations } from "next-intl";
import { PopUpStack } from "@/components/alerts/pop-up-stack";
import { CallPopUp } from "@/lib/calls/components/call-pop-up";
import type { CallDto } from "@/lib/calls/schema";
import { NewOrderPopUp } from "@/lib/orders/components/staff/new-order-pop-up";
import type { OrderWords } from "@/lib/orders/components/staff/order-words";
import type { OrderDto } from "@/lib/orders/schema";
import type { PersonOnShift } from "@/lib/people/components/people-sheet";
import { inLocale } from "@/lib/platform/i18n/locales";
import { findTable } from "@/lib/tables/client";
import { headcount } from "@/lib/tables/rules";
import type { AreaDto } from "@/lib/tables/schema";
import type { CallLevel } from "./dashboard-state";

/** Calls first, new orders under them. */
export function PopUps({
  ringing,
  levelOf,
  isElsewhere,
  managers,
  isManager,
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
  levelOf: (call: CallDto) => CallLevel;
  /** The call is none of what the list is filtered to. */
  isElsewhere: (call: CallDto) => boolean;
  /** Whom a call goes to that nobody answers. */
  managers: readonly PersonOnShift[];
  isManager: boolean;
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
    const count = table ? headcount(table) : 0;
    const guests = count > 0 ? t("calls.guests", { count }) : "";
    return [inLocale(area?.names, words.locale, "bg"), guests, bills.get(call.id)].filter(Boolean).join(" · ");
  };
  // Those who are here hear it now; where nobody is, it went to all of them.
  const here = managers.filter((person) => person.here);
  const called = here.length > 0 ? here : managers;
  return (
    <PopUpStack label={t("popUps")} inSheet={inSheet} onHeight={onHeight}>
      <CallPopUp
        calls={ringing.map((call) => ({
          call,
          room: words.isRoom(call.tableNumber),
          about: about(call),
          level: levelOf(call),
          elsewhere: isElsewhere(call),
        }))}
        managers={called.map(({ name }) => name.split(" ")[0] ?? name)}
        isManager={isManager}
        busy={busy}
        onGo={onGo}
        onPass={onPass}
      />
      <NewOrderPopUp orders={fresh} first={isFirst} words={words} onReview={onReview} onSeeAll={onSeeAll} />
    </PopUpStack>
  );
}
