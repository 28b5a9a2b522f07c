import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, afterEach, beforeEach, describe, expect, inject, it } from "vitest";
import { applyMigrations } from "./migrate";
import { migrationsDirectory, readMigrations } from "./migrations";
import { listForEngine, noFilters, withSchemaEngine } from "./schema-engine";
import { StartFailure } from "./start-failure";

const admin = new pg.Client({ connectionString: inject("databaseUrl") });
let url: string;
let name: string;
let folder: string;

beforeEach(async () => {
  if (!name) await admin.connect();
  name = `migrate_${Math.random().toString(36).slice(2)}`;
  await admin.query(`create database ${name}`);
  const address = new URL(inject("databaseUrl"));
  address.pathname = `/${name}`;
  url = address.href;
  folder = await mkdtemp(path.join(tmpdir(), "servery-migrations-"));
  await cp(migrationsDirectory, folder, { recursive: true });
});

afterAll(() => admin.end());

afterEach(async () => {
  await admin.query(`drop database ${name} with (force)`);
  await rm(folder, { recursive: true, force: true });
});

async function addMigration(migration: string, sql: string): Promise<void> {
  await mkdir(path.join(folder, migration));
  await writeFile(path.join(folder, migration, "migration.sql"), sql);
}

async function query(sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

describe("applyMigrations", () => {
  it("fills an empty database, once", async () => {
    const names = (await readMigrations()).map((migration) => migration.name);
    expect(await applyMigrations(url)).toEqual(names);
    expect(await applyMigrations(url)).toEqual([]);
    expect(await query('select count(*)::int as n from "Installation"')).toEqual([{ n: 1 }]);
  });

  it("lets one of several processes work while the others wait", async () => {
    const answers = await Promise.all([1, 2, 3, 4].map(() => applyMigrations(url)));
    const names = (await readMigrations()).map((migration) => migration.name);
    expect(answers.flat()).toEqual(names);
    expect(await query('select count(*)::int as n from "_prisma_migrations"')).toEqual([{ n: names.length }]);
  });

  it("writes a history that Prisma's own engine agrees with", async () => {
    await applyMigrations(url);
    const migrationsList = await listForEngine();
    await withSchemaEngine(url, async (engine) => {
      const diagnosis = await engine.diagnoseMigrationHistory({
        migrationsList,
        optInToShadowDatabase: false,
        filters: noFilters,
      });
      expect(diagnosis).toMatchObject({ failedMigrationNames: [], editedMigrationNames: [], hasMigrationsTable: true });
      expect(diagnosis.history).toBeNull();
      const again = await engine.applyMigrations({ migrationsList, filters: noFilters });
      expect(again.appliedMigrationNames).toEqual([]);
    });
  });

  it("leaves nothing of a migration that fails, says why, and applies it when it is mended", async () => {
    await applyMigrations(url, folder);
    await query("create table guests (name text); insert into guests values ('a'), ('a')");
    await addMigration(
      "99990101000000_unique_guests",
      "alter table guests add x int; create unique index on guests (name);",
    );
    const attempt = applyMigrations(url, folder);
    await expect(attempt).rejects.toThrow(StartFailure);
    await expect(attempt).rejects.toThrow(
      /99990101000000_unique_guests failed and was rolled back.*could not create unique index.*\(name\)=\(a\) is duplicated/,
    );
    expect(await query("select column_name from information_schema.columns where table_name = 'guests'")).toHaveLength(
      1,
    );
    await query("delete from guests");
    expect(await applyMigrations(url, folder)).toEqual(["99990101000000_unique_guests"]);
  });

  it("does not touch the database of a newer Servery", async () => {
    await addMigration("99990101000000_future", "create table future (n int)");
    await applyMigrations(url, folder);
    await expect(applyMigrations(url)).rejects.toThrow("migrated by a newer Servery (99990101000000_future");
  });

  it("does not go on from a migration that was changed after it was applied", async () => {
    await addMigration("99990101000000_first", "create table first (n int)");
    await applyMigrations(url, folder);
    await writeFile(path.join(folder, "99990101000000_first", "migration.sql"), "create table first (n bigint)");
    await expect(applyMigrations(url, folder)).rejects.toThrow("99990101000000_first is not the one");
  });

  it("asks what to do about a migration that another tool left half done", async () => {
    await applyMigrations(url);
    await query('update "_prisma_migrations" set "finished_at" = null');
    await expect(applyMigrations(url)).rejects.toThrow("npx prisma migrate resolve");
  });
});
