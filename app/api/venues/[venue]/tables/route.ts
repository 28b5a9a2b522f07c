import { route } from "@/lib/platform/http/route";
import { roleReaches } from "@/lib/platform/realtime/channels";
import { listAreas } from "@/lib/tables/queries";

export const GET = route({
  actors: ["staff"],
  can: ({ role }) => roleReaches(role, "orders"),
  handler: async ({ ctx }) => ({ items: await listAreas(ctx.venue), nextCursor: null }),
});
