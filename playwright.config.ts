import { defineConfig, devices } from "@playwright/test";
import { browserFlags } from "./scripts/browser.mjs";

/** End-to-end tests: the production build, a database of their own, real Chromium. `npm test` builds first. */
export default defineConfig({
  testDir: "e2e",
  globalSetup: "./e2e/global-setup.ts",
  // One at a time: all tests share one house, where a call rings on every screen, and liveness is measured.
  workers: 1,
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: {
    ...devices["Desktop Chrome"],
    viewport: { width: 1280, height: 800 },
    locale: "en-GB",
    trace: "retain-on-failure",
    launchOptions: { executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium", args: browserFlags },
  },
});
