import { mayReadFigures } from "@/lib/kitchen/permissions";
import { readFigures } from "@/lib/kitchen/queries/figures";
import { KitchenFiguresQuery } from "@/lib/kitchen/schema";
import { route } from "@/lib/platform/http/route";

export const GET = route({
  actors: ["staff"],
  can: mayReadFigures,
  query: KitchenFiguresQuery,
  handler: ({ ctx, query }) => readFigures(ctx.venue, query),
});
