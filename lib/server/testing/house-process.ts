// Opens a house and waits, for tests that need it to be a process of its own: everything of the server but the app.
import { readEnv } from "@/lib/platform/env";
import { logger } from "@/lib/platform/log";
import { openHouse } from "../house";
import { Shutdown } from "../shutdown";

const shutdown = new Shutdown(logger);
process.on("SIGTERM", async () => {
  await shutdown.run();
  process.exit(0);
});
try {
  const house = await openHouse({ env: readEnv(), log: logger, shutdown });
  console.log(`open ${JSON.stringify({ databaseUrl: house.databaseUrl, demo: house.demo !== null })}`);
  setInterval(() => {}, 60_000);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  await shutdown.run();
  process.exit(1);
}
