import { route } from "@/lib/platform/http/route";
import { roleReaches } from "@/lib/platform/realtime/channels";
import { listTables } from "@/lib/tables/queries";

export const GET = route({
  actors: ["staff"],
  can: ({ role }) => roleReaches(role, "orders"),
  handler: ({ ctx }) => listTables(ctx.venue),
});
