import { z } from "zod";
import { cancelOrder } from "@/lib/orders/commands/cancel-order";
import { CancelOrderInput } from "@/lib/orders/schema";
import { route } from "@/lib/platform/http/route";

export const POST = route({
  actors: ["staff"],
  params: z.object({ id: z.uuid() }),
  body: CancelOrderInput,
  handler: ({ ctx, params, body }) => cancelOrder(ctx, params.id, body),
});
