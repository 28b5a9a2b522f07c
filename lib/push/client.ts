import { isIos } from "@/components/app/platform";
import { apiFetch, newIdempotencyKey } from "@/lib/platform/http/client";
import type { PushSubscriptionDto, PushTopic } from "./schema";

/**
 * What stands between this browser and notifications. `insecure`: the page came over plain HTTP; `install`: iOS gives them to
 * installed apps only; `unsupported`: the browser has none; `no-worker`: the app's worker is not there (yet); `shared`: the device
 * is handed from person to person.
 */
export type PushObstacle = "insecure" | "install" | "unsupported" | "no-worker" | "shared";

/** Why turning them on did not work. `denied`: the person or the device said no; `service`: the browser's push service. */
export class PushFailure extends Error {
  constructor(readonly reason: "denied" | "service" | PushObstacle) {
    super(reason);
    this.name = "PushFailure";
  }
}

interface Listing {
  publicKey: string;
  items: PushSubscriptionDto[];
}

export type PushState =
  | { kind: "obstacle"; obstacle: PushObstacle }
  | { kind: "denied" }
  | { kind: "off" }
  | { kind: "on"; id: string; topics: readonly PushTopic[] };

function findObstacle(): PushObstacle | null {
  if (!window.isSecureContext) return "insecure";
  if ("serviceWorker" in navigator && "PushManager" in window && "Notification" in window) return null;
  return isIos() ? "install" : "unsupported";
}

async function findRegistration(): Promise<ServiceWorkerRegistration | null> {
  const registration = await navigator.serviceWorker.getRegistration("/v/");
  return registration?.active ? registration : null;
}

const path = (venue: string, rest = "") => `/api/venues/${venue}/push-subscriptions${rest}`;

function toBytes(base64url: string): Uint8Array<ArrayBuffer> {
  const binary = atob(base64url.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (char) => char.charCodeAt(0));
}

function isSameKey(subscription: PushSubscription, publicKey: string): boolean {
  const held = subscription.options.applicationServerKey;
  if (!held) return false;
  const [a, b] = [new Uint8Array(held), toBytes(publicKey)];
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

/** Kept for the worker, which must subscribe anew when the push service changes the address. */
async function keepChoices(venue: string, publicKey: string, topics: readonly PushTopic[]): Promise<void> {
  const { keptDatabase } = await import("@/lib/platform/kept/database");
  await keptDatabase.pushChoices.put({ id: "here", venue, publicKey, topics: [...topics] });
}

/** How notifications stand in this browser for the person who is signed in. @throws ApiError */
export async function readPush(venue: string): Promise<PushState> {
  const obstacle = findObstacle();
  if (obstacle) return { kind: "obstacle", obstacle };
  if (Notification.permission === "denied") return { kind: "denied" };
  const registration = await findRegistration();
  if (!registration) return { kind: "obstacle", obstacle: "no-worker" };
  const subscription = await registration.pushManager.getSubscription();
  if (!subscription) return { kind: "off" };
  const { items } = await apiFetch<Listing>(path(venue));
  // One that the server does not count as theirs was somebody else's, or the push service has given it up.
  const mine = items.find(({ endpoint }) => endpoint === subscription.endpoint);
  return mine ? { kind: "on", id: mine.id, topics: mine.topics } : { kind: "off" };
}

/** Asks for permission and subscribes; call it from a press. @throws PushFailure, ApiError */
export async function turnPushOn(venue: string, topics: readonly PushTopic[]): Promise<PushState> {
  const obstacle = findObstacle();
  if (obstacle) throw new PushFailure(obstacle);
  // First, while the press still counts as one: Safari forgets it during a request.
  if ((await Notification.requestPermission()) !== "granted") throw new PushFailure("denied");
  const registration = await findRegistration();
  if (!registration) throw new PushFailure("no-worker");
  const { publicKey } = await apiFetch<Listing>(path(venue));
  const { pushManager } = registration;
  let subscription = await pushManager.getSubscription();
  // Of a house that had other keys: nobody can send to it any more.
  if (subscription && !isSameKey(subscription, publicKey)) {
    await subscription.unsubscribe();
    subscription = null;
  }
  subscription ??= await pushManager
    .subscribe({ userVisibleOnly: true, applicationServerKey: toBytes(publicKey) })
    .catch((error: Error) => {
      throw new PushFailure(error.name === "NotAllowedError" ? "denied" : "service");
    });
  const { endpoint, expirationTime = null, keys } = subscription.toJSON();
  const answer = await apiFetch<PushSubscriptionDto>(path(venue), {
    body: { endpoint, expirationTime, keys, topics },
    idempotencyKey: newIdempotencyKey(),
  });
  await keepChoices(venue, publicKey, answer.topics).catch(() => {});
  return { kind: "on", id: answer.id, topics: answer.topics };
}

/** @throws ApiError */
export async function choosePushTopics(venue: string, id: string, topics: readonly PushTopic[]): Promise<PushState> {
  const answer = await apiFetch<PushSubscriptionDto>(path(venue, `/${id}`), { method: "PATCH", body: { topics } });
  const { keptDatabase } = await import("@/lib/platform/kept/database");
  await keptDatabase.pushChoices.update("here", { topics: [...answer.topics] }).catch(() => 0);
  return { kind: "on", id: answer.id, topics: answer.topics };
}

/** @throws ApiError when the server could not be told; this browser is silent from now on all the same */
export async function turnPushOff(venue: string, id: string): Promise<PushState> {
  const registration = await findRegistration();
  await (await registration?.pushManager.getSubscription())?.unsubscribe();
  const { keptDatabase } = await import("@/lib/platform/kept/database");
  await keptDatabase.pushChoices.clear().catch(() => {});
  await apiFetch(path(venue, `/${id}`), { method: "DELETE" });
  return { kind: "off" };
}
