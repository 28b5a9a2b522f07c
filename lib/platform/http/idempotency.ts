import { createHash } from "node:crypto";
import type { Actor, Context } from "@/lib/platform/auth/actor";
import { inTransaction, type Tx } from "@/lib/platform/db";
import { AppError } from "@/lib/platform/errors";

/** An `Idempotency-Key` and the fingerprint of the request it came with. */
export interface Idempotency {
  key: string;
  requestHash: string;
}

/** Reads the header. Guests and cashiers must send one with a create (they retry blindly); for others it is a choice. */
export function readIdempotency(request: Request, actor: Actor, path: string, body: unknown): Idempotency | null {
  const key = request.headers.get("idempotency-key");
  if (key === null) {
    if (actor.kind === "staff" && actor.role !== "cashier") return null;
    throw new AppError("idempotency-key-missing", "Send an Idempotency-Key header with this request.");
  }
  if (key.length < 1 || key.length > 255) {
    throw new AppError("malformed", "Idempotency-Key must have 1 to 255 characters.");
  }
  const requestHash = createHash("sha256")
    .update(`${request.method} ${path}\n${JSON.stringify(body)}`)
    .digest("hex");
  return { key, requestHash };
}

/** Whose keys these are: the same key from two people is two keys. */
export function keyOwner(actor: Actor): string {
  if (actor.kind === "staff") return `user:${actor.userId}`;
  return actor.kind === "guest" ? `guest:${actor.guestId}` : "public";
}

export interface StoredAnswer {
  requestHash: string;
  status: number | null;
  response: unknown;
}

/** The first answer, for a retry; throws 422 for another body under the key and 409 while the first still runs. */
export function replayOf<T>(stored: StoredAnswer, idempotency: Idempotency): Once<T> {
  if (stored.requestHash !== idempotency.requestHash) {
    throw new AppError("idempotency-key-reused", "This Idempotency-Key was used with another request.");
  }
  if (stored.status === null)
    throw new AppError("request-running", "The first request with this key is still running.");
  return { status: stored.status, body: stored.response as T, replayed: true };
}

export interface Once<T> {
  status: number;
  body: T;
  replayed: boolean;
}

/**
 * Runs a create in one transaction, at most once per key: the key's row is written first, so a second request with it waits
 * for the first to commit and then gets the same answer.
 */
export function once<T>(
  { actor, venue }: Context,
  idempotency: Idempotency | null,
  work: (tx: Tx) => Promise<{ status: number; body: T }>,
): Promise<Once<T>> {
  return inTransaction(async (tx) => {
    if (!idempotency) return { ...(await work(tx)), replayed: false };
    const id = { venueId: venue.id, actor: keyOwner(actor), key: idempotency.key };
    const inserted = await tx.$executeRaw`
      insert into "IdempotencyKey" ("venueId", "actor", "key", "requestHash")
      values (${id.venueId}::uuid, ${id.actor}, ${id.key}, ${idempotency.requestHash}) on conflict do nothing`;
    if (inserted === 0) {
      const stored = await tx.idempotencyKey.findUniqueOrThrow({ where: { venueId_actor_key: id } });
      return replayOf<T>(stored, idempotency);
    }
    const answer = await work(tx);
    await tx.$executeRaw`
      update "IdempotencyKey" set "status" = ${answer.status}, "response" = ${JSON.stringify(answer.body)}::jsonb
      where "venueId" = ${id.venueId}::uuid and "actor" = ${id.actor} and "key" = ${id.key}`;
    return { ...answer, replayed: false };
  });
}
