import type { Context, StaffActor } from "@/lib/platform/auth/actor";
import { getPrisma } from "@/lib/platform/db";
import type { PushSubscription } from "@/lib/platform/prisma/client";
import { type PushSubscriptionDto, type PushTopic, pushTopics } from "./schema";

export function toSubscriptionDto(
  row: Pick<PushSubscription, "id" | "endpoint" | "topics" | "userAgent" | "createdAt">,
): PushSubscriptionDto {
  return {
    id: row.id,
    endpoint: row.endpoint,
    topics: row.topics.filter((topic): topic is PushTopic => pushTopics.includes(topic as PushTopic)),
    userAgent: row.userAgent,
    createdAt: row.createdAt.toISOString(),
  };
}

/** The browsers on which the person is told of this venue, the newest first. */
export async function listSubscriptions({ actor, venue }: Context<StaffActor>): Promise<PushSubscriptionDto[]> {
  const rows = await getPrisma().pushSubscription.findMany({
    where: { venueId: venue.id, userId: actor.userId },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
  });
  return rows.map(toSubscriptionDto);
}

/** The key that browsers subscribe with. It changes only when whoever runs the house changes it. */
export function getPublicKey(): string {
  const key = process.env.VAPID_PUBLIC_KEY;
  if (!key) throw new Error("VAPID_PUBLIC_KEY is not set: the server sets it before anything asks for it.");
  return key;
}
