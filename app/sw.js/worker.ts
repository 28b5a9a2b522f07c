import { CacheFirst, type PrecacheEntry, Serwist } from "serwist";
import { onNotificationClick } from "@/lib/push/worker/open-path";
import { renewSubscription } from "@/lib/push/worker/renew-subscription";
import { onPush } from "@/lib/push/worker/show-message";
import { answerNavigation } from "./navigation";

// Filled in by scripts/worker.mjs.
declare const PRECACHE: PrecacheEntry[];
declare const BUILD: string;
declare const self: ServiceWorkerGlobalScope;

const shellPath = "/offline";
const staticCache = `servery-static-${BUILD}`;

const serwist: Serwist = new Serwist({
  precacheEntries: PRECACHE,
  precacheOptions: { cleanupOutdatedCaches: true, directoryIndex: null, cleanURLs: false },
  // A new version waits until somebody presses "Reload": Serwist listens for SKIP_WAITING.
  skipWaiting: false,
  clientsClaim: true,
  navigationPreload: true,
  runtimeCaching: [
    {
      // The only thing that is cached while it is used: files whose name is their content. Pages, their data (RSC) and the
      // API always come from the network; nothing of theirs is ever kept here.
      matcher: ({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith("/_next/static/"),
      handler: new CacheFirst({ cacheName: staticCache }),
    },
    {
      matcher: ({ request }) => request.mode === "navigate",
      handler: ({ event }) =>
        answerNavigation(event as FetchEvent, () => serwist.matchPrecache(shellPath).catch(() => undefined)),
    },
  ],
});

// Not addEventListeners(): it would also let a page name URLs to be cached.
self.addEventListener("install", serwist.handleInstall);
self.addEventListener("activate", serwist.handleActivate);
self.addEventListener("fetch", serwist.handleFetch);

self.addEventListener("activate", (event) => {
  const isOld = (name: string) => name.startsWith("servery-static-") && name !== staticCache;
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter(isOld).map((name) => caches.delete(name)))));
});

self.addEventListener("push", (event) => event.waitUntil(onPush(self, event.data)));
self.addEventListener("notificationclick", (event) => event.waitUntil(onNotificationClick(self, event.notification)));
self.addEventListener("pushsubscriptionchange", (event) => {
  // The event's own type knows nothing of them yet.
  const { oldSubscription, newSubscription } = event as ExtendableEvent & {
    oldSubscription?: PushSubscription | null;
    newSubscription?: PushSubscription | null;
  };
  (event as ExtendableEvent).waitUntil(
    renewSubscription(self.registration, oldSubscription ?? null, newSubscription ?? null),
  );
});
