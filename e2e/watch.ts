import { expect, type Page } from "@playwright/test";

/** Waits until the page's own indicator says that it is live. */
export async function expectLive(page: Page): Promise<void> {
  await expect(page.locator('[data-connection="live"]').first()).toBeAttached({ timeout: 15_000 });
}

/** Marks the document: a reload or a navigation loses the mark. */
export async function markDocument(page: Page): Promise<void> {
  await page.evaluate(() => {
    (window as { sameDocument?: boolean }).sameDocument = true;
  });
}

export async function expectSameDocument(page: Page): Promise<void> {
  expect(await page.evaluate(() => (window as { sameDocument?: boolean }).sameDocument === true)).toBe(true);
}

/**
 * Looks out, inside the page, for a new visible element that fits `selector` and says `text`; resolves with Date.now() of the
 * moment it was there. Begin before what causes it. Clocks of the pages of one machine are the same.
 */
export function watchFor(page: Page, selector: string, text: string, ms = 10_000): Promise<number> {
  return page.evaluate(
    ([wanted, words, patience]) =>
      new Promise<number>((resolve, reject) => {
        const find = () =>
          [...document.querySelectorAll<HTMLElement>(wanted)].filter(
            (element) => element.textContent?.includes(words) && element.checkVisibility(),
          );
        const before = new Set(find());
        const look = () => {
          if (!find().some((element) => !before.has(element))) return;
          observer.disconnect();
          clearTimeout(timer);
          resolve(Date.now());
        };
        const observer = new MutationObserver(look);
        const timer = setTimeout(() => {
          observer.disconnect();
          reject(new Error(`No new ${wanted} with “${words}” within ${patience} ms`));
        }, patience);
        observer.observe(document.documentElement, {
          subtree: true,
          childList: true,
          attributes: true,
          characterData: true,
        });
      }),
    [selector, text, ms] as const,
  );
}

/** When the page's last request to a path that ends so was answered, as Date.now(). */
export function answeredAt(page: Page, pathEnd: string): Promise<number> {
  return page.evaluate((end) => {
    const entries = performance.getEntriesByType("resource") as PerformanceResourceTiming[];
    const last = entries.filter(({ name }) => new URL(name).pathname.endsWith(end)).at(-1);
    if (!last) throw new Error(`Nothing asked for ${end}`);
    return performance.timeOrigin + last.responseEnd;
  }, pathEnd);
}

/** When the next press in the page happens, as Date.now(): what Playwright does before it is not counted. */
export function pressedAt(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        addEventListener("click", () => resolve(Date.now()), { capture: true, once: true });
      }),
  );
}
