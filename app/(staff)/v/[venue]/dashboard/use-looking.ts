"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { usePlace } from "@/lib/orders/components/staff/order-row";
import type { OrderWords } from "@/lib/orders/components/staff/order-words";
import type { PersonOnShift } from "@/lib/people/components/people-sheet";
import type { RoleName } from "@/lib/platform/auth/actor";
import { channelName } from "@/lib/platform/realtime/channels";
import type { Member } from "@/lib/platform/realtime/live-socket";
import { useAnnouncement, useAnnouncements } from "@/lib/platform/realtime/use-live";
import type { DashboardState } from "./dashboard-state";
import type { OpenThings } from "./use-open-things";

/** What a staff page tells its colleagues of itself. */
export interface Looking {
  view: "floor" | "order" | "table" | "pad" | "kitchen";
  orderId?: string;
  tableId?: string;
  /** Station type. */
  station?: string | null;
}

/** Tells colleagues what is open here, and knows what is open at theirs. */
export function useLooking({
  venue,
  me,
  state,
  present,
  open,
  words,
}: {
  venue: string;
  me: { id: string };
  state: DashboardState;
  present: readonly Member[];
  open: OpenThings;
  words: OrderWords;
}) {
  const t = useTranslations("staff.person");
  const placeOf = usePlace(words);
  const channel = channelName(venue, "staff") ?? "";
  const { sheet, pad } = open;
  const mine: Looking = pad
    ? { view: "pad", orderId: pad.orderId, tableId: pad.tableId }
    : sheet?.kind === "order"
      ? { view: "order", orderId: sheet.id }
      : sheet?.kind === "table"
        ? { view: "table", tableId: sheet.id }
        : { view: "floor" };
  useAnnouncement(channel, mine);
  const announced = useAnnouncements<Looking>(channel);
  const looking = useMemo(() => new Map(announced.map(({ userId, value }) => [userId, value])), [announced]);

  const whereOf = (userId: string, station: string | null): string | null => {
    const look = looking.get(userId);
    const table = state.floor.areas.flatMap((area) => area.tables).find(({ id }) => id === look?.tableId);
    const order = look?.orderId ? state.orders[look.orderId]?.order : undefined;
    if (table) return placeOf(table.number);
    if (order) return placeOf(order.tableNumber);
    const stationType = look?.view === "kitchen" ? (look.station ?? station) : station;
    if (stationType) return words.stations[stationType]?.name ?? stationType;
    return look?.view === "kitchen" ? t("inKitchen") : null;
  };

  const here = new Map(present.map((member) => [member.id, member]));
  const colleagues = new Map(state.people.map((person) => [person.userId, person]));
  // Everybody on the list of the house, and who is here although the list is older than they are.
  const ids = new Set([...here.keys(), ...colleagues.keys()]);
  ids.delete(me.id);
  const people: PersonOnShift[] = [...ids].map((id) => {
    const colleague = colleagues.get(id);
    return {
      id,
      name: colleague?.name ?? here.get(id)?.info.name ?? "",
      role: (colleague?.role ?? here.get(id)?.info.role ?? "staff") as RoleName,
      here: here.has(id),
      where: here.has(id) ? whereOf(id, colleague?.station ?? null) : null,
    };
  });
  people.sort((a, b) => Number(b.here) - Number(a.here) || a.name.localeCompare(b.name));

  return {
    people,
    lookersOf: (orderId: string) =>
      people
        .filter(({ id, here: isHere }) => isHere && looking.get(id)?.orderId === orderId)
        .map(({ name }) => name.split(" ")[0] ?? name),
  };
}
