// `npm run bench`: builds, then measures against a server of its own, on the loopback only. `npm run bench -- orders` runs one of
// orders, fan-out, first-load, broker and kitchen (`--hours 24` lets more than 8 pass on its wall). Every figure is a ratio, or stands beside one, taken in the same run.
import { spawnSync } from "node:child_process";
import { setUp } from "./setup.mjs";

await setUp();
const { build } = await import("./build.mjs");
const { findBrowser } = await import("./browser.mjs");
const wanted = process.argv.slice(2);
const without = ["orders", "fan-out", "broker"];
const needsBrowser =
  wanted.some((name) => name === "first-load" || name === "kitchen") || !wanted.some((name) => without.includes(name));
await build();

const { status } = spawnSync(process.execPath, ["--import", "tsx", "bench/main.ts", ...wanted], {
  stdio: "inherit",
  env: {
    ...process.env,
    NEXT_TELEMETRY_DISABLED: "1",
    // Measurements bring their own database and broker.
    DATABASE_URL: "",
    PUSHER_HOST: "",
    ...(needsBrowser ? { CHROME_PATH: await findBrowser() } : {}),
  },
});
process.exitCode = status ?? 1;
