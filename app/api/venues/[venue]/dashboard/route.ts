import { route } from "@/lib/platform/http/route";
import { roleReaches } from "@/lib/platform/realtime/channels";
import { readDashboard } from "./snapshot";

/** Everything the dashboard shows, and where it stands on the channels it follows. */
export const GET = route({
  actors: ["staff"],
  can: ({ role }) => roleReaches(role, "orders"),
  handler: ({ ctx }) => readDashboard(ctx),
});
