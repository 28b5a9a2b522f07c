import { z } from "zod";
import { route } from "@/lib/platform/http/route";
import { moveParty } from "@/lib/tables/commands/move-party";
import { mayRunTables } from "@/lib/tables/permissions";
import { MovePartyInput } from "@/lib/tables/schema";

export const POST = route({
  actors: ["staff"],
  can: mayRunTables,
  params: z.object({ id: z.uuid() }),
  body: MovePartyInput,
  handler: ({ ctx, params, body }) => moveParty(ctx, params.id, body),
});
