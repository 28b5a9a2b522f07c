import path from "node:path";
import type { Logger } from "pino";
import type { Env } from "@/lib/platform/env";
import type { DemoSheet } from "@/prisma/seed/seed-demo-house";
import { openDataDirectory } from "./data-directory";
import { lockDataDirectory } from "./data-lock";
import { readDemoSheet, seedDemo } from "./demo";
import { checkExternalDatabase } from "./external-database";
import { applyMigrations } from "./migrate";
import { checkPortIsFree } from "./port";
import { startPostgres } from "./postgres";
import { checkCluster } from "./postgres-files";
import { readOrCreateSecrets, type Secrets } from "./secrets";
import type { Shutdown } from "./shutdown";

export interface House {
  dataDirectory: string;
  databaseUrl: string;
  secrets: Secrets;
  demo: DemoSheet | null;
}

interface HouseOptions {
  env: Env;
  log: Logger;
  shutdown: Shutdown;
  /** Told what a person waiting at the terminal would want to know. */
  progress?: (line: string) => void;
}

/**
 * Everything that must stand before the first request: the data directory and its lock, the secrets, a database at the
 * committed migrations, the demo house in an empty one. What it begins is undone by `shutdown`, also when it throws.
 * @throws StartFailure when the house cannot be opened; nothing is lost or deleted then
 */
export async function openHouse({ env, log, shutdown, progress = () => {} }: HouseOptions): Promise<House> {
  const dataDirectory = path.resolve(env.DATA_DIR);
  await openDataDirectory(dataDirectory);
  const lock = await lockDataDirectory(dataDirectory);
  shutdown.add("data directory lock", lock.release);
  await checkPortIsFree(env);

  const clusterDirectory = path.join(dataDirectory, "postgres");
  const hasCluster = await checkCluster(clusterDirectory);
  const secrets = await readOrCreateSecrets(dataDirectory, hasCluster);

  if (env.DATABASE_URL) {
    await checkExternalDatabase(env.DATABASE_URL);
  } else if (!hasCluster) {
    progress("Creating the database …");
  }
  const databaseUrl = env.DATABASE_URL ?? (await openEmbedded());
  async function openEmbedded(): Promise<string> {
    const postgres = await startPostgres({
      directory: clusterDirectory,
      logFile: path.join(dataDirectory, "postgres.log"),
      password: secrets.databasePassword,
      log,
    });
    shutdown.add("PostgreSQL", postgres.stop);
    return postgres.url;
  }

  const applied = await applyMigrations(databaseUrl);
  if (applied.length > 0) log.debug({ applied }, "migrated the database");
  const demo = env.DEMO ? await seedDemo(databaseUrl, dataDirectory) : await readDemoSheet(dataDirectory);
  return { dataDirectory, databaseUrl, secrets, demo };
}
