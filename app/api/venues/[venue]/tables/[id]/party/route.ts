import { z } from "zod";
import { route } from "@/lib/platform/http/route";
import { setPartySize } from "@/lib/tables/commands/set-party-size";
import { mayRunTables } from "@/lib/tables/permissions";
import { SetPartySizeInput } from "@/lib/tables/schema";

export const POST = route({
  actors: ["staff"],
  can: mayRunTables,
  params: z.object({ id: z.uuid() }),
  body: SetPartySizeInput,
  handler: ({ ctx, params, body }) => setPartySize(ctx, params.id, body),
});
