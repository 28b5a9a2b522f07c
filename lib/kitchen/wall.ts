import type { ItemState } from "@/lib/orders/schema";
import type { Elsewhere, Highlight, WallOrder, WallView } from "./components/wall-types";
import { deriveTicketState, hasUnseenChange, stepBack } from "./rules";
import type { TicketDto, TicketItemDto, TicketState } from "./schema";

/** Whether a ticket is to be seen: until it is served, and what was called off until somebody took note of it. */
function hangs(ticket: TicketDto, noted: ReadonlySet<string>): boolean {
  if (ticket.state === "voided") return !noted.has(ticket.id) && hasUnseenChange(ticket);
  return ticket.state !== "served";
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

interface Hung {
  id: string;
  createdAt: string;
  dueAt: string;
  rushAt: string | null;
}

/** By the wall's order; equal ones by age and id, so that every screen agrees. */
function byWallOrder(order: WallOrder) {
  return (a: Hung, b: Hung) =>
    (order === "due" ? compare(a.dueAt, b.dueAt) : 0) || compare(a.createdAt, b.createdAt) || compare(a.id, b.id);
}

/**
 * The tickets of a view as they hang: rushed ones first, then the others in their order, what is ready last. `noted` are those whose
 * change was seen a moment ago, before the server said so.
 */
export function hangTickets(
  tickets: readonly TicketDto[],
  { view, order, noted = new Set() }: { view: WallView; order: WallOrder; noted?: ReadonlySet<string> },
): TicketDto[] {
  const rank = ({ state, rushAt }: TicketDto) => (state === "ready" ? 2 : rushAt ? 0 : 1);
  const inOrder = byWallOrder(order);
  return tickets
    .filter((ticket) => (view.kind !== "station" || ticket.station === view.station) && hangs(ticket, noted))
    .sort((a, b) => rank(a) - rank(b) || inOrder(a, b));
}

export const ticketFilters = ["all", "waiting", "cooking", "readyTab"] as const;
export type TicketFilter = (typeof ticketFilters)[number];

export function passes({ state }: { state: TicketState }, filter: TicketFilter): boolean {
  if (filter === "waiting") return state === "queued";
  if (filter === "cooking") return state === "preparing";
  if (filter === "readyTab") return state === "ready";
  return true;
}

/** The mean time from coming to ready of the tickets that are ready, in ms; null while none is. */
export function averageToReady(tickets: readonly Pick<TicketDto, "createdAt" | "readyAt">[]): number | null {
  const spans = tickets.flatMap(({ readyAt, createdAt }) =>
    readyAt ? [Date.parse(readyAt) - Date.parse(createdAt)] : [],
  );
  return spans.length > 0 ? spans.reduce((sum, span) => sum + span, 0) / spans.length : null;
}

/** The step that a bump takes; null where there is none for the kitchen. What gathers begins nothing, and waits until all of it is there. */
export function nextStep({ state, isPass, items }: Pick<TicketDto, "state" | "isPass" | "items">): TicketState | null {
  if (state !== "queued" && state !== "preparing") return null;
  if (isPass) return items.some((item) => item.state === "queued" || item.state === "held") ? null : "ready";
  return state === "queued" ? "preparing" : "ready";
}

/** The step that takes a ticket back; null where there is none. */
export function previousStep({ state, isPass }: Pick<TicketDto, "state" | "isPass">): TicketState | null {
  return isPass && state === "preparing" ? null : stepBack(state);
}

/** What a tap on a line does: start, done, or back; null where a tap does nothing. */
export function itemStep(
  { isPass }: Pick<TicketDto, "isPass">,
  { state }: Pick<TicketItemDto, "state">,
): ItemState | null {
  if (state === "queued") return isPass ? null : "preparing";
  if (state === "preparing") return "ready";
  return state === "ready" ? "preparing" : null;
}

const rankOf: Record<ItemState, number> = { held: -1, voided: -1, queued: 0, preparing: 1, ready: 2, served: 3 };

/** The ticket with what follows from its lines; `now` is ISO. */
function settle(ticket: TicketDto, items: TicketItemDto[], now: string): TicketDto {
  const state = deriveTicketState(items);
  const done = state === "ready" || state === "served";
  return {
    ...ticket,
    items,
    state,
    startedAt: state === "queued" ? null : (ticket.startedAt ?? now),
    readyAt: done ? (ticket.readyAt ?? now) : null,
  };
}

/** What a ticket will be when a step of it is carried out, to be shown before the server answers. `now` is ISO. */
export function withStep(ticket: TicketDto, to: TicketState, now: string): TicketDto {
  if (to === "voided") return ticket;
  const forward = rankOf[to] > rankOf[ticket.state];
  const items = ticket.items.map((item) => {
    if (item.state === "voided" || item.state === "held") return item;
    const moves = forward ? rankOf[item.state] < rankOf[to] : rankOf[item.state] > rankOf[to];
    return moves ? { ...item, state: to } : item;
  });
  return settle(ticket, items, now);
}

/** The same for a step of one line. */
export function withItemStep(ticket: TicketDto, itemId: string, to: ItemState, now: string): TicketDto {
  const items = ticket.items.map((item) => (item.id === itemId ? { ...item, state: to } : item));
  return settle(ticket, items, now);
}

/** Whether something still to be made on a ticket is what was picked in the all-day counts. */
export function isHighlighted({ items, isPass }: Pick<TicketDto, "items" | "isPass">, picked: Highlight): boolean {
  return (
    !isPass &&
    items.some(
      ({ menuItemId, state, options }) =>
        menuItemId === picked.menuItemId &&
        (state === "queued" || state === "preparing") &&
        (!picked.modifierId || options.some(({ modifierId }) => modifierId === picked.modifierId)),
    )
  );
}

/** Gives the same value again while what it was made from is the same, so that what shows it need not be drawn anew. */
export class Kept<Value> {
  #held = new Map<string, { from: readonly unknown[]; value: Value }>();

  get(key: string, from: readonly unknown[], make: () => Value): Value {
    const held = this.#held.get(key);
    if (held && held.from.length === from.length && held.from.every((each, at) => each === from[at])) return held.value;
    const value = make();
    this.#held.set(key, { from, value });
    return value;
  }

  /** Lets go of what belongs to no key any more. */
  keepOnly(keys: ReadonlySet<string>): void {
    for (const key of this.#held.keys()) if (!keys.has(key)) this.#held.delete(key);
  }
}

export function groupByOrder(tickets: readonly TicketDto[]): Map<string, TicketDto[]> {
  const groups = new Map<string, TicketDto[]>();
  for (const ticket of tickets) {
    const group = groups.get(ticket.orderId);
    if (group) group.push(ticket);
    else groups.set(ticket.orderId, [ticket]);
  }
  return groups;
}

const nothing: readonly Elsewhere[] = [];

/**
 * What the order of a ticket has at other stations and is not with the guest yet. What a maker hands on is its own line there as well,
 * and not elsewhere; who gathers sees how far its makers are.
 */
export function elsewhereOf(
  ticket: TicketDto,
  order: readonly TicketDto[],
  stationNames: ReadonlyMap<string, string>,
): readonly Elsewhere[] {
  const own = new Set(ticket.items.map(({ id }) => id));
  const found = order.flatMap((other): Elsewhere[] => {
    const { id, station, state } = other;
    if (station === ticket.station || state === "served" || state === "voided") return [];
    const items = other.items.filter((item) => item.state !== "voided" && (ticket.isPass || !own.has(item.id)));
    if (items.length === 0) return [];
    return [{ ticketId: id, station, stationName: stationNames.get(station) ?? station, state, items }];
  });
  return found.length > 0 ? found : nothing;
}
