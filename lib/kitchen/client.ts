import type { ItemState, OrderDto } from "@/lib/orders/schema";
import { apiFetch } from "@/lib/platform/http/client";
import type { Cursors, LiveEvent } from "@/lib/platform/realtime/define-event";
import { stateOnTicket } from "./rules";
import type { KitchenSnapshot, TicketDto, TicketItemDto, TicketState } from "./schema";
import { warningShare } from "./timing-rules";

/** What a kitchen screen holds. */
export interface KitchenData extends Omit<KitchenSnapshot, "stations"> {
  /** A payload came without its lists: the screen must fetch its snapshot. */
  incomplete: boolean;
}

function patchTicket(data: KitchenData, id: unknown, change: (ticket: TicketDto) => TicketDto): KitchenData {
  const tickets = data.tickets.map((ticket) => (ticket.id === id ? change(ticket) : ticket));
  return { ...data, tickets };
}

/** Sets an item's state on each of its tickets that is not newer already. */
function patchItem(
  data: KitchenData,
  itemId: unknown,
  version: number,
  stateOn: (ticket: TicketDto) => ItemState,
): KitchenData {
  const tickets = data.tickets.map((ticket) =>
    version < ticket.version || !ticket.items.some(({ id }) => id === itemId)
      ? ticket
      : {
          ...ticket,
          version,
          items: ticket.items.map((item) => (item.id === itemId ? { ...item, state: stateOn(ticket) } : item)),
        },
  );
  return { ...data, tickets };
}

/**
 * Puts a whole ticket in, unless a newer one is held. Oldest first; an equal age goes by id, so every screen agrees. With the last of an
 * order that is over, the order goes.
 */
export function putTicket(data: KitchenData, ticket: TicketDto): KitchenData {
  const held = data.tickets.find(({ id }) => id === ticket.id);
  if (held && held.version > ticket.version) return data;
  const tickets = held
    ? data.tickets.map((each) => (each.id === ticket.id ? ticket : each))
    : [...data.tickets, ticket].sort((a, b) => (a.createdAt + a.id < b.createdAt + b.id ? -1 : 1));
  return withoutFinished({ ...data, tickets }, ticket.orderId);
}

/** A ticket that the screen has let go of is to be made again. */
function isCalledBack(data: KitchenData, payload: LiveEvent["data"], station: string | null): boolean {
  const { ticketId, status } = payload;
  if (status === "served" || status === "voided" || (station && payload.station !== station)) return false;
  return !data.tickets.some(({ id }) => id === ticketId);
}

/** Lets go of an order's tickets when nothing of it is left to do or to take note of: a wall that is never loaded anew must not grow. */
function withoutFinished(data: KitchenData, orderId: unknown): KitchenData {
  // What was called off is told before the change that is to be noted: until that is seen, it stays.
  const isFinished = ({ state, changeSeenAt }: TicketDto) =>
    state === "served" || (state === "voided" && changeSeenAt !== null);
  const own = data.tickets.filter((ticket) => ticket.orderId === orderId);
  if (own.length === 0 || !own.every(isFinished)) return data;
  return { ...data, tickets: data.tickets.filter((ticket) => ticket.orderId !== orderId) };
}

/** What a ticket-updated says of the head of its ticket; what it leaves out stays. */
function headOf(payload: LiveEvent["data"]): Partial<TicketDto> {
  const fields = ["tableNumber", "rushAt", "changedAt", "changeSeenAt"] as const;
  return Object.fromEntries(fields.flatMap((field) => (field in payload ? [[field, payload[field]]] : [])));
}

/**
 * How an event changes what the kitchen shows. Events older than the version held change nothing, equal ones set the same
 * values again, so any replay is harmless. `station` limits the view.
 */
export function applyKitchenEvent(
  data: KitchenData,
  { name, data: payload }: LiveEvent,
  station: string | null,
): KitchenData {
  switch (name) {
    case "ticket-created": {
      if (station && payload.station !== station) return data;
      if (payload.truncated) return { ...data, incomplete: true };
      const { meta, ticketId, ...ticket } = payload;
      return putTicket(data, { ...ticket, id: ticketId } as unknown as TicketDto);
    }
    case "ticket-status-change": {
      if (isCalledBack(data, payload, station)) return { ...data, incomplete: true };
      const turned = patchTicket(data, payload.ticketId, (ticket) =>
        Number(payload.version) < ticket.version
          ? ticket
          : {
              ...ticket,
              state: payload.status as TicketState,
              startedAt: payload.startedAt as string | null,
              readyAt: payload.readyAt as string | null,
              version: Number(payload.version),
            },
      );
      return withoutFinished(turned, payload.orderId);
    }
    case "ticket-updated": {
      const marked = patchTicket(data, payload.ticketId, (ticket) =>
        Number(payload.version) < ticket.version
          ? ticket
          : { ...ticket, ...headOf(payload), version: Number(payload.version) },
      );
      return withoutFinished(marked, payload.orderId);
    }
    case "item-status-change": {
      const line = { state: payload.status as ItemState, handed: payload.handed === true };
      return patchItem(data, payload.itemId, Number(payload.version), (ticket) => stateOnTicket(line, ticket.isPass));
    }
    case "order-cancelled": {
      const version = Number(payload.version);
      const isOff = ({ state }: TicketItemDto) => state === "served" || state === "voided";
      return {
        ...data,
        // A ticket that was off before is as it was, its version too.
        tickets: data.tickets.map((ticket) =>
          ticket.orderId === payload.orderId && version >= ticket.version && !ticket.items.every(isOff)
            ? {
                ...ticket,
                state: "voided",
                version,
                items: ticket.items.map((item) => (isOff(item) ? item : { ...item, state: "voided" })),
              }
            : ticket,
        ),
      };
    }
    case "product-availability-changed": {
      const dish = data.dishes.find(({ id }) => id === payload.menuItemId);
      if (!dish) return data;
      const others = data.soldOut.filter(({ id }) => id !== dish.id);
      const until = (payload.until as string | null | undefined) ?? null;
      return { ...data, soldOut: payload.available ? others : [...others, { ...dish, until }] };
    }
    default:
      return data;
  }
}

/** The snapshot anew, with its cursors. @throws ApiError */
export async function fetchKitchen(
  venue: string,
  station: string | null,
): Promise<{ data: KitchenData; cursors: Cursors }> {
  const path = `/api/venues/${venue}/kitchen${station ? `?station=${station}` : ""}`;
  const { cursors, stations: _, ...data } = await apiFetch<KitchenSnapshot & { cursors: Cursors }>(path);
  return { data: { ...data, incomplete: false }, cursors };
}

export function sendTicketState(venue: string, id: string, status: TicketState): Promise<TicketDto> {
  return apiFetch<TicketDto>(`/api/venues/${venue}/tickets/${id}/status`, { method: "PATCH", body: { status } });
}

/** A step of one line as the ticket `ticketId` sees it: a second press is then refused, also where the line was handed on. */
export function sendItemState(venue: string, itemId: string, status: ItemState, ticketId: string): Promise<OrderDto> {
  const path = `/api/venues/${venue}/order-items/${itemId}/status`;
  return apiFetch<OrderDto>(path, { method: "PATCH", body: { status, ticketId } });
}

/** One step of the ticket back, also from the day's history. */
export function recallTicket(venue: string, id: string, version?: number): Promise<TicketDto> {
  return apiFetch<TicketDto>(`/api/venues/${venue}/tickets/${id}/recall`, { body: { version } });
}

/** Puts the whole order before the others, or back in its turn. */
export function rushTicket(venue: string, id: string, rush: boolean): Promise<TicketDto> {
  return apiFetch<TicketDto>(`/api/venues/${venue}/tickets/${id}/rush`, { body: { rush } });
}

/** Takes note of what was taken off a ticket. */
export function seeTicketChange(venue: string, id: string, version?: number): Promise<TicketDto> {
  return apiFetch<TicketDto>(`/api/venues/${venue}/tickets/${id}/seen`, { body: { version } });
}

/** "86": off every phone at once, until an instant, until the service day ends, or until somebody says otherwise. */
export function sellOut(venue: string, menuItemId: string, until?: string | "tomorrow"): Promise<unknown> {
  return apiFetch(`/api/venues/${venue}/menu-items/${menuItemId}/sold-out`, { body: { until } });
}

export function bringBack(venue: string, menuItemId: string): Promise<unknown> {
  return apiFetch(`/api/venues/${venue}/menu-items/${menuItemId}/sold-out`, { method: "DELETE" });
}

/** Where a ticket stands against its station's target, at `now` in ms. */
export function ageing(
  ticket: TicketDto,
  now: number,
): { elapsed: number; share: number; level: "fine" | "soon" | "late"; over: number } {
  const start = Date.parse(ticket.createdAt);
  const due = Date.parse(ticket.dueAt);
  const end = ticket.readyAt ? Date.parse(ticket.readyAt) : now;
  const share = due > start ? (end - start) / (due - start) : 1;
  const level = share >= 1 ? "late" : share >= warningShare ? "soon" : "fine";
  return { elapsed: end - start, share: Math.min(1, Math.max(0, share)), level, over: Math.max(0, end - due) };
}
