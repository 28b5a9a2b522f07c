import { listOpenCalls } from "@/lib/calls/queries";
import { listOpenOrders } from "@/lib/orders/queries";
import { route } from "@/lib/platform/http/route";
import { channelName, roleReaches } from "@/lib/platform/realtime/channels";
import { readCursors } from "@/lib/platform/realtime/cursors";
import { listAreas } from "@/lib/tables/queries";

const audiences = ["staff", "orders", "tables"] as const;

/** Everything the dashboard shows, and where it stands on the channels it follows. */
export const GET = route({
  actors: ["staff"],
  can: ({ role }) => roleReaches(role, "orders"),
  handler: async ({ ctx: { venue } }) => {
    const channels = audiences.map((audience) => channelName(venue.slug, audience)).filter((name) => name !== null);
    // Before the data: what happens in between is then told twice, never not at all.
    const cursors = await readCursors(venue, channels);
    const [orders, calls, areas] = await Promise.all([listOpenOrders(venue), listOpenCalls(venue), listAreas(venue)]);
    return { orders, calls, areas, cursors };
  },
});
