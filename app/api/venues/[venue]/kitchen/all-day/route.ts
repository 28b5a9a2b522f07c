import { z } from "zod";
import { readAllDay } from "@/lib/kitchen/queries";
import { stationType } from "@/lib/kitchen/schema";
import { route } from "@/lib/platform/http/route";
import { roleReaches } from "@/lib/platform/realtime/channels";

export const GET = route({
  actors: ["staff"],
  can: ({ role }) => roleReaches(role, "orders"),
  query: z.object({ station: stationType.optional() }),
  handler: async ({ ctx, query }) => ({ items: await readAllDay(ctx.venue, query.station ?? null), nextCursor: null }),
});
