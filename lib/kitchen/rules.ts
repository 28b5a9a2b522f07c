import { applyMoves, directionOf, type ItemMove, moveItems, type StatedItem, type Step } from "@/lib/orders/rules";
import type { ItemState } from "@/lib/orders/schema";
import { channelName } from "@/lib/platform/realtime/channels";
import type { AllDayDto, TicketDto, TicketState } from "./schema";

/** A ticket's state, from its items. */
export function deriveTicketState(items: readonly { state: ItemState }[]): TicketState {
  const live = items.filter(({ state }) => state !== "voided");
  if (live.length === 0) return "voided";
  if (live.every(({ state }) => state === "served")) return "served";
  if (live.every(({ state }) => state === "ready" || state === "served")) return "ready";
  return live.every(({ state }) => state === "queued" || state === "held") ? "queued" : "preparing";
}

/**
 * A line's state as one ticket has it. Until its maker handed it on it is still to come (queued) for the next station; from then it is
 * ready for the maker, and for the next station what it is.
 */
export function stateOnTicket({ state, handed }: { state: ItemState; handed: boolean }, isPass: boolean): ItemState {
  if (state === "voided" || state === "served") return state;
  if (isPass) return handed ? state : "queued";
  return handed ? "ready" : state;
}

/** The moves that take a ticket's items one step on (bump) or back (recall); null when that step is not its neighbour. */
export function planTicketMove(items: readonly StatedItem[], target: Step): ItemMove[] | null {
  const state = deriveTicketState(items);
  const direction = state === "voided" ? null : directionOf(state, target);
  if (!direction) return null;
  const moves = moveItems(items, target, direction);
  return deriveTicketState(applyMoves(items, moves)) === target ? moves : null;
}

/** The step that a recall leads to; null when there is nothing to take back. */
export function stepBack(state: TicketState): Step | null {
  const before = { served: "ready", ready: "preparing", preparing: "queued", queued: null, voided: null } as const;
  return before[state];
}

/** A change that the kitchen has not taken note of: something was taken off, and nobody said that they saw it. */
export function hasUnseenChange({ changedAt, changeSeenAt }: { changedAt: unknown; changeSeenAt: unknown }): boolean {
  return changedAt !== null && changeSeenAt === null;
}

/** The most first; equal ones by name. By code point: the server and every screen must agree, whatever their language. */
export function byQuantity<Line extends { quantity: number; name: string }>(idOf: (line: Line) => string) {
  const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  return (a: Line, b: Line) => b.quantity - a.quantity || compare(a.name, b.name) || compare(idOf(a), idOf(b));
}

/**
 * Counts what is still to cook: everything queued or preparing, by dish and by option. `tickets` oldest first, as they are listed: a
 * dish that was renamed meanwhile goes by the name on the oldest.
 */
export function allDay(tickets: readonly Pick<TicketDto, "items">[]): AllDayDto[] {
  const lines = new Map<string, AllDayDto>();
  const toMake = tickets
    .flatMap(({ items }) => items)
    .filter(({ state }) => state === "queued" || state === "preparing");
  for (const { menuItemId, name, names, quantity, options } of toMake) {
    const line = lines.get(menuItemId) ?? { menuItemId, name, names, quantity: 0, options: [] };
    line.quantity += quantity;
    for (const { modifierId, name, names } of options) {
      const known = line.options.find((option) => option.modifierId === modifierId);
      if (known) known.quantity += quantity;
      else line.options.push({ modifierId, name, names, quantity });
    }
    lines.set(menuItemId, line);
  }
  for (const { options } of lines.values()) options.sort(byQuantity(({ modifierId }) => modifierId));
  return [...lines.values()].sort(byQuantity(({ menuItemId }) => menuItemId));
}

/** What a kitchen view follows: one channel with tickets and their items, in order, and the menu's. */
export function kitchenChannels(venue: string, station: string | null): string[] {
  return [channelName(venue, station ? "station" : "kitchen", { station }), channelName(venue, "menu")].filter(
    (channel) => channel !== null,
  );
}
