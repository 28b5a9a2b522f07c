import type { Approval, OrderSource, OrderStatus } from "@/lib/orders/schema";
import type { PickupDto } from "./schema";

/** As much of an order as the pickup screen looks at. */
export interface PickupOrder {
  number: number;
  source: OrderSource;
  approval: Approval;
  status: OrderStatus;
  /** YYYY-MM-DD */
  serviceDay: string;
  createdAt: Date;
  readyAt: Date | null;
}

/** Numbers begin anew with each service day; those of the day before stay on the screen while they are younger than this, in ms. */
const carriedOverMs = 3 * 60 * 60 * 1000;

/**
 * Where an order stands on the pickup screen; null: it is not on it. What was ordered at the counter is fetched there, from its
 * accept until somebody collected it or it was called off. What waiters carry to tables is nobody's to fetch. A number that nobody
 * fetched leaves with its service day, before the next guest gets the same.
 */
export function pickupColumn(order: PickupOrder, today: string, now: Date): "preparing" | "ready" | null {
  if (order.source !== "COUNTER" || order.approval !== "accepted") return null;
  if (order.serviceDay !== today && now.getTime() - order.createdAt.getTime() > carriedOverMs) return null;
  if (order.status === "ready") return "ready";
  return order.status === "pending" || order.status === "preparing" ? "preparing" : null;
}

/** The screen's two columns: what is made, oldest first, and what may be fetched, newest first. A number stands once in each. */
export function pickupBoard(orders: readonly PickupOrder[], today: string, now: Date): Omit<PickupDto, "at"> {
  const inColumn = (column: "preparing" | "ready") =>
    orders.filter((order) => pickupColumn(order, today, now) === column);
  const age = ({ createdAt }: PickupOrder) => createdAt.getTime();
  const done = ({ readyAt, createdAt }: PickupOrder) => (readyAt ?? createdAt).getTime();
  const numbers = (column: PickupOrder[]) => [...new Set(column.map(({ number }) => number))];
  return {
    preparing: numbers(inColumn("preparing").sort((a, b) => age(a) - age(b) || a.number - b.number)),
    ready: numbers(inColumn("ready").sort((a, b) => done(b) - done(a) || b.number - a.number)),
  };
}

/** What is called out: the first of the queue stands large now. */
export interface Calls {
  /** The ready numbers that were called, or were there before the screen was. */
  known: readonly number[];
  queue: readonly number[];
}

/** A screen that is opened calls nobody who may have come already. */
export function beginCalls(ready: readonly number[]): Calls {
  return { known: ready, queue: [] };
}

/** Queues what is newly ready, in the order it became so, and forgets what was collected or taken back: that may be called again. */
export function learnReady(calls: Calls, ready: readonly number[]): Calls {
  const fresh = ready.filter((number) => !calls.known.includes(number)).reverse();
  const gone = calls.known.some((number) => !ready.includes(number));
  if (fresh.length === 0 && !gone) return calls;
  return { known: ready, queue: [...calls.queue.filter((number) => ready.includes(number)), ...fresh] };
}

/** The first of the queue was called long enough. */
export function nextCall({ known, queue }: Calls): Calls {
  return { known, queue: queue.slice(1) };
}

/** A number's cell, in its font size: a figure of Golos Text is 0.62 wide. */
const digitWidth = 0.62;
const cellGap = 0.7;
const cellHeight = 1.3;

/** Smaller than this share of the largest size nobody reads it across the room; the list then goes on below the edge. */
const leastShare = 0.25;

/**
 * The columns and the font size, in px, with which `count` numbers of up to `digits` figures fit a box. Up to what fits at `largest`
 * the columns do not depend on the count, so that no number moves sideways when another one comes.
 */
export function fitNumbers(
  count: number,
  { width, height, digits, largest }: { width: number; height: number; digits: number; largest: number },
): { columns: number; size: number } {
  const cellWidth = digits * digitWidth + cellGap;
  const columnsAt = (size: number) => Math.floor(width / (cellWidth * size));
  const least = Math.ceil(largest * leastShare);
  for (let size = Math.floor(largest); size > least; size--) {
    const columns = columnsAt(size);
    if (columns * Math.floor(height / (cellHeight * size)) >= count) return { columns, size };
  }
  return { columns: Math.max(1, columnsAt(least)), size: least };
}
