import type { PushMessage } from "../schema";

/** What the worker tells the pages of a venue; components/app/use-worker-messages.ts hears it. */
export type WorkerMessage = { type: "push"; message: PushMessage } | { type: "open"; path: string };

interface Data {
  json(): unknown;
}

function read(data: Data | null): PushMessage | null {
  try {
    const message = data?.json() as PushMessage | undefined;
    return typeof message?.title === "string" ? message : null;
  } catch {
    return null;
  }
}

/** Safari takes the permission away from sites that stay silent on a push, whatever is on the screen. */
const mustShow = /AppleWebKit/.test(navigator.userAgent) && !/Chrom(e|ium)\//.test(navigator.userAgent);

/** Whether a page belongs to the venue: its dashboard, its kitchen. */
export function isOfVenue(client: { url: string }, venue: string): boolean {
  const { pathname } = new URL(client.url);
  return pathname === `/v/${venue}` || pathname.startsWith(`/v/${venue}/`);
}

/** The screen that tells of orders and calls by itself; the kitchen's does not. */
function isDashboard(client: { url: string }, venue: string): boolean {
  return new URL(client.url).pathname === `/v/${venue}/dashboard`;
}

/** Shows what was pushed, unless somebody is looking at the venue's dashboard right now: then that says it itself. */
export async function onPush(worker: ServiceWorkerGlobalScope, data: Data | null): Promise<void> {
  const message = read(data);
  // A push must show something. What cannot be read comes from another version of the house.
  if (!message) return worker.registration.showNotification("Servery", { icon: "/icons/icon-192.png" });
  const pages = await worker.clients.matchAll({ type: "window", includeUncontrolled: true });
  const looking = pages.filter(
    (page) => page.focused && page.visibilityState === "visible" && isDashboard(page, message.venue),
  );
  for (const page of looking) page.postMessage({ type: "push", message } satisfies WorkerMessage);
  if (looking.length > 0 && !mustShow) return;

  const isCall = message.topic === "calls";
  const options: NotificationOptions & { renotify?: boolean; timestamp?: number; vibrate?: number[] } = {
    body: message.body,
    tag: message.tag,
    // A call that comes again (nobody went) must be heard again.
    renotify: isCall,
    requireInteraction: message.sticky,
    icon: "/icons/icon-192.png",
    badge: "/icons/badge-96.png",
    timestamp: Date.parse(message.at) || Date.now(),
    vibrate: isCall ? [300, 150, 300, 150, 300] : [200],
    lang: message.lang,
    data: { path: message.path, venue: message.venue },
  };
  await worker.registration.showNotification(message.title, options);
}
