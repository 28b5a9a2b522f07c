// `npm start`: installs, generates and builds what is missing or out of date, then becomes the server. `--dev`: the same
// with reload.
import { spawn } from "node:child_process";
import { watch } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root, setUp } from "./setup.mjs";

process.env.NEXT_TELEMETRY_DISABLED = "1";
process.env.CHECKPOINT_DISABLE = "1";
process.chdir(root);
await setUp();

// Next reloads the app by itself. What runs beside it only changes when these do, so the whole process is started again.
const serverSources = [
  "lib/server",
  "lib/broker",
  "lib/platform/realtime/relay.ts",
  "lib/platform/realtime/numbering.ts",
  "lib/platform/push",
  "lib/push/commands",
  "lib/push/rules.ts",
  "lib/push/texts.ts",
];

function develop() {
  process.env.NODE_ENV = "development";
  let server;
  let restarting = false;
  let stopping = false;
  const launch = () => {
    restarting = false;
    // tsx runs the server's TypeScript as it is. A group of its own: Ctrl-C reaches it once, from here.
    server = spawn(process.execPath, ["--import", "tsx", "lib/server/main.ts"], { stdio: "inherit", detached: true });
    server.on("exit", (code, signal) => {
      if (restarting && !stopping) return launch();
      // A mistake in the server's own code: the next saved file tries again.
      if (!stopping && code !== 0) return console.log("The server ended. Waiting for a change …");
      process.exit(code ?? (signal ? 1 : 0));
    });
  };
  let pause;
  const restart = (_event, file) => {
    if (!/\.tsx?$/.test(file ?? "") || /\.test\.ts$/.test(file)) return;
    clearTimeout(pause);
    pause = setTimeout(() => {
      console.log("The server's own code changed: starting it again.");
      const ended = server.exitCode !== null || server.signalCode !== null;
      restarting = !ended;
      if (ended) launch();
      else server.kill("SIGTERM");
    }, 200);
  };
  for (const path of serverSources) watch(join(root, path), { recursive: !path.endsWith(".ts") }, restart);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, () => {
      stopping = true;
      if (!server.kill(signal)) process.exit(0);
    });
  }
  launch();
}

if (process.argv.includes("--dev")) {
  develop();
} else {
  process.env.NODE_ENV = "production";
  const { build } = await import("./build.mjs");
  await build();
  await import(pathToFileURL(join(root, "dist", "server.js")).href);
}
