import { z } from "zod";
import { voidItem } from "@/lib/orders/commands/void-item";
import { VoidItemInput } from "@/lib/orders/schema";
import { route } from "@/lib/platform/http/route";

export const POST = route({
  actors: ["staff"],
  params: z.object({ id: z.uuid() }),
  body: VoidItemInput,
  handler: ({ ctx, params, body }) => voidItem(ctx, params.id, body),
});
