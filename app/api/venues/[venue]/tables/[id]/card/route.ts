import { z } from "zod";
import { notFound } from "@/lib/platform/errors";
import { publicOrigin } from "@/lib/platform/http/origin";
import { route } from "@/lib/platform/http/route";
import { mayRunTables } from "@/lib/tables/permissions";
import { getTableCard } from "@/lib/tables/queries";

export const GET = route({
  actors: ["staff"],
  can: mayRunTables,
  params: z.object({ id: z.uuid() }),
  handler: async ({ ctx, params, request }) => {
    const card = await getTableCard(ctx.venue, params.id, publicOrigin(request));
    if (!card) throw notFound("table");
    return card;
  },
});
