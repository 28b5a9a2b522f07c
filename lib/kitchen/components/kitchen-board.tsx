"use client";

import { CloudOff, Undo2 } from "lucide-react";
import { useFormatter, useLocale, useTranslations } from "next-intl";
import { type ReactNode, useEffect, useState } from "react";
import { SoundBar, SoundButton } from "@/components/alerts/sound-controls";
import { playSound } from "@/components/alerts/sounds";
import { EmptyState } from "@/components/ui/empty-state";
import type { ItemState, OrderDto } from "@/lib/orders/schema";
import { ApiError } from "@/lib/platform/http/client";
import { inLocale } from "@/lib/platform/i18n/locales";
import { channelName } from "@/lib/platform/realtime/channels";
import type { Cursors } from "@/lib/platform/realtime/define-event";
import { useConnection } from "@/lib/platform/realtime/provider";
import { useAnnouncement, useLive } from "@/lib/platform/realtime/use-live";
import {
  applyKitchenEvent,
  fetchKitchen,
  type KitchenData,
  putTicket,
  seeTicketChange,
  sendItemState,
  sendTicketState,
} from "../client";
import { kitchenChannels } from "../rules";
import type { StationDto, TicketDto, TicketItemDto, TicketState } from "../schema";
import { AllDayRail } from "./all-day-rail";
import { KitchenHead, passes, type TicketFilter } from "./kitchen-head";
import { TicketCard } from "./ticket-card";
import { useHeldOrder } from "./use-held-order";

/** Active tickets by age, then the ready ones; served ones are off the wall. */
function onTheWall(tickets: readonly TicketDto[], seen: ReadonlySet<string>): TicketDto[] {
  const rank = (ticket: TicketDto) => (ticket.state === "ready" ? 1 : 0);
  return tickets
    .filter(({ id, state, changeSeenAt }) =>
      state === "voided" ? !seen.has(id) && changeSeenAt === null : state !== "served",
    )
    .sort((a, b) => rank(a) - rank(b) || a.createdAt.localeCompare(b.createdAt) || a.id.localeCompare(b.id));
}

interface Undo {
  key: "bumped" | "started" | "recalled";
  number: number;
  run: () => void;
}

/** The kitchen's wall of one station, or of all. */
export function KitchenBoard({
  venue,
  venueLocale,
  timezone,
  station,
  stations,
  rooms,
  initial,
  lock,
}: {
  venue: string;
  venueLocale: string;
  timezone: string;
  station: string | null;
  stations: StationDto[];
  /** Numbers of the tables that are rooms. */
  rooms: string[];
  initial: { data: KitchenData; cursors: Cursors };
  /** Hands a shared tablet on. */
  lock?: ReactNode;
}) {
  const t = useTranslations("kitchen");
  const words = useTranslations("common");
  const errors = useTranslations("errors");
  const locale = useLocale();
  const format = useFormatter();
  const connection = useConnection();
  // On shift, and where: the floor sees who stands at which station.
  useAnnouncement(channelName(venue, "staff") ?? "", { view: "kitchen", station });
  const [filter, setFilter] = useState<TicketFilter>("all");
  const [busy, setBusy] = useState<ReadonlySet<string>>(new Set());
  const [seen, setSeen] = useState<ReadonlySet<string>>(new Set());
  const [undo, setUndo] = useState<Undo | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const { data, update, refresh } = useLive<KitchenData>({
    channels: kitchenChannels(venue, station),
    initial,
    apply: (state, event) => applyKitchenEvent(state, event, station),
    onEvent: ({ name, data: { station: made } }, { replayed }) => {
      if (name === "ticket-created" && !replayed && (!station || made === station)) playSound("order");
    },
    refetch: () => fetchKitchen(venue, station),
  });

  useEffect(() => {
    if (data.incomplete) void refresh();
  }, [data.incomplete, refresh]);
  useEffect(() => {
    if (!undo) return;
    const timer = setTimeout(() => setUndo(null), 10_000);
    return () => clearTimeout(timer);
  }, [undo]);
  useEffect(() => {
    if (!failure) return;
    const timer = setTimeout(() => setFailure(null), 10_000);
    return () => clearTimeout(timer);
  }, [failure]);

  const nameOf = (each: StationDto) => inLocale(each.names, locale, venueLocale) || each.type;
  const wall = onTheWall(data.tickets, seen);
  const { order, touched } = useHeldOrder(wall.filter((ticket) => passes(ticket, filter)).map(({ id }) => id));
  const byId = new Map(wall.map((ticket) => [ticket.id, ticket]));

  /** Sends a step; somebody faster is no failure: the answer's state is shown, and the event follows. */
  async function attempt(ticket: TicketDto, work: () => Promise<void>) {
    setBusy((current) => new Set(current).add(ticket.id));
    setFailure(null);
    try {
      await work();
    } catch (error) {
      const code = error instanceof ApiError ? error.code : "internal";
      if (code === "state-moved" || code === "version-moved") await refresh();
      else setFailure(t("failed", { reason: errors(code) }));
    } finally {
      setBusy((current) => {
        const rest = new Set(current);
        rest.delete(ticket.id);
        return rest;
      });
    }
  }

  function moveTicket(ticket: TicketDto, to: TicketState) {
    const from = ticket.state;
    void attempt(ticket, async () => {
      const moved = await sendTicketState(venue, ticket.id, to);
      update((state) => putTicket(state, moved));
      const key = to === "ready" ? "bumped" : from === "ready" ? "recalled" : "started";
      setUndo({ key, number: ticket.orderNumber, run: () => moveTicket(moved, from) });
    });
  }

  function takeNote(ticket: TicketDto) {
    // Off the wall at once; the other screens follow the event.
    setSeen((known) => new Set(known).add(ticket.id));
    void attempt(ticket, async () => {
      const noted = await seeTicketChange(venue, ticket.id);
      update((state) => putTicket(state, noted));
    });
  }

  function moveItem(ticket: TicketDto, item: TicketItemDto) {
    const to: ItemState = item.state === "queued" ? "preparing" : item.state === "ready" ? "preparing" : "ready";
    void attempt(ticket, async () => {
      const order = await sendItemState(venue, item.id, to, ticket.id);
      update((state) => {
        const held = state.tickets.find(({ id }) => id === ticket.id);
        if (!held || held.version > order.version) return state;
        const stateOf = new Map(order.items.map((each) => [each.id, each.state]));
        const items = held.items.map((each) => ({ ...each, state: stateOf.get(each.id) ?? each.state }));
        return { ...state, tickets: state.tickets.map((each) => (each.id === held.id ? { ...held, items } : each)) };
      });
    });
  }

  const current = stations.find(({ type }) => type === station);
  const title = current ? nameOf(current) : t("allStations");
  return (
    <div className="flex h-dvh flex-col px-5 pb-5" onPointerDown={touched}>
      <title>{title}</title>
      <KitchenHead
        venue={venue}
        timezone={timezone}
        title={title}
        station={station}
        stations={stations.map((each) => ({ type: each.type, name: nameOf(each) }))}
        tickets={wall}
        filter={filter}
        onFilter={setFilter}
        sound={
          <>
            <SoundButton />
            {lock}
          </>
        }
      />
      <div className="mb-3 flex-none empty:hidden [&_*]:!text-[1.25rem]">
        <SoundBar />
      </div>
      {connection.status === "offline" ? (
        <p
          role="alert"
          className="mb-3 flex min-h-14 flex-none items-center gap-3 bg-pending px-4 text-[1.5rem] font-semibold text-on-pending"
        >
          <CloudOff aria-hidden className="size-7 flex-none" strokeWidth={2.25} />
          {t("stale", {
            time: format.dateTime(new Date(connection.lastSync), { timeStyle: "medium", timeZone: timezone }),
          })}
        </p>
      ) : null}
      <main className="grid min-h-0 flex-1 gap-x-5 min-[900px]:grid-cols-[16.5rem_minmax(0,1fr)]">
        <AllDayRail tickets={wall} soldOut={data.soldOut} venueLocale={venueLocale} timezone={timezone} />
        <section aria-label={t(filter)} className="flex min-h-0 flex-col">
          <div className="rail flex-none" />
          {order.length === 0 ? (
            <div className="grid flex-1 place-items-center">
              <EmptyState picture="dessert" linen="sage" title={t("emptyTitle")}>
                {t("emptyText")}
              </EmptyState>
            </div>
          ) : (
            <div className="grid min-h-0 flex-1 auto-rows-[minmax(calc(50%-0.4375rem),max-content)] grid-cols-1 gap-x-3 gap-y-3.5 overflow-y-auto min-[480px]:grid-cols-2 min-[900px]:grid-cols-4 min-[1500px]:grid-cols-6">
              {order.flatMap((id) => {
                const ticket = byId.get(id);
                if (!ticket) return [];
                const made = station ? null : stations.find(({ type }) => type === ticket.station);
                return [
                  <TicketCard
                    key={id}
                    ticket={ticket}
                    venueLocale={venueLocale}
                    room={ticket.tableNumber !== null && rooms.includes(ticket.tableNumber)}
                    showStation={made ? nameOf(made) : null}
                    busy={busy.has(id)}
                    onTicket={moveTicket}
                    onItem={moveItem}
                    onSeen={takeNote}
                  />,
                ];
              })}
            </div>
          )}
        </section>
      </main>
      <div aria-live="polite" className="fixed inset-x-0 bottom-5 z-30 flex justify-center px-5">
        {failure ? (
          <p
            role="alert"
            className="rounded-md bg-urgent px-5 py-4 text-[1.375rem] font-semibold text-on-urgent shadow-float"
          >
            {failure}
          </p>
        ) : undo ? (
          <p className="flex min-h-14 items-center gap-5 rounded-md bg-ink pl-5 text-[1.375rem] font-medium text-paper shadow-float">
            {t(undo.key, { number: undo.number })}
            <button
              type="button"
              onClick={() => {
                setUndo(null);
                undo.run();
              }}
              className="flex min-h-14 items-center gap-2 px-5 font-semibold"
            >
              <Undo2 aria-hidden className="size-6" strokeWidth={2.25} />
              {words("undo")}
            </button>
          </p>
        ) : null}
      </div>
    </div>
  );
}
