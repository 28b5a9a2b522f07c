import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";
import { browserFlags } from "@/scripts/browser.mjs";
import type { ApiClient } from "./api-client";
import { expect, test } from "./fixtures";
import { tablesOf } from "./tables";

const leastScore = 95;
const [table] = tablesOf.accessibility;

type Who = "nobody" | "guest" | "waiter" | "cook";
const pages: [name: string, who: Who, path: string][] = [
  ["menu", "nobody", "/en/{venue}"],
  ["order", "guest", `/en/{venue}/order?table=${table}`],
  ["sign-in", "nobody", "/sign-in"],
  ["dashboard", "waiter", "/v/{venue}/dashboard"],
  ["tables", "waiter", "/v/{venue}/dashboard?view=tables"],
  ["kitchen", "cook", "/v/{venue}/kitchen"],
];

/** Lighthouse's accessibility score of a page as the holder of these cookies sees it, 0–100, and what costs points. */
async function judge(url: string, client: ApiClient | null): Promise<{ score: number; faults: string[] }> {
  const chrome = await launch({
    chromePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
    chromeFlags: ["--headless", ...browserFlags],
  });
  try {
    const cookie = client ? [...client.cookies].map((pair) => pair.join("=")).join("; ") : "";
    const result = await lighthouse(url, {
      port: chrome.port,
      onlyCategories: ["accessibility"],
      logLevel: "error",
      ...(cookie ? { extraHeaders: { Cookie: cookie } } : {}),
    });
    if (!result || result.lhr.runtimeError) throw new Error(`Lighthouse: ${result?.lhr.runtimeError?.message}`);
    const { categories, audits, finalDisplayedUrl } = result.lhr;
    // A page that sent the visitor elsewhere was not judged.
    expect(new URL(finalDisplayedUrl).pathname).toBe(new URL(url).pathname);
    return {
      score: Math.round((categories.accessibility?.score ?? 0) * 100),
      faults: Object.values(audits)
        .filter(({ score, scoreDisplayMode }) => score !== null && score < 1 && scoreDisplayMode === "binary")
        .map(({ id, title }) => `${id}: ${title}`),
    };
  } finally {
    chrome.kill();
  }
}

for (const [name, who, path] of pages) {
  test(`${name}: Lighthouse gives accessibility ${leastScore} or more`, async ({ house, baseURL }) => {
    test.setTimeout(120_000);
    const guest = await house.sit(table);
    await guest.client.post("orders", { items: [await house.line("Shopska salad")] });
    const client =
      who === "guest"
        ? guest.client
        : who === "waiter"
          ? await house.staff("staff")
          : who === "cook"
            ? await house.staff("kitchen")
            : null;
    const { score, faults } = await judge(`${baseURL}${path.replace("{venue}", house.venue)}`, client);
    expect(score, faults.join("\n")).toBeGreaterThanOrEqual(leastScore);
  });
}
