import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, test } from "vitest";
import { APP, connectRaw, createPublisher } from "./testing";

const MAIN = fileURLToPath(new URL("main.ts", import.meta.url));
const SETTINGS = {
  PUSHER_APP_ID: APP.id,
  PUSHER_KEY: APP.key,
  PUSHER_SECRET: APP.secret,
  HOST: "127.0.0.1",
  PORT: "0",
};

let child: ChildProcess;
afterEach(() => {
  child?.kill("SIGKILL");
});

function run(settings: Record<string, string>) {
  const env = { PATH: process.env.PATH, ...settings } as unknown as NodeJS.ProcessEnv;
  child = spawn(process.execPath, ["--import", "tsx", MAIN], { env });
  const output = { stdout: "", stderr: "" };
  child.stdout?.on("data", (text) => {
    output.stdout += text;
  });
  child.stderr?.on("data", (text) => {
    output.stderr += text;
  });
  return { output, exited: once(child, "exit").then(([code]) => code as number | null) };
}

async function portOf(output: { stdout: string; stderr: string }): Promise<number> {
  while (!output.stdout.includes("\n")) {
    if (child.exitCode !== null) throw new Error(output.stderr);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return Number(/^Broker listening on http:\/\/127\.0\.0\.1:(\d+)\n$/.exec(output.stdout)?.[1]);
}

describe("the broker on its own", { timeout: 20_000 }, () => {
  test.each(["SIGTERM", "SIGINT"] as const)("serves, and closes its sockets on %s", async (signal) => {
    const { output, exited } = run(SETTINGS);
    const port = await portOf(output);
    const client = await connectRaw(port);
    await client.subscribe("news");
    await createPublisher(port).trigger("news", "greeting", 1);
    await client.next("greeting");
    child.kill(signal);
    expect((await client.closed).code).toBe(4200);
    expect(await exited).toBe(0);
    expect(output.stderr).toBe("");
  });

  test("says so when its port is in use", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const { port } = other.address() as AddressInfo;
    const { output, exited } = run({ ...SETTINGS, PORT: String(port) });
    expect(await exited).toBe(1);
    expect(output.stderr.trim()).toBe(`Port ${port} is already in use. Set PORT to another one.`);
    other.close();
  });

  test.each([
    ["PUSHER_SECRET", { PUSHER_SECRET: "" }],
    ["PORT", { PORT: "http" }],
    ["id", { PUSHER_APP_ID: "house" }],
  ])("says in one line that %s is wrong", async (name, settings) => {
    const { output, exited } = run({ ...SETTINGS, ...settings });
    expect(await exited).toBe(1);
    expect(output.stderr).toContain(name);
    expect(output.stderr.trim().split("\n").length).toBe(1);
  });
});
