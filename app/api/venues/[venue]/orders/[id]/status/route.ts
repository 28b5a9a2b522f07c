import { z } from "zod";
import { setOrderStatus } from "@/lib/orders/commands/set-order-status";
import { SetOrderStatusInput } from "@/lib/orders/schema";
import { route } from "@/lib/platform/http/route";

export const PATCH = route({
  actors: ["staff"],
  params: z.object({ id: z.uuid() }),
  body: SetOrderStatusInput,
  handler: ({ ctx, params, body }) => setOrderStatus(ctx, params.id, body),
});
