import { ticketCreated } from "@/lib/kitchen/events";
import { toTicketDto } from "@/lib/kitchen/queries";
import { isOn } from "@/lib/kitchen/rules";
import type { MenuSnapshot } from "@/lib/menu/queries";
import type { Context, GuestActor, StaffActor } from "@/lib/platform/auth/actor";
import type { Idempotency } from "@/lib/platform/http/idempotency";
import { keyOwner } from "@/lib/platform/http/idempotency";
import { newId } from "@/lib/platform/ids";
import type { KitchenTicket, OrderItem } from "@/lib/platform/prisma/client";
import { type Message, message } from "@/lib/platform/realtime/define-event";
import { outboxRow } from "@/lib/platform/realtime/outbox";
import { serviceDay } from "@/lib/platform/time";
import { sittingStatusChange, tableStatusChange } from "@/lib/tables/events";
import { newOrder } from "../events";
import { type OrderRow, toOrderDto, wire } from "../queries";
import { deriveOrderStatus, firstState, type PricedLine, planTickets, priceOrder } from "../rules";
import type { OrderDto, OrderSource, PlaceOrderInput } from "../schema";
import type { Place, Placing } from "./place-statement";

type Orderer = Context<GuestActor | StaffActor>;

/** Stands where the table's number will be until the statement knows it. */
const draftedNumber = "0";

export interface Drafting {
  menu: MenuSnapshot;
  place: Place;
  source: OrderSource;
  /** For an accept: everything is held until then. */
  waits: boolean;
  /** Whether a line of this course waits to be fired. */
  holds: (course: number | null) => boolean;
}

/**
 * The rows, events and answer of an order as they will be, but for what only the statement can decide (its number; the table's
 * number, sitting and bill). Throws as priceOrder does.
 */
export function draftOrder(
  { actor, venue }: Orderer,
  input: PlaceOrderInput,
  { menu, place, source, waits, holds }: Drafting,
  idempotency: Idempotency | null,
  now: Date,
): Placing {
  const priced = priceOrder(menu, input, now, venue);
  const day = serviceDay(now, venue.timezone, venue.serviceDayCutoffHour);
  const newBillId = newId();
  const seat = seatOf(place, actor);
  const id = newId();
  const items = priced.lines.map((line, position) =>
    draftItem(line, { orderId: id, venueId: venue.id, position, held: waits || holds(line.course), now }),
  );
  const status = deriveOrderStatus(
    waits ? "pending" : "accepted",
    items.map(({ station, state }) => ({ station, state: wire(state) })),
  );
  const row: OrderRow = {
    id,
    venueId: venue.id,
    number: 0,
    serviceDay: new Date(day),
    source,
    tableId: place.kind === "table" ? place.tableId : actor.kind === "guest" ? actor.tableId : null,
    tableNumber: seat?.tableNumber ?? null,
    sessionId: seat?.sessionId ?? null,
    billId: newBillId,
    guestId: actor.kind === "guest" ? actor.guestId : null,
    placedById: actor.kind === "staff" ? actor.userId : null,
    placedByName: actor.kind === "staff" ? actor.name : null,
    approval: waits ? "PENDING" : "ACCEPTED",
    approvalExpiresAt: waits ? new Date(now.getTime() + venue.approvalTimeoutMinutes * 60_000) : null,
    status: status.toUpperCase() as OrderRow["status"],
    note: input.note || null,
    total: priced.total,
    currency: venue.currency,
    secondTotal: priced.secondTotal,
    secondCurrency: venue.second?.currency ?? null,
    cancelReason: null,
    version: 1,
    createdAt: now,
    acceptedAt: waits ? null : now,
    readyAt: status === "ready" ? now : null,
    completedAt: null,
    cancelledAt: null,
    items,
  };
  const sent = items.filter(({ state }) => state !== "HELD");
  const tickets = draftTickets(row, sent, menu.stations, now);
  const answer = toOrderDto(row, venue.defaultLocale);
  const messages = [
    ...openingMessages(place, seat).map((each) => ({ each, onOpening: true })),
    { each: newOrderMessage(answer), onOpening: false },
    ...tickets.map((ticket) => ({ each: ticketMessage(ticket, row, 0, venue.defaultLocale), onOpening: false })),
  ];
  const { items: _, ...order } = row;
  return {
    venueId: venue.id,
    menuVersion: menu.version,
    serviceDay: day,
    order,
    items,
    tickets,
    events: messages.map(({ each, onOpening }) => ({ ...outboxRow(venue, actor, each), onOpening })),
    answer,
    key: idempotency ? { actor: keyOwner(actor), ...idempotency } : null,
    newBillId,
    draftedSeat: seat ? `${seat.tableNumber}-${seat.sessionId}` : "",
  };
}

function seatOf(place: Place, actor: GuestActor | StaffActor): { tableNumber: string; sessionId: string } | null {
  if (place.kind === "table") return { tableNumber: draftedNumber, sessionId: place.newSessionId };
  if (place.kind === "sitting" && actor.kind === "guest") {
    return { tableNumber: actor.tableNumber, sessionId: place.sessionId };
  }
  return null;
}

/** A line's row as it begins: held, or sent now. */
export function draftItem(
  line: PricedLine,
  {
    orderId,
    venueId,
    position,
    held,
    now,
  }: { orderId: string; venueId: string; position: number; held: boolean; now: Date },
): OrderItem {
  const state = held ? "HELD" : (firstState(line.station).toUpperCase() as "QUEUED" | "READY");
  return {
    ...line,
    id: newId(),
    orderId,
    venueId,
    ticketId: null,
    passTicketId: null,
    position,
    state,
    voidStage: null,
    voidReason: null,
    queuedAt: held ? null : now,
    startedAt: null,
    handedAt: null,
    readyAt: state === "READY" ? now : null,
    servedAt: null,
    voidedAt: null,
  };
}

/** The tickets of a sending, which its items (`sent`) are put on; `order.version` is already the one that sends them. */
export function draftTickets(
  order: Pick<OrderRow, "id" | "venueId" | "version">,
  sent: readonly OrderItem[],
  stations: MenuSnapshot["stations"],
  now: Date,
): KitchenTicket[] {
  return planTickets(sent, stations, now).map(({ station, isPass, dueAt, itemIds }) => {
    const ticket: KitchenTicket = {
      id: newId(),
      venueId: order.venueId,
      orderId: order.id,
      station,
      isPass,
      state: "QUEUED",
      createdAt: now,
      dueAt,
      startedAt: null,
      readyAt: null,
      servedAt: null,
      recalledAt: null,
      slaLevel: 0,
      rushAt: null,
      changedAt: null,
      changeSeenAt: null,
      version: order.version,
    };
    for (const item of sent) if (itemIds.includes(item.id)) item[isPass ? "passTicketId" : "ticketId"] = ticket.id;
    return ticket;
  });
}

/** `guests` is how many sit at the order's table; 0 also where the statement that places it finds that out. */
export function ticketMessage(ticket: KitchenTicket, order: OrderRow, guests: number, defaultLocale: string): Message {
  const items = order.items.filter((item) => isOn(ticket, item));
  const { id: ticketId, ...rest } = toTicketDto({ ...ticket, order, items, guests }, defaultLocale);
  return message(ticketCreated, { ticketId, ...rest }, { station: ticket.station });
}

function newOrderMessage(answer: OrderDto): Message {
  const { id: orderId, number: orderNumber, ...rest } = answer;
  const { sessionId, tableNumber } = answer;
  const sitting = sessionId && tableNumber ? { sessionId, tableNumber } : null;
  return message(newOrder, { orderId, orderNumber, ...rest }, { sitting });
}

function openingMessages(place: Place, seat: ReturnType<typeof seatOf>): Message[] {
  if (place.kind !== "table" || !seat) return [];
  const openedAt = place.openedAt.toISOString();
  return [
    message(tableStatusChange, { ...seat, status: "open", openedAt, openedBy: place.openedBy, guests: 0 }),
    message(sittingStatusChange, { sessionId: seat.sessionId, ordering: "open", ended: false }, { sitting: seat }),
  ];
}
