import { createCall } from "@/lib/calls/commands";
import { listOpenCalls, listSittingCalls } from "@/lib/calls/queries";
import { CreateCallInput } from "@/lib/calls/schema";
import { route } from "@/lib/platform/http/route";

export const POST = route({
  actors: ["guest"],
  creates: true,
  limit: { name: "waiter-call", points: 30, seconds: 60 },
  body: CreateCallInput,
  handler: ({ ctx, body, idempotency }) => createCall(ctx, body, idempotency),
});

export const GET = route({
  actors: ["staff", "guest"],
  handler: async ({ ctx: { actor, venue } }) => ({
    items: actor.kind === "staff" ? await listOpenCalls(venue) : await listSittingCalls(venue, actor.sessionId),
    nextCursor: null,
  }),
});
