import { z } from "zod";
import { setItemState } from "@/lib/orders/commands/set-item-state";
import { SetItemStateInput } from "@/lib/orders/schema";
import { route } from "@/lib/platform/http/route";

export const PATCH = route({
  actors: ["staff"],
  params: z.object({ id: z.uuid() }),
  body: SetItemStateInput,
  handler: ({ ctx, params, body }) => setItemState(ctx, params.id, body),
});
