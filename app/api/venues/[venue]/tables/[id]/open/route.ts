import { z } from "zod";
import { route } from "@/lib/platform/http/route";
import { openTable } from "@/lib/tables/commands/open-table";
import { mayRunTables } from "@/lib/tables/permissions";
import { OpenTableInput } from "@/lib/tables/schema";

export const POST = route({
  actors: ["staff"],
  can: mayRunTables,
  params: z.object({ id: z.uuid() }),
  body: OpenTableInput,
  handler: ({ ctx, params, body }) => openTable(ctx, params.id, body),
});
