import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { applyMigrations } from "@/lib/server/migrate";
import { migrationsDirectory, readMigrations } from "@/lib/server/migrations";
import { projectRoot } from "@/lib/server/project-root";
import { diffFromMigrations } from "@/lib/server/schema-engine";
import { startTemporaryPostgres } from "@/lib/server/testing/temporary-postgres";

const schemaDirectory = path.join(projectRoot, "prisma", "schema");

async function readSchema() {
  const names = (await readdir(schemaDirectory)).filter((name) => name.endsWith(".prisma")).sort();
  return Promise.all(
    names.map(async (name) => {
      const file = path.join(schemaDirectory, name);
      return { path: file, content: await readFile(file, "utf8") };
    }),
  );
}

/** The statements listed under `SQL:` in the comment at the top of base.prisma. */
async function readHandSql(): Promise<string> {
  const lines = (await readFile(path.join(schemaDirectory, "base.prisma"), "utf8")).split("\n");
  const from = lines.findIndex((line) => line.startsWith("// SQL:"));
  if (from < 0) return "";
  const block = lines.slice(from + 1);
  const end = block.findIndex((line) => !line.startsWith("//"));
  return block
    .slice(0, end < 0 ? undefined : end)
    .map((line) => line.replace(/^\/\/ {0,3}/, ""))
    .join("\n")
    .trim();
}

function timestamp(): string {
  return new Date().toISOString().replaceAll(/[-:T]/g, "").slice(0, 14);
}

async function main(name: string | undefined): Promise<void> {
  if (!name || !/^[a-z][a-z0-9_]*$/.test(name)) {
    console.error("Usage: npm run migration -- <name>   (lower case letters, digits and underscores)");
    process.exitCode = 1;
    return;
  }
  const postgres = await startTemporaryPostgres();
  try {
    const sql = await diffFromMigrations(postgres.url, await readSchema());
    if (sql === null) {
      console.log("The migrations already lead to the schema; nothing was written.");
      return;
    }
    // What Prisma's schema language cannot say belongs to the first migration; later ones are edited by hand.
    const first = (await readMigrations()).length === 0;
    const handSql = first ? await readHandSql() : "";
    const directory = path.join(migrationsDirectory, `${timestamp()}_${name}`);
    await mkdir(directory, { recursive: true });
    const lock = path.join(migrationsDirectory, "migration_lock.toml");
    await writeFile(lock, '# Read by `prisma migrate`.\nprovider = "postgresql"\n');
    const file = path.join(directory, "migration.sql");
    await writeFile(file, handSql ? `${sql.trimEnd()}\n\n-- What the schema language cannot say\n${handSql}\n` : sql);
    console.log(`Wrote ${path.relative(projectRoot, file)}. Read it before you commit it.`);
  } finally {
    await postgres.stop();
  }
  const check = await startTemporaryPostgres();
  try {
    await applyMigrations(check.url);
    console.log("All migrations apply to an empty database.");
  } finally {
    await check.stop();
  }
}

await main(process.argv[2]);
