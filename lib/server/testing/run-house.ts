import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { stopPostmaster } from "../postgres";
import { findPostmaster } from "../postgres-files";
import { projectRoot } from "../project-root";

export interface HouseProcess {
  pid: number;
  databaseUrl: string;
  output(): string;
  /** Ends it without a word; its PostgreSQL stays. */
  kill(): Promise<void>;
  /** Asks it to stop and answers its exit code. */
  stop(): Promise<number | null>;
}

export interface HouseEnd {
  code: number | null;
  output: string;
}

const alive = new Set<ChildProcess>();
process.once("exit", () => {
  for (const child of alive) child.kill("SIGKILL");
});

function launch(env: Record<string, string>) {
  const bare = { PATH: process.env.PATH ?? "", HOME: process.env.HOME ?? "", PORT: "0", DEMO: "0", LOG_LEVEL: "info" };
  const child = spawn(process.execPath, ["--import", "tsx", "lib/server/testing/house-process.ts"], {
    cwd: projectRoot,
    env: { ...bare, ...env } as unknown as NodeJS.ProcessEnv,
    stdio: ["ignore", "pipe", "pipe"],
  });
  alive.add(child);
  let output = "";
  const read = (chunk: Buffer) => {
    output += chunk;
  };
  child.stdout.on("data", read);
  child.stderr.on("data", read);
  const exited = once(child, "close").then(([code]) => {
    alive.delete(child);
    return code as number | null;
  });
  return { child, exited, output: () => output };
}

/** Starts a house that is expected not to open. */
export async function failToOpen(env: Record<string, string>): Promise<HouseEnd> {
  const { child, exited, output } = launch(env);
  child.stdout.on("data", () => {
    if (output().includes("open {")) child.kill("SIGKILL");
  });
  return { code: await exited, output: output() };
}

/** Starts a house and resolves when it is open. */
export async function runHouse(env: Record<string, string>): Promise<HouseProcess> {
  const { child, exited, output } = launch(env);
  const opened = new Promise<string>((resolve) => {
    child.stdout.on("data", () => {
      const line = /^open (\{.*\})$/m.exec(output())?.[1];
      if (line) resolve(line);
    });
  });
  const ended = exited.then((code) => {
    throw new Error(`The house ended with code ${code}:\n${output()}`);
  });
  ended.catch(() => {});
  const { databaseUrl } = JSON.parse(await Promise.race([opened, ended])) as { databaseUrl: string };
  return {
    pid: child.pid ?? 0,
    databaseUrl,
    output,
    async kill() {
      child.kill("SIGKILL");
      await exited;
    },
    async stop() {
      child.kill("SIGTERM");
      return exited;
    },
  };
}

/** A data directory for one test; `remove` also ends the PostgreSQL that a killed house left in it. */
export async function makeDataDirectory(): Promise<{ directory: string; remove(): Promise<void> }> {
  const directory = await mkdtemp(path.join(tmpdir(), "servery-house-"));
  return {
    directory,
    async remove() {
      const postmaster = await findPostmaster(path.join(directory, "postgres")).catch(() => null);
      if (postmaster !== null) await stopPostmaster(postmaster);
      await rm(directory, { recursive: true, force: true });
    },
  };
}
