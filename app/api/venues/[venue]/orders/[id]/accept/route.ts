import { z } from "zod";
import { acceptOrder } from "@/lib/orders/commands/accept-order";
import { AcceptOrderInput } from "@/lib/orders/schema";
import { route } from "@/lib/platform/http/route";

export const POST = route({
  actors: ["staff"],
  params: z.object({ id: z.uuid() }),
  body: AcceptOrderInput,
  handler: ({ ctx, params, body }) => acceptOrder(ctx, params.id, body),
});
