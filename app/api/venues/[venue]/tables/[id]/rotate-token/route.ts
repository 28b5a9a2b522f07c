import { z } from "zod";
import { route } from "@/lib/platform/http/route";
import { rotateToken } from "@/lib/tables/commands/rotate-token";
import { mayRotateTokens } from "@/lib/tables/permissions";

export const POST = route({
  actors: ["staff"],
  can: mayRotateTokens,
  params: z.object({ id: z.uuid() }),
  handler: ({ ctx, params }) => rotateToken(ctx, params.id),
});
