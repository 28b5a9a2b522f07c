import type { Actor, Venue } from "@/lib/platform/auth/actor";
import type { Tx } from "@/lib/platform/db";
import { newId } from "@/lib/platform/ids";
import { channelNames } from "./channels";
import type { Message } from "./define-event";

export interface OutboxRow {
  id: string;
  venueId: string;
  name: string;
  channels: string[];
  payload: object;
  actor: { id: string; name: string } | null;
}

/** The Pusher protocol carries 10 KB; the meta that the relay adds needs some of it. */
const maxPayloadBytes = 9_500;

/**
 * The outbox row of a message: validated payload, resolved channels. Throws ZodError on a payload that is not the event's:
 * that is a programming error and must roll the fact back. A payload over the limit keeps its scalar fields only and says
 * `truncated: true`; clients fetch the rest.
 */
export function outboxRow(venue: Venue, actor: Actor | null, { event, payload, ...target }: Message): OutboxRow {
  const checked = event.payload.parse(payload) as Record<string, unknown>;
  const channels = event.audience.flatMap((audience) => channelNames(venue.slug, audience, target));
  const tooLong = Buffer.byteLength(JSON.stringify(checked)) > maxPayloadBytes;
  const scalars = () => Object.entries(checked).filter(([, value]) => typeof value !== "object" || value === null);
  return {
    id: newId(),
    venueId: venue.id,
    name: event.name,
    channels,
    payload: tooLong ? { ...Object.fromEntries(scalars()), truncated: true } : checked,
    actor: actor?.kind === "staff" ? { id: actor.userId, name: actor.name } : null,
  };
}

/**
 * Writes events beside the fact they tell, in its transaction: an order without its event cannot exist. A trigger wakes the
 * relay after the commit. One statement, whatever the number of messages.
 */
export async function publish(tx: Tx, venue: Venue, actor: Actor | null, messages: readonly Message[]): Promise<void> {
  const rows = messages.map((each) => outboxRow(venue, actor, each)).filter((row) => row.channels.length > 0);
  if (rows.length === 0) return;
  await tx.$executeRaw`
    insert into "OutboxEvent" ("id", "venueId", "name", "channels", "payload", "actor")
    select r."id"::uuid, r."venueId"::uuid, r."name", array(select jsonb_array_elements_text(r."channels")), r."payload", r."actor"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r("id" text, "venueId" text, "name" text, "channels" jsonb, "payload" jsonb, "actor" jsonb)`;
}
