import { z } from "zod";
import { setAvailability } from "@/lib/menu/commands";
import { maySetAvailability } from "@/lib/menu/permissions";
import { endOfSoldOut } from "@/lib/menu/rules";
import { SellOutInput } from "@/lib/menu/schema";
import { route } from "@/lib/platform/http/route";

const params = z.object({ id: z.uuid() });

/** "86": off every phone at once. */
export const POST = route({
  actors: ["staff"],
  can: maySetAvailability,
  params,
  body: SellOutInput,
  handler: ({ ctx, params, body: { until, version } }) =>
    setAvailability(ctx, params.id, { available: false, until: endOfSoldOut(until, ctx.venue, new Date()), version }),
});

export const DELETE = route({
  actors: ["staff"],
  can: maySetAvailability,
  params,
  handler: ({ ctx, params }) => setAvailability(ctx, params.id, { available: true }),
});
