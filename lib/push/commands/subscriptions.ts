import type { Context, StaffActor } from "@/lib/platform/auth/actor";
import { getPrisma, type Tx } from "@/lib/platform/db";
import { readEnv } from "@/lib/platform/env";
import { AppError, invalid, notFound } from "@/lib/platform/errors";
import { type Idempotency, type Once, once } from "@/lib/platform/http/idempotency";
import { newId } from "@/lib/platform/ids";
import type { PushSubscription } from "@/lib/platform/prisma/client";
import { EndpointRefused, readEndpoint } from "@/lib/platform/push/endpoint";
import { areSubscriptionKeys } from "@/lib/platform/push/vapid";
import { channelName } from "@/lib/platform/realtime/channels";
import { ownerOfChannel } from "@/lib/platform/realtime/numbering";
import { toSubscriptionDto } from "../queries";
import type { ChooseTopicsInput, PushSubscriptionDto, SubscribeInput } from "../schema";

/** Browsers one person is told on; one more takes the place of the one that was longest without a message. */
const mostBrowsers = 20;

function checkInput({ endpoint, keys }: SubscribeInput): void {
  try {
    readEndpoint(endpoint, { allowPrivate: readEnv().PUSH_PRIVATE_ENDPOINTS ?? false });
  } catch (error) {
    if (error instanceof EndpointRefused) throw invalid("endpoint", `This endpoint is not asked: ${error.message}`);
    throw error;
  }
  if (!areSubscriptionKeys(keys)) throw invalid("keys.p256dh", "Nothing can be encrypted for these keys.");
}

/**
 * Lets a browser be told of this venue: 201. An endpoint that is known already gets the new keys and topics and belongs to
 * whoever is signed in from then on: 200; what was owed to the person before is forgotten.
 * @throws AppError 403 on a shared tablet; 422 for an endpoint that is not asked and for keys that are none
 */
export async function subscribe(
  ctx: Context<StaffActor>,
  input: SubscribeInput,
  userAgent: string | null,
  idempotency: Idempotency | null,
): Promise<Once<PushSubscriptionDto>> {
  // A PIN session ends with the next hand; a subscription would go on telling this tablet what is meant for one person.
  if (ctx.actor.deviceId) throw new AppError("forbidden", "Nobody is told on a shared tablet.");
  checkInput(input);
  return once(ctx, idempotency, async (tx) => {
    const { actor, venue } = ctx;
    // The browser before its messages, as whoever crosses one off locks them.
    await tx.$queryRaw`select 1 from "PushSubscription" where "endpoint" = ${input.endpoint} for no key update`;
    await tx.$executeRaw`
      delete from "PushDelivery" d using "PushSubscription" s
      where s."endpoint" = ${input.endpoint} and d."subscriptionId" = s."id"
        and (s."userId" <> ${actor.userId}::uuid or s."venueId" <> ${venue.id}::uuid)`;
    const [row] = await tx.$queryRaw<(PushSubscription & { made: boolean })[]>`
      insert into "PushSubscription" as s ("id", "venueId", "userId", "endpoint", "p256dh", "auth", "topics", "userAgent")
      values (${newId()}::uuid, ${venue.id}::uuid, ${actor.userId}::uuid, ${input.endpoint}, ${input.keys.p256dh},
        ${input.keys.auth}, ${[...new Set(input.topics)]}, ${userAgent?.slice(0, 300) ?? null})
      on conflict ("endpoint") do update set "venueId" = excluded."venueId", "userId" = excluded."userId",
        "p256dh" = excluded."p256dh", "auth" = excluded."auth", "topics" = excluded."topics", "userAgent" = excluded."userAgent",
        "createdAt" = case when s."userId" = excluded."userId" and s."venueId" = excluded."venueId"
          then s."createdAt" else excluded."createdAt" end
      returning *, xmax = 0 as "made"`;
    if (!row) throw new Error("The subscription was not written.");
    await dropOldest(tx, row);
    await followChannels(tx, ctx);
    return { status: row.made ? 201 : 200, body: toSubscriptionDto(row) };
  });
}

async function dropOldest(tx: Tx, { id, userId }: PushSubscription): Promise<void> {
  await tx.$executeRaw`
    delete from "PushSubscription" where "id" in (
      select "id" from "PushSubscription" where "userId" = ${userId}::uuid and "id" <> ${id}::uuid
      order by coalesce("lastSentAt", "createdAt") desc offset ${mostBrowsers - 1})`;
}

/** Pushes tell of what comes from here on: a channel that nobody followed is read from its head. */
async function followChannels(tx: Tx, { actor, venue }: Context<StaffActor>): Promise<void> {
  const channels = (["staff", "system", "user"] as const)
    .map((audience) => channelName(venue.slug, audience, { userId: actor.userId }))
    .filter((channel) => channel !== null);
  const owners = channels.map((channel) => ownerOfChannel(venue.id, channel));
  await tx.$executeRaw`
    insert into "PushCursor" ("venueId", "channel", "seq")
    select c."owner", c."channel", coalesce(h."seq", 0)
    from unnest(${owners}::uuid[], ${channels}::text[]) as c("owner", "channel")
    left join "ChannelHead" h on h."venueId" = c."owner" and h."channel" = c."channel"
    on conflict do nothing`;
}

/** Changes what one of the person's browsers is told of. Throws 404. */
export async function chooseTopics(
  { actor, venue }: Context<StaffActor>,
  id: string,
  { topics }: ChooseTopicsInput,
): Promise<PushSubscriptionDto> {
  const [row] = await getPrisma().pushSubscription.updateManyAndReturn({
    where: { id, venueId: venue.id, userId: actor.userId },
    data: { topics: [...new Set(topics)] },
  });
  if (!row) throw notFound("subscription");
  return toSubscriptionDto(row);
}

/** Lets one of the person's browsers be told nothing more; what is owed to it goes too. Throws 404. */
export async function unsubscribe({ actor, venue }: Context<StaffActor>, id: string): Promise<void> {
  const { count } = await getPrisma().pushSubscription.deleteMany({
    where: { id, venueId: venue.id, userId: actor.userId },
  });
  if (count === 0) throw notFound("subscription");
}
