import { z } from "zod";
import { setAvailability } from "@/lib/menu/commands";
import { maySetAvailability } from "@/lib/menu/permissions";
import { SetAvailabilityInput } from "@/lib/menu/schema";
import { route } from "@/lib/platform/http/route";

export const PATCH = route({
  actors: ["staff"],
  can: maySetAvailability,
  params: z.object({ id: z.uuid() }),
  body: SetAvailabilityInput,
  handler: ({ ctx, params, body }) => setAvailability(ctx, params.id, body),
});
