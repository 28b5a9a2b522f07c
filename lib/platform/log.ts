import { type Logger, pino } from "pino";

export type { Logger };

// LOG_LEVEL is validated when the server starts; what reads the log elsewhere (tests, scripts) may have anything in it.
const wanted = process.env.LOG_LEVEL ?? "";

/** One JSON line an entry, on standard output. Secrets never reach it. */
export const logger: Logger = pino({
  level: wanted in pino.levels.values || wanted === "silent" ? wanted : "info",
  base: undefined,
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: {
    paths: [
      "password",
      "pin",
      "token",
      "secret",
      "*.password",
      "*.pin",
      "*.token",
      "*.secret",
      "*.authorization",
      "*.cookie",
    ],
    censor: "[redacted]",
  },
});

/** The log of one part of the process: "relay", "broker", "timers". */
export function logOf(part: string): Logger {
  return logger.child({ part });
}
