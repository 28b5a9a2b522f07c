import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { type Prisma, PrismaClient } from "@/lib/platform/prisma/client";

export type Tx = Prisma.TransactionClient;

interface Database {
  pool: pg.Pool;
  prisma: PrismaClient;
}

// One pool a process, also across the reloads of `npm run dev`, where modules are evaluated again.
const holder = globalThis as typeof globalThis & { serveryDatabase?: Database };

function open(): Database {
  const connectionString = process.env.DATABASE_URL;
  if (!connectionString)
    throw new Error("DATABASE_URL is not set: the server sets it before anything asks the database.");
  const pool = new pg.Pool({ connectionString, max: 20, connectionTimeoutMillis: 5_000, idleTimeoutMillis: 60_000 });
  // An idle client that loses its server emits here; the next query reports the failure to whoever asks.
  pool.on("error", () => {});
  return { pool, prisma: new PrismaClient({ adapter: new PrismaPg(pool) }) };
}

function database(): Database {
  holder.serveryDatabase ??= open();
  return holder.serveryDatabase;
}

/** The pool itself, for the few statements where one round trip must do the work of many. */
export function getPool(): pg.Pool {
  return database().pool;
}

/** Prisma over the same pool. */
export function getPrisma(): PrismaClient {
  return database().prisma;
}

/** Runs `work` in one READ COMMITTED transaction; a throw rolls everything back. Rows are locked by the commands themselves. */
export function inTransaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return getPrisma().$transaction(work, { maxWait: 5_000, timeout: 10_000 });
}

/** Ends the pool; tests and the shutdown call it. */
export async function closeDatabase(): Promise<void> {
  const current = holder.serveryDatabase;
  holder.serveryDatabase = undefined;
  if (!current) return;
  await current.prisma.$disconnect();
  if (!current.pool.ended) await current.pool.end();
}
