import { getPool } from "@/lib/platform/db";
import type { OutboxRow } from "@/lib/platform/realtime/outbox";
import type { OrderDto } from "../schema";

/*
 * The one statement that places an order: a single round trip, committed by itself.
 *
 * READ COMMITTED gives the whole statement one snapshot, taken when it starts; only rows that it locks, and the unique indexes
 * behind `on conflict`, show what committed since. So:
 * - every guard locks the row it asks about: it waits for whoever is changing it and then judges the changed row;
 * - the steps read each other, which fixes the order of locks (venue, sitting, counter, key) for every kind of order: they cannot
 *   deadlock, and whoever waits for a key waits for somebody who has all other locks already;
 * - the counter's row is locked before the key is written, so the number is known and the stored answer carries it, but it is
 *   raised only when the key was new: a replay burns no number;
 * - everything that writes reads `go`, which is empty unless all guards held and the key was new;
 * - what cannot be guarded by a lock (two first sittings of a table) breaks a unique index and takes the whole statement back.
 * What the statement decides (number, sitting, table, bill) replaces those fields in the JSON that the caller drafted.
 */
const replaceDecided = (json: string, decided: string) =>
  `${json} || coalesce((select jsonb_object_agg(f.key, f.value) from jsonb_each(${decided}) f where ${json} ? f.key), '{}'::jsonb)`;

/** Where the order goes. `was` is the sitting's status before; null where there was none. */
const places = {
  counter: `
  place as materialized (
    select v."id" as "venueId", null::uuid as "tableId", null::text as "tableNumber", null::uuid as "sessionId",
      null::"TableSessionStatus" as "was" from venue v)`,
  // $14 the sitting, $15 the status that the rule saw
  sitting: `
  place as materialized (
    select s."venueId", t."id" as "tableId", t."number" as "tableNumber", s."id" as "sessionId", s."status" as "was"
      from "TableSession" s join "Table" t on t."id" = s."tableId"
     where s."id" = $14::uuid and s."venueId" = (select v."id" from venue v) and s."status" = $15::"TableSessionStatus"
       for share of s)`,
  // $14 the table, $15 the sitting to begin where there is none, $16 now, $17 and $18 who opens
  table: `
  seat as materialized (
    select t."id", t."number" from "Table" t where t."id" = $14::uuid and t."venueId" = (select v."id" from venue v)),
  live as materialized (
    select s."id", s."status" from "TableSession" s
     where s."tableId" = (select t."id" from seat t) and s."status" <> 'CLOSED' for no key update),
  place as materialized (
    select $1::uuid as "venueId", seat."id" as "tableId", seat."number" as "tableNumber",
      coalesce(live."id", $15::uuid) as "sessionId", live."status" as "was"
      from seat left join live on true)`,
};

const openTheTable = `,
  begun as (
    insert into "TableSession" ("id", "venueId", "tableId", "status", "createdAt", "openedAt", "openedById", "openedByName")
    select go."sessionId", go."venueId", go."tableId", 'OPEN', $16::timestamptz, $16::timestamptz, $17::uuid, $18::text
      from go where go."was" is null),
  opened as (
    update "TableSession" s set "status" = 'OPEN', "openedAt" = $16::timestamptz, "openedById" = $17::uuid, "openedByName" = $18::text,
           "version" = s."version" + 1
      from go where s."id" = go."sessionId" and go."was" = 'PENDING')`;

// $1 venue, $2 menu version, $3 service day, $4 order, $5 items, $6 tickets, $7 events, $8 answer, $9 whose key, $10 key,
// $11 request hash, $12 the bill to begin where there is none, $13 the sitting's part of a drafted channel name
const statementFor = (kind: keyof typeof places) => `
with venue as materialized (
    select "id" from "Venue" where "id" = $1::uuid and "menuVersion" = $2::int for share),${places[kind]},
  counter as materialized (
    select c."last" from "OrderCounter" c
     where c."venueId" = (select p."venueId" from place p) and c."serviceDay" = $3::date for update),
  seeded as (
    insert into "OrderCounter" ("venueId", "serviceDay", "last")
    select p."venueId", $3::date, 0 from place p where not exists (select from counter) on conflict do nothing),
  numbered as materialized (
    select p.*, c."last" + 1 as "number", coalesce(b."id", $12::uuid) as "billId", b."id" is null as "newBill"
      from place p cross join counter c left join "Bill" b on b."sessionId" = p."sessionId"),
  decided as materialized (
    select n.*, jsonb_build_object('number', n."number", 'orderNumber', n."number", 'billId', n."billId",
        'sessionId', n."sessionId", 'tableId', n."tableId", 'tableNumber', n."tableNumber",
        'guests', greatest((select count(*) from "TableGuest" g where g."sessionId" = n."sessionId"),
          (select s."partySize" from "TableSession" s where s."id" = n."sessionId"))) as "fields"
      from numbered n),
  keyed as (
    insert into "IdempotencyKey" ("venueId", "actor", "key", "requestHash", "status", "response")
    select d."venueId", $9::text, $10::text, $11::text, 201, ${replaceDecided("$8::jsonb", 'd."fields"')}
      from decided d where $10::text is not null
    on conflict do nothing returning 1),
  go as materialized (
    select d.* from decided d where $10::text is null or exists (select from keyed)),
  raised as (
    update "OrderCounter" c set "last" = go."number" from go where c."venueId" = go."venueId" and c."serviceDay" = $3::date)${
      kind === "table" ? openTheTable : ""
    },
  billed as (
    insert into "Bill" ("id", "venueId", "sessionId", "currency")
    select go."billId", go."venueId", go."sessionId", $4::jsonb ->> 'currency' from go where go."newBill"),
  ordered as (
    insert into "Order" select r.* from go, jsonb_populate_record(null::"Order", $4::jsonb || go."fields") r),
  itemed as (
    insert into "OrderItem" select r.* from go, jsonb_populate_recordset(null::"OrderItem", $5::jsonb) r),
  ticketed as (
    insert into "KitchenTicket" select r.* from go, jsonb_populate_recordset(null::"KitchenTicket", $6::jsonb) r),
  told as (
    insert into "OutboxEvent" ("id", "venueId", "name", "channels", "payload", "actor")
    select (e.row ->> 'id')::uuid, go."venueId", e.row ->> 'name',
        array(select coalesce(replace(c, $13::text, go."tableNumber" || '-' || go."sessionId"), c)
                from jsonb_array_elements_text(e.row -> 'channels') c),
        ${replaceDecided("(e.row -> 'payload')", 'go."fields"')}, nullif(e.row -> 'actor', 'null'::jsonb)
      from go, jsonb_array_elements($7::jsonb) with ordinality e(row, place)
     where not (e.row ->> 'onOpening')::boolean or go."was" is distinct from 'OPEN'
     order by e.place)
select ${replaceDecided("$8::jsonb", 'go."fields"')} as "answer" from go`;

const statements = {
  counter: { name: "place-order-at-counter", text: statementFor("counter") },
  sitting: { name: "place-order-of-sitting", text: statementFor("sitting") },
  table: { name: "place-order-at-table", text: statementFor("table") },
};

/** Where an order goes: to no table, to the sitting of the guest who orders, or to a table that staff open with it. */
export type Place =
  | { kind: "counter" }
  | { kind: "sitting"; guestId: string; sessionId: string; status: "PENDING" | "OPEN" }
  | { kind: "table"; tableId: string; newSessionId: string; openedAt: Date; openedBy: { id: string; name: string } };

export interface Placing {
  venueId: string;
  menuVersion: number;
  /** YYYY-MM-DD */
  serviceDay: string;
  /** Rows of the tables of those names; number, sitting, table and bill are placeholders. */
  order: object;
  items: object[];
  tickets: object[];
  /** `onOpening`: told only when this order opens its table. */
  events: (OutboxRow & { onOpening: boolean })[];
  answer: OrderDto;
  key: { actor: string; key: string; requestHash: string } | null;
  newBillId: string;
  /** `{tableNumber}-{sessionId}` as it stands in the drafted channel names. */
  draftedSeat: string;
}

/** Codes after which the same statement may succeed: a unique index was faster, or two statements met head on. */
const retryable = new Set(["23505", "40P01"]);

/** Places the order, or does nothing at all and answers null: a guard did not hold, the key is known, or somebody was faster. */
export async function tryToPlace(placing: Placing, place: Place): Promise<OrderDto | null> {
  const values: unknown[] = [
    placing.venueId,
    placing.menuVersion,
    placing.serviceDay,
    JSON.stringify(placing.order),
    JSON.stringify(placing.items),
    JSON.stringify(placing.tickets),
    JSON.stringify(placing.events),
    JSON.stringify(placing.answer),
    placing.key?.actor ?? null,
    placing.key?.key ?? null,
    placing.key?.requestHash ?? null,
    placing.newBillId,
    placing.draftedSeat,
  ];
  if (place.kind === "sitting") values.push(place.sessionId, place.status);
  if (place.kind === "table") {
    values.push(place.tableId, place.newSessionId, place.openedAt, place.openedBy.id, place.openedBy.name);
  }
  try {
    const { rows } = await getPool().query<{ answer: OrderDto }>({ ...statements[place.kind], values });
    return rows[0]?.answer ?? null;
  } catch (error) {
    if (retryable.has((error as { code?: string }).code ?? "")) return null;
    throw error;
  }
}

export interface PlacingSeen {
  menuVersion: number;
  /** Where the guest sits now: another sitting once their party joined one. Null when no guest orders. */
  sitting: { id: string; status: "PENDING" | "OPEN" | "CLOSED" } | null;
  tableExists: boolean;
  stored: { requestHash: string; status: number | null; response: unknown } | null;
}

const seenStatement = {
  name: "place-order-why-not",
  text: `
    select v."menuVersion",
      (select jsonb_build_object('id', s."id", 'status', s."status") from "TableGuest" g join "TableSession" s on s."id" = g."sessionId"
        where g."id" = $2::uuid and s."venueId" = v."id") as "sitting",
      exists (select from "Table" t where t."id" = $3::uuid and t."venueId" = v."id") as "tableExists",
      (select jsonb_build_object('requestHash', k."requestHash", 'status', k."status", 'response', k."response")
         from "IdempotencyKey" k where k."venueId" = v."id" and k."actor" = $4 and k."key" = $5) as "stored"
    from "Venue" v where v."id" = $1::uuid`,
};

/** Why an order could not be placed: the guards' rows as they stand, and the first answer to the key. */
export async function lookAgain(
  { venueId, key }: Pick<Placing, "venueId" | "key">,
  place: Place,
): Promise<PlacingSeen> {
  const { rows } = await getPool().query<PlacingSeen>({
    ...seenStatement,
    values: [
      venueId,
      place.kind === "sitting" ? place.guestId : null,
      place.kind === "table" ? place.tableId : null,
      key?.actor ?? null,
      key?.key ?? null,
    ],
  });
  if (!rows[0]) throw new Error("The venue is gone.");
  return rows[0];
}
