import { listBusyStations } from "@/lib/kitchen/queries";
import { route } from "@/lib/platform/http/route";
import { roleReaches } from "@/lib/platform/realtime/channels";

export const GET = route({
  actors: ["staff"],
  can: ({ role }) => roleReaches(role, "orders"),
  handler: async ({ ctx }) => ({ items: await listBusyStations(ctx.venue), nextCursor: null }),
});
