import type pg from "pg";
import type { Logger } from "pino";
import { type PushSender, type PushTarget, sendPush, type Urgency } from "@/lib/platform/push/send";
import { backOffMs } from "../rules";
import type { PushMessage } from "../schema";

/** A message that is this worker's to send until its lease ends. */
export interface Due extends PushTarget {
  id: string;
  subscriptionId: string;
  payload: PushMessage;
  urgency: Urgency;
  attempts: number;
  /** Seconds until it is of no use. */
  left: number;
}

/** Longer than a request may take: whoever finds a lease over may take it that its holder is gone. */
const leaseSeconds = 20;

/**
 * Takes messages whose time has come. They are leased before they are sent: a process that dies in between leaves them to be
 * sent again, and nobody else sends them meanwhile. What is too old, or for somebody who left or whose browser became another
 * person's while it was written down, is forgotten.
 */
export async function claimDue(client: pg.ClientBase, limit: number): Promise<Due[]> {
  const { rows } = await client.query<Due & { active: boolean }>({
    name: "push-claim",
    text: `
      with "due" as (
        select "id" from "PushDelivery" where "nextAttemptAt" <= now() order by "nextAttemptAt", "id" limit $1 for update skip locked
      )
      update "PushDelivery" d set "attempts" = d."attempts" + 1, "nextAttemptAt" = now() + make_interval(secs => ${leaseSeconds})
      from "due", "PushSubscription" s
      where d."id" = "due"."id" and s."id" = d."subscriptionId"
      returning d."id", d."subscriptionId", d."payload", d."urgency", d."attempts", s."endpoint", s."p256dh", s."auth",
        extract(epoch from d."expiresAt" - now())::float8 as "left",
        exists (
          select 1 from "Membership" m join "User" u on u."id" = m."userId" and u."disabledAt" is null
          where m."userId" = s."userId" and m."venueId" = s."venueId" and m."disabledAt" is null
        ) and not exists (
          select 1 from "OutboxEvent" e where e."id" = d."eventId" and e."at" < s."createdAt"
        ) as "active"`,
    values: [limit],
  });
  const useless = rows.filter(({ left, active }) => left <= 0 || !active);
  if (useless.length > 0) {
    await client.query('delete from "PushDelivery" where "id" = any($1::uuid[])', [useless.map(({ id }) => id)]);
  }
  return rows.filter((row) => !useless.includes(row));
}

/** Sends one message and writes down what became of it. */
export async function deliver(pool: pg.Pool, due: Due, sender: PushSender, log: Logger): Promise<void> {
  const { id, subscriptionId, payload, urgency, attempts, left } = due;
  const body = JSON.stringify(payload);
  const outcome = await sendPush({ target: due, body, ttl: Math.max(1, Math.ceil(left)), urgency }, sender);
  const about = { subscriptionId, topic: payload.topic, attempts };
  switch (outcome.kind) {
    case "taken":
      await pool.query(
        `with "sent" as (delete from "PushDelivery" where "id" = $1)
         update "PushSubscription" set "lastSentAt" = now() where "id" = $2`,
        [id, subscriptionId],
      );
      return;
    case "gone":
      log.info({ ...about, status: outcome.status }, "push: the browser is gone, its subscription too");
      await pool.query('delete from "PushSubscription" where "id" = $1 and "endpoint" = $2', [
        subscriptionId,
        due.endpoint,
      ]);
      return;
    case "later": {
      // Nothing is tried after its end, whatever the push service asks for.
      const waitMs = Math.min(Math.max(backOffMs(attempts), outcome.retryAfterMs ?? 0), left * 1000);
      log.debug({ ...about, why: outcome.why, waitMs }, "push: not taken, tried again later");
      await pool.query(
        `update "PushDelivery" set "nextAttemptAt" = now() + make_interval(secs => $2) where "id" = $1`,
        [id, waitMs / 1000],
      );
      return;
    }
    case "refused":
      log.warn({ ...about, host: hostOf(due.endpoint), why: outcome.why }, "push: refused, not tried again");
      await pool.query('delete from "PushDelivery" where "id" = $1', [id]);
  }
}

/** The endpoint's path is a secret of the browser. */
const hostOf = (endpoint: string) => (URL.canParse(endpoint) ? new URL(endpoint).host : "");
