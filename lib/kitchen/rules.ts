import { directionOf, type ItemMove, moveItems, planItemMove, type StatedItem, type Step } from "@/lib/orders/rules";
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

/** As much of a line as its place on tickets hangs on. */
export interface TicketLine {
  ticketId: string | null;
  passTicketId: string | null;
  /** Its maker handed it on. */
  handed: boolean;
}

/** Whether a line stands on a ticket: its maker's, or that of the station it is handed on to. */
export function isOn({ id }: { id: string }, line: Pick<TicketLine, "ticketId" | "passTicketId">): boolean {
  return line.ticketId === id || line.passTicketId === id;
}

type StatedLine = StatedItem & TicketLine;

/** A ticket's lines, in the states that they have on it. `lines` may be the whole order's. */
export function linesOn<Line extends StatedLine>(
  ticket: { id: string; isPass: boolean },
  lines: readonly Line[],
): Line[] {
  return lines
    .filter((line) => isOn(ticket, line))
    .map((line) => ({ ...line, state: stateOnTicket(line, ticket.isPass) }));
}

/**
 * What a step that a line takes on a ticket is for the line itself; null when that ticket cannot do it. A maker whose station hands over
 * makes nothing ready for the guest, and takes back only what the next station has not finished; the next station begins nothing
 * itself, and finishes what arrived.
 */
function moveOnTicket(line: StatedLine, { id, from, to }: ItemMove, isPass: boolean): ItemMove | null {
  if (line.passTicketId === null) return { id, from, to };
  const { state } = line;
  if (isPass) return from === "queued" || to === "queued" ? null : { id, from: state, to };
  if (from === "served" || to === "served") return null;
  if (to === "ready") return { id, from: state, to: "preparing", handed: true };
  if (from !== "ready") return { id, from: state, to };
  return state === "preparing" ? { id, from: state, to, handed: false } : null;
}

/**
 * The moves that take a ticket's lines one step on (bump) or back (recall); null when that step is not its neighbour, or not that
 * ticket's to take. What the next station has finished stays with it when its maker's ticket goes back. `lines` may be the whole
 * order's.
 */
export function planTicketMove(
  ticket: { id: string; isPass: boolean },
  lines: readonly StatedLine[],
  target: Step,
): ItemMove[] | null {
  const items = linesOn(ticket, lines);
  const state = deriveTicketState(items);
  const direction = state === "voided" ? null : directionOf(state, target);
  if (!direction) return null;
  const lineOf = new Map(lines.map((line) => [line.id, line]));
  const moves = moveItems(items, target, direction).flatMap((move) => {
    const line = lineOf.get(move.id);
    return (line && moveOnTicket(line, move, ticket.isPass)) ?? [];
  });
  // What it comes to is asked of the lines as they will be: some may not be this ticket's to move.
  const moveOf = new Map(moves.map((move) => [move.id, move]));
  const after = lines.map((line) => {
    const move = moveOf.get(line.id);
    return move ? { ...line, state: move.to, handed: move.handed ?? line.handed } : line;
  });
  return deriveTicketState(linesOn(ticket, after)) === target ? moves : null;
}

/** The move of one line as a ticket sees it, one step on or back; null when it is not, or not that ticket's to make. */
export function planLineMove(ticket: { id: string; isPass: boolean }, line: StatedLine, target: Step): ItemMove | null {
  const [item] = linesOn(ticket, [line]);
  const move = item ? planItemMove("accepted", item, target) : null;
  return move && moveOnTicket(line, move, ticket.isPass);
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
 * Counts what is still to cook: everything queued or preparing where it is made, by dish and by option. `tickets` oldest first, as they are listed: a
 * dish that was renamed meanwhile goes by the name on the oldest.
 */
export function allDay(tickets: readonly Pick<TicketDto, "items" | "isPass">[]): AllDayDto[] {
  const lines = new Map<string, AllDayDto>();
  const toMake = tickets
    .filter(({ isPass }) => !isPass)
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
