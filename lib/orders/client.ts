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
  told: {
    status: number;
    approval: number;
    note: number;
    /** Total and second total. */
    money: number;
    /** Table, sitting and bill. */
    place: number;
    /** When all lines were told at once; a line that is not among them came later. */
    lines: number;
    /** Line by line. */
    items: Readonly<Record<string, number>>;
  };
  /** Steps of lines that are not here yet: told before the line itself was. */
  ahead: Readonly<Record<string, LineStep & { version: number }>>;
}
type LineStep = Pick<OrderItemDto, "state" | "stateAt" | "ticketId">;

export type OrderBook = Readonly<Record<string, HeldOrder>>;

type Payload<D extends { payload: z.ZodType }> = z.infer<D["payload"]> & { meta: EventMeta };

function hold(order: OrderDto): HeldOrder {
  const { version } = order;
  return {
    order,
    told: {
      status: version,
      approval: version,
      note: version,
      money: version,
      place: version,
      lines: version,
      items: Object.fromEntries(order.items.map((item) => [item.id, version])),
    },
    ahead: {},
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
    const step = held.ahead[item.id];
    told[item.id] = Math.max(version, step?.version ?? 0);
    if (!step || step.version <= version) return item;
    return { ...item, state: step.state, stateAt: step.stateAt, ticketId: step.ticketId ?? item.ticketId };
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
  const from = (part: number) => (version >= part ? dto : order);
  const [status, approval, note] = [from(told.status), from(told.approval), from(told.note)];
  const [money, place] = [from(told.money), from(told.place)];
  const next: OrderDto = {
    ...dto,
    status: status.status,
    cancelReason: status.cancelReason,
    approval: approval.approval,
    note: note.note,
    total: money.total,
    secondTotal: money.secondTotal,
    tableNumber: place.tableNumber,
    sessionId: place.sessionId,
    billId: place.billId,
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
        note: Math.max(version, told.note),
        money: Math.max(version, told.money),
        place: Math.max(version, told.place),
        lines: Math.max(version, told.lines),
        items: toldItems,
      },
      ahead: held.ahead,
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
    [held.order.id]: { ...held, order: { ...held.order, ...order, version }, told: { ...held.told, ...told } },
  };
}

/** Only what changed is in the event, so each part of it is laid over what is held by itself. */
function putUpdate(book: OrderBook, held: HeldOrder, data: Payload<typeof orderUpdated>): OrderBook {
  const { told } = held;
  const { version, approval, note, total, secondTotal, items, tableNumber, sessionId, billId } = data;
  const changed: Partial<OrderDto> = { version };
  const marks: Partial<HeldOrder["told"]> = {};
  if (approval !== undefined && version >= told.approval) {
    changed.approval = approval;
    marks.approval = version;
  }
  if (note !== undefined && version >= told.note) {
    changed.note = note;
    marks.note = version;
  }
  if (total !== undefined && version >= told.money) {
    changed.total = total;
    if (secondTotal !== undefined) changed.secondTotal = secondTotal;
    marks.money = version;
  }
  if ((tableNumber !== undefined || sessionId !== undefined || billId !== undefined) && version >= told.place) {
    if (tableNumber !== undefined) changed.tableNumber = tableNumber;
    if (sessionId !== undefined) changed.sessionId = sessionId;
    if (billId !== undefined) changed.billId = billId;
    marks.place = version;
  }
  if (items) {
    const merged = mergeItems(held, items, version);
    changed.items = merged.items;
    marks.items = merged.told;
    marks.lines = Math.max(version, told.lines);
  }
  return put(book, held, changed, marks);
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
    case "order-updated":
      return putUpdate(book, held, event.data as unknown as Payload<typeof orderUpdated>);
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
      if (version < (told.items[itemId] ?? held.ahead[itemId]?.version ?? 0)) return book;
      const step = { state: status, stateAt: at, ticketId };
      if (!order.items.some((item) => item.id === itemId)) {
        const ahead = { ...held.ahead, [itemId]: { ...step, version } };
        return put(book, { ...held, ahead }, { version }, {});
      }
      const items = order.items.map((item) =>
        item.id === itemId ? { ...item, ...step, ticketId: ticketId ?? item.ticketId } : item,
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

/**
 * The order an event is about and the book does not hold, or not all of it: an order too large for the wire, one taken back from the
 * past, or lines that were added and did not fit into the event.
 */
export function orderToFetch(book: OrderBook, event: LiveEvent): string | null {
  const {
    orderId: id,
    status,
    version,
    itemId,
    truncated,
  } = event.data as Partial<Record<string, string>> & {
    version?: number;
    truncated?: boolean;
  };
  if (!id || !orderEvents.has(event.name)) return null;
  const held = book[id];
  if (held) {
    const lacking = truncated || (itemId !== undefined && !held.order.items.some((item) => item.id === itemId));
    return lacking && (version ?? 0) > held.told.lines ? id : null;
  }
  if (event.name === "new-order") return orderOfEvent(event) ? null : id;
  return event.name === "order-cancelled" || status === "completed" || status === "cancelled" ? null : id;
}

/** Whether somebody still has to do something for it. */
export function isOpen(order: OrderDto): boolean {
  return order.status !== "completed" && order.status !== "cancelled";
}

/** The step after this one, for the order and for a line of it. What is held goes on by being accepted or fired. */
export const nextStatus: Partial<Record<OrderStatus, "preparing" | "ready" | "completed">> = {
  pending: "preparing",
  preparing: "ready",
  ready: "completed",
};
export const nextItemState: Partial<Record<ItemState, "queued" | "preparing" | "ready" | "served">> = {
  queued: "preparing",
  preparing: "ready",
  ready: "served",
};
export const previousItemState: Partial<Record<ItemState, "queued" | "preparing" | "ready">> = {
  preparing: "queued",
  ready: "preparing",
  served: "ready",
};
