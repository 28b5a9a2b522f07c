import type { TestProject } from "vitest/node";
import { applyMigrations } from "../migrate";
import { startTemporaryPostgres } from "./temporary-postgres";

declare module "vitest" {
  export interface ProvidedContext {
    databaseUrl: string;
  }
}

/** One real PostgreSQL with the committed migrations for all database tests of a run. */
export default async function setUpDatabase(project: TestProject): Promise<() => Promise<void>> {
  const postgres = await startTemporaryPostgres();
  await applyMigrations(postgres.url);
  project.provide("databaseUrl", postgres.url);
  // Workers are started after this and inherit the environment.
  process.env.DATABASE_URL = postgres.url;
  return postgres.stop;
}
