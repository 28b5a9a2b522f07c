import { z } from "zod";
import { listStations, listTickets } from "@/lib/kitchen/queries";
import { route } from "@/lib/platform/http/route";
import { channelName, roleReaches } from "@/lib/platform/realtime/channels";
import { readCursors } from "@/lib/platform/realtime/cursors";

/** Everything the kitchen's wall shows, of all stations or of one, and where it stands on the channel it follows. */
export const GET = route({
  actors: ["staff"],
  can: ({ role }) => roleReaches(role, "orders"),
  query: z.object({
    station: z
      .string()
      .regex(/^[a-z0-9-]{1,60}$/)
      .optional(),
  }),
  handler: async ({ ctx: { venue }, query: { station } }) => {
    const channel = channelName(venue.slug, station ? "station" : "kitchen", { station });
    // Before the data: what happens in between is then told twice, never not at all.
    const cursors = await readCursors(venue, channel ? [channel] : []);
    const [stations, tickets] = await Promise.all([listStations(venue), listTickets(venue, { station })]);
    return { stations, tickets, cursors };
  },
});
