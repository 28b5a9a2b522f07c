import type { ItemState } from "@/lib/orders/schema";
import { apiFetch } from "@/lib/platform/http/client";
import type { Cursors, LiveEvent } from "@/lib/platform/realtime/define-event";
import type { KitchenSnapshot, TicketDto, TicketState } from "./schema";

/** What a kitchen screen holds. */
export interface KitchenData extends Omit<KitchenSnapshot, "stations"> {
  /** A payload came without its lists: the screen must fetch its snapshot. */
  incomplete: boolean;
}

function patchTicket(data: KitchenData, id: unknown, change: (ticket: TicketDto) => TicketDto): KitchenData {
  const tickets = data.tickets.map((ticket) => (ticket.id === id ? change(ticket) : ticket));
  return { ...data, tickets };
}

/** Puts a whole ticket in, unless a newer one is held. Oldest first; an equal age goes by id, so every screen agrees. */
export function putTicket(data: KitchenData, ticket: TicketDto): KitchenData {
  const held = data.tickets.find(({ id }) => id === ticket.id);
  if (held && held.version > ticket.version) return data;
  const tickets = held
    ? data.tickets.map((each) => (each.id === ticket.id ? ticket : each))
    : [...data.tickets, ticket].sort((a, b) => a.createdAt.localeCompare(b.createdAt) || a.id.localeCompare(b.id));
  return { ...data, tickets };
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
    case "ticket-status-change":
      return patchTicket(data, payload.ticketId, (ticket) =>
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
    case "ticket-updated":
      return patchTicket(data, payload.ticketId, (ticket) =>
        Number(payload.version) < ticket.version
          ? ticket
          : { ...ticket, ...headOf(payload), version: Number(payload.version) },
      );
    case "item-status-change":
      return patchTicket(data, payload.ticketId, (ticket) =>
        Number(payload.version) < ticket.version
          ? ticket
          : {
              ...ticket,
              version: Number(payload.version),
              items: ticket.items.map((item) =>
                item.id === payload.itemId ? { ...item, state: payload.status as ItemState } : item,
              ),
            },
      );
    case "order-cancelled":
      return {
        ...data,
        tickets: data.tickets.map((ticket) =>
          ticket.orderId === payload.orderId && ticket.state !== "served" && Number(payload.version) >= ticket.version
            ? {
                ...ticket,
                state: "voided",
                version: Number(payload.version),
                items: ticket.items.map((item) => (item.state === "served" ? item : { ...item, state: "voided" })),
              }
            : ticket,
        ),
      };
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

export function sendItemState(venue: string, itemId: string, status: ItemState): Promise<unknown> {
  return apiFetch(`/api/venues/${venue}/order-items/${itemId}/status`, { method: "PATCH", body: { status } });
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
  const level = share >= 1 ? "late" : share >= 0.8 ? "soon" : "fine";
  return { elapsed: end - start, share: Math.min(1, Math.max(0, share)), level, over: Math.max(0, end - due) };
}
