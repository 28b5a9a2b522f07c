import type { Context, GuestActor, Venue } from "@/lib/platform/auth/actor";
import { venueFromRow } from "@/lib/platform/auth/resolve";
import { getPool, getPrisma, type Tx } from "@/lib/platform/db";
import { toSecond } from "@/lib/platform/money";
import type { Prisma } from "@/lib/platform/prisma/client";
import { channelName } from "@/lib/platform/realtime/channels";
import { orderingOf } from "./rules";
import type { AreaDto, SittingDto, TableDto } from "./schema";

const withSitting = {
  sessions: {
    where: { status: { not: "CLOSED" } },
    include: { _count: { select: { guests: true } } },
    take: 1,
  },
} satisfies Prisma.TableInclude;

type TableRow = Prisma.TableGetPayload<{ include: typeof withSitting }>;

function toTableDto(row: TableRow): TableDto {
  const sitting = row.sessions[0];
  return {
    id: row.id,
    number: row.number,
    kind: row.kind,
    areaId: row.areaId,
    seats: row.seats,
    shape: row.shape,
    x: row.x,
    y: row.y,
    width: row.width,
    height: row.height,
    sessionId: sitting?.id ?? null,
    sessionStatus: sitting && sitting.status !== "CLOSED" ? sitting.status : null,
    openedAt: sitting?.openedAt?.toISOString() ?? null,
    openedBy: openerOf(sitting),
    guests: sitting?._count.guests ?? 0,
  };
}

/** Whose table it is. */
export function openerOf(
  sitting: { openedById: string | null; openedByName: string | null } | null | undefined,
): TableDto["openedBy"] {
  return sitting?.openedById ? { id: sitting.openedById, name: sitting.openedByName ?? "" } : null;
}

const byNumber = new Intl.Collator("en", { numeric: true }).compare;

/** The venue's floor: areas in their order, tables by number, each with its live sitting. Never the tables' tokens. */
export async function listAreas(venue: Venue): Promise<AreaDto[]> {
  const areas = await getPrisma().area.findMany({
    where: { venueId: venue.id },
    orderBy: [{ position: "asc" }, { id: "asc" }],
    include: { tables: { include: withSitting } },
  });
  return areas.map(({ id, names, tables }) => ({
    id,
    names: names as AreaDto["names"],
    tables: tables.map(toTableDto).sort((a, b) => byNumber(a.number, b.number)),
  }));
}

/** One table of the venue with its live sitting, or null. */
export async function getTable(venue: Venue, tableId: string, tx?: Tx): Promise<TableDto | null> {
  const row = await (tx ?? getPrisma()).table.findFirst({
    where: { id: tableId, venueId: venue.id },
    include: withSitting,
  });
  return row ? toTableDto(row) : null;
}

/** What a guest is told of the sitting their cookie belongs to. */
export function toSitting({ actor, venue }: Pick<Context<GuestActor>, "actor" | "venue">): SittingDto {
  const { sessionId, tableId, tableNumber, locale, sessionStatus } = actor;
  return {
    sessionId,
    tableId,
    tableNumber,
    locale,
    channel: channelName(venue.slug, "sitting", { sitting: { tableNumber, sessionId } }) ?? "",
    ordering: orderingOf(venue.orderingPolicy, sessionStatus),
  };
}

export interface SittingBill {
  /** Minor units of `currency`: what the sitting's orders come to, cancelled ones aside. */
  total: number;
  currency: string;
  secondTotal: number | null;
  secondCurrency: string | null;
  status: "open" | "to_payment" | "partially_paid" | "paid" | "refunded";
}

/** What a sitting owes: the sum of its orders that were not cancelled, in minor units; null when there is no such sitting here. */
export async function findSittingBill(venue: Venue, sessionId: string): Promise<SittingBill | null> {
  const { rows } = await getPool().query<{ status: string; currency: string; total: string }>({
    name: "sitting-bill",
    text: `
      select b."status", b."currency",
        (select coalesce(sum(o."total"), 0) from "Order" o where o."billId" = b."id" and o."status" <> 'CANCELLED') as "total"
      from "Bill" b where b."sessionId" = $1::uuid and b."venueId" = $2::uuid`,
    values: [sessionId, venue.id],
  });
  return rows[0] ? toBill(venue, Number(rows[0].total), rows[0].currency, rows[0].status) : null;
}

function toBill(venue: Venue, total: number, currency: string, status: string): SittingBill {
  return {
    total,
    currency,
    secondTotal: venue.second ? toSecond(total, currency, venue.second) : null,
    secondCurrency: venue.second?.currency ?? null,
    status: status.toLowerCase() as SittingBill["status"],
  };
}

/** As findSittingBill, for a sitting that is known to be there: one that has no bill yet owes nothing. */
export async function getSittingBill(venue: Venue, sessionId: string): Promise<SittingBill> {
  return (await findSittingBill(venue, sessionId)) ?? toBill(venue, 0, venue.currency, "OPEN");
}

/** The venue whose table carries this secret, or null; for the QR landing, which knows nothing but the secret. */
export async function findVenueByTableToken(token: string): Promise<Venue | null> {
  const table = await getPrisma().table.findUnique({ where: { token }, include: { venue: true } });
  if (!table) return null;
  const { secondRate, names, createdAt: _, ...venue } = table.venue;
  return venueFromRow({ ...venue, names: names as Venue["names"], secondRate: secondRate?.toString() ?? null });
}
