import { apiFetch } from "@/lib/platform/http/client";
import type { PastTicketDto, TicketDto } from "./schema";

export interface HistoryPage {
  items: PastTicketDto[];
  nextCursor: string | null;
}

/** A page of the day's served tickets, the last first. @throws ApiError */
export function fetchHistory(
  venue: string,
  { station, cursor, limit }: { station: string | null; cursor: string | null; limit: number },
  signal?: AbortSignal,
): Promise<HistoryPage> {
  const query = new URLSearchParams({ limit: String(limit) });
  if (station) query.set("station", station);
  if (cursor) query.set("cursor", cursor);
  return apiFetch<HistoryPage>(`/api/venues/${venue}/kitchen/history?${query}`, { signal });
}

/** A page after those held: what was served again meanwhile is there once, by the page that came first. */
export function joinPages(held: readonly PastTicketDto[], more: readonly PastTicketDto[]): PastTicketDto[] {
  const known = new Set(held.map(({ id }) => id));
  return [...held, ...more.filter(({ id }) => !known.has(id))];
}

/** Whether a ticket is meant by what was typed: the beginning of its order's number, or its table's number. */
export function isMeant(
  { orderNumber, tableNumber }: Pick<TicketDto, "orderNumber" | "tableNumber">,
  typed: string,
): boolean {
  const wanted = typed
    .trim()
    .replace(/^[№#]\s*/, "")
    .toLowerCase();
  return wanted === "" || String(orderNumber).startsWith(wanted) || tableNumber?.toLowerCase() === wanted;
}
