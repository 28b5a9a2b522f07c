import { makeDataDir, removeDataDir, startServer } from "./server";

/** One server for the whole run, with a house of its own; the tests learn of it through the environment. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const dataDir = await makeDataDir();
  const server = await startServer({ dataDir }).catch(async (error) => {
    await removeDataDir(dataDir);
    throw error;
  });
  process.env.SERVERY_E2E_BASE = server.url;
  process.env.SERVERY_E2E_DATA = dataDir;
  process.env.SERVERY_E2E_DATABASE = server.databaseUrl;
  return async () => {
    await server.stop();
    // Anything here is an error that no test asserted.
    const complaints = server
      .output()
      .split("\n")
      .filter((line) => /"level":(50|60)/.test(line));
    if (complaints.length > 0) console.log(`The server complained:\n${complaints.join("\n")}`);
    await removeDataDir(dataDir);
  };
}
