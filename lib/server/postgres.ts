import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import type { Logger } from "pino";
import { type Binaries, findBinaries } from "./postgres-binaries";
import {
  checkCluster,
  createCluster,
  findPostmaster,
  postgresProcesses,
  readPostmasterFile,
  removeStalePostmasterFile,
} from "./postgres-files";
import { type Address, chooseAddress, commandLine, databaseName, urlOf } from "./postgres-settings";
import { startOfProcess, waitUntil } from "./process-identity";
import { reasonOf, StartFailure } from "./start-failure";

export interface PostgresOptions {
  /** Where the cluster is, or will be. */
  directory: string;
  /** PostgreSQL's own messages. It is a file so that they outlive this process. */
  logFile: string;
  password: string;
  log: Logger;
  /** Extra settings, e.g. fsync=off for a database that is thrown away. */
  settings?: string[];
}

export interface Postgres {
  url: string;
  pid(): number;
  /** Fast shutdown: open transactions are rolled back, everything committed is on disk. */
  stop(): Promise<void>;
}

const recoveryPatienceMs = 10 * 60_000;

async function accepts(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on("error", () => {});
  try {
    await client.connect();
    await client.query("select 1");
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

/** Stops a PostgreSQL, whoever started it: running transactions are rolled back, committed ones are kept. */
export async function stopPostmaster(pid: number): Promise<void> {
  const start = startOfProcess(pid);
  const gone = () => start === null || startOfProcess(pid) !== start;
  const send = (signal: NodeJS.Signals) => {
    try {
      process.kill(pid, signal);
    } catch {
      // Already gone.
    }
  };
  send("SIGINT");
  if (await waitUntil(gone, { timeoutMs: 30_000 })) return;
  // Stops at once without a checkpoint; what was committed is in the log and comes back at the next start.
  send("SIGQUIT");
  await waitUntil(gone, { timeoutMs: 10_000 });
}

function sameCommandLine(directory: string, args: string[]): boolean {
  try {
    // postmaster.opts: the program, then every argument in double quotes.
    const written = readFileSync(path.join(directory, "postmaster.opts"), "utf8").trim();
    return written.endsWith(` ${args.map((arg) => `"${arg}"`).join(" ")}`);
  } catch {
    return false;
  }
}

/** Continues with the PostgreSQL that a killed parent left behind; stops it when it is not as this start would have it. */
async function adoptOrStop(options: PostgresOptions, address: Address, args: string[]): Promise<number | null> {
  const { directory, password, log } = options;
  const pid = await findPostmaster(directory);
  if (pid === null) return null;
  const leaving = (await readPostmasterFile(directory))?.status === "stopping";
  if (!leaving && sameCommandLine(directory, args)) {
    const url = urlOf(address, password, "postgres");
    const ready = async () => (await accepts(url)) || (await findPostmaster(directory)) !== pid;
    await waitUntil(ready, { timeoutMs: 10_000, everyMs: 50 });
    if ((await findPostmaster(directory)) === pid && (await accepts(url))) {
      log.info({ pid }, "continuing with the PostgreSQL that was left running");
      return pid;
    }
  }
  log.info({ pid }, "stopping the PostgreSQL that was left running");
  await stopPostmaster(pid);
  return null;
}

function openLog(file: string): number {
  if (existsSync(file) && statSync(file).size > 5_000_000) renameSync(file, `${file}.1`);
  return openSync(file, "a", 0o600);
}

function lastWords(file: string, from: number): string {
  const lines = readFileSync(file).subarray(from).toString("utf8").trim().split("\n");
  const telling = lines.filter((line) => /FATAL|PANIC|ERROR|HINT|DETAIL/.test(line));
  return (telling.length > 0 ? telling : lines)
    .slice(-4)
    .join(" ")
    .replaceAll(/\d{4}-\d\d-\d\d [\d:.]+ UTC \[\d+\] /g, "");
}

async function spawnPostmaster(options: PostgresOptions, args: string[], binaries: Binaries): Promise<ChildProcess> {
  const { directory, logFile, log } = options;
  // Children of a killed postmaster notice within moments that it is gone.
  await waitUntil(() => !postgresProcesses(directory)?.length, { timeoutMs: 10_000 });
  await removeStalePostmasterFile(directory);
  const output = openLog(logFile);
  const from = statSync(logFile).size;
  // A session of its own: Ctrl-C in the terminal must reach this process alone, which stops PostgreSQL after its last request.
  const child = spawn(binaries.postgres, args, {
    ...binaries.account,
    cwd: directory,
    detached: true,
    stdio: ["ignore", output, output],
    env: { ...process.env, LC_ALL: "C", PGDATA: undefined },
  });
  closeSync(output);
  let failure: string | null = null;
  child.on("error", (error) => {
    failure = error.message;
  });
  child.on("exit", (code, signal) => {
    failure ??= `it ended with ${signal ?? `code ${code}`}. ${lastWords(logFile, from)}`;
  });
  const started = performance.now();
  let told = false;
  await waitUntil(
    async () => {
      if (failure !== null) return true;
      if (!told && performance.now() - started > 5_000) {
        told = true;
        log.warn("PostgreSQL is still recovering from its last stop");
      }
      const file = await readPostmasterFile(directory);
      return file?.pid === child.pid && file?.status === "ready";
    },
    { timeoutMs: recoveryPatienceMs, everyMs: 10 },
  );
  if (failure !== null) {
    throw new StartFailure(
      `The database in ${directory} does not start: ${failure} Nothing was changed; its messages are in ${logFile}.`,
    );
  }
  return child;
}

async function ensureDatabase(address: Address, password: string): Promise<string> {
  const url = urlOf(address, password, databaseName);
  if (await accepts(url)) return url;
  const client = new pg.Client({ connectionString: urlOf(address, password, "postgres") });
  client.on("error", () => {});
  try {
    await client.connect();
    const { rowCount } = await client.query("select from pg_database where datname = $1", [databaseName]);
    if (rowCount === 0) await client.query(`create database ${databaseName}`);
  } catch (error) {
    throw new StartFailure(`The embedded database cannot be opened: ${reasonOf(error)}`, { cause: error });
  } finally {
    await client.end().catch(() => {});
  }
  return url;
}

/**
 * Runs the embedded PostgreSQL of this directory, creating it first if need be. A PostgreSQL that a killed Servery left
 * running there is taken over. One that dies while we run is started again. The caller holds the data directory's lock.
 * @throws StartFailure when the directory is damaged or PostgreSQL does not start; nothing in it is changed then
 */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const { directory, password, log } = options;
  const binaries = findBinaries();
  if (!(await checkCluster(directory))) await createCluster(directory, password, binaries);
  const address = await chooseAddress(directory, (await findPostmaster(directory)) !== null);
  const args = commandLine(options, address, binaries);
  const launch = async () => {
    const child = await spawnPostmaster(options, args, binaries);
    child.unref();
    return child.pid ?? 0;
  };
  let pid = (await adoptOrStop(options, address, args)) ?? (await launch());
  let start = startOfProcess(pid);
  let stopping = false;
  let restarting = false;

  const watch = setInterval(async () => {
    if (stopping || restarting || startOfProcess(pid) === start) return;
    restarting = true;
    log.error({ pid }, "PostgreSQL ended unexpectedly; starting it again");
    try {
      pid = await launch();
      start = startOfProcess(pid);
      log.info({ pid }, "PostgreSQL runs again");
    } catch (error) {
      log.error({ err: error }, "PostgreSQL does not start; trying again");
    } finally {
      restarting = false;
    }
  }, 500);
  watch.unref();

  const stop = async () => {
    stopping = true;
    clearInterval(watch);
    await waitUntil(() => !restarting, { timeoutMs: 30_000 });
    await stopPostmaster(pid);
  };
  try {
    return { url: await ensureDatabase(address, password), pid: () => pid, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
