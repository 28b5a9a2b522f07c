import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import type { MigrationDirectory, MigrationList, SchemaContainer, SchemaEngine } from "@prisma/schema-engine-wasm";
import { migrationsDirectory, readMigrations } from "./migrations";
import { createSchemaAdapter } from "./schema-engine-adapter";

type EngineModule = typeof import("@prisma/schema-engine-wasm");

export const noFilters = { externalTables: [], externalEnums: [] };

let loaded: Promise<EngineModule> | undefined;

// Prisma's engine for schema changes, as WebAssembly: its native form would be downloaded at run time. The package's own
// entry expects a bundler that imports .wasm files, so its two halves are joined here.
async function loadEngine(): Promise<EngineModule> {
  const glueFile = createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm/schema_engine_bg");
  const glue = (await import(pathToFileURL(glueFile).href)) as EngineModule & {
    __wbg_set_wasm(exports: WebAssembly.Exports): void;
  };
  const bytes = await readFile(path.join(path.dirname(glueFile), "schema_engine_bg.wasm"));
  const { instance } = await WebAssembly.instantiate(bytes, {
    "./schema_engine_bg.js": { ...glue } as WebAssembly.ModuleImports,
  });
  glue.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
  // Where the engine leaves its words when it panics; without it the panic is one about this.
  Object.assign(globalThis, {
    PRISMA_WASM_PANIC_REGISTRY: { set_message: (message: string) => console.error(message) },
  });
  return glue;
}

/** Runs `work` with Prisma's engine for schema changes on this database. */
export async function withSchemaEngine<T>(databaseUrl: string, work: (engine: SchemaEngine) => Promise<T>): Promise<T> {
  loaded ??= loadEngine();
  const { SchemaEngine } = await loaded;
  const adapter = createSchemaAdapter(databaseUrl);
  try {
    const bound = bindMigrationAwareSqlAdapterFactory(adapter);
    const engine = await SchemaEngine.new({ datamodels: undefined }, () => {}, bound);
    try {
      return await work(engine);
    } finally {
      engine.free();
    }
  } finally {
    await adapter.end();
  }
}

/** The committed migrations, as the engine wants them. */
export async function listForEngine(): Promise<MigrationList> {
  const toDirectory = ({ name, sql }: { name: string; sql: string }): MigrationDirectory => ({
    path: name,
    migrationFile: { path: "migration.sql", content: { tag: "ok", value: sql } },
  });
  return {
    baseDir: migrationsDirectory,
    lockfile: { path: "migration_lock.toml", content: 'provider = "postgresql"\n' },
    shadowDbInitScript: "",
    migrationDirectories: (await readMigrations()).map(toDirectory),
  };
}

/**
 * The SQL that leads from the committed migrations to these schema files; null when there is nothing to change. The engine
 * fills the database with the migrations: give it one that is thrown away.
 */
export async function diffFromMigrations(scratchUrl: string, schema: SchemaContainer[]): Promise<string | null> {
  const migrations = await listForEngine();
  return withSchemaEngine(scratchUrl, async (engine) => {
    const answer = await engine.diff({
      from: { tag: "migrations", ...migrations },
      to: { tag: "schemaDatamodel", files: schema },
      script: true,
      exitCode: true,
      filters: noFilters,
    });
    // 2: there is a difference.
    return answer.exitCode === 2 ? (answer.stdout ?? null) : null;
  });
}
