import { route } from "@/lib/platform/http/route";
import { subscribe } from "@/lib/push/commands/subscriptions";
import { getPublicKey, listSubscriptions } from "@/lib/push/queries";
import { SubscribeInput } from "@/lib/push/schema";

export const GET = route({
  actors: ["staff"],
  handler: async ({ ctx }) => ({ publicKey: getPublicKey(), items: await listSubscriptions(ctx), nextCursor: null }),
});

export const POST = route({
  actors: ["staff"],
  creates: true,
  limit: { name: "push-subscription", points: 60, seconds: 60 },
  body: SubscribeInput,
  handler: ({ ctx, body, idempotency, request }) =>
    subscribe(ctx, body, request.headers.get("user-agent"), idempotency),
});
