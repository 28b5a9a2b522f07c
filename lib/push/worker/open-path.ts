import { isOfVenue, type WorkerMessage } from "./show-message";

/** A path of this house; whatever else stands in a notification leads to the start of the venue. */
function safePath(path: unknown, venue: string): string {
  const start = `/v/${venue}/dashboard`;
  if (typeof path !== "string") return start;
  const url = new URL(path, self.location.origin);
  return url.origin === self.location.origin && url.pathname.startsWith("/v/") ? url.pathname + url.search : start;
}

/** Brings the app to the front and opens what the notification is about: in a page that is open, else in a new one. */
export async function onNotificationClick(
  worker: ServiceWorkerGlobalScope,
  notification: { data: unknown; close(): void },
): Promise<void> {
  notification.close();
  const { venue, path } = (notification.data ?? {}) as { venue?: string; path?: unknown };
  if (!venue) return void (await worker.clients.openWindow("/"));
  const target = safePath(path, venue);
  const pages = await worker.clients.matchAll({ type: "window", includeUncontrolled: true });
  const mine = pages.filter((page) => isOfVenue(page, venue));
  const page = mine.find(({ url }) => new URL(url).pathname.endsWith("/dashboard")) ?? mine[0];
  if (!page) return void (await worker.clients.openWindow(target));
  // Where the browser does not let it come to the front, the page at least shows the right thing when it is looked at.
  const front = await page.focus().catch(() => page);
  front.postMessage({ type: "open", path: target } satisfies WorkerMessage);
}
