import type { Venue } from "@/lib/platform/auth/actor";
import { getPool } from "@/lib/platform/db";
import type { Cursors } from "./define-event";
import { ownerOfChannel } from "./numbering";

/**
 * Where each channel stands, for a snapshot. Read it BEFORE the snapshot's data: an event that is in the data and comes
 * again is harmless, one that is in neither would be lost. One statement.
 */
export async function readCursors(venue: Venue, channels: readonly string[]): Promise<Cursors> {
  const { rows } = await getPool().query<{ channel: string; epoch: string; seq: string }>({
    name: "realtime-read-cursors",
    text: `
      select c."channel", i."epoch", coalesce(h."seq", 0)::text as "seq"
      from "Installation" i
      cross join unnest($1::uuid[], $2::text[]) as c("owner", "channel")
      left join "ChannelHead" h on h."venueId" = c."owner" and h."channel" = c."channel"`,
    values: [channels.map((channel) => ownerOfChannel(venue.id, channel)), channels],
  });
  return Object.fromEntries(rows.map(({ channel, epoch, seq }) => [channel, { epoch, seq: Number(seq) }]));
}
