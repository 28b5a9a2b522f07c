import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { projectRoot } from "./project-root";

export interface Migration {
  name: string;
  sql: string;
  /** SHA-256 of the file, hex: what Prisma keeps in `_prisma_migrations.checksum`. */
  checksum: string;
}

export const migrationsDirectory = path.join(projectRoot, "prisma", "migrations");

/** The committed migrations in the order they are applied: by name, which begins with the time it was made. */
export async function readMigrations(directory = migrationsDirectory): Promise<Migration[]> {
  const entries = await readdir(directory, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(path.join(directory, name, "migration.sql"), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    }),
  );
}
