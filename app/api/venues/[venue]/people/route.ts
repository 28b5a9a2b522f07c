import { listColleagues } from "@/lib/people/queries";
import { route } from "@/lib/platform/http/route";

export const GET = route({
  actors: ["staff"],
  handler: async ({ ctx }) => ({ items: await listColleagues(ctx.venue), nextCursor: null }),
});
