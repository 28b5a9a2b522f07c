import { link, mkdir, rm, rmdir, stat } from "node:fs/promises";
import { hostname } from "node:os";
import path from "node:path";
import { readIfThere, writePrivateFile } from "./private-file";
import { startOfProcess, waitUntil } from "./process-identity";
import { StartFailure } from "./start-failure";

interface Holder {
  pid: number;
  start: string | null;
  host: string;
}

export interface DataLock {
  release(): Promise<void>;
}

function parseHolder(text: string | null): Holder | null {
  try {
    const holder = JSON.parse(text ?? "") as Holder;
    return Number.isInteger(holder.pid) ? holder : null;
  } catch {
    return null;
  }
}

// Another machine's or container's process numbers mean nothing here, so only its own host can call a holder alive. A data
// directory shared by two hosts is still refused by PostgreSQL, which keeps a lock of its own in it.
function lives(holder: Holder | null): boolean {
  return holder !== null && holder.host === hostname() && startOfProcess(holder.pid) === holder.start;
}

async function createLock(file: string, holder: Holder): Promise<boolean> {
  const draft = `${file}.${holder.pid}`;
  await writePrivateFile(draft, JSON.stringify(holder));
  try {
    // A hard link appears with its content or not at all, and only one of two starters can make it.
    await link(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

// Two starters may both see a dead holder. Who makes the directory removes the dead lock; the other looks again.
async function removeDeadLock(file: string): Promise<void> {
  const turn = `${file}.turn`;
  try {
    await mkdir(turn);
  } catch {
    const made = await stat(turn).catch(() => null);
    if (made && Date.now() - made.mtimeMs > 10_000) await rmdir(turn).catch(() => {});
    return;
  }
  try {
    if (!lives(parseHolder(await readIfThere(file)))) await rm(file, { force: true });
  } finally {
    await rmdir(turn).catch(() => {});
  }
}

/**
 * Makes this process the only Servery on the data directory. The lock of a killed process is taken over; a live one gets
 * `patienceMs` to finish its shutdown first.
 * @throws StartFailure when another Servery keeps running there
 */
export async function lockDataDirectory(directory: string, patienceMs = 3_000): Promise<DataLock> {
  const file = path.join(directory, "servery.lock");
  const own: Holder = { pid: process.pid, start: startOfProcess(process.pid), host: hostname() };
  const taken = await waitUntil(
    async () => {
      if (await createLock(file, own)) return true;
      if (!lives(parseHolder(await readIfThere(file)))) await removeDeadLock(file);
      return false;
    },
    { timeoutMs: patienceMs, everyMs: 50 },
  );
  if (!taken) {
    const holder = parseHolder(await readIfThere(file));
    throw new StartFailure(
      `Another Servery (process ${holder?.pid ?? "unknown"}) is running on ${directory}. ` +
        "Stop it first, or start this one with another DATA_DIR and PORT.",
    );
  }
  return {
    async release() {
      const holder = parseHolder(await readIfThere(file));
      if (holder?.pid === own.pid && holder.start === own.start) await rm(file, { force: true });
    },
  };
}
