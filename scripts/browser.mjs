// Finds a Chromium for the end-to-end tests and the benchmarks: CHROMIUM_PATH, an installed one, Playwright's own download,
// then Debian's package when we may install it. Prints nothing but what it installs.
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const places = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

function onPath(name) {
  const found = spawnSync(process.platform === "win32" ? "where" : "which", [name], { encoding: "utf8" });
  return found.status === 0 ? found.stdout.split("\n")[0].trim() : null;
}

function installed() {
  for (const name of names) {
    const path = onPath(name);
    if (path) return path;
  }
  return places.find((place) => existsSync(place)) ?? null;
}

async function playwrightsOwn() {
  const { chromium } = await import("@playwright/test");
  if (existsSync(chromium.executablePath())) return chromium.executablePath();
  // The download has no time-out of its own on a network that swallows packets.
  const got = spawnSync("npx", ["playwright", "install", "chromium"], { stdio: "inherit", timeout: 180_000 });
  return got.status === 0 && existsSync(chromium.executablePath()) ? chromium.executablePath() : null;
}

function fromDebian() {
  if (process.getuid?.() !== 0 || !onPath("apt-get")) return null;
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  execFileSync("apt-get", ["update", "-qq"], { stdio: "inherit", env });
  execFileSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-dejavu-core"], {
    stdio: ["ignore", "ignore", "inherit"],
    env,
  });
  return installed();
}

/** The path of a Chromium; throws with what to do when there is none to be had. */
export async function findBrowser() {
  const given = process.env.CHROMIUM_PATH;
  if (given) {
    if (existsSync(given)) return given;
    throw new Error(`CHROMIUM_PATH is ${given}, and there is no such file.`);
  }
  const found = installed() ?? (await playwrightsOwn()) ?? fromDebian();
  if (found) return found;
  throw new Error("No Chromium found. Install chromium or Google Chrome, or set CHROMIUM_PATH to one.");
}

/** Flags for a headless Chromium that neither asks for a sandbox nor speaks to anybody. */
export const browserFlags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--autoplay-policy=user-gesture-required",
];
