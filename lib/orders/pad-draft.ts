import {
  addLine,
  type Cart,
  type CartLine,
  changeLine,
  emptyCart,
  maxNoteLength,
  type PricedCart,
  type PricedLine,
  parseCart,
  toRequest,
} from "./guest-cart";
import type { AddItemsInput, OrderDto, PlaceOrderInput } from "./schema";

/** What somebody of the staff is taking down: for which table, in which courses, and whether it is on its way. Pure. */

/** Whom an order is for, with what it is called by: the table or the order may not be on the page when that is told. */
export type PadTarget =
  | { kind: "table"; tableId: string; tableNumber: string; room: boolean }
  | { kind: "counter" }
  | { kind: "order"; orderId: string; number: number; tableNumber: string | null; room: boolean };

/** A request on its way: the same key and body go again until there is an answer. */
export interface PadPending {
  key: string;
  /** Below /api/venues/{venue}/ */
  path: string;
  body: PlaceOrderInput | AddItemsInput;
  /** The cart's line for each item of the body. */
  lineKeys: string[];
  /** ISO 8601 */
  since: string;
}

/** Why the server refused it, and the keys of the lines it named. */
export interface Refusal {
  code: string;
  lines: string[];
}

export interface PadDraft {
  target: PadTarget;
  cart: Cart;
  /** Later courses that do not wait. */
  sendNow: number[];
  /** ISO 8601 */
  startedAt: string;
  pending: PadPending | null;
  refusal: Refusal | null;
}

/** One person's drafts by `targetId`. */
export type PadDrafts = Readonly<Record<string, PadDraft>>;

export const maxCourse = 9;

export function targetId(target: PadTarget): string {
  if (target.kind === "table") return `table ${target.tableId}`;
  return target.kind === "order" ? `order ${target.orderId}` : "counter";
}

export function newDraft(target: PadTarget, now: Date): PadDraft {
  return { target, cart: emptyCart, sendNow: [], startedAt: now.toISOString(), pending: null, refusal: null };
}

/** Whether there is anything in it to lose. */
export function isEmpty({ cart, pending }: PadDraft): boolean {
  return cart.lines.length === 0 && cart.note.trim() === "" && !pending;
}

function isTarget(value: unknown): value is PadTarget {
  const target = value as Partial<Record<string, unknown>> | null;
  if (target?.kind === "table") return typeof target.tableId === "string" && typeof target.tableNumber === "string";
  if (target?.kind === "order") return typeof target.orderId === "string" && typeof target.number === "number";
  return target?.kind === "counter";
}

const isCourse = (value: unknown): value is number => Number.isInteger(value) && Number(value) > 0;

/** Drafts as they were stored; what cannot be read is left out. */
export function readDrafts(stored: unknown): PadDrafts {
  const drafts: Record<string, PadDraft> = {};
  for (const value of Object.values((stored ?? {}) as Record<string, Partial<PadDraft> | null>)) {
    if (!isTarget(value?.target)) continue;
    const { target, pending, refusal } = value;
    drafts[targetId(target)] = {
      target,
      cart: { ...parseCart(JSON.stringify(value.cart ?? null)), pending: null },
      sendNow: Array.isArray(value.sendNow) ? value.sendNow.filter(isCourse) : [],
      startedAt: typeof value.startedAt === "string" ? value.startedAt : new Date(0).toISOString(),
      pending: pending?.key && pending.path && pending.body && Array.isArray(pending.lineKeys) ? pending : null,
      refusal: refusal?.code && Array.isArray(refusal.lines) ? refusal : null,
    };
  }
  return drafts;
}

/** Puts a draft back among the others; an empty one goes. */
export function keepDraft(drafts: PadDrafts, draft: PadDraft): PadDrafts {
  const { [targetId(draft.target)]: _before, ...others } = drafts;
  return isEmpty(draft) ? others : { ...others, [targetId(draft.target)]: draft };
}

/** Changes the cart of a draft that is not on its way. A change makes an old refusal void. */
export function changeCart(draft: PadDraft, change: (cart: Cart) => Cart): PadDraft {
  if (draft.pending) return draft;
  const cart = change(draft.cart);
  return cart === draft.cart ? draft : { ...draft, cart, refusal: null };
}

/** What is in `from` for the table it should have been for; where something waits for that one already, the two become one. */
export function moveDraft(drafts: PadDrafts, from: PadDraft, target: PadTarget): PadDrafts {
  if (from.pending || targetId(from.target) === targetId(target)) return drafts;
  const held = drafts[targetId(target)];
  if (held?.pending) return drafts;
  const { [targetId(from.target)]: _gone, ...others } = drafts;
  if (!held) return keepDraft(others, { ...from, target, refusal: null });
  const lines = from.cart.lines.reduce(addLine, held.cart);
  const note = [held.cart.note, from.cart.note]
    .filter((each) => each.trim())
    .join(" ")
    .slice(0, maxNoteLength);
  const sendNow = [...new Set([...held.sendNow, ...from.sendNow])];
  return keepDraft(others, { ...held, cart: { ...lines, note }, sendNow, refusal: null });
}

/** 1 where nothing else was said. */
export function courseOf(line: CartLine): number {
  return line.course ?? 1;
}

/** The line in another course, 1 to 9; the same dish that is there already becomes more of it. */
export function setCourse(cart: Cart, key: string, course: number): Cart {
  const line = cart.lines.find((each) => each.key === key);
  if (!line || course < 1 || course > maxCourse || course === courseOf(line)) return cart;
  const { key: _key, course: _course, ...rest } = line;
  return changeLine(cart, key, course === 1 ? rest : { ...rest, course });
}

/** All lines of one course in another one. */
export function moveCourse(cart: Cart, from: number, to: number): Cart {
  return cart.lines.filter((line) => courseOf(line) === from).reduce((now, line) => setCourse(now, line.key, to), cart);
}

export interface Course {
  course: number;
  lines: PricedLine[];
  /** It stays here until somebody sends it. */
  waits: boolean;
}

/** Nothing waits at the counter: what is paid for is made. */
export function hasCourses(target: PadTarget): boolean {
  return target.kind === "table" || (target.kind === "order" && target.tableNumber !== null);
}

/** The lines by course, the first one first. */
export function coursesOf(priced: PricedCart, { target, sendNow }: Pick<PadDraft, "target" | "sendNow">): Course[] {
  if (!hasCourses(target)) return priced.lines.length > 0 ? [{ course: 1, lines: priced.lines, waits: false }] : [];
  const numbers = [...new Set(priced.lines.map(({ line }) => courseOf(line)))].sort((a, b) => a - b);
  return numbers.map((course) => ({
    course,
    lines: priced.lines.filter(({ line }) => courseOf(line) === course),
    waits: course > 1 && !sendNow.includes(course),
  }));
}

/** How many portions go now and how many wait; what cannot be ordered is not counted. */
export function countSending(courses: readonly Course[]): { now: number; later: number } {
  const sum = { now: 0, later: 0 };
  for (const { lines, waits } of courses) {
    for (const { line, problem } of lines) {
      if (problem === null) sum[waits ? "later" : "now"] += line.quantity;
    }
  }
  return sum;
}

/**
 * The request for what can be ordered now, or null when that is nothing. Courses are named only where there are several, and then
 * `hold` says which of them wait.
 */
export function toPadRequest(draft: PadDraft, priced: PricedCart, key: string, now: Date): PadPending | null {
  const request = toRequest(draft.cart, priced, key);
  if (!request) return null;
  const { target } = draft;
  const courses = hasCourses(target);
  const later = [...new Set(request.body.items.flatMap(({ course }) => course ?? []))].sort((a, b) => a - b);
  const items = request.body.items.map(({ course, ...item }) =>
    courses && later.length > 0 ? { ...item, course: course ?? 1 } : item,
  );
  const hold = courses && later.length > 0 ? { hold: later.filter((each) => !draft.sendNow.includes(each)) } : {};
  const sent = { key, lineKeys: request.lineKeys, since: now.toISOString() };
  if (target.kind === "order") return { ...sent, path: `orders/${target.orderId}/items`, body: { items, ...hold } };
  const { note } = request.body;
  const place =
    target.kind === "table" ? { source: "STAFF" as const, tableId: target.tableId } : { source: "COUNTER" as const };
  return { ...sent, path: "orders", body: { ...place, items, ...(note ? { note } : {}), ...hold } };
}

/** Whether more can be added to an order: accepted, and still open. */
export function takesMore({ status, approval }: Pick<OrderDto, "status" | "approval">): boolean {
  return approval === "accepted" && status !== "completed" && status !== "cancelled";
}
