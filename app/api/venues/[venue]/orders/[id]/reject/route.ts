import { z } from "zod";
import { rejectOrder } from "@/lib/orders/commands/cancel-order";
import { RejectOrderInput } from "@/lib/orders/schema";
import { route } from "@/lib/platform/http/route";

export const POST = route({
  actors: ["staff"],
  params: z.object({ id: z.uuid() }),
  body: RejectOrderInput,
  handler: ({ ctx, params, body }) => rejectOrder(ctx, params.id, body),
});
