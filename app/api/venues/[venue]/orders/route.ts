import { z } from "zod";
import { placeOrder } from "@/lib/orders/commands/place-order";
import { listOrders, orderFilters } from "@/lib/orders/queries";
import { PlaceOrderInput } from "@/lib/orders/schema";
import { route } from "@/lib/platform/http/route";
import { takePoint } from "@/lib/platform/rate-limit";

/** A phone gone wild, not a thirsty table: orders of one guest. */
const guestLimit = { name: "guest-orders", points: 300, seconds: 10 };

export const POST = route({
  actors: ["staff", "guest"],
  creates: true,
  body: PlaceOrderInput,
  handler: async ({ ctx, body, idempotency }) => {
    if (ctx.actor.kind === "guest") await takePoint(guestLimit, ctx.actor.guestId);
    return placeOrder(ctx, body, idempotency);
  },
});

/** Staff: the venue's orders. A guest: those of the own sitting. */
export const GET = route({
  actors: ["staff", "guest"],
  query: z.object({
    status: z.enum(orderFilters).optional(),
    cursor: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  handler: ({ ctx: { actor, venue }, query }) =>
    listOrders(venue, { ...query, sessionId: actor.kind === "guest" ? actor.sessionId : undefined }),
});
