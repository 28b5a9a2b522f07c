import type { MenuSnapshot, SnapshotItem } from "@/lib/menu/queries";
import { isSoldOut } from "@/lib/menu/rules";
import type { Venue } from "@/lib/platform/auth/actor";
import { AppError, type FieldError } from "@/lib/platform/errors";
import type { Translations } from "@/lib/platform/i18n/locales";
import { toSecond } from "@/lib/platform/money";
import { inWindows } from "@/lib/platform/time";
import type { Approval, ItemState, OrderItemOption, OrderStatus, PlaceOrderInput } from "./schema";

/** As much of an item as the state machine looks at. */
export interface StatedItem {
  id: string;
  state: ItemState;
  /** Null is made nowhere: such an item is born ready. */
  station: string | null;
}

export interface ItemMove {
  id: string;
  from: ItemState;
  to: ItemState;
  /** Its maker hands it on (true) or takes it back (false), whatever its state; left out is what follows from the state. */
  handed?: boolean;
}

/** The steps an item takes while it lives, in order; `held` comes before them and only an accept or a fire ends it. */
const steps = ["queued", "preparing", "ready", "served"] as const;
export type Step = (typeof steps)[number];

const rankOf: Record<ItemState, number> = { held: -1, queued: 0, preparing: 1, ready: 2, served: 3, voided: -1 };

const stepOfStatus: Record<Exclude<OrderStatus, "cancelled">, Step> = {
  pending: "queued",
  preparing: "preparing",
  ready: "ready",
  completed: "served",
};

/**
 * The order's status, from its approval and its items. An item that is made nowhere is ready from its birth, so alone it does not
 * mean that the kitchen has begun. While a course is held the order is neither ready nor completed, whatever was sent before.
 */
export function deriveOrderStatus(approval: Approval, items: readonly Omit<StatedItem, "id">[]): OrderStatus {
  const live = items.filter(({ state }) => state !== "voided");
  if (approval === "rejected" || approval === "expired" || live.length === 0) return "cancelled";
  if (approval === "pending") return "pending";
  if (live.every(({ state }) => state === "served")) return "completed";
  if (live.every(({ state }) => state === "ready" || state === "served")) return "ready";
  const begun = live.some(
    ({ state, station }) => state === "preparing" || state === "served" || (state === "ready" && station !== null),
  );
  return begun ? "preparing" : "pending";
}

/** Where an item begins when it is sent, and how far back a recall can take it. */
export function firstState(station: string | null): "queued" | "ready" {
  return station === null ? "ready" : "queued";
}

/** Moves live items to a step: those behind it when going forward, those beyond it when going back. */
export function moveItems(items: readonly StatedItem[], step: Step, direction: "forward" | "back"): ItemMove[] {
  return items.flatMap(({ id, state, station }) => {
    if (state === "voided" || state === "held") return [];
    const floor = firstState(station);
    const to = rankOf[step] < rankOf[floor] ? floor : step;
    const moves = direction === "forward" ? rankOf[state] < rankOf[to] : rankOf[state] > rankOf[to];
    return moves ? [{ id, from: state, to }] : [];
  });
}

/** The one step between two states, or null when it is not exactly one. */
export function directionOf(from: Step, to: Step): "forward" | "back" | null {
  const distance = rankOf[to] - rankOf[from];
  return distance === 1 ? "forward" : distance === -1 ? "back" : null;
}

export function applyMoves<Item extends StatedItem>(items: readonly Item[], moves: readonly ItemMove[]): Item[] {
  const to = new Map(moves.map((move) => [move.id, move.to]));
  return items.map((item) => ({ ...item, state: to.get(item.id) ?? item.state }));
}

/** The status of what was sent: as if nothing were held. `cancelled` when nothing was. */
export function deriveSentStatus(approval: Approval, items: readonly Omit<StatedItem, "id">[]): OrderStatus {
  const sent = approval === "pending" ? items : items.filter(({ state }) => state !== "held");
  return deriveOrderStatus(approval, sent);
}

/**
 * The moves that take an accepted order one step on or back; null when that step is not its neighbour, or cannot be reached. A step
 * is one of what was sent: the first course is served while the second is held, though the order is not completed by that.
 */
export function planOrderMove(
  order: { approval: Approval; items: readonly StatedItem[] },
  target: Exclude<OrderStatus, "cancelled">,
): ItemMove[] | null {
  const status = deriveSentStatus(order.approval, order.items);
  if (order.approval !== "accepted" || status === "cancelled") return null;
  const direction = directionOf(stepOfStatus[status], stepOfStatus[target]);
  if (!direction) return null;
  const moves = moveItems(order.items, stepOfStatus[target], direction);
  return deriveSentStatus(order.approval, applyMoves(order.items, moves)) === target ? moves : null;
}

/** The move of one item of an accepted order, one step on or back (recall); null when it is not. */
export function planItemMove(approval: Approval, item: StatedItem, target: Step): ItemMove | null {
  if (approval !== "accepted" || item.state === "held" || item.state === "voided") return null;
  if (rankOf[target] < rankOf[firstState(item.station)] || !directionOf(item.state, target)) return null;
  return { id: item.id, from: item.state, to: target };
}

/** Whether a line that staff take at a table waits to be fired: courses in `hold`; without it, the second and later ones. */
export function isHeldBack(course: number | null, hold: readonly number[] | undefined): boolean {
  if (course === null) return false;
  return hold ? hold.includes(course) : course >= 2;
}

/** The moves that send what is held. */
export function planSend(items: readonly StatedItem[]): ItemMove[] {
  return items.flatMap(({ id, state, station }) =>
    state === "held" ? [{ id, from: state, to: firstState(station) }] : [],
  );
}

/** The moves that fire a course of an accepted order; null when nothing of it is held. */
export function planFire(
  approval: Approval,
  items: readonly (StatedItem & { course: number | null })[],
  course: number,
): ItemMove[] | null {
  const moves = approval === "accepted" ? planSend(items.filter((item) => item.course === course)) : [];
  return moves.length > 0 ? moves : null;
}

/** The move that takes a line off, whatever its stage; null when it is off already. */
export function planVoid({ id, state }: StatedItem): ItemMove | null {
  return state === "voided" ? null : { id, from: state, to: "voided" };
}

export interface PricedLine {
  menuItemId: string;
  names: Translations;
  quantity: number;
  /** Minor units, options included. */
  unitPrice: number;
  vatBasisPoints: number;
  options: Omit<OrderItemOption, "name">[];
  allergens: string[];
  note: string | null;
  course: number | null;
  station: string | null;
}

export interface PricedOrder {
  lines: PricedLine[];
  /** Minor units of the venue's currency. */
  total: number;
  secondTotal: number | null;
}

/** What the database's integer columns hold, in minor units. */
const maxAmount = 2_147_483_647;

interface Complaint extends FieldError {
  code: "invalid" | "sold-out" | "not-now";
}

/**
 * Prices an order from the menu alone: nothing the caller says about money is read. Throws 422 `invalid` for what the menu does
 * not have or allow, else 409 `sold-out`, else 409 `not-now` (outside its hours), each naming every field concerned.
 */
export function priceOrder(
  menu: Pick<MenuSnapshot, "items">,
  input: Pick<PlaceOrderInput, "items">,
  now: Date,
  venue: Pick<Venue, "timezone" | "currency" | "second">,
): PricedOrder {
  const complaints: Complaint[] = [];
  const lines = input.items.flatMap((line, index) => {
    const item = menu.items.get(line.menuItemId);
    const path = `items.${index}`;
    if (!item) {
      complaints.push({ code: "invalid", path: `${path}.menuItemId`, message: "This is not on the menu." });
      return [];
    }
    if (isSoldOut(item, now)) complaints.push({ code: "sold-out", path: `${path}.menuItemId`, message: "Sold out." });
    else if (!inWindows(item.availability, now, venue.timezone)) {
      complaints.push({ code: "not-now", path: `${path}.menuItemId`, message: "Not served at this hour." });
    }
    const options = chooseOptions(item, line.modifierIds, `${path}.modifierIds`, now, complaints);
    // Options may cost less than nothing, a dish may not.
    const unitPrice = Math.max(0, item.price + options.reduce((sum, { price }) => sum + price, 0));
    const { id: menuItemId, names, vatBasisPoints, allergens, station } = item;
    const { quantity, note = null, course = null } = line;
    return [
      {
        menuItemId,
        names,
        quantity,
        unitPrice,
        vatBasisPoints,
        options,
        allergens,
        note: note || null,
        course,
        station,
      },
    ];
  });
  const total = totalOf(lines);
  if (isTooLarge(total, venue)) complaints.push({ code: "invalid", path: "items", message: "The order is too large." });
  refuse(complaints);
  return { lines, total, secondTotal: secondTotalOf(total, venue) };
}

/** Whether a total, in minor units, is more than its columns hold, in either currency. */
export function isTooLarge(total: number, venue: Pick<Venue, "currency" | "second">): boolean {
  return total > maxAmount || (secondTotalOf(total, venue) ?? 0) > maxAmount;
}

/** The sum of lines in minor units. */
export function totalOf(lines: readonly { unitPrice: number; quantity: number }[]): number {
  return lines.reduce((sum, { unitPrice, quantity }) => sum + unitPrice * quantity, 0);
}

/** The total in the venue's second currency: converted once, so it is not the sum of converted lines. */
export function secondTotalOf(total: number, venue: Pick<Venue, "currency" | "second">): number | null {
  return venue.second ? toSecond(total, venue.currency, venue.second) : null;
}

function chooseOptions(
  item: SnapshotItem,
  modifierIds: readonly string[],
  path: string,
  now: Date,
  complaints: Complaint[],
): PricedLine["options"] {
  const offered = new Map(item.groups.flatMap((group) => group.modifiers.map((each) => [each.id, { each, group }])));
  const chosenOf = new Map<string, number>();
  const seen = new Set<string>();
  const options = modifierIds.flatMap((modifierId, index) => {
    const complain = (code: Complaint["code"], message: string) =>
      complaints.push({ code, path: `${path}.${index}`, message });
    const choice = offered.get(modifierId);
    if (!choice) complain("invalid", "This item has no such option.");
    else if (seen.has(modifierId)) complain("invalid", "This option was chosen twice.");
    seen.add(modifierId);
    if (!choice) return [];
    const { each, group } = choice;
    if (isSoldOut(each, now)) complain("sold-out", "This option is sold out.");
    chosenOf.set(group.id, (chosenOf.get(group.id) ?? 0) + 1);
    return [{ modifierId, names: each.names, price: each.price, kind: each.kind }];
  });
  for (const { id, min, max } of item.groups) {
    const chosen = chosenOf.get(id) ?? 0;
    if (chosen < min) complaints.push({ code: "invalid", path, message: `Choose at least ${min} of group ${id}.` });
    if (chosen > max) complaints.push({ code: "invalid", path, message: `Choose at most ${max} of group ${id}.` });
  }
  return options;
}

const refusals = [
  ["invalid", "Some items are not valid."],
  ["sold-out", "Some items are sold out."],
  ["not-now", "Some items are not served at this hour."],
] as const;

function refuse(complaints: readonly Complaint[]): void {
  for (const [code, text] of refusals) {
    const errors = complaints.filter((each) => each.code === code).map(({ path, message }) => ({ path, message }));
    if (errors.length > 0) throw new AppError(code, text, { errors });
  }
}

/** A station's target where the menu names one that has none of its own, in seconds. */
const usualTargetSeconds = 900;

export interface PlannedTicket {
  station: string;
  /** Makes nothing: it gathers what other stations hand over. */
  isPass: boolean;
  dueAt: Date;
  itemIds: string[];
}

/**
 * One ticket per station of a sending, due when the station's target has passed; and one for each station that others hand over to,
 * due its own target after the last of them. `items` are all that is sent; those made nowhere are on none.
 */
export function planTickets(
  items: readonly { id: string; station: string | null }[],
  stations: ReadonlyMap<string, { targetSeconds: number; nextStation: string | null }>,
  now: Date,
): PlannedTicket[] {
  const targetMs = (station: string) => (stations.get(station)?.targetSeconds ?? usualTargetSeconds) * 1000;
  const made = new Map<string, PlannedTicket>();
  const passes = new Map<string, PlannedTicket>();
  for (const { id, station } of items) {
    if (station === null) continue;
    const dueAt = new Date(now.getTime() + targetMs(station));
    const ticket = made.get(station) ?? { station, isPass: false, dueAt, itemIds: [] };
    ticket.itemIds.push(id);
    made.set(station, ticket);
    const next = stations.get(station)?.nextStation ?? null;
    if (next === null) continue;
    const passDueAt = new Date(dueAt.getTime() + targetMs(next));
    const pass = passes.get(next) ?? { station: next, isPass: true, dueAt: passDueAt, itemIds: [] };
    pass.itemIds.push(id);
    if (passDueAt > pass.dueAt) pass.dueAt = passDueAt;
    passes.set(next, pass);
  }
  return [...made.values(), ...passes.values()];
}
