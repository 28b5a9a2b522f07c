import { z } from "zod";
import { rushTicket } from "@/lib/kitchen/commands";
import { RushTicketInput } from "@/lib/kitchen/schema";
import { route } from "@/lib/platform/http/route";

export const POST = route({
  actors: ["staff"],
  params: z.object({ id: z.uuid() }),
  body: RushTicketInput,
  handler: ({ ctx, params, body }) => rushTicket(ctx, params.id, body),
});
