import { randomUUID } from "node:crypto";
import { afterAll, expect, it } from "vitest";
import { closeDatabase, getPool } from "@/lib/platform/db";
import { pruneIdempotencyKeys } from "./jobs";

afterAll(closeDatabase);

it("forgets first answers after two days and no sooner", async () => {
  const venue = randomUUID();
  await getPool().query(
    `insert into "IdempotencyKey" ("venueId", "actor", "key", "requestHash", "createdAt")
     select $1, 'guest:x', 'key-' || n, 'hash', now() - case when n <= 2500 then interval '49 hours' else interval '47 hours' end
     from generate_series(1, 2503) n`,
    [venue],
  );
  expect(await pruneIdempotencyKeys(getPool())).toBeGreaterThanOrEqual(2500);
  const { rows } = await getPool().query('select count(*)::int as n from "IdempotencyKey" where "venueId" = $1', [
    venue,
  ]);
  expect(rows).toEqual([{ n: 3 }]);
  await getPool().query('delete from "IdempotencyKey" where "venueId" = $1', [venue]);
});
