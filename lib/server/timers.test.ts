import type pg from "pg";
import { pino } from "pino";
import { expect, it, vi } from "vitest";
import { startTimers } from "./timers";

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
// The jobs of these tests never ask the database.
const pool = {} as pg.Pool;
const log = pino({ level: "silent" });

it("runs a job again after it ended, never beside itself", async () => {
  let running = 0;
  let most = 0;
  const run = vi.fn(async () => {
    running += 1;
    most = Math.max(most, running);
    await sleep(30);
    running -= 1;
    return 1;
  });
  const timers = startTimers({ pool, log, jobs: [{ name: "slow", everyMs: 5, run }] });
  await sleep(250);
  await timers.stop();
  expect(run.mock.calls.length).toBeGreaterThan(2);
  expect(most).toBe(1);
  expect(running).toBe(0);
});

it("goes on after a failure, and ends for good when stopped", async () => {
  const run = vi.fn(async () => {
    throw new Error("the database is away");
  });
  const timers = startTimers({ pool, log, jobs: [{ name: "failing", everyMs: 5, run }] });
  await sleep(100);
  await timers.stop();
  const calls = run.mock.calls.length;
  expect(calls).toBeGreaterThan(2);
  await sleep(50);
  expect(run.mock.calls.length).toBe(calls);
});
