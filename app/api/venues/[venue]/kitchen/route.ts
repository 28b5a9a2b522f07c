import { z } from "zod";
import { readKitchen } from "@/lib/kitchen/queries";
import { route } from "@/lib/platform/http/route";
import { roleReaches } from "@/lib/platform/realtime/channels";

/** Everything the kitchen's wall shows, of all stations or of one, and where it stands on the channel it follows. */
export const GET = route({
  actors: ["staff"],
  can: ({ role }) => roleReaches(role, "orders"),
  query: z.object({
    station: z
      .string()
      .regex(/^[a-z0-9-]{1,60}$/)
      .optional(),
  }),
  handler: ({ ctx: { venue, actor }, query: { station } }) => readKitchen(venue, station ?? null, actor.locale),
});
