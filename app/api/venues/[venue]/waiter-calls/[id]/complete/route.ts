import { z } from "zod";
import { completeCall } from "@/lib/calls/commands";
import { mayAnswerCalls } from "@/lib/calls/permissions";
import { ChangeCallInput } from "@/lib/calls/schema";
import { route } from "@/lib/platform/http/route";

export const POST = route({
  actors: ["staff"],
  can: mayAnswerCalls,
  params: z.object({ id: z.uuid() }),
  body: ChangeCallInput,
  handler: ({ ctx, params, body }) => completeCall(ctx, params.id, body.version),
});
