// `npm start`: installs, generates and builds what is missing or out of date, then becomes the server. `--dev`: the same
// with reload.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root, setUp } from "./setup.mjs";

process.env.NEXT_TELEMETRY_DISABLED = "1";
process.env.CHECKPOINT_DISABLE = "1";
process.chdir(root);
await setUp();

if (process.argv.includes("--dev")) {
  process.env.NODE_ENV = "development";
  // tsx runs the server's TypeScript as it is; Next compiles the app by itself.
  const server = spawn(process.execPath, ["--import", "tsx", join("lib", "server", "main.ts")], { stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => server.kill(signal));
  server.on("exit", (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
} else {
  process.env.NODE_ENV = "production";
  const { build } = await import("./build.mjs");
  await build();
  await import(pathToFileURL(join(root, "dist", "server.js")).href);
}
