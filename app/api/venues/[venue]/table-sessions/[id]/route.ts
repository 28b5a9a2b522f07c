import { z } from "zod";
import { listSittingOrders } from "@/lib/orders/queries";
import { notFound } from "@/lib/platform/errors";
import { route } from "@/lib/platform/http/route";
import { roleReaches } from "@/lib/platform/realtime/channels";
import { findSittingBill } from "@/lib/tables/queries";

/** A sitting as staff ask for it: all its orders, finished ones too, and what it owes. */
export const GET = route({
  actors: ["staff"],
  can: ({ role }) => roleReaches(role, "orders"),
  params: z.object({ id: z.uuid() }),
  handler: async ({ ctx: { venue }, params: { id } }) => {
    const [orders, bill] = await Promise.all([listSittingOrders(venue, id), findSittingBill(venue, id)]);
    if (!bill) throw notFound("sitting");
    return { orders, bill };
  },
});
