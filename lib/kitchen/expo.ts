import type { WallOrder } from "./components/wall-types";
import { hasUnseenChange } from "./rules";
import type { TicketDto, TicketState } from "./schema";
import { groupByOrder, type Kept } from "./wall";

/** One station's share of an order, as it goes to the guest. */
export interface ExpoPart {
  /** The ticket of the station that it leaves the kitchen from. */
  ticket: TicketDto;
  /** The tickets of those who hand over to it. */
  makers: TicketDto[];
}

/** An order across all stations. */
export interface ExpoOrder {
  id: string;
  number: number;
  tableNumber: string | null;
  source: TicketDto["source"];
  guests: number;
  note: string | null;
  /** When its first ticket that is shown came. */
  createdAt: string;
  /** When the next thing that is missing must be ready; of one that is ready, when the last was. */
  dueAt: string;
  readyAt: string | null;
  rushAt: string | null;
  state: Extract<TicketState, "queued" | "preparing" | "ready">;
  parts: ExpoPart[];
  /** What can be carried now. */
  ready: TicketDto[];
  /** What is still waited for. */
  missing: TicketDto[];
}

/** Whether its lines all go on to another station before they are ready for the guest. */
function handsAllOn({ isPass, items }: TicketDto): boolean {
  return !isPass && items.length > 0 && items.every(({ passTicketId }) => passTicketId !== null);
}

function isShown(ticket: TicketDto): boolean {
  return ticket.state === "voided" ? hasUnseenChange(ticket) : true;
}

const isOpen = ({ state }: TicketDto) => state === "queued" || state === "preparing" || state === "ready";

const last = (instants: readonly string[]) => instants.toSorted().at(-1) ?? "";
const first = (instants: readonly string[]) => instants.toSorted()[0] ?? "";

/** Puts one order's tickets together; null when nothing of it is left to carry. */
export function toExpoOrder(tickets: readonly TicketDto[]): ExpoOrder | null {
  const shown = tickets.filter(isShown);
  const leaving = new Set(shown.filter((ticket) => !handsAllOn(ticket)).map(({ id }) => id));
  const isMaker = (ticket: TicketDto) =>
    handsAllOn(ticket) && ticket.items.some(({ passTicketId }) => leaving.has(passTicketId ?? ""));
  const parts = shown
    .filter((ticket) => !isMaker(ticket))
    .map((ticket) => ({
      ticket,
      makers: shown.filter(
        (each) => isMaker(each) && each.items.some(({ passTicketId }) => passTicketId === ticket.id),
      ),
    }));
  const open = parts.map(({ ticket }) => ticket).filter(isOpen);
  const [any] = open;
  if (!any) return null;
  const ready = open.filter(({ state }) => state === "ready");
  const missing = open.filter(({ state }) => state !== "ready");
  const begun = ready.length > 0 || shown.some(({ state }) => state === "preparing" || state === "served");
  const rushes = shown.flatMap(({ rushAt, state }) => (rushAt && state !== "served" ? [rushAt] : []));
  const dues = (missing.length > 0 ? missing : open).map(({ dueAt }) => dueAt);
  return {
    id: any.orderId,
    number: any.orderNumber,
    tableNumber: any.tableNumber,
    source: any.source,
    guests: any.guests,
    note: any.orderNote,
    createdAt: first(open.map(({ createdAt }) => createdAt)),
    dueAt: missing.length > 0 ? first(dues) : last(dues),
    readyAt: missing.length > 0 ? null : last(ready.map(({ readyAt, createdAt }) => readyAt ?? createdAt)),
    rushAt: rushes.length > 0 ? first(rushes) : null,
    state: missing.length === 0 ? "ready" : begun ? "preparing" : "queued",
    parts,
    ready,
    missing,
  };
}

/** The orders as they hang: rushed ones first, the others in their order; what is complete stays where it is, to be carried. */
export function hangOrders(tickets: readonly TicketDto[], order: WallOrder, kept: Kept<ExpoOrder | null>): ExpoOrder[] {
  const groups = groupByOrder(tickets);
  kept.keepOnly(new Set(groups.keys()));
  const rank = ({ rushAt }: ExpoOrder) => (rushAt ? 0 : 1);
  const at = (each: ExpoOrder) => (order === "due" ? each.dueAt : each.createdAt);
  return [...groups]
    .flatMap(([id, group]) => kept.get(id, group, () => toExpoOrder(group)) ?? [])
    .sort((a, b) => rank(a) - rank(b) || at(a).localeCompare(at(b)) || a.number - b.number || a.id.localeCompare(b.id));
}
