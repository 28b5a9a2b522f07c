import type pg from "pg";
import type { Logger } from "pino";

/** Placeholder signature until the relay lands in the next commit. */
export function startRelay(_options: { pool: pg.Pool; log: Logger }): { stop(): Promise<void> } {
  throw new Error("not yet");
}
