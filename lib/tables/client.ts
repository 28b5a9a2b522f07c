import type { z } from "zod";
import type { CallDto } from "@/lib/calls/schema";
import type { OrderDto } from "@/lib/orders/schema";
import { apiFetch } from "@/lib/platform/http/client";
import type { EventMeta, LiveEvent } from "@/lib/platform/realtime/define-event";
import type { tableStatusChange } from "./events";
import type { AreaDto, TableDto, TableStatus } from "./schema";

/** The rooms, and when each table was last told to have changed (ISO 8601 UTC): the events carry no version. */
export interface FloorState {
  areas: readonly AreaDto[];
  toldAt: Readonly<Record<string, string>>;
}

export function openFloor(areas: readonly AreaDto[]): FloorState {
  return { areas, toldAt: {} };
}

function replaceTable(areas: readonly AreaDto[], number: string, change: (table: TableDto) => TableDto): AreaDto[] {
  return areas.map((area) =>
    area.tables.some((table) => table.number === number)
      ? { ...area, tables: area.tables.map((table) => (table.number === number ? change(table) : table)) }
      : area,
  );
}

/** Applies one event; an older fact than the one held changes nothing. */
export function applyTableEvent(floor: FloorState, event: LiveEvent): FloorState {
  if (event.name !== "table-status-change") return floor;
  const { tableNumber, status, sessionId, openedAt, guests, meta } = event.data as unknown as z.infer<
    (typeof tableStatusChange)["payload"]
  > & { meta: EventMeta };
  if ((floor.toldAt[tableNumber] ?? "") > meta.at) return floor;
  return {
    areas: replaceTable(floor.areas, tableNumber, (table) => ({
      ...table,
      sessionId: status === "free" ? null : sessionId,
      sessionStatus: status === "free" ? null : status === "open" ? "OPEN" : "PENDING",
      openedAt: status === "free" ? null : openedAt,
      guests: status === "free" ? 0 : guests,
    })),
    toldAt: { ...floor.toldAt, [tableNumber]: meta.at },
  };
}

/** What a table looks like from the floor, the neediest first, and since when. */
export interface TableLook {
  status: TableStatus;
  since: string | null;
}

const oldest = (times: string[]) =>
  times.reduce<string | null>((first, at) => (!first || at < first ? at : first), null);

/** `orders` and `calls` are those of this table that are not finished. */
export function tableLook(table: TableDto, orders: readonly OrderDto[], calls: readonly CallDto[]): TableLook {
  const calling = calls.filter((call) => call.status === "pending");
  if (calling.length > 0) return { status: "calling", since: oldest(calling.map((call) => call.createdAt)) };
  const ready = orders.flatMap((order) => order.items).filter((item) => item.state === "ready");
  if (ready.length > 0) return { status: "ready", since: oldest(ready.map((item) => item.stateAt)) };
  const waiting = orders.filter((order) => order.approval === "pending");
  if (waiting.length > 0) return { status: "pending", since: oldest(waiting.map((order) => order.createdAt)) };
  const started = orders.filter((order) => order.status === "preparing");
  if (started.length > 0) return { status: "preparing", since: oldest(started.map((order) => order.createdAt)) };
  if (orders.length > 0) return { status: "pending", since: oldest(orders.map((order) => order.createdAt)) };
  return { status: table.sessionId ? "seated" : "free", since: table.openedAt };
}

/** One drawing of the floor: an area, with the counters that stand in its room. */
export interface Floor {
  id: string;
  areas: AreaDto[];
  tables: TableDto[];
}

const overlap = (a: TableDto, b: TableDto) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

/** A bar is an area of its own, yet stands in a room: it is drawn in the first one where its stools hit no table. */
export function floorsOf(areas: readonly AreaDto[]): Floor[] {
  const isCounter = (area: AreaDto) => area.tables.length > 0 && area.tables.every((table) => table.kind === "COUNTER");
  const floors: Floor[] = areas
    .filter((area) => !isCounter(area))
    .map((area) => ({ id: area.id, areas: [area], tables: [...area.tables] }));
  for (const bar of areas.filter(isCounter)) {
    const room = floors.find(
      (floor) => !floor.tables.some((table) => bar.tables.some((stool) => overlap(table, stool))),
    );
    if (room) {
      room.areas.push(bar);
      room.tables.push(...bar.tables);
    } else {
      floors.push({ id: bar.id, areas: [bar], tables: [...bar.tables] });
    }
  }
  return floors;
}

/** The table with a number, wherever it stands. */
export function findTable(areas: readonly AreaDto[], number: string | null): TableDto | null {
  if (number === null) return null;
  for (const area of areas) {
    const table = area.tables.find((one) => one.number === number);
    if (table) return table;
  }
  return null;
}

/** Opens and closes sittings. Closing over unfinished orders throws ApiError `unfinished-orders` unless forced. */
export function createTableActions(venue: string, fetcher: typeof apiFetch = apiFetch) {
  const base = `/api/venues/${venue}/tables`;
  return {
    open: (id: string) => fetcher<unknown>(`${base}/${id}/open`, { method: "POST", body: {} }),
    close: (id: string, force: boolean) =>
      fetcher<unknown>(`${base}/${id}/close`, { method: "POST", body: force ? { force: true } : {} }),
  };
}

/** A sitting's orders, finished ones too, and what it owes in minor units. @throws ApiError */
export function fetchSitting(venue: string, sessionId: string) {
  return apiFetch<{
    orders: OrderDto[];
    bill: { total: number; currency: string; secondTotal: number | null; secondCurrency: string | null };
  }>(`/api/venues/${venue}/table-sessions/${sessionId}`);
}
