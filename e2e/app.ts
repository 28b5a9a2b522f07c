import { type CDPSession, expect, type Page } from "@playwright/test";
import type { PushMessage } from "@/lib/push/schema";
import { expectLive } from "./watch";

/** Waits until the page is live, its worker answers for it, and what it shows is kept. */
export async function expectReady(page: Page): Promise<void> {
  await expectLive(page);
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === "activated");
}

/** Everything in every cache of the page's origin: cache name → paths with their query. */
export function readCaches(page: Page): Promise<Record<string, string[]>> {
  return page.evaluate(async () => {
    const found: Record<string, string[]> = {};
    for (const name of await caches.keys()) {
      const requests = await (await caches.open(name)).keys();
      found[name] = requests.map(({ url }) => url.slice(location.origin.length));
    }
    return found;
  });
}

export interface KeptRow {
  id: string;
  userId: string;
  syncedAt: number;
  text: string;
}

/** The views that are kept in the browser; the page must have been opened by the app. */
export function readKeptRows(page: Page): Promise<KeptRow[]> {
  return page.evaluate(
    () =>
      new Promise<KeptRow[]>((resolve, reject) => {
        const opening = indexedDB.open("servery");
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const database = opening.result;
          if (!database.objectStoreNames.contains("snapshots")) {
            database.close();
            resolve([]);
            return;
          }
          const reading = database.transaction("snapshots").objectStore("snapshots").getAll();
          reading.onerror = () => reject(reading.error);
          reading.onsuccess = () => {
            database.close();
            resolve(
              reading.result.map(({ id, userId, syncedAt, data }) => ({
                id,
                userId,
                syncedAt,
                text: JSON.stringify(data),
              })),
            );
          };
        };
      }),
  );
}

/** Waits until `text` is in what is kept, and answers when that was last true. */
export async function expectKept(page: Page, text: string): Promise<KeptRow> {
  let row: KeptRow | undefined;
  await expect
    .poll(async () => {
      row = (await readKeptRows(page)).find((each) => each.text.includes(text));
      return row !== undefined;
    })
    .toBe(true);
  return row as KeptRow;
}

/** A page that stands in for the browser itself: it hands pushes to the worker of an origin, whatever pages are open. */
export class Browser {
  readonly #registrations = new Map<string, string>();

  private constructor(private readonly session: CDPSession) {}

  static async of(page: Page): Promise<Browser> {
    const session = await page.context().newCDPSession(page);
    const browser = new Browser(session);
    session.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
      for (const { scopeURL, registrationId } of registrations) browser.#registrations.set(scopeURL, registrationId);
    });
    await session.send("ServiceWorker.enable");
    return browser;
  }

  async push(origin: string, message: PushMessage | string): Promise<void> {
    const scope = `${origin}/v/`;
    await expect.poll(() => this.#registrations.has(scope)).toBe(true);
    await this.session.send("ServiceWorker.deliverPushMessage", {
      origin,
      registrationId: this.#registrations.get(scope) ?? "",
      data: typeof message === "string" ? message : JSON.stringify(message),
    });
  }
}

export interface Shown {
  title: string;
  body: string;
  tag: string;
  requireInteraction: boolean;
  lang: string;
  icon: string;
  timestamp: number;
  data: { path: string; venue: string };
}

/** The notifications that stand on the screen, as the worker's registration lists them. `page` is any page of the origin. */
export function readNotifications(page: Page): Promise<Shown[]> {
  return page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration("/v/");
    return ((await registration?.getNotifications()) ?? []).map((shown) => ({
      title: shown.title,
      body: shown.body,
      tag: shown.tag,
      requireInteraction: shown.requireInteraction,
      lang: shown.lang,
      icon: new URL(shown.icon).pathname,
      timestamp: (shown as Notification & { timestamp: number }).timestamp,
      data: shown.data,
    }));
  });
}
