import { randomUUID } from "node:crypto";
import pg from "pg";
import { type Migration, readMigrations } from "./migrations";
import { reasonOf, StartFailure } from "./start-failure";

interface AppliedRow {
  migration_name: string;
  checksum: string;
  finished_at: Date | null;
  rolled_back_at: Date | null;
}

// Prisma's own table (its engine creates it so), which `prisma migrate status` and `deploy` read.
const createTable = `
  create table if not exists "_prisma_migrations" (
    "id" varchar(36) primary key not null,
    "checksum" varchar(64) not null,
    "finished_at" timestamptz,
    "migration_name" varchar(255) not null,
    "logs" text,
    "rolled_back_at" timestamptz,
    "started_at" timestamptz not null default now(),
    "applied_steps_count" integer not null default 0
  )`;

// The number under which Prisma's own migrate holds its advisory lock, so that the two wait for each other.
const advisoryLock = 72_707_369;

function explain(error: unknown): string {
  if (!(error instanceof pg.DatabaseError)) return reasonOf(error);
  const extras = [error.detail, error.hint, error.where?.split("\n")[0]].filter(Boolean);
  return [reasonOf(error), ...extras].join(" ");
}

function checkHistory(migrations: Migration[], rows: AppliedRow[]): void {
  const unfinished = rows.find((row) => row.finished_at === null && row.rolled_back_at === null);
  if (unfinished) {
    throw new StartFailure(
      `The migration ${unfinished.migration_name} was begun with another tool and not finished. Look at the database, then say ` +
        `what happened: npx prisma migrate resolve --applied or --rolled-back ${unfinished.migration_name}.`,
    );
  }
  const known = new Map(migrations.map((migration) => [migration.name, migration.checksum]));
  for (const row of rows) {
    if (row.rolled_back_at !== null) continue;
    const checksum = known.get(row.migration_name);
    if (checksum === undefined) {
      throw new StartFailure(
        `The database was migrated by a newer Servery (${row.migration_name} is not known here). Start that version; nothing was changed.`,
      );
    }
    if (checksum !== row.checksum) {
      throw new StartFailure(
        `The migration ${row.migration_name} is not the one that this database was made with. Restore the file; nothing was changed.`,
      );
    }
  }
}

/**
 * Script and record are one transaction: a process killed anywhere in it leaves the database as it was, where Prisma's
 * engine, which commits the two apart, would leave a migration that nobody can tell applied from failed.
 */
async function applyOne(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  await client.query("begin");
  try {
    await client.query(sql);
    await client.query(
      `insert into "_prisma_migrations" ("id", "checksum", "migration_name", "finished_at", "applied_steps_count")
       values ($1, $2, $3, clock_timestamp(), 1)`,
      [randomUUID(), checksum, name],
    );
    await client.query("commit");
  } catch (error) {
    await client.query("rollback").catch(() => {});
    throw new StartFailure(
      `The migration ${name} failed and was rolled back; the database is as it was before it. ${explain(error)}`,
      { cause: error },
    );
  }
}

async function connect(databaseUrl: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 });
  client.on("error", () => {});
  try {
    await client.connect();
    return client;
  } catch (error) {
    await client.end().catch(() => {});
    throw new StartFailure(`The database does not answer: ${reasonOf(error)}`, { cause: error });
  }
}

/**
 * Brings the database to the committed migrations and answers the names of those it applied. Any number of processes may
 * call it at once: one works, the others wait and find nothing to do.
 * @throws StartFailure when a migration fails (it is rolled back), or when the database's history is not ours
 */
export async function applyMigrations(databaseUrl: string, directory?: string): Promise<string[]> {
  const migrations = await readMigrations(directory);
  const client = await connect(databaseUrl);
  try {
    await client.query("select pg_advisory_lock($1)", [advisoryLock]);
    await client.query(createTable);
    const { rows } = await client.query<AppliedRow>(
      `select "migration_name", "checksum", "finished_at", "rolled_back_at" from "_prisma_migrations"`,
    );
    checkHistory(migrations, rows);
    const applied = new Set(rows.filter((row) => row.rolled_back_at === null).map((row) => row.migration_name));
    const due = migrations.filter((migration) => !applied.has(migration.name));
    for (const migration of due) await applyOne(client, migration);
    return due.map((migration) => migration.name);
  } finally {
    // Ending the session gives the lock back.
    await client.end().catch(() => {});
  }
}
