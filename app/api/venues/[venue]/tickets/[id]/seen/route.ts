import { z } from "zod";
import { seeTicketChange } from "@/lib/kitchen/commands";
import { ChangeTicketInput } from "@/lib/kitchen/schema";
import { route } from "@/lib/platform/http/route";

export const POST = route({
  actors: ["staff"],
  params: z.object({ id: z.uuid() }),
  body: ChangeTicketInput,
  handler: ({ ctx, params, body }) => seeTicketChange(ctx, params.id, body),
});
