import { forgetPerson } from "./person";

const unsubscribeMs = 1_500;

async function endPush(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration("/v/");
  const subscription = await registration?.pushManager?.getSubscription();
  // The push service answers 410 from now on, and the server drops the address.
  await subscription?.unsubscribe();
}

/** Nobody is known to be here any more: what was kept of a person's views goes. Their notifications stay. Never throws. */
export async function forgetViews(): Promise<void> {
  // First and at once: from here on no page shows or keeps anything of theirs.
  forgetPerson();
  await import("./database").then(({ keptDatabase }) => keptDatabase.snapshots.clear()).catch(() => {});
}

/**
 * The person leaves this browser: signing out, locking, handing the tablet on. Their last view and their notifications must not
 * stay. Needs no network. Resolves when it is done, or after a second and a half; never throws.
 */
export async function forgetHere(): Promise<void> {
  await Promise.race([
    Promise.allSettled([
      forgetViews(),
      import("./database").then(({ keptDatabase }) => keptDatabase.pushChoices.clear()),
      endPush(),
    ]),
    new Promise((resolve) => setTimeout(resolve, unsubscribeMs)),
  ]);
}
