import type pg from "pg";
import { isGuestChannel } from "./channels";
import type { WireEvent } from "./publisher";

/** A person's own channel is one for all venues they work in, so its numbers belong to no venue. */
const noVenue = "00000000-0000-0000-0000-000000000000";
const personal = "^private-user-[0-9a-f-]{36}$";
const personalChannel = new RegExp(personal);

/** Whose numbers a channel has: the venueId that ChannelHead and OutboxDelivery keep it under. */
export function ownerOfChannel(venueId: string, channel: string): string {
  return personalChannel.test(channel) ? noVenue : venueId;
}

/** A stored event, with its number on one of its channels. */
export interface StoredEvent {
  id: string;
  name: string;
  payload: Record<string, unknown>;
  actor: { id: string; name: string } | null;
  at: Date;
}

/** What subscribers get: the payload and its meta. Guests' channels never name a person. */
export function wireData(event: StoredEvent, channel: string, seq: number): Record<string, unknown> {
  const { id, payload, actor, at } = event;
  const meta = { id, seq, at: at.toISOString(), ...(actor && !isGuestChannel(channel) ? { actor } : {}) };
  return { ...payload, meta };
}

export interface NumberedEvent {
  id: string;
  /** One per channel; empty for an event that nobody hears. */
  entries: (WireEvent & { seq: number })[];
}

interface Row extends StoredEvent {
  deliveries: { channel: string; seq: number }[] | null;
}

function toNumberedEvent({ deliveries, ...event }: Row): NumberedEvent {
  return {
    id: event.id,
    entries: (deliveries ?? []).map(({ channel, seq }) => ({
      channel,
      seq,
      name: event.name,
      data: JSON.stringify(wireData(event, channel, seq)),
    })),
  };
}

/**
 * One statement, so one round trip and one commit: takes events that have no number yet, oldest first, raises the head of
 * each of their channels by as many as it gets, and writes down which event got which number. A transaction that committed
 * late is found like any other: what is asked for is "without a number", and the lower bound is lifted at every poll.
 */
const numberStatement = `
  with "due" as (
    select "id", "venueId", "position", "name", "channels", "payload", "actor", "at"
    from "OutboxEvent"
    where "publishedAt" is null and "numberedAt" is null and "venueId" = any($1::uuid[]) and "position" > $3::bigint
    order by "position" limit $2 for update skip locked
  ), "wanted" as (
    select "eventId", "owner", "channel",
      row_number() over (partition by "owner", "channel" order by "position") as "nth",
      count(*) over (partition by "owner", "channel") as "total"
    from (
      select distinct d."id" as "eventId", d."position", c."channel",
        case when c."channel" ~ '${personal}' then '${noVenue}'::uuid else d."venueId" end as "owner"
      from "due" d cross join unnest(d."channels") as c("channel")
    ) as "pairs"
  ), "heads" as (
    insert into "ChannelHead" ("venueId", "channel", "seq")
    select distinct "owner", "channel", "total" from "wanted" order by 1, 2
    on conflict ("venueId", "channel") do update set "seq" = "ChannelHead"."seq" + excluded."seq"
    returning "venueId", "channel", "seq"
  ), "deliveries" as (
    insert into "OutboxDelivery" ("venueId", "channel", "seq", "eventId")
    select w."owner", w."channel", h."seq" - w."total" + w."nth", w."eventId"
    from "wanted" w join "heads" h on h."venueId" = w."owner" and h."channel" = w."channel"
    returning "eventId", "channel", "seq"
  ), "numbered" as (
    update "OutboxEvent" e set "numberedAt" = now() from "due" d where e."id" = d."id"
  )
  select d."id", d."position"::text as "position", d."name", d."payload", d."actor", d."at",
    (select jsonb_agg(jsonb_build_object('channel', x."channel", 'seq', x."seq")) from "deliveries" x
      where x."eventId" = d."id") as "deliveries"
  from "due" d order by d."position"`;

/**
 * Numbers what has none, for venues whose lock this connection holds. The numbers are committed when it returns. `above` skips
 * positions that were numbered a while ago, whose index entries the scan would pass one by one; a transaction that commits late
 * may stand below it, so whoever uses it also asks with "0" now and then. `highest` is the last position that got numbers.
 */
export async function numberEvents(
  client: pg.ClientBase,
  venueIds: readonly string[],
  { limit, above }: { limit: number; above: string },
): Promise<{ events: NumberedEvent[]; highest: string | null }> {
  const { rows } = await client.query<Row & { position: string }>({
    name: "realtime-number",
    text: numberStatement,
    values: [venueIds, limit, above],
  });
  return { events: rows.map(toNumberedEvent), highest: rows.at(-1)?.position ?? null };
}

/**
 * Events that have numbers and were not published, oldest numbers first: what a crash or a broker's absence left behind.
 * Statements number in turn, so all of one `numberedAt` come together and are never split between two pages.
 */
export async function readUnpublished(
  client: pg.ClientBase,
  venueIds: readonly string[],
  limit: number,
): Promise<NumberedEvent[]> {
  const { rows } = await client.query<Row>({
    name: "realtime-unpublished",
    text: `
      select e."id", e."name", e."payload", e."actor", e."at",
        (select jsonb_agg(jsonb_build_object('channel', d."channel", 'seq', d."seq")) from "OutboxDelivery" d
          where d."eventId" = e."id") as "deliveries"
      from (
        select * from "OutboxEvent"
        where "publishedAt" is null and "numberedAt" is not null and "venueId" = any($1::uuid[])
        order by "numberedAt" fetch first ($2) rows with ties
      ) as e
      order by e."numberedAt", e."position"`,
    values: [venueIds, limit],
  });
  return rows.map(toNumberedEvent);
}

export async function markPublished(client: pg.ClientBase, eventIds: readonly string[]): Promise<void> {
  if (eventIds.length === 0) return;
  await client.query({
    name: "realtime-mark",
    text: `update "OutboxEvent" set "publishedAt" = clock_timestamp() where "id" = any($1::uuid[])`,
    values: [eventIds],
  });
}

/** Any constant that no other advisory lock of this database uses. */
const lockSpace = 0x5e7e;

/**
 * Takes the lock of every venue that has something to send and is in nobody's hands; returns those it got. The lock lasts as
 * long as the connection, so a process that dies gives its venues away at once.
 */
export async function claimVenues(client: pg.ClientBase, held: readonly string[]): Promise<string[]> {
  const { rows } = await client.query<{ venueId: string; locked: boolean }>({
    name: "realtime-claim",
    text: `
      select "venueId", pg_try_advisory_lock(${lockSpace}, hashtext("venueId"::text)) as "locked"
      from (
        select distinct "venueId" from "OutboxEvent" where "publishedAt" is null and not "venueId" = any($1::uuid[])
      ) as "waiting"`,
    values: [held],
  });
  return rows.filter(({ locked }) => locked).map(({ venueId }) => venueId);
}

/** How long events can be asked for again. */
export const retentionHours = 24;

/** Forgets events past the retention that were published; their numbers go with them. */
export async function pruneEvents(pool: pg.Pool): Promise<number> {
  const { rowCount } = await pool.query(
    `delete from "OutboxEvent" where "at" < now() - make_interval(hours => ${retentionHours}) and "publishedAt" is not null`,
  );
  return rowCount ?? 0;
}
