import { z } from "zod";
import { listPastTickets } from "@/lib/kitchen/queries";
import { stationType } from "@/lib/kitchen/schema";
import { route } from "@/lib/platform/http/route";
import { roleReaches } from "@/lib/platform/realtime/channels";

export const GET = route({
  actors: ["staff"],
  can: ({ role }) => roleReaches(role, "orders"),
  query: z.object({
    station: stationType.optional(),
    cursor: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(200).optional(),
  }),
  handler: ({ ctx, query }) => listPastTickets(ctx.venue, query),
});
