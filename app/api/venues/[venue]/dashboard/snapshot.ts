import { type DashboardSnapshot, dashboardChannels } from "@/app/(staff)/v/[venue]/dashboard/dashboard-state";
import { listOpenCalls } from "@/lib/calls/queries";
import { listNotices } from "@/lib/notices/queries";
import { listOpenOrders, listOrderSides } from "@/lib/orders/queries";
import { listColleagues } from "@/lib/people/queries";
import type { Context, StaffActor } from "@/lib/platform/auth/actor";
import { channelName } from "@/lib/platform/realtime/channels";
import { readCursors } from "@/lib/platform/realtime/cursors";
import { listAreas } from "@/lib/tables/queries";

/** Everything the dashboard shows one person, and where it stands on the channels it follows. */
export async function readDashboard(ctx: Context<StaffActor>): Promise<DashboardSnapshot> {
  const { venue, actor } = ctx;
  const channels = [
    ...dashboardChannels({ id: actor.userId, role: actor.role, venue: venue.slug }),
    channelName(venue.slug, "tables"),
  ].filter((name) => name !== null);
  // Before the data: what happens in between is then told twice, never not at all.
  const cursors = await readCursors(venue, channels);
  const [orders, calls, areas, notices, people] = await Promise.all([
    listOpenOrders(venue),
    listOpenCalls(venue),
    listAreas(venue),
    listNotices(ctx),
    listColleagues(venue),
  ]);
  const { comments, takenBy } = await listOrderSides(
    venue,
    orders.map(({ id }) => id),
  );
  return { orders, calls, areas, cursors, notices, comments, takenBy, people };
}
