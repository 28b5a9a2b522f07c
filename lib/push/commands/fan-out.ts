import type pg from "pg";
import { isLocale, type Locale } from "@/lib/platform/i18n/locales";
import { newId } from "@/lib/platform/ids";
import { concerns, type HeardEvent, newsOf, type PushDraft, type Reader } from "../rules";
import type { PushMessage } from "../schema";
import { type PushVenue, wordMessage } from "../texts";

/** Events of one channel that one transaction reads. */
const pageSize = 200;

interface EventRow extends Omit<HeardEvent, "channel"> {
  id: string;
  venueId: string;
  slug: string;
  defaultLocale: string;
}

interface NewsRow extends EventRow {
  owner: string;
  channel: string;
  seq: string;
}

interface ReaderRow extends Reader {
  subscriptionId: string;
  venueId: string;
  locale: string;
  /** When this browser began to be this person's. */
  since: Date;
}

interface Delivery {
  id: string;
  subscriptionId: string;
  userId: string;
  eventId: string;
  payload: PushMessage;
  urgency: string;
  expiresAt: Date;
  nextAttemptAt: Date;
}

/**
 * Reads what the followed channels carried since their cursors, writes down a message for every browser that is to be told, and
 * moves the cursors: one transaction, so an event is neither passed over nor told twice, whenever the process ends. Numbers are
 * given one channel at a time in the order of commits, so nothing ever appears below a cursor. Answers whether more may follow.
 */
export async function fanOut(client: pg.ClientBase, now = new Date()): Promise<boolean> {
  await client.query("begin");
  try {
    const news = await readNews(client);
    if (news.length > 0) {
      await writeDeliveries(client, news, now);
      await moveCursors(client, news);
    } else await passForgotten(client);
    await client.query("commit");
    return news.length >= pageSize;
  } catch (error) {
    // A connection that broke has rolled back by itself.
    await client.query("rollback").catch(() => {});
    throw error;
  }
}

async function readNews(client: pg.ClientBase): Promise<NewsRow[]> {
  const { rows } = await client.query<NewsRow>({
    name: "push-news",
    text: `
      with "cursors" as (
        select "venueId", "channel", "seq" from "PushCursor" order by "venueId", "channel" for update
      )
      select c."venueId" as "owner", c."channel", d."seq"::text as "seq", e."id", e."venueId", e."name", e."payload", e."actor",
        e."at", v."slug", v."defaultLocale"
      from "cursors" c
      cross join lateral (
        select x."seq", x."eventId" from "OutboxDelivery" x
        where x."venueId" = c."venueId" and x."channel" = c."channel" and x."seq" > c."seq"
        order by x."seq" limit ${pageSize}
      ) as d
      join "OutboxEvent" e on e."id" = d."eventId"
      join "Venue" v on v."id" = e."venueId"
      order by c."channel", d."seq"`,
  });
  return rows;
}

async function moveCursors(client: pg.ClientBase, news: readonly NewsRow[]): Promise<void> {
  const last = new Map(news.map((row) => [`${row.owner} ${row.channel}`, row]));
  const rows = [...last.values()];
  await client.query({
    name: "push-move-cursors",
    text: `update "PushCursor" p set "seq" = n."seq"
           from unnest($1::uuid[], $2::text[], $3::bigint[]) as n("owner", "channel", "seq")
           where p."venueId" = n."owner" and p."channel" = n."channel"`,
    values: [rows.map(({ owner }) => owner), rows.map(({ channel }) => channel), rows.map(({ seq }) => seq)],
  });
}

/** Where all that came after a cursor is past the retention: a database that was put away for days. */
async function passForgotten(client: pg.ClientBase): Promise<void> {
  await client.query({
    name: "push-pass-forgotten",
    text: `
      update "PushCursor" p set "seq" = h."seq" from "ChannelHead" h
      where h."venueId" = p."venueId" and h."channel" = p."channel" and h."seq" > p."seq" and not exists (
        select 1 from "OutboxDelivery" x where x."venueId" = p."venueId" and x."channel" = p."channel" and x."seq" > p."seq")`,
  });
}

/** Everybody with a browser in these venues who works there now. */
async function readReaders(client: pg.ClientBase, venueIds: readonly string[]): Promise<Map<string, ReaderRow[]>> {
  const { rows } = await client.query<ReaderRow>({
    name: "push-readers",
    text: `
      select s."id" as "subscriptionId", s."venueId", s."userId", s."topics", s."createdAt" as "since", u."locale",
        lower(m."role"::text) as "role"
      from "PushSubscription" s
      join "User" u on u."id" = s."userId" and u."disabledAt" is null
      join "Membership" m on m."venueId" = s."venueId" and m."userId" = s."userId" and m."disabledAt" is null
      where s."venueId" = any($1::uuid[])`,
    values: [venueIds],
  });
  const byVenue = new Map<string, ReaderRow[]>();
  for (const row of rows) byVenue.set(row.venueId, [...(byVenue.get(row.venueId) ?? []), row]);
  return byVenue;
}

async function readRooms(client: pg.ClientBase, venueIds: readonly string[]): Promise<Map<string, Set<string>>> {
  const { rows } = await client.query<{ venueId: string; number: string }>({
    name: "push-rooms",
    text: `select "venueId", "number" from "Table" where "kind" = 'ROOM' and "venueId" = any($1::uuid[])`,
    values: [venueIds],
  });
  const byVenue = new Map<string, Set<string>>();
  for (const { venueId, number } of rows) byVenue.set(venueId, (byVenue.get(venueId) ?? new Set()).add(number));
  return byVenue;
}

/** Of these calls, those that still wait for somebody. */
async function readWaitingCalls(client: pg.ClientBase, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const { rows } = await client.query<{ id: string }>({
    name: "push-waiting-calls",
    text: `select "id" from "WaiterCall" where "id" = any($1::uuid[]) and "status" = 'PENDING'`,
    values: [ids],
  });
  return new Set(rows.map(({ id }) => id));
}

const localeOf = (...candidates: string[]): Locale => candidates.find(isLocale) ?? "en";

async function writeDeliveries(client: pg.ClientBase, news: readonly NewsRow[], now: Date): Promise<void> {
  const read = news.map((event) => ({ event, ...newsOf(event) }));
  const withDraft = read.filter(({ draft }) => draft !== null);
  const venueIds = [...new Set(withDraft.map(({ event }) => event.venueId))];
  const callIds = withDraft.flatMap(({ draft }) => draft?.callId ?? []);
  const [readers, rooms, waiting] = withDraft.length
    ? [await readReaders(client, venueIds), await readRooms(client, venueIds), await readWaitingCalls(client, callIds)]
    : [new Map<string, ReaderRow[]>(), new Map<string, Set<string>>(), new Set<string>()];

  const withdrawn = new Set<string>();
  const fresh = new Map<string, Delivery>();
  for (const { event, draft, withdraws } of read) {
    for (const tag of withdraws) {
      withdrawn.add(tag);
      for (const [key, { payload }] of fresh) if (payload.tag === tag) fresh.delete(key);
    }
    if (!draft || draft.until <= now || (draft.callId && !waiting.has(draft.callId))) continue;
    const venue: PushVenue = {
      slug: event.slug,
      defaultLocale: localeOf(event.defaultLocale),
      rooms: rooms.get(event.venueId) ?? new Set(),
    };
    for (const reader of readers.get(event.venueId) ?? []) {
      if (reader.since > event.at || !concerns(draft, reader, event.actor?.id ?? null)) continue;
      fresh.set(`${reader.subscriptionId} ${draft.tag}`, deliveryOf(event, draft, reader, venue));
    }
  }
  await forget(client, [...withdrawn], [...fresh.values()]);
  await insert(client, [...fresh.values()]);
}

function deliveryOf(event: EventRow, draft: PushDraft, reader: ReaderRow, venue: PushVenue): Delivery {
  return {
    id: newId(),
    subscriptionId: reader.subscriptionId,
    userId: reader.userId,
    eventId: event.id,
    payload: wordMessage(draft, event.at, localeOf(reader.locale, venue.defaultLocale), venue),
    urgency: draft.urgency,
    expiresAt: draft.until,
    nextAttemptAt: draft.from,
  };
}

/** Unsent messages that are stale: their matter is settled, or a younger message of the same tag takes their place. */
async function forget(client: pg.ClientBase, withdrawn: string[], fresh: Delivery[]): Promise<void> {
  if (withdrawn.length === 0 && fresh.length === 0) return;
  await client.query({
    name: "push-forget",
    text: `
      delete from "PushDelivery" d where d."payload"->>'tag' = any($1::text[])
        or (d."subscriptionId", d."payload"->>'tag') in (select * from unnest($2::uuid[], $3::text[]))`,
    values: [withdrawn, fresh.map(({ subscriptionId }) => subscriptionId), fresh.map(({ payload }) => payload.tag)],
  });
}

async function insert(client: pg.ClientBase, deliveries: Delivery[]): Promise<void> {
  if (deliveries.length === 0) return;
  // A browser may unsubscribe meanwhile, or become somebody else's: the join leaves its message out instead of failing everybody's.
  await client.query({
    name: "push-insert",
    text: `
      insert into "PushDelivery" ("id", "subscriptionId", "eventId", "payload", "urgency", "expiresAt", "nextAttemptAt")
      select r."id", r."subscriptionId", r."eventId", r."payload", r."urgency", r."expiresAt", r."nextAttemptAt"
      from jsonb_to_recordset($1::jsonb) as r("id" uuid, "subscriptionId" uuid, "userId" uuid, "eventId" uuid,
        "payload" jsonb, "urgency" text, "expiresAt" timestamptz, "nextAttemptAt" timestamptz)
      join "PushSubscription" s on s."id" = r."subscriptionId" and s."userId" = r."userId" for key share of s
      on conflict ("subscriptionId", "eventId") do nothing`,
    values: [JSON.stringify(deliveries)],
  });
}
