import { z } from "zod";
import { getOrder } from "@/lib/orders/queries";
import { notFound } from "@/lib/platform/errors";
import { route } from "@/lib/platform/http/route";

/** To a guest, an order of another sitting is not there. */
export const GET = route({
  actors: ["staff", "guest"],
  params: z.object({ id: z.uuid() }),
  handler: async ({ ctx: { actor, venue }, params }) => {
    const order = await getOrder(venue, params.id, actor.kind === "guest" ? { sessionId: actor.sessionId } : {});
    if (!order) throw notFound("order");
    return order;
  },
});
