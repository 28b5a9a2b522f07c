import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { type Browser, type CDPSession, chromium, type Page } from "@playwright/test";
import type { ApiClient } from "@/e2e/api-client";
import { browserFlags } from "@/scripts/browser.mjs";

/** What in-page.js keeps, as `window.inPage`. */
interface InPage {
  samples: Sample[];
  longTasks: { startTime: number; duration: number }[];
  /** Kitchen events that arrived. */
  events: number;
  dot(): Promise<number>;
  start(): void;
  stop(): void;
}

/** One event's way from the socket to the glass. */
export interface Sample {
  name: string;
  /** Until the frame that shows it. */
  ms: number;
  /** False when nothing of it was in sight; `ms` is then until the next frame. */
  visible: boolean;
}

export interface Memory {
  /** Bytes of JavaScript heap in use after a forced collection. */
  heap: number;
  nodes: number;
  listeners: number;
}

const read = <T>(page: Page, what: string) => page.evaluate<T>(`window.inPage.${what}`);

/** A kitchen's wall in a browser of its own, with a watch inside. */
export class KitchenPage {
  readonly #faults: string[] = [];

  private constructor(
    private readonly browser: Browser,
    readonly page: Page,
    private readonly devtools: CDPSession,
  ) {
    page.on("pageerror", ({ message }) => this.#faults.push(message));
  }

  /** Opens `path` on a screen of 1920×1080 and waits until it is live and has loaded for good. */
  static async open(cook: ApiClient, path: string): Promise<KitchenPage> {
    const browser = await chromium.launch({ executablePath: process.env.CHROME_PATH, args: browserFlags });
    const context = await browser.newContext({
      storageState: cook.storageState(),
      viewport: { width: 1920, height: 1080 },
    });
    const page = await context.newPage();
    await page.addInitScript({ path: fileURLToPath(new URL("./in-page.js", import.meta.url)) });
    const devtools = await context.newCDPSession(page);
    await devtools.send("Performance.enable");
    await page.goto(`${cook.base}${path}`);
    await page.locator('[data-connection="live"]').first().waitFor({ state: "attached", timeout: 20_000 });
    const wall = new KitchenPage(browser, page, devtools);
    await sleep(4_000);
    return wall;
  }

  close(): Promise<void> {
    return this.browser.close();
  }

  /** Cards on the screen. */
  cards(): Promise<number> {
    return this.page.locator("article[data-state]").count();
  }

  start(): Promise<void> {
    return read(this.page, "start()");
  }

  /** Ends the watch and answers what it saw. */
  async stop(): Promise<Sample[]> {
    await sleep(500);
    await read(this.page, "stop()");
    return read(this.page, "samples.splice(0)");
  }

  /** From a task that does nothing but colour a dot to the frame that shows it, in ms. */
  dot(): Promise<number> {
    return read(this.page, "dot()");
  }

  /** The longest tasks since the last time somebody asked, in ms, longest first. Chromium tells those above 50 ms. */
  async longTasks(): Promise<number[]> {
    const tasks = await read<InPage["longTasks"]>(this.page, "longTasks.splice(0)");
    return tasks.map(({ duration }) => duration).sort((a, b) => b - a);
  }

  events(): Promise<number> {
    return read(this.page, "events");
  }

  /** Resolves when no event came for a second: what is on its way has arrived. Throws when the page broke: there is nothing to measure. */
  async settle(): Promise<void> {
    for (let before = -1, now = await this.events(); now !== before; now = await this.events()) {
      before = now;
      await sleep(1_000);
    }
    if (this.#faults.length > 0) throw new Error(`The wall broke: ${this.#faults.join("; ")}`);
  }

  async memory(): Promise<Memory> {
    // What the first pass lets go may hold more through finalizers.
    for (let pass = 0; pass < 3; pass++) {
      await this.devtools.send("HeapProfiler.collectGarbage");
      await sleep(100);
    }
    const { usedSize } = await this.devtools.send("Runtime.getHeapUsage");
    const { metrics } = await this.devtools.send("Performance.getMetrics");
    const of = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
    return { heap: usedSize, nodes: of("Nodes"), listeners: of("JSEventListeners") };
  }
}
