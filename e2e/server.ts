import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chooseAddress, databaseName, urlOf } from "@/lib/server/postgres-settings";
import { type DemoSheet, readDemoSheet } from "./house";

/** The built server as a process of its own, as `npm start` runs it. */
export interface OwnServer {
  url: string;
  port: number;
  dataDir: string;
  /** Of the embedded PostgreSQL. */
  databaseUrl: string;
  process: ChildProcess;
  sheet(): DemoSheet;
  /** What it wrote to its output so far. */
  output(): string;
  /** Ends the process without a word; its PostgreSQL stays. */
  kill(): Promise<void>;
  /** SIGTERM; resolves with the exit code and how long it took, in ms. */
  stop(): Promise<{ code: number | null; ms: number }>;
}

interface StartOptions {
  dataDir: string;
  /** Any free one unless given. */
  port?: number;
  env?: Record<string, string>;
}

const startPatienceMs = 60_000;

/** A short path: sockets of PostgreSQL live in it. */
export function makeDataDir(): Promise<string> {
  return mkdtemp(join(tmpdir(), "servery-"));
}

/** Removes a data directory, and ends a PostgreSQL that a killed server left in it. */
export async function removeDataDir(dataDir: string): Promise<void> {
  try {
    const [pid] = readFileSync(join(dataDir, "postgres", "postmaster.pid"), "utf8").split("\n");
    process.kill(Number(pid), "SIGQUIT");
    await new Promise((resolve) => setTimeout(resolve, 500));
  } catch {
    // It has ended already.
  }
  await rm(dataDir, { recursive: true, force: true });
}

/** Settings of whoever runs the tests must not reach the server: it gets what a fresh clone has. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const foreign =
    /^(PUSHER_|PUSH_|VAPID_|SERVERY_|NEXTAUTH_|DATABASE_URL$|PUBLIC_URL$|DEMO$|PORT$|HOST$|DATA_DIR$|LOG_LEVEL$|NODE_OPTIONS$)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name))) as NodeJS.ProcessEnv;
}

async function databaseUrlOf(dataDir: string): Promise<string> {
  const { databasePassword } = JSON.parse(readFileSync(join(dataDir, "secrets.json"), "utf8"));
  return urlOf(await chooseAddress(join(dataDir, "postgres"), true), databasePassword, databaseName);
}

/** Starts dist/server.js and resolves when the house is open. */
export async function startServer({ dataDir, port = 0, env = {} }: StartOptions): Promise<OwnServer> {
  const child = spawn(process.execPath, ["dist/server.js"], {
    env: {
      ...cleanEnvironment(),
      NODE_ENV: "production",
      DATA_DIR: dataDir,
      HOST: "127.0.0.1",
      PORT: String(port),
      LOG_LEVEL: "warn",
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const exited = once(child, "exit") as Promise<[number | null]>;
  const url = await new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill("SIGKILL");
      reject(new Error(`The server was not open after ${startPatienceMs} ms:\n${output}`));
    }, startPatienceMs);
    const read = (chunk: Buffer) => {
      output += chunk;
      const address = /Servery is open[\s\S]*?On this machine\s+(http:\S+)/.exec(output)?.[1];
      if (!address) return;
      clearTimeout(timer);
      resolve(address);
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    exited.then(([code]) => {
      clearTimeout(timer);
      reject(new Error(`The server ended with code ${code}:\n${output}`));
    });
  });
  return {
    url,
    port: Number(new URL(url).port),
    dataDir,
    databaseUrl: await databaseUrlOf(dataDir),
    process: child,
    sheet: () => readDemoSheet(dataDir),
    output: () => output,
    async kill() {
      child.kill("SIGKILL");
      await exited;
    },
    async stop() {
      const begin = performance.now();
      if (child.exitCode === null && child.signalCode === null) child.kill("SIGTERM");
      const [code] = await exited;
      return { code, ms: performance.now() - begin };
    },
  };
}
