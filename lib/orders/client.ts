import type { z } from "zod";
import type { EventMeta, LiveEvent } from "@/lib/platform/realtime/define-event";
import type { itemStatusChange, newOrder, orderCancelled, orderStatusChange, orderUpdated } from "./events";
import type { ItemState, OrderDto, OrderItemDto, OrderStatus } from "./schema";

/**
 * What a staff screen knows of an order, and the version each part of it was told at. Events of one order reach a screen over
 * two channels, so a younger one may overtake an older one that is about another part: each part has its own guard.
 */
export interface HeldOrder {
  order: OrderDto;
  told: { status: number; approval: number; text: number; items: Readonly<Record<string, number>> };
}
export type OrderBook = Readonly<Record<string, HeldOrder>>;

type Payload<D extends { payload: z.ZodType }> = z.infer<D["payload"]> & { meta: EventMeta };

function hold(order: OrderDto): HeldOrder {
  const { version } = order;
  return {
    order,
    told: {
      status: version,
      approval: version,
      text: version,
      items: Object.fromEntries(order.items.map((item) => [item.id, version])),
    },
  };
}

/** The book of a snapshot. */
export function openOrderBook(orders: readonly OrderDto[]): OrderBook {
  return Object.fromEntries(orders.map((order) => [order.id, hold(order)]));
}

/** Lays the items of a younger or equal version over what is held; an item that was told later keeps its own. */
function mergeItems(held: HeldOrder, items: readonly OrderItemDto[], version: number) {
  const mine = new Map(held.order.items.map((item) => [item.id, item]));
  const told: Record<string, number> = { ...held.told.items };
  const merged = items.map((item) => {
    const own = mine.get(item.id);
    mine.delete(item.id);
    if (own && (told[item.id] ?? 0) > version) return own;
    told[item.id] = version;
    return item;
  });
  return { items: [...merged, ...mine.values()], told };
}

/** Takes an order as the server answered it. Parts that are known from a later version stay. */
export function mergeOrder(book: OrderBook, dto: OrderDto): OrderBook {
  const held = book[dto.id];
  if (!held) return { ...book, [dto.id]: hold(dto) };
  const { order, told } = held;
  const { version } = dto;
  const { items, told: toldItems } = mergeItems(held, dto.items, version);
  const next: OrderDto = {
    ...(version >= told.text ? dto : { ...dto, note: order.note, total: order.total, secondTotal: order.secondTotal }),
    status: version >= told.status ? dto.status : order.status,
    cancelReason: version >= told.status ? dto.cancelReason : order.cancelReason,
    approval: version >= told.approval ? dto.approval : order.approval,
    items,
    version: Math.max(version, order.version),
  };
  return {
    ...book,
    [dto.id]: {
      order: next,
      told: {
        status: Math.max(version, told.status),
        approval: Math.max(version, told.approval),
        text: Math.max(version, told.text),
        items: toldItems,
      },
    },
  };
}

/** The order that a `new-order` event carries; null when it was too large for the wire and has to be fetched. */
export function orderOfEvent(event: LiveEvent): OrderDto | null {
  const { orderId, orderNumber, meta: _meta, ...rest } = event.data as unknown as Payload<typeof newOrder>;
  return Array.isArray(rest.items) ? { ...rest, id: orderId, number: orderNumber } : null;
}

function put(book: OrderBook, held: HeldOrder, order: Partial<OrderDto>, told: Partial<HeldOrder["told"]>): OrderBook {
  const version = Math.max(held.order.version, order.version ?? 0);
  return {
    ...book,
    [held.order.id]: { order: { ...held.order, ...order, version }, told: { ...held.told, ...told } },
  };
}

/** Applies one event. The same event twice, or an older one after a younger one, changes nothing. */
export function applyOrderEvent(book: OrderBook, event: LiveEvent): OrderBook {
  if (event.name === "new-order") {
    const order = orderOfEvent(event);
    if (!order) return book;
    const held = book[order.id];
    return held && held.order.version >= order.version ? book : mergeOrder(book, order);
  }
  const held = book[(event.data as { orderId?: string }).orderId ?? ""];
  if (!held) return book;
  const { order, told } = held;
  switch (event.name) {
    case "order-updated": {
      const data = event.data as unknown as Payload<typeof orderUpdated>;
      const { version } = data;
      const changed: Partial<OrderDto> = { version };
      const marks: Partial<HeldOrder["told"]> = {};
      if (data.approval !== undefined && version >= told.approval) {
        changed.approval = data.approval;
        marks.approval = version;
      }
      if (version >= told.text && (data.note !== undefined || data.total !== undefined)) {
        if (data.note !== undefined) changed.note = data.note;
        if (data.total !== undefined) changed.total = data.total;
        if (data.secondTotal !== undefined) changed.secondTotal = data.secondTotal;
        marks.text = version;
      }
      if (data.items) {
        const merged = mergeItems(held, data.items, version);
        changed.items = merged.items;
        marks.items = merged.told;
      }
      return put(book, held, changed, marks);
    }
    case "order-status-change": {
      const { status, version } = event.data as unknown as Payload<typeof orderStatusChange>;
      return version < told.status ? book : put(book, held, { status, version }, { status: version });
    }
    case "order-cancelled": {
      const { reason, approval, version } = event.data as unknown as Payload<typeof orderCancelled>;
      if (version < told.status) return book;
      return put(
        book,
        held,
        { status: "cancelled", cancelReason: reason, version, ...(version >= told.approval ? { approval } : {}) },
        { status: version, approval: Math.max(version, told.approval) },
      );
    }
    case "item-status-change": {
      const { itemId, status, version, at, ticketId } = event.data as unknown as Payload<typeof itemStatusChange>;
      if (version < (told.items[itemId] ?? 0)) return book;
      const items = order.items.map((item) =>
        item.id === itemId ? { ...item, state: status, stateAt: at, ticketId: ticketId ?? item.ticketId } : item,
      );
      return put(book, held, { items, version }, { items: { ...told.items, [itemId]: version } });
    }
    default:
      return book;
  }
}

const orderEvents = new Set([
  "new-order",
  "order-updated",
  "order-status-change",
  "order-cancelled",
  "item-status-change",
]);

/** The order an event is about and the book does not hold: an order too large for the wire, or one taken back from the past. */
export function orderToFetch(book: OrderBook, event: LiveEvent): string | null {
  const id = (event.data as { orderId?: string }).orderId;
  if (!id || !orderEvents.has(event.name) || book[id]) return null;
  if (event.name === "new-order") return orderOfEvent(event) ? null : id;
  const status = (event.data as { status?: string }).status;
  return event.name === "order-cancelled" || status === "completed" || status === "cancelled" ? null : id;
}

/** Whether somebody still has to do something for it. */
export function isOpen(order: OrderDto): boolean {
  return order.status !== "completed" && order.status !== "cancelled";
}

export type BoardSection = "ready" | "approval" | "kitchen";
/** One row of the board: an order, and the lines of it that the section is about. */
export interface BoardRow {
  key: string;
  section: BoardSection;
  order: OrderDto;
  items: OrderItemDto[];
  /** Since when it has waited in this section. */
  since: string;
}
export type Board = Record<BoardSection, BoardRow[]>;

const earliest = (items: OrderItemDto[], fallback: string) => items.map((item) => item.stateAt).sort()[0] ?? fallback;

/** The three queues of the floor, oldest first. An order whose drinks are ready while the grill works stands in two of them. */
export function boardOf(book: OrderBook): Board {
  const board: Board = { ready: [], approval: [], kitchen: [] };
  for (const { order } of Object.values(book)) {
    if (!isOpen(order)) continue;
    const add = (section: BoardSection, items: OrderItemDto[], since: string) =>
      board[section].push({ key: `${section}:${order.id}`, section, order, items, since });
    if (order.approval === "pending") {
      add("approval", order.items, order.createdAt);
      continue;
    }
    if (order.approval !== "accepted") continue;
    const ready = order.items.filter((item) => item.state === "ready");
    const cooking = order.items.filter((item) => ["held", "queued", "preparing"].includes(item.state));
    if (ready.length > 0) add("ready", ready, earliest(ready, order.createdAt));
    if (cooking.length > 0) add("kitchen", cooking, order.createdAt);
  }
  for (const rows of Object.values(board)) {
    rows.sort((a, b) => a.since.localeCompare(b.since) || a.order.number - b.order.number);
  }
  return board;
}

/** The step after this one, for the order and for a line of it. */
export const nextStatus: Partial<Record<OrderStatus, "preparing" | "ready" | "completed">> = {
  pending: "preparing",
  preparing: "ready",
  ready: "completed",
};
export const nextItemState: Partial<Record<ItemState, "queued" | "preparing" | "ready" | "served">> = {
  held: "queued",
  queued: "preparing",
  preparing: "ready",
  ready: "served",
};
export const previousItemState: Partial<Record<ItemState, "queued" | "preparing" | "ready">> = {
  preparing: "queued",
  ready: "preparing",
  served: "ready",
};
