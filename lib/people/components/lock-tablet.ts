import { ApiError } from "@/lib/platform/http/client";
import { forgetHere } from "@/lib/platform/kept/forget";
import { endPinSession } from "../client";

/** The PIN page that comes back to where `userId` was, should it be them again. */
export function pinPagePath(userId: string): string {
  const { pathname, search } = window.location;
  return `/sign-in?${new URLSearchParams({ next: `${pathname}${search}`, who: userId })}`;
}

/** Ends the PIN session and leaves for the PIN page. @throws ApiError while the server does not answer: the session goes on */
export async function lockTablet(venue: string, userId: string): Promise<void> {
  // Also without a connection: a tablet that is loaded anew must not show what the last person saw.
  const forgetting = forgetHere();
  try {
    await endPinSession(venue);
  } catch (error) {
    const gone = error instanceof ApiError && error.status >= 400 && error.status < 500;
    if (!gone) throw error;
  }
  await forgetting;
  window.location.assign(pinPagePath(userId));
}
