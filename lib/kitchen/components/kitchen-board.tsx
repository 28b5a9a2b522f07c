"use client";

import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, useCallback, useEffect, useMemo, useState } from "react";
import { EmptyState } from "@/components/ui/empty-state";
import { inLocale } from "@/lib/platform/i18n/locales";
import { channelName } from "@/lib/platform/realtime/channels";
import type { Cursors } from "@/lib/platform/realtime/define-event";
import { useAnnouncement, useLive } from "@/lib/platform/realtime/use-live";
import { applyKitchenEvent, fetchKitchen, type KitchenData, putTicket } from "../client";
import type { ExpoOrder } from "../expo";
import { kitchenChannels } from "../rules";
import type { StationDto } from "../schema";
import { averageToReady, isHighlighted, type TicketFilter } from "../wall";
import { AllDayRail } from "./all-day-rail";
import { useKitchenAlarms } from "./kitchen-alarms";
import { KitchenHead } from "./kitchen-head";
import { LostScreen } from "./lost-screen";
import { useTicketActions } from "./use-ticket-actions";
import { useWallCards } from "./use-wall-cards";
import { useWallKeys } from "./use-wall-keys";
import { useWallSettings } from "./use-wall-settings";
import { WallGrid } from "./wall-grid";
import { WallNoteBar } from "./wall-note";
import { WallOrderCard } from "./wall-order";
import { type OpenSheet, WallSheets } from "./wall-sheets";
import { WallSoundBar } from "./wall-sound-bar";
import { WallTicket } from "./wall-ticket";
import type { Highlight, WallContext, WallView } from "./wall-types";

/** The kitchen's wall: of one station, of all, or of whole orders for whoever serves them. */
export function KitchenBoard({
  venue,
  venueLocale,
  timezone,
  view,
  stations,
  rooms,
  initial,
  lock,
  language,
}: {
  venue: string;
  venueLocale: string;
  timezone: string;
  view: WallView;
  stations: StationDto[];
  /** Numbers of the tables that are rooms. */
  rooms: string[];
  /** Of all stations, whatever the view. */
  initial: { data: KitchenData; cursors: Cursors };
  /** Hands a shared tablet on. */
  lock?: ReactNode;
  /** Chooses the language of whoever is signed in. */
  language: ReactNode;
}) {
  const t = useTranslations("kitchen");
  const locale = useLocale();
  const station = view.kind === "station" ? view.station : null;
  // On shift, and where: the floor sees who stands at which station.
  useAnnouncement(channelName(venue, "staff") ?? "", { view: "kitchen", station });
  const settings = useWallSettings();
  const [filter, setFilter] = useState<TicketFilter>("all");
  const [picked, setPicked] = useState<Highlight | null>(null);
  const [sheet, setSheet] = useState<OpenSheet | null>(null);
  const { data, update, refresh } = useLive<KitchenData>({
    channels: kitchenChannels(venue, null),
    initial,
    apply: (state, event) => applyKitchenEvent(state, event, null),
    onEvent: (event, how) => {
      alarms.onEvent(event, how);
      actions.hear(event, how);
    },
    refetch: () => fetchKitchen(venue, null),
  });
  const alarms = useKitchenAlarms({ station, tickets: data.tickets });
  const { actions, busy, noted, note } = useTicketActions({
    venue,
    venueLocale,
    data,
    update,
    refresh,
    onOpen: (ticket, item) => setSheet({ kind: "ticket", id: ticket.id, itemId: item?.id }),
  });
  const { acts, serve } = actions;
  useEffect(() => {
    if (data.incomplete) refresh().catch(() => {});
  }, [data.incomplete, refresh]);

  const stationNames = useMemo(
    () => new Map(stations.map(({ type, names }) => [type, inLocale(names, locale, venueLocale) || type])),
    [stations, locale, venueLocale],
  );
  const roomNumbers = useMemo(() => new Set(rooms), [rooms]);
  const { soldOut } = data;
  const { density, order, bumpBar } = settings;
  const showStation = view.kind !== "station";
  const wall = useMemo<WallContext>(
    () => ({ venue, venueLocale, timezone, rooms: roomNumbers, stationNames, showStation, density, soldOut }),
    [venue, venueLocale, timezone, roomNumbers, stationNames, showStation, density, soldOut],
  );
  const cards = useWallCards({ tickets: data.tickets, noted, view, order, filter, wall });
  const { hung, hungTickets, pages } = cards;
  useWallKeys({ cards, actions, settings, onHelp: () => setSheet({ kind: "keys" }) });

  const open = useMemo(() => {
    const counts = new Map<string, number>();
    for (const { station, state } of data.tickets) {
      if (state !== "served" && state !== "voided") counts.set(station, (counts.get(station) ?? 0) + 1);
    }
    return stations.map(({ type }) => ({ type, name: stationNames.get(type) ?? type, open: counts.get(type) ?? 0 }));
  }, [data.tickets, stations, stationNames]);
  const average = useMemo(() => averageToReady(hungTickets), [hungTickets]);
  const serveReady = useCallback((order: ExpoOrder) => serve(order.ready), [serve]);
  const openSoldOut = useCallback(() => setSheet({ kind: "soldOut" }), []);
  const title = station
    ? (stationNames.get(station) ?? station)
    : t(view.kind === "expo" ? "wall.expo" : "allStations");

  return (
    <div className="flex h-dvh flex-col px-5 pb-5 max-[480px]:px-3 max-[480px]:pb-3">
      <title>{title}</title>
      <LostScreen timezone={timezone} venue={venue} />
      <KitchenHead
        venue={venue}
        timezone={timezone}
        title={title}
        view={view}
        stations={open}
        hung={hung}
        filter={filter}
        onFilter={(wanted) => {
          setFilter(wanted);
          pages.show(0);
        }}
        average={average}
        onOpen={(kind) => setSheet({ kind })}
        lock={lock}
      />
      <WallSoundBar />
      <main className="grid min-h-0 flex-1 grid-rows-[minmax(0,1fr)] gap-x-5 min-[900px]:grid-cols-[16.5rem_minmax(0,1fr)]">
        <AllDayRail
          tickets={hungTickets}
          wall={wall}
          highlight={picked}
          onHighlight={setPicked}
          onSoldOut={openSoldOut}
        />
        <section aria-label={t(filter)} className="flex min-h-0 flex-col">
          <div className="rail flex-none" />
          <WallGrid
            ids={cards.ids}
            wall={pages}
            hung={cards.byId}
            empty={
              <EmptyState picture="dessert" linen="sage" title={t("emptyTitle")}>
                {t("emptyText")}
              </EmptyState>
            }
            cardOf={({ id, column, row, columns, rows }, nth, how) => {
              const card = cards.cardOf(id);
              const slot = bumpBar && nth < 10 ? (nth + 1) % 10 : null;
              const place = { column, row, columns, rows, ...how, slot, onMeasured: pages.measured };
              if (card?.kind === "order") {
                const isBusy = card.order.ready.some((ticket) => busy.has(ticket.id));
                return (
                  <WallOrderCard
                    key={id}
                    order={card.order}
                    wall={wall}
                    acts={acts}
                    busy={isBusy}
                    onServe={serveReady}
                    {...place}
                  />
                );
              }
              if (!card) return null;
              const { ticket } = card;
              return (
                <WallTicket
                  key={id}
                  ticket={ticket}
                  wall={wall}
                  acts={acts}
                  elsewhere={cards.elsewhere(ticket)}
                  busy={busy.has(id)}
                  highlight={!picked ? "none" : isHighlighted(ticket, picked) ? "match" : "dim"}
                  {...place}
                />
              );
            }}
          />
        </section>
      </main>
      <WallNoteBar note={note} onUndo={actions.undo} onDismiss={actions.dismiss} />
      <WallSheets
        open={sheet}
        onOpen={setSheet}
        data={data}
        station={station}
        hung={hungTickets}
        wall={wall}
        actions={actions}
        settings={settings}
        highlight={picked}
        onHighlight={setPicked}
        language={language}
        onRecalled={(ticket) => update((state) => putTicket(state, ticket))}
      />
    </div>
  );
}
