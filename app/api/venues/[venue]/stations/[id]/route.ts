import { z } from "zod";
import { updateStation } from "@/lib/kitchen/commands/update-station";
import { mayChangeStations } from "@/lib/kitchen/permissions";
import { UpdateStationInput } from "@/lib/kitchen/schema";
import { route } from "@/lib/platform/http/route";

export const PATCH = route({
  actors: ["staff"],
  can: mayChangeStations,
  params: z.object({ id: z.uuid() }),
  body: UpdateStationInput,
  handler: ({ ctx, params, body }) => updateStation(ctx, params.id, body),
});
