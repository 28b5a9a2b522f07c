import { createBroker } from "@/lib/broker/broker";
import { closeDatabase, getPool } from "@/lib/platform/db";
import type { Env } from "@/lib/platform/env";
import { type Logger, logOf } from "@/lib/platform/log";
import { startRelay } from "@/lib/platform/realtime/relay";
import { startPushWorker } from "@/lib/push/commands/push-worker";
import { openApp } from "./app";
import { brokerCredentials, fillEnvironment, pushSender, usesEmbeddedBroker } from "./environment";
import type { House } from "./house";
import { createHttpServer } from "./http-server";
import type { Shutdown } from "./shutdown";
import { startTimers } from "./timers";

const drainMs = 10_000;

interface ServeOptions {
  env: Env;
  house: House;
  shutdown: Shutdown;
  log: Logger;
  dev: boolean;
}

/**
 * Opens an open house to the public: app, broker, relay, pushes and timers on one port. What it begins is undone by
 * `shutdown`: timers, then running requests, then pushes, then the relay, then the sockets.
 * @throws StartFailure when the port cannot be had
 */
export async function serve({ env, house, shutdown, log, dev }: ServeOptions): Promise<{ port: number }> {
  fillEnvironment(env, house, env.PORT);
  shutdown.add("database pool", closeDatabase);

  const app = await openApp({ dev, port: env.PORT, host: env.HOST });
  shutdown.add("app", app.close);
  const brokerLog = logOf("broker");
  const broker = usesEmbeddedBroker(env)
    ? createBroker({
        // Screens tell each other who looks at what.
        apps: [{ ...brokerCredentials(env, house), clientEvents: true }],
        log: (level, message, fields) => brokerLog[level === "info" ? "debug" : level](fields ?? {}, message),
      })
    : null;
  const server = createHttpServer({
    broker,
    handle: app.handle,
    handleUpgrade: app.handleUpgrade,
    onError: (error) => log.error({ err: error }, "a request could not be handled"),
  });
  shutdown.add("connections", server.close);
  if (broker) shutdown.add("sockets", () => broker.close());

  const port = await server.listen(env);
  if (port !== env.PORT) fillEnvironment(env, house, port);
  const relay = startRelay({ pool: getPool(), log: logOf("relay") });
  shutdown.add("relay", relay.stop);
  const pushes = startPushWorker({ pool: getPool(), log: logOf("push"), sender: pushSender(env, house) });
  shutdown.add("pushes", pushes.stop);
  shutdown.add("requests", () => server.drain(drainMs));
  const timers = startTimers({ pool: getPool(), log: logOf("timers") });
  shutdown.add("timers", timers.stop);
  return { port };
}
