import { randomInt } from "node:crypto";
import { encode } from "next-auth/jwt";
import pg from "pg";
import { guestCookieName, staffCookieName } from "@/lib/platform/auth/cookies";
import { closeDatabase, getPool } from "@/lib/platform/db";
import { hashToken, newId, newToken } from "@/lib/platform/ids";
import { applyMigrations } from "@/lib/server/migrate";

/**
 * A database of this file's own, in the test run's PostgreSQL: a relay serves every venue of its database, so two files with
 * relays must not share one. Everything that reads DATABASE_URL uses it from here on.
 */
export async function useOwnDatabase(): Promise<() => Promise<void>> {
  const shared = process.env.DATABASE_URL ?? "";
  const name = `realtime_${process.pid}_${randomInt(1e9)}`;
  const admin = new pg.Client(shared);
  await admin.connect();
  await admin.query(`create database "${name}"`);
  const url = new URL(shared);
  url.pathname = `/${name}`;
  await applyMigrations(url.href);
  await closeDatabase();
  process.env.DATABASE_URL = url.href;
  process.env.NEXTAUTH_SECRET ??= newToken();
  return async () => {
    await closeDatabase();
    process.env.DATABASE_URL = shared;
    await admin.query(`drop database "${name}" with (force)`);
    await admin.end();
  };
}

export const roles = ["admin", "manager", "cashier", "staff", "kitchen", "releaser"] as const;

export interface TestVenue {
  id: string;
  slug: string;
  /** Cookie header by role. */
  staff: Record<(typeof roles)[number], { userId: string; cookie: string }>;
}

/** A venue with one person of each role, signed in. */
export async function makeVenue(slug: string): Promise<TestVenue> {
  const pool = getPool();
  const id = newId();
  await pool.query(
    `insert into "Venue" ("id", "slug", "names", "timezone", "defaultLocale", "currency")
     values ($1, $2, '{"en":"Test"}', 'Europe/Sofia', 'en', 'EUR')`,
    [id, slug],
  );
  const staff = {} as TestVenue["staff"];
  for (const role of roles) {
    const userId = newId();
    const sid = newId();
    await pool.query(
      `insert into "User" ("id", "email", "name", "passwordHash", "locale") values ($1, $2, $3, 'x', 'en')`,
      [userId, `${role}@${slug}.test`, `The ${role}`],
    );
    await pool.query(`insert into "Membership" ("id", "venueId", "userId", "role") values ($1, $2, $3, $4::"Role")`, [
      newId(),
      id,
      userId,
      role.toUpperCase(),
    ]);
    await pool.query(`insert into "Session" ("id", "userId", "expiresAt") values ($1, $2, now() + interval '1 hour')`, [
      sid,
      userId,
    ]);
    const token = await encode({ token: { sid }, secret: process.env.NEXTAUTH_SECRET ?? "" });
    staff[role] = { userId, cookie: `${staffCookieName()}=${token}` };
  }
  return { id, slug, staff };
}

/** A table of the venue with a sitting and one phone at it. */
export async function makeSitting(
  { id, slug }: Pick<TestVenue, "id" | "slug">,
  number: string,
  status = "OPEN",
): Promise<{ channel: string; sessionId: string; cookie: string }> {
  const pool = getPool();
  const [areaId, tableId, sessionId, token] = [newId(), newId(), newId(), newToken()];
  await pool.query(`insert into "Area" ("id", "venueId", "names", "position") values ($1, $2, '{}', 1)`, [areaId, id]);
  await pool.query(
    `insert into "Table" ("id", "venueId", "areaId", "number", "seats", "x", "y", "width", "height", "token")
     values ($1, $2, $3, $4, 2, 0, 0, 10, 10, $5)`,
    [tableId, id, areaId, number, newToken()],
  );
  await pool.query(
    `insert into "TableSession" ("id", "venueId", "tableId", "status") values ($1, $2, $3, $4::"TableSessionStatus")`,
    [sessionId, id, tableId, status],
  );
  await pool.query(`insert into "TableGuest" ("id", "sessionId", "tokenHash", "locale") values ($1, $2, $3, 'en')`, [
    newId(),
    sessionId,
    hashToken(token),
  ]);
  return {
    channel: `private-${slug}-table-${number}-${sessionId}`,
    sessionId,
    cookie: `${guestCookieName}=${token}`,
  };
}

export interface TestEvent {
  venueId: string;
  channels: string[];
  name?: string;
  payload?: object;
  actor?: { id: string; name: string } | null;
}

/** Writes an event as `publish` does; in the transaction of `client`, or in one of its own. */
export async function writeEvent(
  { venueId, channels, name = "test-event", payload = {}, actor = null }: TestEvent,
  client: pg.Pool | pg.ClientBase = getPool(),
): Promise<string> {
  const id = newId();
  await client.query(
    `insert into "OutboxEvent" ("id", "venueId", "name", "channels", "payload", "actor") values ($1, $2, $3, $4, $5, $6)`,
    [id, venueId, name, channels, payload, actor],
  );
  return id;
}

/** Waits until `check` holds. Fails after `ms`. */
export async function until(what: string, check: () => boolean | Promise<boolean>, ms = 5_000): Promise<void> {
  const deadline = Date.now() + ms;
  while (!(await check())) {
    if (Date.now() > deadline) throw new Error(`Not within ${ms} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
