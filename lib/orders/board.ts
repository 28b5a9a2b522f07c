import { isOpen, type OrderBook } from "./client";
import type { OrderDto, OrderItemDto } from "./schema";

export type BoardSection = "ready" | "approval" | "kitchen";
/** One row of the board: an order, and the lines of it that the section is about. */
export interface BoardRow {
  key: string;
  section: BoardSection;
  order: OrderDto;
  items: OrderItemDto[];
  /** Since when it has waited in this section; null while nothing of it was sent. */
  since: string | null;
  /** The next course that still waits to be sent; only in the kitchen's section. */
  held: number | null;
}
export type Board = Record<BoardSection, BoardRow[]>;

/** When a row with this id was made: a UUIDv7 begins with its milliseconds. Null for another kind of id. */
function madeAt(id: string): string | null {
  if (id[14] !== "7") return null;
  const ms = Number.parseInt(id.replace("-", "").slice(0, 12), 16);
  return Number.isFinite(ms) ? new Date(ms).toISOString() : null;
}

const earliest = (times: string[], fallback: string) => times.sort()[0] ?? fallback;

/** What nobody has sent comes after what cooks: nothing runs late in it. */
const byAge = (a: BoardRow, b: BoardRow) =>
  Number(a.since === null) - Number(b.since === null) ||
  (a.since ?? a.order.createdAt).localeCompare(b.since ?? b.order.createdAt) ||
  a.order.number - b.order.number;

/** The next course that waits to be sent; null when nothing is held. A line without a course counts as the first. */
export function nextHeldCourse(order: OrderDto): number | null {
  const courses = order.items.filter((item) => item.state === "held").map((item) => item.course ?? 1);
  return courses.length > 0 ? Math.min(...courses) : null;
}

/**
 * The three queues of the floor, oldest first. An order whose drinks are ready while the grill works stands in two of them. What was
 * sent later (a course that was fired, a dish that was added) waits since then and not since the order was placed.
 */
export function boardOf(book: OrderBook): Board {
  const board: Board = { ready: [], approval: [], kitchen: [] };
  for (const { order } of Object.values(book)) {
    if (!isOpen(order)) continue;
    const add = (section: BoardSection, items: OrderItemDto[], since: string | null, held: number | null = null) =>
      board[section].push({ key: `${section}:${order.id}`, section, order, items, since, held });
    if (order.approval === "pending") {
      add("approval", order.items, order.createdAt);
      continue;
    }
    if (order.approval !== "accepted") continue;
    const ready = order.items.filter((item) => item.state === "ready");
    const cooking = order.items.filter((item) => item.state === "queued" || item.state === "preparing");
    const held = order.items.filter((item) => item.state === "held");
    const course = nextHeldCourse(order);
    if (ready.length > 0) {
      add(
        "ready",
        ready,
        earliest(
          ready.map((item) => item.stateAt),
          order.createdAt,
        ),
      );
    }
    if (cooking.length > 0) {
      const sent = cooking.map((item) => (item.ticketId && madeAt(item.ticketId)) || order.createdAt);
      add("kitchen", cooking, earliest(sent, order.createdAt), course);
    } else if (held.length > 0) {
      const next = held.filter((item) => (item.course ?? 1) === course);
      add("kitchen", next, null, course);
    }
  }
  for (const rows of Object.values(board)) {
    rows.sort(byAge);
  }
  return board;
}
