import { z } from "zod";
import { route } from "@/lib/platform/http/route";
import { closeTable } from "@/lib/tables/commands/close-table";
import { mayRunTables } from "@/lib/tables/permissions";
import { CloseTableInput } from "@/lib/tables/schema";

export const POST = route({
  actors: ["staff"],
  can: mayRunTables,
  params: z.object({ id: z.uuid() }),
  body: CloseTableInput,
  handler: ({ ctx, params, body }) => closeTable(ctx, params.id, body),
});
