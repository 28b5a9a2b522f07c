import { type Browser, chromium } from "@playwright/test";
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";
import { phone } from "@/e2e/devices";
import type { House } from "@/e2e/house";
import { browserFlags } from "@/scripts/browser.mjs";
import { type Figure, kB, median } from "./figures";

const rounds = 3;
const scriptGoal = 60_000;
const performanceGoal = 95;

/** Bytes of script on the wire (compressed, as the browser counts them) of a first visit, until the network is quiet. */
async function measureScripts(browser: Browser, url: string): Promise<number> {
  const context = await browser.newContext(phone);
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  const scripts = new Set<string>();
  let bytes = 0;
  session.on("Network.responseReceived", ({ requestId, type }) => {
    if (type === "Script") scripts.add(requestId);
  });
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) bytes += encodedDataLength;
  });
  const answer = await page.goto(url, { waitUntil: "load" });
  if (answer?.status() !== 200) throw new Error(`${url} answered ${answer?.status()}`);
  // Live pages never fall silent for good; what is loaded lazily after the first paint counts as well.
  await page.waitForTimeout(3_000);
  await context.close();
  return bytes;
}

interface Visit {
  score: number;
  largestPaintMs: number;
  blockingMs: number;
}

async function visit(url: string): Promise<Visit> {
  const chrome = await launch({
    chromePath: process.env.CHROME_PATH,
    chromeFlags: ["--headless", ...browserFlags],
  });
  try {
    const result = await lighthouse(url, { port: chrome.port, onlyCategories: ["performance"], logLevel: "error" });
    if (!result || result.lhr.runtimeError) throw new Error(`Lighthouse: ${result?.lhr.runtimeError?.message}`);
    const { categories, audits } = result.lhr;
    return {
      score: Math.round((categories.performance?.score ?? 0) * 100),
      largestPaintMs: audits["largest-contentful-paint"]?.numericValue ?? Number.NaN,
      blockingMs: audits["total-blocking-time"]?.numericValue ?? Number.NaN,
    };
  } finally {
    chrome.kill();
  }
}

function describeVisits(visits: readonly Visit[]): string {
  const of = (key: keyof Visit) => median(visits.map((each) => each[key]));
  return `${of("score")}, LCP ${(of("largestPaintMs") / 1000).toFixed(1)} s, TBT ${of("blockingMs").toFixed(0)} ms`;
}

/** The guest's menu beside an empty page of the same build: script on the wire, and Lighthouse's mobile performance. */
export async function benchFirstLoad(house: House): Promise<Figure[]> {
  const { sitting } = await house.sit("1");
  const empty = `${house.base}/bench/empty`;
  const menu = `${house.base}/en/${house.venue}`;
  const order = `${menu}/order?table=${sitting.tableNumber}`;
  const browser = await chromium.launch({ executablePath: process.env.CHROME_PATH, args: browserFlags });
  const bytes = { empty: 0, menu: 0, order: 0 };
  try {
    bytes.empty = await measureScripts(browser, empty);
    bytes.menu = await measureScripts(browser, menu);
    bytes.order = await measureScripts(browser, order);
  } finally {
    await browser.close();
  }
  const visits: Record<"empty" | "menu", Visit[]> = { empty: [], menu: [] };
  for (let round = 0; round < rounds; round++) {
    visits.empty.push(await visit(empty));
    visits.menu.push(await visit(menu));
    console.log(`round ${round + 1}: empty ${visits.empty.at(-1)?.score}, menu ${visits.menu.at(-1)?.score}`);
  }
  const onTop = bytes.menu - bytes.empty;
  const score = median(visits.menu.map((each) => each.score));
  return [
    { what: "script of an empty page", value: kB(bytes.empty) },
    {
      what: "script of the guest's menu on top of it",
      value: `${kB(onTop)} (× ${(bytes.menu / bytes.empty).toFixed(2)})`,
      goal: "≤ 60 kB",
      met: onTop <= scriptGoal,
    },
    { what: "script of the order page on top of it", value: kB(bytes.order - bytes.empty) },
    { what: "Lighthouse mobile performance, empty page", value: describeVisits(visits.empty) },
    {
      what: "Lighthouse mobile performance, guest's menu",
      value: describeVisits(visits.menu),
      goal: `≥ ${performanceGoal}`,
      met: score >= performanceGoal,
    },
  ];
}
