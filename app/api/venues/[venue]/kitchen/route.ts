import { z } from "zod";
import { readKitchen } from "@/lib/kitchen/queries";
import { stationType } from "@/lib/kitchen/schema";
import { route } from "@/lib/platform/http/route";
import { roleReaches } from "@/lib/platform/realtime/channels";

/** Everything the kitchen's wall shows, of all stations or of one, and where it stands on the channel it follows. */
export const GET = route({
  actors: ["staff"],
  can: ({ role }) => roleReaches(role, "orders"),
  query: z.object({
    station: stationType.optional(),
  }),
  handler: ({ ctx: { venue, actor }, query: { station } }) => readKitchen(venue, station ?? null, actor.locale),
});
