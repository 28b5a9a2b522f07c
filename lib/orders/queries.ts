import type { Venue } from "@/lib/platform/auth/actor";
import { getPrisma } from "@/lib/platform/db";
import { AppError } from "@/lib/platform/errors";
import { inLocale, type Translations } from "@/lib/platform/i18n/locales";
import type { OrderItem, Prisma } from "@/lib/platform/prisma/client";
import type { OrderDto, OrderItemDto, OrderItemOption } from "./schema";

export const withItems = { items: { orderBy: { position: "asc" } } } satisfies Prisma.OrderInclude;

/** An order as the database keeps it, its items in their order. */
export type OrderRow = Prisma.OrderGetPayload<{ include: typeof withItems }>;

/** A database enum's value on the wire. */
export function wire<T extends string>(value: T): Lowercase<T> {
  return value.toLowerCase() as Lowercase<T>;
}

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

function enteredAt(item: OrderItem): Date | null {
  switch (item.state) {
    case "HELD":
      return null;
    case "QUEUED":
      return item.queuedAt;
    case "PREPARING":
      return item.startedAt;
    case "READY":
      return item.readyAt;
    case "SERVED":
      return item.servedAt;
    case "VOIDED":
      return item.voidedAt;
  }
}

/** `createdAt` is the order's: a held item has been in its state since then. */
export function toOrderItemDto(item: OrderItem, createdAt: Date, defaultLocale: string): OrderItemDto {
  const names = item.names as Translations;
  const options = item.options as Omit<OrderItemOption, "name">[];
  return {
    id: item.id,
    menuItemId: item.menuItemId,
    name: inLocale(names, defaultLocale, defaultLocale),
    names,
    quantity: item.quantity,
    unitPrice: item.unitPrice,
    options: options.map((option) => ({ ...option, name: inLocale(option.names, defaultLocale, defaultLocale) })),
    allergens: item.allergens,
    note: item.note,
    course: item.course,
    station: item.station,
    state: wire(item.state),
    stateAt: (enteredAt(item) ?? createdAt).toISOString(),
    ticketId: item.ticketId,
  };
}

/** The order as it travels. `defaultLocale` is the venue's. */
export function toOrderDto(row: OrderRow, defaultLocale: string): OrderDto {
  return {
    id: row.id,
    number: row.number,
    status: wire(row.status),
    approval: wire(row.approval),
    source: row.source,
    tableNumber: row.tableNumber,
    sessionId: row.sessionId,
    billId: row.billId,
    items: row.items.map((item) => toOrderItemDto(item, row.createdAt, defaultLocale)),
    note: row.note,
    total: row.total,
    currency: row.currency,
    secondTotal: row.secondTotal,
    secondCurrency: row.secondCurrency,
    cancelReason: row.cancelReason,
    version: row.version,
    createdAt: iso(row.createdAt) ?? "",
  };
}

const unfinished = ["PENDING", "PREPARING", "READY"] as const;

/** Orders that are not completed or cancelled, oldest first. */
export async function listOpenOrders(venue: Venue): Promise<OrderDto[]> {
  const rows = await getPrisma().order.findMany({
    where: { venueId: venue.id, status: { in: [...unfinished] } },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    include: withItems,
  });
  return rows.map((row) => toOrderDto(row, venue.defaultLocale));
}

/** All orders of a sitting, oldest first. */
export async function listSittingOrders(venue: Venue, sessionId: string): Promise<OrderDto[]> {
  const rows = await getPrisma().order.findMany({
    where: { venueId: venue.id, sessionId },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    include: withItems,
  });
  return rows.map((row) => toOrderDto(row, venue.defaultLocale));
}

/** One order; for a guest only one of the given sitting. Null when there is none, or it is another's. */
export async function getOrder(
  venue: Venue,
  id: string,
  { sessionId }: { sessionId?: string } = {},
): Promise<OrderDto | null> {
  const row = await getPrisma().order.findFirst({ where: { id, venueId: venue.id, sessionId }, include: withItems });
  return row ? toOrderDto(row, venue.defaultLocale) : null;
}

export const orderFilters = ["open", "pending", "preparing", "ready", "completed", "cancelled"] as const;
export type OrderFilter = (typeof orderFilters)[number];

export interface ListOrdersOptions {
  status?: OrderFilter;
  sessionId?: string;
  /** `nextCursor` of the page before. */
  cursor?: string;
  /** 1–200. */
  limit?: number;
}

function statusIn(filter: OrderFilter): Prisma.EnumOrderStatusFilter {
  return filter === "open"
    ? { in: [...unfinished] }
    : { equals: filter.toUpperCase() as Uppercase<Exclude<OrderFilter, "open">> };
}

function readCursor(cursor: string): { createdAt: Date; id: string } {
  const [at, id] = Buffer.from(cursor, "base64url").toString().split(" ");
  const createdAt = new Date(at ?? "");
  if (!id || !/^[0-9a-f-]{36}$/.test(id) || Number.isNaN(createdAt.getTime())) {
    throw new AppError("malformed", "This cursor is not one of ours.");
  }
  return { createdAt, id };
}

/** A page of orders, newest first. Throws `malformed` for a cursor that is not ours. */
export async function listOrders(
  venue: Venue,
  { status, sessionId, cursor, limit = 50 }: ListOrdersOptions = {},
): Promise<{ items: OrderDto[]; nextCursor: string | null }> {
  const after = cursor ? readCursor(cursor) : null;
  const rows = await getPrisma().order.findMany({
    where: {
      venueId: venue.id,
      sessionId,
      ...(status ? { status: statusIn(status) } : {}),
      ...(after
        ? {
            createdAt: { lte: after.createdAt },
            OR: [{ createdAt: { lt: after.createdAt } }, { id: { lt: after.id } }],
          }
        : {}),
    },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: limit + 1,
    include: withItems,
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map((row) => toOrderDto(row, venue.defaultLocale)),
    nextCursor:
      rows.length > limit && last
        ? Buffer.from(`${last.createdAt.toISOString()} ${last.id}`).toString("base64url")
        : null,
  };
}
