import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { readdirSync, readlinkSync, realpathSync } from "node:fs";
import { chown, mkdir, readdir, rename, rm, rmdir, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Binaries } from "./postgres-binaries";
import { readIfThere } from "./private-file";
import { isRunning } from "./process-identity";
import { StartFailure } from "./start-failure";

export const databaseUser = "servery";
const supportedMajor = "18";

/**
 * How PostgreSQL is told its own directory. As root it runs under another account, which may not be able to enter the
 * folders above (a private home, a temporary one): its working directory, which it inherits open, needs no such path.
 */
export function ownDirectory(directory: string, binaries: Binaries): string {
  return binaries.account && process.platform === "linux" ? "/proc/self/cwd" : directory;
}

interface PostmasterFile {
  pid: number;
  /** "ready" once connections are taken. */
  status: string;
}

/** What postmaster.pid says; null when there is none. */
export async function readPostmasterFile(directory: string): Promise<PostmasterFile | null> {
  const lines = (await readIfThere(path.join(directory, "postmaster.pid")))?.split("\n");
  const pid = Number(lines?.[0]);
  return lines && Number.isInteger(pid) && pid > 0 ? { pid, status: lines[7]?.trim() ?? "" } : null;
}

/**
 * The PostgreSQL processes that work in this directory, by the kernel's word and not by a file that may be older than a
 * reboot. Every one of them keeps it as its working directory. Null where the kernel does not tell (other than Linux).
 */
export function postgresProcesses(directory: string): number[] | null {
  if (process.platform !== "linux") return null;
  const wanted = realpathSync(directory);
  const worksHere = (pid: string) => {
    try {
      return readlinkSync(`/proc/${pid}/cwd`) === wanted && /postgres$/.test(readlinkSync(`/proc/${pid}/exe`));
    } catch {
      return false;
    }
  };
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && worksHere(name))
    .map(Number);
}

/** The running postmaster of this directory, whoever started it; null when there is none. */
export async function findPostmaster(directory: string): Promise<number | null> {
  const file = await readPostmasterFile(directory);
  if (!file || !isRunning(file.pid)) return null;
  const processes = postgresProcesses(directory);
  return processes === null || processes.includes(file.pid) ? file.pid : null;
}

/**
 * Removes what a killed PostgreSQL left, once nobody works there any more: after a reboot its process number may belong to
 * anything, and PostgreSQL would then refuse to start.
 */
export async function removeStalePostmasterFile(directory: string): Promise<void> {
  if (postgresProcesses(directory)?.length !== 0) return;
  await rm(path.join(directory, "postmaster.pid"), { force: true });
  for (const name of await readdir(directory)) {
    if (name.startsWith(".s.PGSQL.")) await rm(path.join(directory, name), { force: true });
  }
}

/** Whether the directory holds a database, @throws StartFailure when what it holds is not a whole one of our version. */
export async function checkCluster(directory: string): Promise<boolean> {
  const names = await readdir(directory).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw new StartFailure(
      `The database directory ${directory} cannot be read: ${error.message}. Nothing was changed.`,
    );
  });
  if (names.length === 0) return false;
  const version = (await readIfThere(path.join(directory, "PG_VERSION")))?.trim();
  const control = await readIfThere(path.join(directory, "global", "pg_control"));
  if (version === undefined || control === null) {
    throw new StartFailure(
      `The database in ${directory} is damaged: ${version === undefined ? "PG_VERSION" : "global/pg_control"} is missing. ` +
        "Nothing was changed. Put the directory back from a backup, or move it away to begin with an empty database.",
    );
  }
  if (version !== supportedMajor) {
    throw new StartFailure(
      `The database in ${directory} was written by PostgreSQL ${version}, and this Servery brings ${supportedMajor}. Nothing was ` +
        "changed. Dump it with the Servery that wrote it and restore it into a new DATA_DIR.",
    );
  }
  return true;
}

function runInitdb(binaries: Binaries, directory: string, passwordFile: string): Promise<string | null> {
  const args = [
    `--pgdata=${ownDirectory(directory, binaries)}`,
    `--pwfile=${passwordFile}`,
    `--username=${databaseUser}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    // Sorted by PostgreSQL's own rules: those of the system's C library change with it and would damage indexes.
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--no-instructions",
  ];
  return new Promise((resolve, reject) => {
    const child = spawn(binaries.initdb, args, {
      ...binaries.account,
      cwd: directory,
      env: { ...process.env, LC_ALL: "C" },
      stdio: ["ignore", "ignore", "pipe"],
    });
    let errors = "";
    child.stderr.on("data", (chunk) => {
      errors += chunk;
    });
    child.on("error", reject);
    child.on("close", (code) => resolve(code === 0 ? null : errors.trim() || `initdb ended with code ${code}`));
  });
}

/**
 * Makes a new database cluster. It appears under its name only when it is complete, so a start that was killed in between
 * leaves nothing that looks like a database.
 * @throws StartFailure with initdb's own words
 */
export async function createCluster(directory: string, password: string, binaries: Binaries): Promise<void> {
  const parent = path.dirname(directory);
  const prefix = `${path.basename(directory)}.new-`;
  for (const name of await readdir(parent)) {
    if (name.startsWith(prefix)) await rm(path.join(parent, name), { recursive: true, force: true });
  }
  const workshop = path.join(parent, `${prefix}${randomBytes(4).toString("hex")}`);
  const draft = path.join(workshop, "data");
  const passwordFile = path.join(workshop, "password");
  await mkdir(draft, { recursive: true, mode: 0o700 });
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  if (binaries.account) {
    for (const made of [workshop, draft, passwordFile]) await chown(made, binaries.account.uid, binaries.account.gid);
  }
  try {
    // Not path.join: "/proc/self/cwd/.." is another place than "/proc/self".
    const failure = await runInitdb(binaries, draft, `${ownDirectory(draft, binaries)}/../password`);
    if (failure !== null) throw new StartFailure(`The database could not be created in ${directory}: ${failure}`);
    // Fails on anything but an empty directory, which is the point.
    await rmdir(directory).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "ENOENT") throw error;
    });
    await rename(draft, directory);
  } finally {
    await rm(workshop, { recursive: true, force: true });
  }
}
