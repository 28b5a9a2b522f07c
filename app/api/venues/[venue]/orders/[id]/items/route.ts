import { z } from "zod";
import { addItems } from "@/lib/orders/commands/add-items";
import { mayAddItems } from "@/lib/orders/permissions";
import { AddItemsInput } from "@/lib/orders/schema";
import { route } from "@/lib/platform/http/route";

export const POST = route({
  actors: ["staff"],
  can: mayAddItems,
  creates: true,
  params: z.object({ id: z.uuid() }),
  body: AddItemsInput,
  handler: ({ ctx, params, body, idempotency }) => addItems(ctx, params.id, body, idempotency),
});
