import pino, { type Logger } from "pino";

export type { Logger };

/** JSON lines on standard output; LOG_LEVEL decides how many. Cookies and tokens never reach it. */
export const logger: Logger = pino({
  level: process.env.LOG_LEVEL ?? "info",
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: ["headers.cookie", "headers.authorization", "token", "password"],
});

/** The logger of one part of the process: "relay", "broker". */
export function logOf(part: string): Logger {
  return logger.child({ part });
}
