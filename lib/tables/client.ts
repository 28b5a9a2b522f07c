import type { z } from "zod";
import type { CallDto } from "@/lib/calls/schema";
import type { OrderDto } from "@/lib/orders/schema";
import { apiFetch } from "@/lib/platform/http/client";
import type { EventMeta, LiveEvent } from "@/lib/platform/realtime/define-event";
import type { floorPlanUpdated, tableStatusChange } from "./events";
import { statusOfTable } from "./rules";
import type { AreaDto, LiveTableDto, TableCardDto, TableDto, TableStatus } from "./schema";

/** Which event it was: its number on its channel, and when its fact was written (ISO 8601 UTC). */
interface Told {
  channel: string;
  seq: number;
  at: string;
}

/**
 * The rooms, and what last told of a change of each table and, by its id, when it was last told to stand elsewhere (ISO 8601 UTC): the
 * events carry no version.
 */
export interface FloorState {
  areas: readonly AreaDto[];
  toldAt: Readonly<Record<string, Told>>;
  placedAt: Readonly<Record<string, string>>;
}

export function openFloor(areas: readonly AreaDto[]): FloorState {
  return { areas, toldAt: {}, placedAt: {} };
}

function replaceTable(
  areas: readonly AreaDto[],
  is: (table: TableDto) => boolean,
  change: (table: TableDto) => TableDto,
): AreaDto[] {
  return areas.map((area) =>
    area.tables.some(is) ? { ...area, tables: area.tables.map((table) => (is(table) ? change(table) : table)) } : area,
  );
}

type Payload<D extends { payload: z.ZodType }> = z.infer<D["payload"]> & { meta: EventMeta };

/**
 * Whether an event is older than the last one. Numbers of one channel are in the order in which a table's changes were committed; the
 * times are when their transactions began, and of two that met the later may have won.
 */
function isOlder(last: Told | undefined, { channel, data: { meta } }: LiveEvent): boolean {
  if (!last) return false;
  return last.channel === channel ? meta.seq < last.seq : meta.at < last.at;
}

/** What was counted of that sitting before: an event that does not touch the count leaves it out. */
const known = (table: TableDto, sessionId: string | null) => (table.sessionId === sessionId ? table.partySize : null);

function applyStatus(floor: FloorState, event: LiveEvent): FloorState {
  const data = event.data as unknown as Payload<typeof tableStatusChange>;
  const { tableNumber, status, sessionId, openedAt, openedBy, guests, partySize, meta } = data;
  if (isOlder(floor.toldAt[tableNumber], event)) return floor;
  const free = status === "free";
  return {
    ...floor,
    areas: replaceTable(
      floor.areas,
      ({ number }) => number === tableNumber,
      (table) => ({
        ...table,
        sessionId: free ? null : sessionId,
        sessionStatus: free ? null : status === "open" ? "OPEN" : "PENDING",
        openedAt: free ? null : openedAt,
        openedBy: free ? null : openedBy,
        guests: free ? 0 : guests,
        partySize: free ? null : partySize === undefined ? known(table, sessionId) : partySize,
        toPay: !free && sessionId === table.sessionId && table.toPay,
      }),
    ),
    toldAt: { ...floor.toldAt, [tableNumber]: { channel: event.channel, seq: meta.seq, at: meta.at } },
  };
}

function applyPlan(floor: FloorState, { tables, meta }: Payload<typeof floorPlanUpdated>): FloorState {
  const places = new Map(
    tables.filter(({ id }) => (floor.placedAt[id] ?? "") <= meta.at).map((each) => [each.id, each]),
  );
  if (places.size === 0) return floor;
  return {
    ...floor,
    areas: replaceTable(
      floor.areas,
      ({ id, x, y }) => {
        const place = places.get(id);
        return place !== undefined && (place.x !== x || place.y !== y);
      },
      (table) => ({ ...table, ...places.get(table.id) }),
    ),
    placedAt: { ...floor.placedAt, ...Object.fromEntries([...places.keys()].map((id) => [id, meta.at])) },
  };
}

/** Applies one event; an older fact than the one held changes nothing. */
export function applyTableEvent(floor: FloorState, event: LiveEvent): FloorState {
  if (event.name === "table-status-change") {
    return applyStatus(floor, event);
  }
  if (event.name === "floor-plan-updated") {
    return applyPlan(floor, event.data as unknown as Payload<typeof floorPlanUpdated>);
  }
  return floor;
}

/** Lays where a table stands, as the server answered it, over the floor; its event brings the same. */
export function mergePlace(floor: FloorState, { id, x, y }: Pick<TableDto, "id" | "x" | "y">): FloorState {
  return {
    ...floor,
    areas: replaceTable(
      floor.areas,
      (table) => table.id === id,
      (table) => ({ ...table, x, y }),
    ),
  };
}

/** Lays how many sit at a table, as the server answered it, over the floor, if they still do; its event brings the same. */
export function mergePartySize(floor: FloorState, { id, sessionId, partySize }: TableDto): FloorState {
  return {
    ...floor,
    areas: replaceTable(
      floor.areas,
      (table) => table.id === id && table.sessionId === sessionId,
      (table) => ({ ...table, partySize }),
    ),
  };
}

/** What a table looks like from the floor, the neediest first, and since when. */
export interface TableLook {
  status: TableStatus;
  since: string | null;
  /** Somebody called from there and nobody has answered. */
  ringing: boolean;
}

const oldest = (times: string[]) =>
  times.reduce<string | null>((first, at) => (!first || at < first ? at : first), null);

/** `orders` and `calls` are those of this table that are not finished. */
export function tableLook(table: TableDto, orders: readonly OrderDto[], calls: readonly CallDto[]): TableLook {
  const createdAt = (all: readonly { createdAt: string }[]) => oldest(all.map((each) => each.createdAt));
  const unanswered = calls.filter((call) => call.status === "pending");
  const ready = orders.flatMap((order) => order.items).filter((item) => item.state === "ready");
  const look = statusOfTable({
    seated: table.sessionId !== null,
    openedAt: table.openedAt,
    toPay: table.toPay ?? false,
    callingSince: createdAt(unanswered.filter((call) => call.callType === "help")),
    payingSince: createdAt(calls.filter((call) => call.callType !== "help" && call.status !== "completed")),
    readySince: oldest(ready.map((item) => item.stateAt)),
    approvalSince: createdAt(orders.filter((order) => order.approval === "pending")),
    preparingSince: createdAt(orders.filter((order) => order.status === "preparing")),
    orderedSince: createdAt(orders),
  });
  return { ...look, ringing: unanswered.length > 0 };
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

/** A table with the party that the screen shows there. */
type Party = Pick<TableDto, "id" | "sessionId">;

/** Names the party, so that nothing happens to those who came after it. */
const sitting = ({ sessionId }: Party) => (sessionId ? { sessionId } : {});

/**
 * What is done with tables. Closing over unfinished orders throws ApiError `unfinished-orders` unless forced; moving to a table where
 * somebody sits throws `table-occupied`, and what somebody else changed meanwhile `state-moved`.
 */
export function createTableActions(venue: string, fetcher: typeof apiFetch = apiFetch) {
  const base = `/api/venues/${venue}/tables`;
  const post = <T>(path: string, body: object) => fetcher<T>(`${base}/${path}`, { method: "POST", body });
  return {
    /** `partySize`, where they were counted: 1–99. */
    open: (id: string, partySize: number | null = null) =>
      post<LiveTableDto>(`${id}/open`, partySize === null ? {} : { partySize }),
    /** How many they are, 1–99; null is not counted. */
    count: (party: Party, partySize: number | null) =>
      post<LiveTableDto>(`${party.id}/party`, { partySize, ...sitting(party) }),
    close: (party: Party, force: boolean) =>
      post<LiveTableDto>(`${party.id}/close`, { ...sitting(party), ...(force ? { force: true } : {}) }),
    move: (party: Party, toTableId: string) => post<LiveTableDto>(`${party.id}/move`, { toTableId, ...sitting(party) }),
    merge: (party: Party, toTableId: string) =>
      post<LiveTableDto>(`${party.id}/merge`, { toTableId, ...sitting(party) }),
    card: (id: string) => fetcher<TableCardDto>(`${base}/${id}/card`),
    rotate: (id: string) => post<LiveTableDto>(`${id}/rotate-token`, {}),
    /** In the plan's units. */
    place: (id: string, place: { x: number; y: number }) =>
      fetcher<LiveTableDto>(`${base}/${id}`, { method: "PATCH", body: place }),
  };
}

/** A sitting's orders, finished ones too, and what it owes in minor units. @throws ApiError */
export function fetchSitting(venue: string, sessionId: string) {
  return apiFetch<{
    orders: OrderDto[];
    bill: { total: number; currency: string; secondTotal: number | null; secondCurrency: string | null };
  }>(`/api/venues/${venue}/table-sessions/${sessionId}`);
}
