import { readEnv, SettingsError } from "@/lib/platform/env";
import { logger } from "@/lib/platform/log";
import { announcement } from "./announce";
import { openHouse } from "./house";
import { serve } from "./serve";
import { Shutdown } from "./shutdown";
import { reasonOf, StartFailure } from "./start-failure";

const shutdown = new Shutdown(logger);
let stopping = false;
let starting: Promise<void> = Promise.resolve();

async function stop(exitCode: number): Promise<never> {
  stopping = true;
  shutdown.cancel();
  await starting;
  await shutdown.run();
  process.exit(exitCode);
}

let signalledAt = 0;
/** Ctrl-C reaches us twice, from the terminal and through npm; a person's second one comes later. */
const onePressMs = 1_000;

function onSignal(signal: NodeJS.Signals): void {
  if (stopping) {
    if (performance.now() - signalledAt < onePressMs) return;
    console.error(`Stopping at once (${signal} again). The database recovers at the next start.`);
    process.exit(1);
  }
  signalledAt = performance.now();
  console.log("Closing: finishing what was begun. Once more to stop at once.");
  void stop(0);
}

function explain(error: unknown): string {
  if (error instanceof StartFailure || error instanceof SettingsError) return error.message;
  return `Servery could not start: ${error instanceof Error ? (error.stack ?? error.message) : reasonOf(error)}`;
}

// npm passes signals on, except the one that nobody can: a killed `npm start` must not leave a server behind that the next
// one would find in its place.
function stopWithParent(): void {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    if (!stopping) onSignal("SIGTERM");
  }, 250);
  watch.unref();
}

async function main(): Promise<void> {
  process.env.NEXT_TELEMETRY_DISABLED = "1";
  process.env.CHECKPOINT_DISABLE = "1";
  stopWithParent();
  const dev = process.env.NODE_ENV !== "production";
  const startedAt = performance.now();
  // SIGHUP: the terminal was closed.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, onSignal);
  try {
    const env = readEnv();
    const house = await openHouse({ env, log: logger, shutdown, progress: console.log });
    const { port } = await serve({ env, house, shutdown, log: logger, dev });
    const { HOST: host, PUBLIC_URL: publicUrl } = env;
    console.log(announcement({ port, host, publicUrl, demo: house.demo, startMs: performance.now() - startedAt }));
  } catch (error) {
    // A signal during the start pulls the ground from under it; what it then says is of no interest.
    if (stopping) return;
    console.error(explain(error));
    void stop(1);
  }
}

// One request's mistake must not close the floor; what is thrown outside of any promise leaves nothing to trust.
process.on("unhandledRejection", (error) => logger.error({ err: error }, "unhandled rejection"));
process.on("uncaughtException", (error) => {
  logger.fatal({ err: error }, "uncaught exception");
  if (!stopping) void stop(1);
});

starting = main();
await starting;
