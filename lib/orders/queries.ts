import type { Venue } from "@/lib/platform/auth/actor";
import { getPool, getPrisma } from "@/lib/platform/db";
import { AppError } from "@/lib/platform/errors";
import { inLocale, type Translations } from "@/lib/platform/i18n/locales";
import type { OrderComment, OrderItem, Prisma } from "@/lib/platform/prisma/client";
import type { CommentDto, OrderDto, OrderItemDto, OrderItemOption } from "./schema";

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

/** Written out, not through Prisma: it sends a state as a cast parameter, which no partial index on that state can serve. */
export const openOrdersStatement = {
  name: "open-orders",
  text: `select o."id" from "Order" o where o."venueId" = $1::uuid and o."status" in ('PENDING', 'PREPARING', 'READY')`,
};

/** Orders that are not completed or cancelled, oldest first. */
export async function listOpenOrders(venue: Venue): Promise<OrderDto[]> {
  const open = await getPool().query<{ id: string }>({ ...openOrdersStatement, values: [venue.id] });
  const rows = await getPrisma().order.findMany({
    where: { id: { in: open.rows.map(({ id }) => id) } },
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

/** Reads what `cursorAfter` wrote. Throws `malformed` for anything else. */
export function readCursor(cursor: string): { createdAt: Date; id: string } {
  const [at, id] = Buffer.from(cursor, "base64url").toString().split(" ");
  const createdAt = new Date(at ?? "");
  const isOurs = /^2\d{3}-\S+ [0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(`${at} ${id}`);
  if (!id || !isOurs || Number.isNaN(createdAt.getTime())) {
    throw new AppError("malformed", "This cursor is not one of ours.");
  }
  return { createdAt, id };
}

/** Where the page after `last` begins; null after nothing. */
export function cursorAfter(last: { createdAt: Date; id: string } | undefined): string | null {
  return last ? Buffer.from(`${last.createdAt.toISOString()} ${last.id}`).toString("base64url") : null;
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
  return {
    items: page.map((row) => toOrderDto(row, venue.defaultLocale)),
    nextCursor: rows.length > limit ? cursorAfter(page.at(-1)) : null,
  };
}

/** A comment as it travels. */
export function toCommentDto(row: OrderComment): CommentDto {
  return {
    id: row.id,
    orderId: row.orderId,
    text: row.text,
    author: { id: row.userId, name: row.userName },
    mentions: row.mentions,
    createdAt: row.createdAt.toISOString(),
  };
}

/** A page of the staff's thread on an order, oldest first; null when there is no such order here. Throws `malformed` as listOrders. */
export async function listComments(
  venue: Venue,
  orderId: string,
  { cursor, limit = 100 }: { cursor?: string; limit?: number } = {},
): Promise<{ items: CommentDto[]; nextCursor: string | null } | null> {
  const after = cursor ? readCursor(cursor) : null;
  const order = await getPrisma().order.findFirst({
    where: { id: orderId, venueId: venue.id },
    select: {
      comments: {
        where: after
          ? {
              createdAt: { gte: after.createdAt },
              OR: [{ createdAt: { gt: after.createdAt } }, { id: { gt: after.id } }],
            }
          : {},
        orderBy: [{ createdAt: "asc" }, { id: "asc" }],
        take: limit + 1,
      },
    },
  });
  if (!order) return null;
  const page = order.comments.slice(0, limit);
  return {
    items: page.map(toCommentDto),
    nextCursor: order.comments.length > limit ? cursorAfter(page.at(-1)) : null,
  };
}

export interface OrderSides {
  /** Order id → how many comments its thread has; orders without one are left out. */
  comments: Record<string, number>;
  /** Order id → the user who took it; orders that guests placed are left out. */
  takenBy: Record<string, string>;
}

/** What stands beside orders on the board, in one statement. Another venue's orders are not there. */
export async function listOrderSides(venue: Venue, orderIds: readonly string[]): Promise<OrderSides> {
  const { rows } = await getPool().query<{ id: string; takenBy: string | null; comments: number }>({
    name: "order-sides",
    text: `
      select o."id", o."placedById" as "takenBy",
        (select count(*)::int from "OrderComment" c where c."orderId" = o."id") as "comments"
      from "Order" o where o."id" = any($1::uuid[]) and o."venueId" = $2::uuid`,
    values: [orderIds, venue.id],
  });
  return {
    comments: Object.fromEntries(rows.flatMap(({ id, comments }) => (comments > 0 ? [[id, comments]] : []))),
    takenBy: Object.fromEntries(rows.flatMap(({ id, takenBy }) => (takenBy ? [[id, takenBy]] : []))),
  };
}
