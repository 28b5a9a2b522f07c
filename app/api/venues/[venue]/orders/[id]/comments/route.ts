import { z } from "zod";
import { addComment } from "@/lib/orders/commands/add-comment";
import { mayComment } from "@/lib/orders/permissions";
import { listComments } from "@/lib/orders/queries";
import { CreateCommentInput } from "@/lib/orders/schema";
import { notFound } from "@/lib/platform/errors";
import { route } from "@/lib/platform/http/route";

const params = z.object({ id: z.uuid() });

export const POST = route({
  actors: ["staff"],
  can: mayComment,
  creates: true,
  params,
  body: CreateCommentInput,
  handler: ({ ctx, params: { id }, body, idempotency }) => addComment(ctx, id, body, idempotency),
});

export const GET = route({
  actors: ["staff"],
  can: mayComment,
  params,
  query: z.object({
    cursor: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(100),
  }),
  handler: async ({ ctx: { venue }, params: { id }, query }) => {
    const page = await listComments(venue, id, query);
    if (!page) throw notFound("order");
    return page;
  },
});
