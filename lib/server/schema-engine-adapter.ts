import { PrismaPg } from "@prisma/adapter-pg";
import {
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from "@prisma/driver-adapter-utils";
import pg from "pg";

/** PostgreSQL's numbers of these types. */
const oid = { char: 18, bytea: 17 };

// The adapter refuses the one-byte "char" of the system tables, so the client names it bytea, which they never have, and
// the adapter's answer is corrected below.
function disguiseChar(result: pg.QueryResult | undefined): void {
  for (const field of result?.fields ?? []) if (field.dataTypeID === oid.char) field.dataTypeID = oid.bytea;
}

class CatalogClient extends pg.Client {
  override query = ((...args: unknown[]) => {
    const query = super.query as (...args: unknown[]) => Promise<pg.QueryResult>;
    const done = args.at(-1);
    if (typeof done === "function") {
      const disguised = (error: unknown, result: pg.QueryResult) => {
        disguiseChar(result);
        done(error, result);
      };
      return query.call(this, ...args.slice(0, -1), disguised);
    }
    return query.call(this, ...args).then((result) => {
      disguiseChar(result);
      return result;
    });
  }) as never;
}

/**
 * Prisma's PostgreSQL adapter with two things it lacks for schema work (seen in 7.10): it reads "char" columns, and it runs
 * a script whole where the original cuts it at every semicolon, also inside a function's body.
 */
export function createSchemaAdapter(
  databaseUrl: string,
): SqlMigrationAwareDriverAdapterFactory & { end(): Promise<void> } {
  const pool = new pg.Pool({ connectionString: databaseUrl, Client: CatalogClient });
  const factory = new PrismaPg(pool);
  const connect = async (): Promise<SqlDriverAdapter> => {
    const adapter: SqlDriverAdapter = await factory.connect();
    const queryRaw = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = async (query) => {
      const result = await queryRaw(query);
      const columnTypes = result.columnTypes.map((type) =>
        type === ColumnTypeEnum.Bytes ? ColumnTypeEnum.Character : type,
      );
      return { ...result, columnTypes };
    };
    adapter.executeScript = async (script) => {
      await pool.query(script);
    };
    return adapter;
  };
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connect,
    // The database is a scratch one already.
    connectToShadowDb: connect,
    end: () => pool.end(),
  };
}
