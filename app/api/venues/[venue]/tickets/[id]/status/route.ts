import { z } from "zod";
import { setTicketState } from "@/lib/kitchen/commands";
import { SetTicketStateInput } from "@/lib/kitchen/schema";
import { route } from "@/lib/platform/http/route";

export const PATCH = route({
  actors: ["staff"],
  params: z.object({ id: z.uuid() }),
  body: SetTicketStateInput,
  handler: ({ ctx, params, body }) => setTicketState(ctx, params.id, body),
});
