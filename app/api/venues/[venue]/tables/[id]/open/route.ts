import { z } from "zod";
import { route } from "@/lib/platform/http/route";
import { openTable } from "@/lib/tables/commands/open-table";
import { mayRunTables } from "@/lib/tables/permissions";

export const POST = route({
  actors: ["staff"],
  can: mayRunTables,
  params: z.object({ id: z.uuid() }),
  handler: ({ ctx, params }) => openTable(ctx, params.id),
});
