import { readFileSync } from "node:fs";
import { chmod, mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import path from "node:path";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findPostmaster } from "./postgres-files";
import { startOfProcess, waitUntil } from "./process-identity";
import { failToOpen, makeDataDirectory, runHouse } from "./testing/run-house";

let data: Awaited<ReturnType<typeof makeDataDirectory>>;

beforeEach(async () => {
  data = await makeDataDirectory();
});
afterEach(() => data.remove());

const cluster = () => path.join(data.directory, "postgres");
const env = (more: Record<string, string> = {}) => ({ DATA_DIR: data.directory, ...more });

async function query<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

const countVenues = (url: string) => query<{ n: number }>(url, 'select count(*)::int as n from "Venue"');

describe("a house", { timeout: 60_000 }, () => {
  it("makes what it needs at the first start and keeps it to itself", async () => {
    const house = await runHouse(env({ DATA_DIR: path.join(data.directory, "new", "data") }));
    const home = path.join(data.directory, "new", "data");
    try {
      const modeOf = async (name: string) => ((await stat(path.join(home, name))).mode & 0o777).toString(8);
      expect(await modeOf(".")).toBe("700");
      expect(await modeOf("secrets.json")).toBe("600");
      expect(await modeOf("postgres")).toBe("700");
      const secrets = JSON.parse(await readFile(path.join(home, "secrets.json"), "utf8"));
      expect(secrets.pusherAppId).toMatch(/^\d+$/);
      expect(new URL(house.databaseUrl).password).toBe(secrets.databasePassword);
      const wrong = house.databaseUrl.replace(secrets.databasePassword, "wrong");
      await expect(query(wrong, "select 1")).rejects.toThrow("password authentication failed");
      const [settings] = await query(
        house.databaseUrl,
        `select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit,
                current_setting('listen_addresses') as listening`,
      );
      expect(settings).toEqual({ fsync: "on", commit: "on", listening: "" });
    } finally {
      await house.stop();
    }
    expect(await findPostmaster(path.join(home, "postgres"))).toBeNull();
    expect(await readdir(home)).not.toContain("servery.lock");
  });

  it("refuses a second Servery on the same directory and leaves the first alone", async () => {
    const house = await runHouse(env());
    try {
      const second = await failToOpen(env());
      expect(second).toMatchObject({ code: 1 });
      expect(second.output).toContain(`Another Servery (process ${house.pid}) is running on ${data.directory}`);
      expect(await countVenues(house.databaseUrl)).toEqual([{ n: 0 }]);
    } finally {
      await house.stop();
    }
  });

  it("continues with the PostgreSQL that killed houses left, again and again", async () => {
    let house = await runHouse(env());
    const postmaster = await findPostmaster(cluster());
    await query(house.databaseUrl, "create table kept (n int)");
    for (let n = 0; n < 4; n++) {
      await query(house.databaseUrl, `insert into kept values (${n})`);
      await house.kill();
      expect(startOfProcess(postmaster ?? 0)).not.toBeNull();
      house = await runHouse(env());
      expect(await findPostmaster(cluster())).toBe(postmaster);
    }
    expect(await query(house.databaseUrl, "select count(*)::int as n from kept")).toEqual([{ n: 4 }]);
    expect(await house.stop()).toBe(0);
    // Not its child any more, and stopped all the same.
    expect(startOfProcess(postmaster ?? 0)).toBeNull();
  });

  it("recovers when everything was killed, also where the old process number is somebody else's now", async () => {
    const house = await runHouse(env());
    await query(house.databaseUrl, "create table kept as select 1 as n");
    const postmaster = (await findPostmaster(cluster())) ?? 0;
    await house.kill();
    process.kill(postmaster, "SIGKILL");
    await waitUntil(() => startOfProcess(postmaster) === null, { timeoutMs: 5_000 });
    const file = path.join(cluster(), "postmaster.pid");
    // As after a reboot: the number in the file now names a process that is no PostgreSQL, this one.
    await writeFile(file, readFileSync(file, "utf8").replace(/^\d+/, String(process.pid)));
    const again = await runHouse(env());
    expect(await query(again.databaseUrl, "select n from kept")).toEqual([{ n: 1 }]);
    await again.stop();
  });

  it("starts its PostgreSQL again when that dies", async () => {
    const house = await runHouse(env());
    const before = (await findPostmaster(cluster())) ?? 0;
    process.kill(before, "SIGKILL");
    const isBack = async () => {
      const now = await findPostmaster(cluster());
      return now !== null && now !== before && (await countVenues(house.databaseUrl).catch(() => [])).length === 1;
    };
    expect(await waitUntil(isBack, { timeoutMs: 20_000, everyMs: 100 })).toBe(true);
    expect(await house.stop()).toBe(0);
    expect(await findPostmaster(cluster())).toBeNull();
  });

  it("can be killed at any moment of its first start", async () => {
    for (const afterMs of [800, 1_300, 2_200]) {
      const attempt = failToOpen(env({ DEMO: "1" }));
      const timer = setTimeout(async () => {
        const holder = JSON.parse(await readFile(path.join(data.directory, "servery.lock"), "utf8").catch(() => "{}"));
        if (holder.pid) process.kill(holder.pid, "SIGKILL");
      }, afterMs);
      await attempt;
      clearTimeout(timer);
    }
    const house = await runHouse(env({ DEMO: "1" }));
    const sheet = JSON.parse(await readFile(path.join(data.directory, "demo.json"), "utf8"));
    const tokens = await query<{ token: string }>(house.databaseUrl, 'select "token" from "Table"');
    expect(sheet.tables.map(({ token }: { token: string }) => token).sort()).toEqual(
      tokens.map((row) => row.token).sort(),
    );
    expect(new Set(sheet.users.map(({ role }: { role: string }) => role)).size).toBe(6);
    expect((await stat(path.join(data.directory, "demo.json"))).mode & 0o777).toBe(0o600);
    await house.stop();
    expect((await readdir(data.directory)).filter((name) => /new-|tmp|pending/.test(name))).toEqual([]);
  });

  it("says that the port is taken before it starts anything", async () => {
    const other = createServer().listen(0);
    await new Promise((resolve) => other.once("listening", resolve));
    const { port } = other.address() as { port: number };
    try {
      const { code, output } = await failToOpen(env({ PORT: String(port) }));
      expect(code).toBe(1);
      expect(output.trim()).toBe(`Port ${port} is already in use by another program. Set PORT to another one.`);
      expect(await readdir(data.directory)).toEqual([]);
    } finally {
      other.close();
    }
  });

  it("names a wrong setting and ends", async () => {
    const { code, output } = await failToOpen(env({ PORT: "http" }));
    expect(code).toBe(1);
    expect(output.trim()).toBe('PORT must be a number from 0 to 65535, not "http".');
  });

  it.each([
    ["postgresql://servery:hunter2@127.0.0.1:1/servery", "ECONNREFUSED"],
    ["postgresql://servery:hunter2@no-such-host.invalid/servery", "no-such-host.invalid"],
  ])("says that %s does not answer, without its password", async (url, part) => {
    const { code, output } = await failToOpen(env({ DATABASE_URL: url }));
    expect(code).toBe(1);
    expect(output).toContain("The database at DATABASE_URL");
    expect(output).toContain(part);
    expect(output).not.toContain("hunter2");
    expect(output.trim().split("\n")).toHaveLength(1);
  });

  it.each([
    ["PG_VERSION", "PG_VERSION is missing"],
    ["global/pg_control", "global/pg_control is missing"],
  ])("touches nothing in a database that lost its %s", async (name, message) => {
    await (await runHouse(env())).stop();
    await rm(path.join(cluster(), name));
    const before = await readdir(cluster());
    const { code, output } = await failToOpen(env());
    expect(code).toBe(1);
    expect(output).toContain(message);
    expect(output.trim().split("\n")).toHaveLength(1);
    expect(await readdir(cluster())).toEqual(before);
  });

  it("passes on what PostgreSQL says about a database it cannot read", async () => {
    await (await runHouse(env())).stop();
    await writeFile(path.join(cluster(), "global", "pg_control"), Buffer.alloc(8192, 7));
    const { code, output } = await failToOpen(env());
    expect(code).toBe(1);
    expect(output).toMatch(/The database in .* does not start: .*(FATAL|PANIC).*Nothing was changed/);
    expect(await findPostmaster(cluster())).toBeNull();
  });

  it("does not open a database whose password is lost, nor make another", async () => {
    await (await runHouse(env())).stop();
    const secrets = path.join(data.directory, "secrets.json");
    const kept = await readFile(secrets);
    await writeFile(secrets, kept.subarray(0, 40));
    expect(await failToOpen(env())).toMatchObject({
      code: 1,
      output: expect.stringContaining("secrets.json is damaged"),
    });
    await rm(secrets);
    expect(await failToOpen(env())).toMatchObject({
      code: 1,
      output: expect.stringContaining("secrets.json is missing"),
    });
    await writeFile(secrets, kept);
    await chmod(secrets, 0o644);
    await (await runHouse(env())).stop();
    expect((await stat(secrets)).mode & 0o777).toBe(0o600);
  });

  it("says that DATA_DIR is a file", async () => {
    const file = path.join(data.directory, "file");
    await writeFile(file, "");
    const { code, output } = await failToOpen(env({ DATA_DIR: file }));
    expect(code).toBe(1);
    expect(output).toContain("is a file");
    expect(await failToOpen(env({ DATA_DIR: path.join(file, "below") }))).toMatchObject({ code: 1 });
  });

  it("does without a socket where the path is too long for one", async () => {
    const deep = path.join(data.directory, "a".repeat(60), "b".repeat(60));
    await mkdir(deep, { recursive: true });
    const house = await runHouse(env({ DATA_DIR: deep }));
    const [row] = await query(house.databaseUrl, "select current_setting('listen_addresses') as listening");
    expect(row).toEqual({ listening: "127.0.0.1" });
    await house.kill();
    const again = await runHouse(env({ DATA_DIR: deep }));
    expect(again.databaseUrl).toBe(house.databaseUrl);
    expect(await again.stop()).toBe(0);
  });
});
