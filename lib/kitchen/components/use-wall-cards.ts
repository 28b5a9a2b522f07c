"use client";

import { useLocale } from "next-intl";
import { useCallback, useEffect, useMemo, useRef } from "react";
import { inLocale } from "@/lib/platform/i18n/locales";
import { type ExpoOrder, hangOrders } from "../expo";
import type { TicketDto, TicketItemDto } from "../schema";
import { alsoAt, shownItems } from "../ticket-parts";
import { elsewhereOf, groupByOrder, hangTickets, Kept, passes, type TicketFilter } from "../wall";
import { unitOf } from "./ticket-type";
import { useHeldOrder } from "./use-held-order";
import { useWallPages } from "./use-wall-pages";
import { type CardText, guessHeight } from "./wall-pages";
import type { Elsewhere, WallContext, WallOrder, WallView } from "./wall-types";

/** What hangs: a ticket, or an order as the expo sees it. */
export type WallCard = { kind: "ticket"; ticket: TicketDto } | { kind: "order"; order: ExpoOrder };

type Hung = TicketDto | ExpoOrder;

const isOrder = (card: Hung): card is ExpoOrder => "parts" in card;

/** What hangs on a view, in its order, on pages that fit the screen. */
export function useWallCards({
  tickets,
  noted,
  view,
  order,
  filter,
  wall,
}: {
  /** Of all stations. */
  tickets: readonly TicketDto[];
  noted: ReadonlySet<string>;
  view: WallView;
  order: WallOrder;
  filter: TicketFilter;
  wall: WallContext;
}) {
  const locale = useLocale();
  const { venueLocale, stationNames, density } = wall;
  const kept = useRef({ orders: new Kept<ExpoOrder | null>(), elsewhere: new Kept<readonly Elsewhere[]>() });
  const station = view.kind === "station" ? view.station : null;
  const expo = view.kind === "expo";

  const hungTickets = useMemo(
    () => hangTickets(tickets, { view: station ? { kind: "station", station } : { kind: "all" }, order, noted }),
    [tickets, station, order, noted],
  );
  const hung: readonly Hung[] = useMemo(
    () => (expo ? hangOrders(tickets, order, kept.current.orders) : hungTickets),
    [expo, tickets, order, hungTickets],
  );
  const byId = useMemo(() => new Map(hung.map((card) => [card.id, card])), [hung]);
  const groups = useMemo(() => groupByOrder(tickets), [tickets]);
  const elsewhere = useCallback(
    (ticket: TicketDto) => {
      const group = groups.get(ticket.orderId) ?? [];
      return kept.current.elsewhere.get(ticket.id, [stationNames, ticket, ...group], () =>
        elsewhereOf(ticket, group, stationNames),
      );
    },
    [groups, stationNames],
  );
  useEffect(() => kept.current.elsewhere.keepOnly(new Set(tickets.map(({ id }) => id))), [tickets]);

  const held = useHeldOrder(hung.filter((card) => passes(card, filter)).map(({ id }) => id));
  // Another filter was asked for: nobody's finger is on a card.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a change of what is asked for lets go.
  useEffect(() => held.release(), [filter, order]);

  const guess = useCallback(
    (id: string, cellWidth: number, rem: number) => {
      const card = byId.get(id);
      if (!card) return 0;
      const nameOf = (each: Pick<TicketItemDto, "name" | "names">) =>
        inLocale(each.names, locale, venueLocale) || each.name;
      const text = isOrder(card) ? textOfOrder(card, nameOf) : textOfTicket(card, elsewhere(card), nameOf);
      return guessHeight(text, cellWidth, Number.parseFloat(unitOf[density]), rem);
    },
    [byId, locale, venueLocale, density, elsewhere],
  );
  const pages = useWallPages({ ids: held.order, density, cards: expo ? "orders" : "tickets", guess });
  const cardOf = (id: string): WallCard | null => {
    const card = byId.get(id);
    if (!card) return null;
    return isOrder(card) ? { kind: "order", order: card } : { kind: "ticket", ticket: card };
  };
  return { hung, hungTickets, byId, elsewhere, ids: held.order, touched: held.touched, pages, cardOf };
}

type NameOf = (each: Pick<TicketItemDto, "name" | "names">) => string;

function textOfTicket(ticket: TicketDto, elsewhere: readonly Elsewhere[], nameOf: NameOf): CardText {
  const changed = ticket.changedAt !== null && ticket.changeSeenAt === null && ticket.state !== "voided";
  return {
    lines: shownItems(ticket).map((item) => ({
      name: nameOf(item),
      below: [
        ...item.options.map(nameOf),
        ...(item.note ? [`${item.note}   `] : []),
        ...(item.allergens.length > 0 && item.state !== "ready" ? [item.allergens.join(", ")] : []),
        ...(item.state === "voided" ? [""] : []),
      ],
    })),
    bands: (ticket.rushAt ? 1 : 0) + (changed ? 1.5 : 0),
    note: ticket.orderNote,
    rows: alsoAt(ticket, elsewhere).map(({ stationName, items }) =>
      [stationName, ...items.map((item) => `${item.quantity} ${nameOf(item)},`)].join(" "),
    ),
  };
}

function textOfOrder(order: ExpoOrder, nameOf: NameOf): CardText {
  return {
    lines: order.parts.flatMap(({ ticket }) => [
      { name: ticket.station, below: [] },
      ...(ticket.state === "served" ? [] : ticket.items).map((item) => ({
        name: nameOf(item),
        below: [...item.options.map(nameOf), ...(item.note ? [item.note] : [])],
      })),
    ]),
    bands: order.rushAt ? 1 : 0,
    note: order.note,
    rows: [],
  };
}
