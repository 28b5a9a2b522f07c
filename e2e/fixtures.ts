import { type BrowserContext, type BrowserContextOptions, test as base, type Page } from "@playwright/test";
import type { ApiClient, Guest } from "./api-client";
import { House, readDemoSheet } from "./house";

export { expect } from "@playwright/test";

/** The server that global-setup.ts started for the whole run. */
export function readRun(): { base: string; dataDir: string; databaseUrl: string } {
  const { SERVERY_E2E_BASE: url, SERVERY_E2E_DATA: dataDir, SERVERY_E2E_DATABASE: databaseUrl } = process.env;
  if (!url || !dataDir || !databaseUrl) throw new Error("global-setup.ts did not run: start tests through Playwright.");
  return { base: url, dataDir, databaseUrl };
}

interface Fixtures {
  /** A page of somebody who holds these cookies; its context is closed with the test. */
  openAs(who: ApiClient | Guest | null, path: string, options?: BrowserContextOptions): Promise<Page>;
}

export const test = base.extend<Fixtures, { house: House }>({
  house: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures it must make from here.
    async ({}, use) => {
      const { base: url, dataDir } = readRun();
      await use(new House(url, readDemoSheet(dataDir)));
    },
    { scope: "worker" },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: as above.
  baseURL: async ({}, use) => use(readRun().base),
  openAs: async ({ browser, baseURL }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (who, path, options = {}) => {
      const client = who && "client" in who ? who.client : who;
      const context = await browser.newContext({ baseURL, storageState: client?.storageState(), ...options });
      contexts.push(context);
      const page = await context.newPage();
      await page.goto(path);
      return page;
    });
    await Promise.all(contexts.map((context) => context.close()));
  },
});
