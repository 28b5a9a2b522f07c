import QRCode from "qrcode";
import type { Context, GuestActor, Venue } from "@/lib/platform/auth/actor";
import { venueFromRow } from "@/lib/platform/auth/resolve";
import { getPool, getPrisma, type Tx } from "@/lib/platform/db";
import { toSecond } from "@/lib/platform/money";
import { channelName } from "@/lib/platform/realtime/channels";
import { orderingOf, statusOfTable } from "./rules";
import type { AreaDto, LiveTableDto, SittingDto, TableCardDto, TableDto, TableListDto } from "./schema";

interface FloorRow {
  areaId: string;
  areaNames: AreaDto["names"];
  /** Null with the rest of the table for an area that has none. */
  id: string | null;
  number: string;
  kind: TableDto["kind"];
  seats: number;
  shape: TableDto["shape"];
  x: number;
  y: number;
  width: number;
  height: number;
  sessionId: string | null;
  sessionStatus: "PENDING" | "OPEN" | null;
  openedAt: Date | null;
  openedById: string | null;
  openedByName: string | null;
  guests: number;
  partySize: number | null;
  toPay: boolean;
  callingSince: Date | null;
  payingSince: Date | null;
  readySince: Date | null;
  approvalSince: Date | null;
  preparingSince: Date | null;
  orderedSince: Date | null;
}

/**
 * The floor with what its sittings wait for, in one statement: areas in their order, tables in none. Where nobody sits, orders
 * that outlived their sitting still count for their table, as they do on the board.
 */
function readFloor(db: Tx, venue: Venue, tableId: string | null = null): Promise<FloorRow[]> {
  return db.$queryRaw<FloorRow[]>`
    with called as (
      select c."sessionId",
          min(c."createdAt") filter (where c."callType" = 'HELP' and c."status" = 'PENDING') as "callingSince",
          min(c."createdAt") filter (where c."callType" <> 'HELP') as "payingSince"
        from "WaiterCall" c where c."venueId" = ${venue.id}::uuid and c."status" <> 'COMPLETED' group by c."sessionId"),
    ordered as (
      select o."tableId", o."sessionId",
          min(o."createdAt") filter (where o."approval" = 'PENDING') as "approvalSince",
          min(o."createdAt") filter (where o."status" = 'PREPARING') as "preparingSince",
          min(o."createdAt") as "orderedSince",
          min((select min(i."readyAt") from "OrderItem" i where i."orderId" = o."id" and i."state" = 'READY')) as "readySince"
        from "Order" o
       where o."venueId" = ${venue.id}::uuid and o."status" in ('PENDING', 'PREPARING', 'READY') and o."tableId" is not null
       group by o."tableId", o."sessionId")
    select a."id" as "areaId", a."names" as "areaNames", t."id", t."number", t."kind"::text as "kind", t."seats",
        t."shape"::text as "shape", t."x", t."y", t."width", t."height",
        s."id" as "sessionId", s."status"::text as "sessionStatus", s."openedAt", s."openedById", s."openedByName",
        s."partySize", (select count(*)::int from "TableGuest" g where g."sessionId" = s."id") as "guests",
        coalesce(b."status" = 'TO_PAYMENT', false) as "toPay", c."callingSince", c."payingSince",
        o."approvalSince", o."preparingSince", o."orderedSince", o."readySince"
      from "Area" a
      left join "Table" t on t."areaId" = a."id"
      left join "TableSession" s on s."tableId" = t."id" and s."status" <> 'CLOSED'
      left join "Bill" b on b."sessionId" = s."id"
      left join called c on c."sessionId" = s."id"
      left join lateral (
        select min(x."approvalSince") as "approvalSince", min(x."preparingSince") as "preparingSince",
            min(x."orderedSince") as "orderedSince", min(x."readySince") as "readySince"
          from ordered x
         where case when s."id" is null then x."tableId" = t."id" else x."sessionId" = s."id" end) o on true
     where a."venueId" = ${venue.id}::uuid and (${tableId}::uuid is null or t."id" = ${tableId}::uuid)
     order by a."position", a."id"`;
}

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

function toTableDto(row: FloorRow & { id: string }): TableDto {
  const { id, number, kind, areaId, seats, shape, x, y, width, height, sessionId, sessionStatus, guests, toPay } = row;
  const place = { id, number, kind, areaId, seats, shape, x, y, width, height };
  return {
    ...place,
    sessionId,
    sessionStatus,
    openedAt: iso(row.openedAt),
    openedBy: openerOf(row),
    guests,
    partySize: row.partySize,
    toPay,
  };
}

function toLiveTableDto(row: FloorRow & { id: string }): LiveTableDto {
  const look = statusOfTable({
    seated: row.sessionId !== null,
    toPay: row.toPay,
    openedAt: iso(row.openedAt),
    callingSince: iso(row.callingSince),
    payingSince: iso(row.payingSince),
    readySince: iso(row.readySince),
    approvalSince: iso(row.approvalSince),
    preparingSince: iso(row.preparingSince),
    orderedSince: iso(row.orderedSince),
  });
  return { ...toTableDto(row), ...look };
}

const isTable = (row: FloorRow): row is FloorRow & { id: string } => row.id !== null;

/** Whose table it is. */
export function openerOf(
  sitting: { openedById: string | null; openedByName: string | null } | null | undefined,
): TableDto["openedBy"] {
  return sitting?.openedById ? { id: sitting.openedById, name: sitting.openedByName ?? "" } : null;
}

const byNumber = new Intl.Collator("en", { numeric: true }).compare;

/** The venue's floor: areas in their order, tables by number, each with its live sitting. Never the tables' tokens. */
export async function listAreas(venue: Venue): Promise<AreaDto[]> {
  const areas = new Map<string, AreaDto>();
  for (const row of await readFloor(getPrisma(), venue)) {
    const area = areas.get(row.areaId) ?? { id: row.areaId, names: row.areaNames, tables: [] };
    areas.set(row.areaId, area);
    if (isTable(row)) area.tables.push(toTableDto(row));
  }
  for (const { tables } of areas.values()) tables.sort((a, b) => byNumber(a.number, b.number));
  return [...areas.values()];
}

/** Every table of the venue with its status as it is now, area by area and by number. Never the tables' tokens. */
export async function listTables(venue: Venue): Promise<TableListDto> {
  const rows = await readFloor(getPrisma(), venue);
  const areas = [...new Map(rows.map(({ areaId: id, areaNames: names }) => [id, { id, names }])).values()];
  const order = new Map(areas.map(({ id }, index) => [id, index]));
  const items = rows.filter(isTable).map(toLiveTableDto);
  items.sort((a, b) => (order.get(a.areaId) ?? 0) - (order.get(b.areaId) ?? 0) || byNumber(a.number, b.number));
  return { items, areas, nextCursor: null };
}

/** One table of the venue with its live sitting and status, or null. */
export async function getTable(venue: Venue, tableId: string, tx?: Tx): Promise<LiveTableDto | null> {
  const [row] = await readFloor(tx ?? getPrisma(), venue, tableId);
  return row && isTable(row) ? toLiveTableDto(row) : null;
}

/**
 * The code that is printed for a table, as an SVG of black on white. `origin` is where guests reach the house
 * (https://floor.example.com). Null when there is no such table in this venue.
 */
export async function getTableCard(venue: Venue, tableId: string, origin: string): Promise<TableCardDto | null> {
  const table = await getPrisma().table.findFirst({
    where: { id: tableId, venueId: venue.id },
    select: { number: true, token: true },
  });
  if (!table) return null;
  const url = `${origin}/t/${table.token}`;
  // Printed and held under a lamp: a quarter of the code may be unreadable, and the quiet zone is the standard's four modules.
  const svg = await QRCode.toString(url, { type: "svg", errorCorrectionLevel: "Q", margin: 4 });
  return { tableId, ...table, url, svg };
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
  const table = token.includes("\0")
    ? null
    : await getPrisma().table.findUnique({ where: { token }, include: { venue: true } });
  if (!table) return null;
  const { secondRate, names, createdAt: _, ...venue } = table.venue;
  return venueFromRow({ ...venue, names: names as Venue["names"], secondRate: secondRate?.toString() ?? null });
}
