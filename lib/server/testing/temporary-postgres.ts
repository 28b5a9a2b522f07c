import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { pino } from "pino";
import { startPostgres } from "../postgres";

export interface TemporaryPostgres {
  url: string;
  stop(): Promise<void>;
}

// Waits until its standard input ends, which it does when the parent is gone by whatever means, then cleans up after it.
const watcher = `
  process.stdin.resume().on("end", () => {
    try { process.kill(Number(process.argv[1]), "SIGQUIT"); } catch {}
    setTimeout(() => require("node:fs").rmSync(process.argv[2], { recursive: true, force: true }), 500);
  });`;

/** A PostgreSQL of its own for tests and scripts: in a temporary directory, without fsync, gone when this process is. */
export async function startTemporaryPostgres(): Promise<TemporaryPostgres> {
  const home = await mkdtemp(path.join(tmpdir(), "servery-pg-"));
  const postgres = await startPostgres({
    directory: path.join(home, "postgres"),
    logFile: path.join(home, "postgres.log"),
    password: "temporary-password",
    log: pino({ level: "silent" }),
    settings: ["fsync=off", "synchronous_commit=off", "full_page_writes=off"],
  });
  const guard = spawn(process.execPath, ["-e", watcher, String(postgres.pid()), home], {
    stdio: ["pipe", "ignore", "ignore"],
    detached: true,
  });
  guard.unref();
  return {
    url: postgres.url,
    async stop() {
      guard.kill("SIGKILL");
      await postgres.stop();
      await rm(home, { recursive: true, force: true });
    },
  };
}
