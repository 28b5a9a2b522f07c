import type pg from "pg";
import type { Logger } from "pino";
import { type Job, jobs as registered } from "./jobs";

/** Runs every job again and again, each waiting its own interval after its last end, so that no job overlaps itself. */
export function startTimers({ pool, log, jobs = registered }: { pool: pg.Pool; log: Logger; jobs?: readonly Job[] }): {
  stop(): Promise<void>;
} {
  const waiting = new Map<string, NodeJS.Timeout>();
  const running = new Set<Promise<void>>();
  let stopped = false;

  // Up to a tenth later than asked, so that several processes on one database drift apart.
  const schedule = (job: Job) => {
    if (!stopped)
      waiting.set(
        job.name,
        setTimeout(() => start(job), job.everyMs * (1 + Math.random() / 10)),
      );
  };
  const start = (job: Job) => {
    const run = runOnce(job).finally(() => {
      running.delete(run);
      schedule(job);
    });
    running.add(run);
  };
  const runOnce = async (job: Job) => {
    try {
      const count = await job.run({ pool });
      if (count > 0) log.debug({ job: job.name, count }, "job done");
    } catch (error) {
      // The database may be away; the next run does what this one could not.
      log.warn({ job: job.name, err: error }, "job failed");
    }
  };

  for (const job of jobs) schedule(job);
  return {
    async stop() {
      stopped = true;
      for (const timer of waiting.values()) clearTimeout(timer);
      await Promise.all(running);
    },
  };
}
