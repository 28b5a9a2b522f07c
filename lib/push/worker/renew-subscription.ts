import { newIdempotencyKey } from "@/lib/platform/http/client";
import { keptDatabase } from "@/lib/platform/kept/database";
import type { PushTopic } from "../schema";

/**
 * The push service gave the browser another address: subscribes there with the same choices. Without network nothing is lost
 * but time: the server removes the old address when it is refused, and the settings say that notifications are off.
 */
export async function renewSubscription(
  registration: ServiceWorkerRegistration,
  old: PushSubscription | null,
  renewed: PushSubscription | null,
): Promise<void> {
  const kept = await keptDatabase.pushChoices.get("here");
  if (!kept) return;
  const subscription =
    renewed ??
    (await registration.pushManager.subscribe(
      old?.options.applicationServerKey
        ? { userVisibleOnly: true, applicationServerKey: old.options.applicationServerKey }
        : { userVisibleOnly: true, applicationServerKey: kept.publicKey },
    ));
  await fetch(`/api/venues/${kept.venue}/push-subscriptions`, {
    method: "POST",
    credentials: "same-origin",
    headers: { "content-type": "application/json", "idempotency-key": newIdempotencyKey() },
    body: JSON.stringify({ ...subscription.toJSON(), topics: kept.topics as PushTopic[] }),
  });
}
