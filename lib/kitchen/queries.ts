import { getMenu } from "@/lib/menu/queries";
import { toOrderItemDto, wire } from "@/lib/orders/queries";
import type { Venue } from "@/lib/platform/auth/actor";
import { getPrisma } from "@/lib/platform/db";
import type { Locale } from "@/lib/platform/i18n/locales";
import type { KitchenTicket, Order, OrderItem, Prisma } from "@/lib/platform/prisma/client";
import { readCursors } from "@/lib/platform/realtime/cursors";
import type { Cursors } from "@/lib/platform/realtime/define-event";
import { kitchenChannels } from "./rules";
import type { KitchenSnapshot, StationDto, TicketDto } from "./schema";

/** A ticket as the database keeps it, with what its order says on it. */
export interface TicketRow extends KitchenTicket {
  order: Pick<Order, "number" | "note" | "tableNumber" | "source" | "createdAt">;
  items: OrderItem[];
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
    station: row.station,
    state: wire(row.state),
    items: row.items.map((item) => {
      const { id, name, names, quantity, options, allergens, note, course, state } = toOrderItemDto(
        item,
        row.order.createdAt,
        defaultLocale,
      );
      return { id, name, names, quantity, options, allergens, note, course, state };
    }),
    createdAt: row.createdAt.toISOString(),
    dueAt: row.dueAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    readyAt: row.readyAt?.toISOString() ?? null,
    version: row.version,
  };
}

/** How long a served ticket stays in sight, so that it can be recalled, in ms. */
const servedInSightMs = 10 * 60 * 1000;

/** No ticket served within those ten minutes is older than this, in ms: keeps the search inside the index by age. */
const oldestServedMs = 24 * 60 * 60 * 1000;

const onTicket = {
  order: { select: { number: true, note: true, tableNumber: true, source: true, createdAt: true } },
  items: { orderBy: { position: "asc" } },
} satisfies Prisma.KitchenTicketInclude;

/** What the kitchen sees, oldest first: everything not yet served, and what was served in the last ten minutes. */
export async function listTickets(
  venue: Venue,
  { station }: { station?: string } = {},
  now = new Date(),
): Promise<TicketDto[]> {
  const rows = await getPrisma().kitchenTicket.findMany({
    where: {
      venueId: venue.id,
      station,
      OR: [
        { state: { in: ["QUEUED", "PREPARING", "READY"] } },
        {
          state: "SERVED",
          createdAt: { gte: new Date(now.getTime() - oldestServedMs) },
          servedAt: { gte: new Date(now.getTime() - servedInSightMs) },
        },
      ],
    },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    include: onTicket,
  });
  return rows.map((row) => toTicketDto(row, venue.defaultLocale));
}

/** The venue's stations in their order. */
export async function listStations(venue: Venue): Promise<StationDto[]> {
  const rows = await getPrisma().station.findMany({
    where: { venueId: venue.id },
    orderBy: [{ position: "asc" }, { id: "asc" }],
  });
  return rows.map(({ type, names, targetSeconds }) => ({ type, names: names as StationDto["names"], targetSeconds }));
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
    dishes: dishes.map(({ id, name }) => ({ id, name })),
    soldOut: soldOut.map(({ id, name, soldOutUntil }) => ({ id, name, until: soldOutUntil })),
    cursors,
  };
}
