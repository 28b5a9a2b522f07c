import { ticketStatusChange, ticketUpdated } from "@/lib/kitchen/events";
import { deriveTicketState, isOn, linesOn } from "@/lib/kitchen/rules";
import type { TicketState } from "@/lib/kitchen/schema";
import type { Actor, Venue } from "@/lib/platform/auth/actor";
import type { Tx } from "@/lib/platform/db";
import { newId } from "@/lib/platform/ids";
import type { KitchenTicket, OrderItem } from "@/lib/platform/prisma/client";
import { type Message, message } from "@/lib/platform/realtime/define-event";
import { publish } from "@/lib/platform/realtime/outbox";
import { itemStatusChange, orderStatusChange, orderUpdated } from "../events";
import { wire } from "../queries";
import { deriveOrderStatus, deriveSentStatus, type ItemMove, secondTotalOf, totalOf } from "../rules";
import type { ItemState } from "../schema";
import { type LockedOrder, statedItems } from "./lock-order";

/** Who changes: a person, or nobody where a timer does it. */
export interface Changer {
  venue: Venue;
  actor: Actor | null;
}

export interface OrderChange {
  moves: readonly ItemMove[];
  /** What else changes on the order itself. */
  order?: Partial<Pick<LockedOrder, "approval" | "approvalExpiresAt" | "acceptedAt" | "cancelReason">>;
  /** Lines that are added, after those that are there. */
  newItems?: readonly OrderItem[];
  /** Given with what was made new in this change: they are on their items already. */
  newTickets?: readonly KitchenTicket[];
  /** What the kitchen marks on tickets, by their ids. */
  marks?: ReadonlyMap<string, Partial<Pick<KitchenTicket, "rushAt" | "changeSeenAt">>>;
  /** Kept in the items' history, and on voided items. */
  reason?: string | null;
  now: Date;
}

export interface ChangedOrder {
  before: LockedOrder;
  after: LockedOrder;
  /** Item and ticket and order steps, in this order; the caller may leave out or add to them. */
  messages: { items: Message[]; tickets: Message[]; status: Message[] };
}

/**
 * Writes a change of a locked order in one statement: items, their history, tickets and the order's cached status, total and
 * version. Publishes nothing: pass `messages` on to `publish`.
 */
export async function writeChange(
  tx: Tx,
  { venue, actor }: Changer,
  before: LockedOrder,
  change: OrderChange,
): Promise<ChangedOrder> {
  const { now, moves, reason = null, newItems = [], newTickets = [], marks } = change;
  const version = before.version + 1;
  const moved = new Map(moves.map((move) => [move.id, move]));
  const items = before.items.map((item) => {
    const move = moved.get(item.id);
    return move ? stampItem(item, move, reason, now) : item;
  });
  const tickets = before.tickets.map((ticket) => {
    const own = items.filter((item) => isOn(ticket, item));
    const mark = marks?.get(ticket.id);
    if (!mark && !own.some(({ id }) => moved.has(id))) return ticket;
    const lost = own.some(({ id }) => isLostToKitchen(moved.get(id)));
    return {
      ...stampTicket(ticket, deriveTicketState(linesOn(ticket, statedItems(own))), version, now, lost),
      ...mark,
    };
  });
  const after = stampOrder(
    { ...before, ...change.order, version, items: [...items, ...newItems], tickets: [...tickets, ...newTickets] },
    venue,
    now,
  );
  const userId = actor?.kind === "staff" ? actor.userId : null;
  const { items: _items, tickets: _tickets, session: _session, ...order } = after;
  const history = moves.map(({ id, from, to }) => ({
    id: newId(),
    itemId: id,
    from: from.toUpperCase(),
    to: to.toUpperCase(),
    at: now,
    userId,
    reason,
  }));
  await tx.$executeRaw`
    with made as (
      insert into "KitchenTicket" select * from jsonb_populate_recordset(null::"KitchenTicket", ${JSON.stringify(newTickets)}::jsonb)),
    added as (
      insert into "OrderItem" select * from jsonb_populate_recordset(null::"OrderItem", ${JSON.stringify(newItems)}::jsonb)),
    moved as (
      update "OrderItem" i set "ticketId" = r."ticketId", "state" = r."state", "voidStage" = r."voidStage", "voidReason" = r."voidReason",
          "passTicketId" = r."passTicketId", "queuedAt" = r."queuedAt", "startedAt" = r."startedAt", "handedAt" = r."handedAt",
          "readyAt" = r."readyAt", "servedAt" = r."servedAt", "voidedAt" = r."voidedAt"
        from jsonb_populate_recordset(null::"OrderItem", ${JSON.stringify(items.filter(({ id }) => moved.has(id)))}::jsonb) r
       where i."id" = r."id"),
    told as (
      insert into "OrderItemHistory" select * from jsonb_populate_recordset(null::"OrderItemHistory", ${JSON.stringify(history)}::jsonb)),
    turned as (
      update "KitchenTicket" t set "state" = r."state", "startedAt" = r."startedAt", "readyAt" = r."readyAt", "servedAt" = r."servedAt",
          "recalledAt" = r."recalledAt", "rushAt" = r."rushAt", "changedAt" = r."changedAt", "changeSeenAt" = r."changeSeenAt",
          "version" = r."version"
        from jsonb_populate_recordset(null::"KitchenTicket", ${JSON.stringify(tickets.filter((each) => each.version === version))}::jsonb) r
       where t."id" = r."id")
    update "Order" o set "approval" = r."approval", "approvalExpiresAt" = r."approvalExpiresAt", "status" = r."status", "total" = r."total",
        "secondTotal" = r."secondTotal", "cancelReason" = r."cancelReason", "version" = r."version", "acceptedAt" = r."acceptedAt",
        "readyAt" = r."readyAt", "completedAt" = r."completedAt", "cancelledAt" = r."cancelledAt"
      from jsonb_populate_record(null::"Order", ${JSON.stringify(order)}::jsonb) r
     where o."id" = r."id"`;
  return { before, after, messages: messagesOf(before, after, moves, now) };
}

const reached: Record<ItemState, number> = { held: 0, queued: 1, preparing: 2, ready: 3, served: 4, voided: 0 };

// Timers keep their first start; what a recall takes back is taken off.
function stampItem(item: OrderItem, { to, handed }: ItemMove, reason: string | null, now: Date): OrderItem {
  if (to === "voided") {
    return { ...item, state: "VOIDED", voidStage: item.state, voidReason: reason, voidedAt: now };
  }
  const made = item.station !== null;
  return {
    ...item,
    state: to.toUpperCase() as OrderItem["state"],
    queuedAt: item.queuedAt ?? now,
    startedAt: made && reached[to] >= reached.preparing ? (item.startedAt ?? now) : item.startedAt,
    handedAt: isHanded(item, to, handed) ? (item.handedAt ?? now) : null,
    readyAt: reached[to] >= reached.ready ? (item.readyAt ?? now) : null,
    servedAt: to === "served" ? now : null,
  };
}

/** What is ready for the guest went past its maker, whoever said so; what is to be begun anew did not. */
function isHanded({ passTicketId, handedAt }: OrderItem, to: ItemState, handed: boolean | undefined): boolean {
  if (passTicketId === null || reached[to] < reached.preparing) return false;
  return reached[to] >= reached.ready || (handed ?? handedAt !== null);
}

const ticketRank: Record<TicketState, number> = { queued: 1, preparing: 2, ready: 3, served: 4, voided: 5 };

/** What is taken off before it left the kitchen: whoever makes it must hear of that. */
function isLostToKitchen(move: ItemMove | undefined): boolean {
  return move?.to === "voided" && move.from !== "served";
}

function stampTicket(
  ticket: KitchenTicket,
  state: TicketState,
  version: number,
  now: Date,
  lost: boolean,
): KitchenTicket {
  const rank = ticketRank[state];
  const back = rank < ticketRank[wire(ticket.state)];
  return {
    ...ticket,
    version,
    state: state.toUpperCase() as KitchenTicket["state"],
    startedAt: state !== "voided" && rank >= ticketRank.preparing ? (ticket.startedAt ?? now) : ticket.startedAt,
    readyAt: state === "voided" ? ticket.readyAt : rank >= ticketRank.ready ? (ticket.readyAt ?? now) : null,
    servedAt: state === "served" ? (ticket.servedAt ?? now) : null,
    recalledAt: back ? now : ticket.recalledAt,
    ...(lost ? { changedAt: now, changeSeenAt: null } : {}),
  };
}

function stampOrder(order: LockedOrder, venue: Venue, now: Date): LockedOrder {
  const status = deriveOrderStatus(wire(order.approval), statedItems(order.items));
  const total = totalOf(order.items.filter(({ state }) => state !== "VOIDED"));
  return {
    ...order,
    status: status.toUpperCase() as LockedOrder["status"],
    total,
    // An order keeps the rate it was sold at: only a changed total is converted again, into the currency it was sold in.
    secondTotal:
      total === order.total || order.secondTotal === null
        ? order.secondTotal
        : total === 0
          ? 0
          : order.secondCurrency === venue.second?.currency
            ? secondTotalOf(total, venue)
            : null,
    readyAt:
      status === "ready" || status === "completed"
        ? (order.readyAt ?? now)
        : status === "cancelled"
          ? order.readyAt
          : null,
    completedAt: status === "completed" ? (order.completedAt ?? now) : null,
    cancelledAt: status === "cancelled" ? (order.cancelledAt ?? now) : null,
  };
}

/** The sitting an order's events go to; null at the counter. */
export function sittingOf(order: Pick<LockedOrder, "sessionId" | "tableNumber">) {
  return order.sessionId && order.tableNumber ? { sessionId: order.sessionId, tableNumber: order.tableNumber } : null;
}

function messagesOf(
  before: LockedOrder,
  after: LockedOrder,
  moves: readonly ItemMove[],
  now: Date,
): ChangedOrder["messages"] {
  const { id: orderId, number: orderNumber, tableNumber, version } = after;
  const sitting = sittingOf(after);
  const itemOf = new Map(after.items.map((item) => [item.id, item]));
  const items = moves.map(({ id: itemId, from, to }) => {
    const {
      ticketId = null,
      passTicketId = null,
      handedAt = null,
      station = null,
      startedAt,
    } = itemOf.get(itemId) ?? {};
    // What is handed on stays in work since it was begun.
    const at = ((from === to && startedAt) || now).toISOString();
    const next = after.tickets.find(({ id }) => id === passTicketId)?.station ?? null;
    const handed = handedAt !== null;
    const payload = { orderId, itemId, ticketId, passTicketId, handed, oldStatus: from, status: to, version, at };
    // Where it stands in the kitchen is nothing to its guests.
    return message(itemStatusChange, payload, { sitting: from === to ? null : sitting, station: [station, next] });
  });
  const oldTicket = new Map(before.tickets.map((ticket) => [ticket.id, ticket]));
  const tickets = after.tickets.flatMap((ticket) => {
    const old = oldTicket.get(ticket.id);
    if (!old) return [];
    const { id: ticketId, station } = ticket;
    const head = { ticketId, orderId, station, version };
    const startedAt = isoOf(ticket.startedAt);
    const readyAt = isoOf(ticket.readyAt);
    const states = { oldStatus: wire(old.state), status: wire(ticket.state) };
    const moved = message(ticketStatusChange, { ...head, ...states, startedAt, readyAt }, { station });
    const marked = message(ticketUpdated, { ...head, tableNumber, ...marksOf(ticket) }, { station });
    return [...(old.state === ticket.state ? [] : [moved]), ...(isMarkedAs(old, ticket) ? [] : [marked])];
  });
  const [oldStatus, status] = [wire(before.status), wire(after.status)];
  // A cancellation has an event of its own.
  const changed = oldStatus !== status && status !== "cancelled";
  const [sentBefore, sentStatus] = [before, after].map((order) =>
    deriveSentStatus(wire(order.approval), statedItems(order.items)),
  );
  const said = changed
    ? message(orderStatusChange, { orderId, orderNumber, tableNumber, oldStatus, status, version }, { sitting })
    : message(orderUpdated, { orderId, version, orderNumber, tableNumber, sentStatus }, { sitting });
  const isNews = changed || (status !== "cancelled" && sentBefore !== sentStatus && sentStatus !== "cancelled");
  return { items, tickets, status: isNews ? [said] : [] };
}

const isoOf = (at: Date | null): string | null => at?.toISOString() ?? null;

function marksOf({ rushAt, changedAt, changeSeenAt }: KitchenTicket) {
  return { rushAt: isoOf(rushAt), changedAt: isoOf(changedAt), changeSeenAt: isoOf(changeSeenAt) };
}

function isMarkedAs(before: KitchenTicket, after: KitchenTicket): boolean {
  return JSON.stringify(marksOf(before)) === JSON.stringify(marksOf(after));
}

/** Writes moves and tells everybody who follows the order. */
export async function moveOrderItems(
  tx: Tx,
  changer: Changer,
  order: LockedOrder,
  moves: readonly ItemMove[],
  now: Date,
): Promise<LockedOrder> {
  const { after, messages } = await writeChange(tx, changer, order, { moves, now });
  await publish(tx, changer.venue, changer.actor, [...messages.items, ...messages.tickets, ...messages.status]);
  return after;
}
