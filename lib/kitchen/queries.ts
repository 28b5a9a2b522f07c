import { getMenu } from "@/lib/menu/queries";
import { cursorAfter, readCursor, toOrderItemDto, wire } from "@/lib/orders/queries";
import type { Venue } from "@/lib/platform/auth/actor";
import { getPool, getPrisma } from "@/lib/platform/db";
import { inLocale, type Locale, type Translations } from "@/lib/platform/i18n/locales";
import type { KitchenTicket, Order, OrderItem, Prisma } from "@/lib/platform/prisma/client";
import { readCursors } from "@/lib/platform/realtime/cursors";
import type { Cursors } from "@/lib/platform/realtime/define-event";
import { serviceDay, serviceDayStart } from "@/lib/platform/time";
import { byQuantity, kitchenChannels, stateOnTicket } from "./rules";
import type { AllDayDto, BusyStationDto, KitchenSnapshot, PastTicketDto, StationDto, TicketDto } from "./schema";

/** A ticket as the database keeps it, with what its order says on it. */
export interface TicketRow extends KitchenTicket {
  order: Pick<Order, "number" | "note" | "tableNumber" | "source" | "createdAt">;
  /** The lines on it, whether they are made there or handed on to it. */
  items: OrderItem[];
  guests: number;
}

/** The ticket as it travels. `defaultLocale` is the venue's. */
export function toTicketDto(row: TicketRow, defaultLocale: string): TicketDto {
  return {
    id: row.id,
    orderId: row.orderId,
    orderNumber: row.order.number,
    orderNote: row.order.note,
    tableNumber: row.order.tableNumber,
    source: row.order.source,
    guests: row.guests,
    station: row.station,
    isPass: row.isPass,
    state: wire(row.state),
    items: row.items.map((item) => {
      const dto = toOrderItemDto(item, row.order.createdAt, defaultLocale);
      const { id, menuItemId, name, names, quantity, options, allergens, note, course } = dto;
      const state = stateOnTicket({ state: dto.state, handed: item.handedAt !== null }, row.isPass);
      const { passTicketId } = item;
      return { id, menuItemId, name, names, quantity, options, allergens, note, course, state, passTicketId };
    }),
    createdAt: row.createdAt.toISOString(),
    dueAt: row.dueAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    readyAt: row.readyAt?.toISOString() ?? null,
    rushAt: row.rushAt?.toISOString() ?? null,
    changedAt: row.changedAt?.toISOString() ?? null,
    changeSeenAt: row.changeSeenAt?.toISOString() ?? null,
    version: row.version,
  };
}

/** How long a served ticket stays in sight, so that it can be recalled, in ms. */
export const servedInSightMs = 10 * 60 * 1000;

/** What was called off is shown for at most this, in ms, should nobody take note of it: keeps the search inside the index by age. */
const calledOffInSightMs = 24 * 60 * 60 * 1000;

const onTicket = {
  order: {
    select: {
      number: true,
      note: true,
      tableNumber: true,
      source: true,
      createdAt: true,
      session: { select: { partySize: true, _count: { select: { guests: true } } } },
    },
  },
  items: { orderBy: { position: "asc" } },
  handed: { orderBy: { position: "asc" } },
} satisfies Prisma.KitchenTicketInclude;

function toTicketRow({ handed, ...row }: Prisma.KitchenTicketGetPayload<{ include: typeof onTicket }>): TicketRow {
  const { session } = row.order;
  const guests = session ? Math.max(session.partySize ?? 0, session._count.guests) : 0;
  return { ...row, items: row.isPass ? handed : row.items, guests };
}

// The states stand in the text: as parameters they would hide from the planner that an index has all that is asked for.
const inSightStatement = {
  name: "tickets-in-sight",
  text: `
    select t."id" from "KitchenTicket" t
     where t."venueId" = $1::uuid and t."state" in ('QUEUED', 'PREPARING', 'READY') and ($2::text is null or t."station" = $2)
    union all
    select t."id" from "KitchenTicket" t
     where t."venueId" = $1::uuid and t."servedAt" >= $3::timestamptz and ($2::text is null or t."station" = $2)
    union all
    select t."id" from "KitchenTicket" t
     where t."venueId" = $1::uuid and t."createdAt" >= $4::timestamptz and t."state" = 'VOIDED' and t."changedAt" is not null
       and t."changeSeenAt" is null and ($2::text is null or t."station" = $2)`,
};

/**
 * What the kitchen sees, oldest first: everything not yet served, what was served in the last ten minutes, and what was called off
 * until somebody took note of it.
 */
export async function listTickets(
  venue: Venue,
  { station }: { station?: string } = {},
  now = new Date(),
): Promise<TicketDto[]> {
  const ago = (ms: number) => new Date(now.getTime() - ms);
  const shown = await getPool().query<{ id: string }>({
    ...inSightStatement,
    values: [venue.id, station ?? null, ago(servedInSightMs), ago(calledOffInSightMs)],
  });
  const rows = await getPrisma().kitchenTicket.findMany({
    where: { id: { in: shown.rows.map(({ id }) => id) } },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    include: onTicket,
  });
  return rows.map((row) => toTicketDto(toTicketRow(row), venue.defaultLocale));
}

/** The venue's stations in their order. */
export async function listStations(venue: Venue): Promise<StationDto[]> {
  const rows = await getPrisma().station.findMany({
    where: { venueId: venue.id },
    orderBy: [{ position: "asc" }, { id: "asc" }],
  });
  return rows.map(({ venueId: _, names, ...station }) => ({ ...station, names: names as StationDto["names"] }));
}

/** The venue's stations in their order, with how much is open at each; in one statement. */
export async function listBusyStations(venue: Venue): Promise<BusyStationDto[]> {
  const { rows } = await getPool().query<BusyStationDto>({
    name: "busy-stations",
    text: `
      select s."id", s."type", s."names", s."position", s."targetSeconds", s."nextStation", s."version",
        (select count(*)::int from "KitchenTicket" t
          where t."venueId" = s."venueId" and t."station" = s."type" and t."state" in ('QUEUED', 'PREPARING', 'READY')) as "openTickets"
      from "Station" s where s."venueId" = $1::uuid order by s."position", s."id"`,
    values: [venue.id],
  });
  return rows;
}

/** The tickets that were served in the service day of `now`, the last first. Throws `malformed` for a cursor that is not ours. */
export async function listPastTickets(
  venue: Venue,
  { station, cursor, limit = 50 }: { station?: string; cursor?: string; limit?: number } = {},
  now = new Date(),
): Promise<{ items: PastTicketDto[]; nextCursor: string | null }> {
  const { timezone, serviceDayCutoffHour } = venue;
  const today = serviceDayStart(serviceDay(now, timezone, serviceDayCutoffHour), timezone, serviceDayCutoffHour);
  const after = cursor ? readCursor(cursor) : null;
  const rows = await getPrisma().kitchenTicket.findMany({
    where: {
      venueId: venue.id,
      station,
      servedAt: { gte: today, ...(after ? { lte: after.createdAt } : {}) },
      ...(after ? { OR: [{ servedAt: { lt: after.createdAt } }, { id: { lt: after.id } }] } : {}),
    },
    orderBy: [{ servedAt: "desc" }, { id: "desc" }],
    take: limit + 1,
    include: onTicket,
  });
  const items = rows.slice(0, limit).flatMap((row) => {
    const { servedAt, recalledAt } = row;
    if (!servedAt) return [];
    const dto = toTicketDto(toTicketRow(row), venue.defaultLocale);
    return [{ ...dto, servedAt: servedAt.toISOString(), recalledAt: recalledAt?.toISOString() ?? null }];
  });
  const last = items.at(-1);
  return {
    items,
    nextCursor: rows.length > limit && last ? cursorAfter({ createdAt: new Date(last.servedAt), id: last.id }) : null,
  };
}

interface AllDayRow {
  menuItemId: string;
  names: Translations;
  quantity: number;
  options: { modifierId: string; names: Translations; quantity: number }[];
}

// Names are those of the oldest line, as rules.allDay takes them from tickets in their order.
const allDayStatement = {
  name: "kitchen-all-day",
  text: `
    with line as (
      select i."menuItemId", i."names", i."quantity", i."options",
          row_number() over (order by t."createdAt", t."id", i."position") as "place"
        from "KitchenTicket" t join "OrderItem" i on i."ticketId" = t."id"
       where t."venueId" = $1::uuid and t."state" in ('QUEUED', 'PREPARING') and ($2::text is null or t."station" = $2)
         and i."state" in ('QUEUED', 'PREPARING') and i."handedAt" is null),
    option as (
      select l."menuItemId", o."value"->>'modifierId' as "modifierId",
          (array_agg(o."value"->'names' order by l."place", o."ordinality"))[1] as "names", sum(l."quantity")::int as "quantity"
        from line l, jsonb_array_elements(l."options") with ordinality o
       group by 1, 2)
    select l."menuItemId", (array_agg(l."names" order by l."place"))[1] as "names", sum(l."quantity")::int as "quantity",
        (select coalesce(jsonb_agg(jsonb_build_object('modifierId', o."modifierId", 'names', o."names", 'quantity', o."quantity")), '[]')
           from option o where o."menuItemId" = l."menuItemId") as "options"
      from line l group by l."menuItemId"`,
};

/** What is still to cook, of all stations or of one: what rules.allDay counts from the tickets. In one statement. */
export async function readAllDay(venue: Venue, station: string | null): Promise<AllDayDto[]> {
  const { rows } = await getPool().query<AllDayRow>({ ...allDayStatement, values: [venue.id, station] });
  const named = <Line extends { names: Translations }>(line: Line) => ({
    ...line,
    name: inLocale(line.names, venue.defaultLocale, venue.defaultLocale),
  });
  return rows
    .map((row) => ({
      ...named(row),
      options: row.options.map(named).sort(byQuantity(({ modifierId }) => modifierId)),
    }))
    .sort(byQuantity(({ menuItemId }) => menuItemId));
}

/** Everything a kitchen screen shows, of all stations or of one, and where it stands on the channels it follows. */
export async function readKitchen(
  venue: Venue,
  station: string | null,
  locale: Locale,
): Promise<KitchenSnapshot & { cursors: Cursors }> {
  // Before the data: what happens in between is then told twice, never not at all.
  const cursors = await readCursors(venue, kitchenChannels(venue.slug, station));
  const [stations, tickets, menu] = await Promise.all([
    listStations(venue),
    listTickets(venue, { station: station ?? undefined }),
    getMenu(venue, locale),
  ]);
  const dishes = menu.categories.flatMap(({ items }) => items).filter((item) => !station || item.station === station);
  const soldOut = dishes.filter((item) => item.soldOut);
  return {
    stations,
    tickets,
    dishes: dishes.map(({ id, name, station }) => ({ id, name, station })),
    soldOut: soldOut.map(({ id, name, soldOutUntil }) => ({ id, name, until: soldOutUntil })),
    cursors,
  };
}
