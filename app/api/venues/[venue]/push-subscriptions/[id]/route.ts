import { z } from "zod";
import { route } from "@/lib/platform/http/route";
import { chooseTopics, unsubscribe } from "@/lib/push/commands/subscriptions";
import { ChooseTopicsInput } from "@/lib/push/schema";

const params = z.object({ id: z.uuid() });

export const PATCH = route({
  actors: ["staff"],
  params,
  body: ChooseTopicsInput,
  handler: ({ ctx, params: { id }, body }) => chooseTopics(ctx, id, body),
});

export const DELETE = route({
  actors: ["staff"],
  params,
  handler: async ({ ctx, params: { id } }) => {
    await unsubscribe(ctx, id);
    return new Response(null, { status: 204 });
  },
});
