import type { Actor, Context, Venue } from "@/lib/platform/auth/actor";
import { getPool } from "@/lib/platform/db";
import { AppError, invalid, notFound } from "@/lib/platform/errors";
import { mayHear, parseChannel } from "./channels";
import { ownerOfChannel, type StoredEvent, wireData } from "./numbering";

/** What came after a number on a channel. `events` has no hole; more may follow while its last number is below `head`. */
export interface ChannelReplay {
  epoch: string;
  events: { name: string; data: Record<string, unknown> }[];
  head: number;
}
/** The numbering began anew, or what was asked for is past the retention: only a fresh snapshot helps. */
export interface ChannelGone {
  gone: true;
  epoch: string;
  head: number;
}

export interface ReplayRequest {
  channel: string;
  /** The last number the client has. */
  after: number;
  /** The numbering that `after` belongs to; null when the client does not say. */
  epoch: string | null;
}

const maxChannels = 50;
const maxEvents = 500;

/**
 * Reads `channel`, `after` and `epoch`, which may be repeated in parallel. A single `epoch` stands for all.
 * @throws AppError 422 for missing or malformed parameters
 */
export function readReplayRequests(params: URLSearchParams): ReplayRequest[] {
  const channels = params.getAll("channel");
  const afters = params.getAll("after");
  const epochs = params.getAll("epoch");
  if (channels.length === 0) throw invalid("channel", "Name at least one channel.");
  if (channels.length > maxChannels) throw invalid("channel", `Ask for at most ${maxChannels} channels at once.`);
  if (new Set(channels).size !== channels.length) throw invalid("channel", "Name each channel once.");
  if (afters.length !== channels.length) throw invalid("after", "Send one `after` for each channel.");
  if (epochs.length > 1 && epochs.length !== channels.length)
    throw invalid("epoch", "Send one `epoch` for each channel.");
  return channels.map((channel, at) => {
    const after = afters[at] ?? "";
    if (!/^\d{1,15}$/.test(after)) throw invalid("after", "`after` is the number of the last event you have, or 0.");
    return { channel, after: Number(after), epoch: (epochs.length === 1 ? epochs[0] : epochs[at]) || null };
  });
}

/** @throws AppError 404 for a channel that is not this venue's, 401 or 403 for one that the actor may not hear */
export function checkMayHear({ actor, venue }: Context, channels: readonly string[]): void {
  for (const name of channels) {
    const channel = parseChannel(name, venue.slug);
    if (!channel) throw notFound("channel");
    if (mayHear(actor, channel)) continue;
    if (actor.kind === "public") throw new AppError("unauthenticated", "Sign in, or scan the code on your table.");
    throw new AppError("forbidden", "This channel is not for you.");
  }
}

/** A channel that anybody may hear: the public menu of a venue. */
export function isOpenChannel(name: string, actor: Actor = { kind: "public" }): boolean {
  const slug = /^(.+)-menu$/.exec(name)?.[1];
  const channel = slug ? parseChannel(name, slug) : null;
  return channel !== null && mayHear(actor, channel);
}

/** For how long the oldest event of the venue that has no number yet waits for one, in ms; 0 when all have theirs. */
export async function readLag(venue: Venue): Promise<number> {
  const { rows } = await getPool().query<{ ms: number }>({
    name: "realtime-lag",
    text: `
      select greatest(0, extract(epoch from clock_timestamp() - "at") * 1000)::int as "ms" from "OutboxEvent"
      where "numberedAt" is null and "publishedAt" is null and "venueId" = $1::uuid
      order by "position" limit 1`,
    values: [venue.id],
  });
  return rows[0]?.ms ?? 0;
}

interface Row extends StoredEvent {
  channel: string;
  epoch: string;
  head: string;
  /** Null with the rest of the event when nothing came after. */
  seq: string | null;
}

/** One statement and so one moment, however many channels. The caller has checked that the actor may hear them. */
export async function readReplay(
  venue: Venue,
  requests: readonly ReplayRequest[],
  limit = maxEvents,
): Promise<Record<string, ChannelReplay | ChannelGone>> {
  const { rows } = await getPool().query<Row>({
    name: "realtime-replay",
    text: `
      select c."channel", i."epoch", coalesce(h."seq", 0)::text as "head", d."seq"::text as "seq",
        e."id", e."name", e."payload", e."actor", e."at"
      from unnest($1::uuid[], $2::text[], $3::bigint[]) as c("owner", "channel", "after")
      cross join "Installation" i
      left join "ChannelHead" h on h."venueId" = c."owner" and h."channel" = c."channel"
      left join lateral (
        select "seq", "eventId" from "OutboxDelivery" x
        where x."venueId" = c."owner" and x."channel" = c."channel" and x."seq" > c."after"
        order by x."seq" limit $4
      ) as d on true
      left join "OutboxEvent" e on e."id" = d."eventId"
      order by c."channel", d."seq"`,
    values: [
      requests.map(({ channel }) => ownerOfChannel(venue.id, channel)),
      requests.map(({ channel }) => channel),
      requests.map(({ after }) => after),
      Math.max(20, Math.floor(limit / requests.length)),
    ],
  });
  return Object.fromEntries(
    requests.map((request) => [
      request.channel,
      answerOf(
        request,
        rows.filter(({ channel }) => channel === request.channel),
      ),
    ]),
  );
}

function answerOf({ channel, after, epoch: asked }: ReplayRequest, rows: readonly Row[]): ChannelReplay | ChannelGone {
  const first = rows[0];
  if (!first) throw new Error("The database has no Installation row.");
  const { epoch } = first;
  const head = Number(first.head);
  const found = rows.filter(({ seq }) => seq !== null);
  const gone = { gone: true, epoch, head } as const;
  if (asked !== null && asked !== epoch) return gone;
  // A client ahead of the head holds numbers of a database that was set back.
  if (after > head) return gone;
  if (after < head && Number(found[0]?.seq) !== after + 1) return gone;
  const events: ChannelReplay["events"] = [];
  for (const row of found) {
    const seq = Number(row.seq);
    // Retention forgets by time, and times and numbers may cross: what follows a hole is not told.
    if (seq !== after + events.length + 1) break;
    events.push({ name: row.name, data: wireData(row, channel, seq) });
  }
  return { epoch, events, head };
}
