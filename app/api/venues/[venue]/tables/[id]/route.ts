import { z } from "zod";
import { route } from "@/lib/platform/http/route";
import { placeTable } from "@/lib/tables/commands/place-table";
import { mayArrangeTables } from "@/lib/tables/permissions";
import { PlaceTableInput } from "@/lib/tables/schema";

export const PATCH = route({
  actors: ["staff"],
  can: mayArrangeTables,
  params: z.object({ id: z.uuid() }),
  body: PlaceTableInput,
  handler: ({ ctx, params, body }) => placeTable(ctx, params.id, body),
});
