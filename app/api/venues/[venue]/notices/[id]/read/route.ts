import { z } from "zod";
import { readNotice } from "@/lib/notices/commands";
import { route } from "@/lib/platform/http/route";

export const POST = route({
  actors: ["staff"],
  params: z.object({ id: z.uuid() }),
  handler: ({ ctx, params }) => readNotice(ctx, params.id),
});
