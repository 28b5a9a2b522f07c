import { createNotice } from "@/lib/notices/commands";
import { maySendNotices } from "@/lib/notices/permissions";
import { listNotices } from "@/lib/notices/queries";
import { CreateNoticeInput } from "@/lib/notices/schema";
import { route } from "@/lib/platform/http/route";

export const GET = route({
  actors: ["staff"],
  handler: async ({ ctx }) => ({ items: await listNotices(ctx), nextCursor: null }),
});

export const POST = route({
  actors: ["staff"],
  can: maySendNotices,
  creates: true,
  limit: { name: "notice", points: 30, seconds: 60 },
  body: CreateNoticeInput,
  handler: ({ ctx, body, idempotency }) => createNotice(ctx, body, idempotency),
});
