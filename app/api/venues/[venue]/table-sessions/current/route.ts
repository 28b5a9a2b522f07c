import { listSittingCalls } from "@/lib/calls/queries";
import { listSittingOrders } from "@/lib/orders/queries";
import { AppError } from "@/lib/platform/errors";
import { route } from "@/lib/platform/http/route";
import { channelName } from "@/lib/platform/realtime/channels";
import { readCursors } from "@/lib/platform/realtime/cursors";
import { getSittingBill, toSitting } from "@/lib/tables/queries";

/** Everything a guest's page shows, and where it stands on the channels it follows. */
export const GET = route({
  actors: ["guest"],
  handler: async ({ ctx }) => {
    const { venue, actor } = ctx;
    if (actor.sessionStatus === "CLOSED") {
      throw new AppError("sitting-ended", "This table was closed. Scan its code again.");
    }
    const sitting = toSitting(ctx);
    // Before the data: what happens in between is then told twice, never not at all.
    const cursors = await readCursors(venue, [sitting.channel, channelName(venue.slug, "menu") ?? ""]);
    const [orders, calls, bill] = await Promise.all([
      listSittingOrders(venue, actor.sessionId),
      listSittingCalls(venue, actor.sessionId),
      getSittingBill(venue, actor.sessionId),
    ]);
    return { sitting, orders, calls, bill, cursors };
  },
});
