import { z } from "zod";
import { recallTicket } from "@/lib/kitchen/commands";
import { ChangeTicketInput } from "@/lib/kitchen/schema";
import { route } from "@/lib/platform/http/route";

export const POST = route({
  actors: ["staff"],
  params: z.object({ id: z.uuid() }),
  body: ChangeTicketInput,
  handler: ({ ctx, params, body }) => recallTicket(ctx, params.id, body),
});
