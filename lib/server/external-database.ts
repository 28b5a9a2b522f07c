import pg from "pg";
import { reasonOf, StartFailure } from "./start-failure";

const oldestMajor = 15;

/** The address without its password, for messages. */
export function withoutPassword(databaseUrl: string): string {
  try {
    const url = new URL(databaseUrl);
    return `${url.hostname || url.searchParams.get("host") || "localhost"}${url.port ? `:${url.port}` : ""}${url.pathname}`;
  } catch {
    return "the given address";
  }
}

/**
 * Makes sure that DATABASE_URL leads to a PostgreSQL we can use.
 * @throws StartFailure when it does not answer within 5 s, refuses us, or is older than PostgreSQL 15
 */
export async function checkExternalDatabase(databaseUrl: string): Promise<void> {
  let client: pg.Client | undefined;
  try {
    client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 5_000 });
    client.on("error", () => {});
    await client.connect();
    const { rows } = await client.query<{ version: number }>(
      "select current_setting('server_version_num')::int / 10000 as version",
    );
    const version = rows[0]?.version ?? 0;
    if (version < oldestMajor) {
      throw new StartFailure(
        `DATABASE_URL leads to PostgreSQL ${version}; Servery needs ${oldestMajor} or newer. Nothing was changed.`,
      );
    }
  } catch (error) {
    if (error instanceof StartFailure) throw error;
    throw new StartFailure(
      `The database at DATABASE_URL (${withoutPassword(databaseUrl)}) cannot be used: ${reasonOf(error)}. ` +
        "Check that it runs and that the address is right, or unset DATABASE_URL to use the embedded one.",
      { cause: error },
    );
  } finally {
    await client?.end().catch(() => {});
  }
}
