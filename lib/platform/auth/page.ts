import { cookies, headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { newId } from "@/lib/platform/ids";
import type { Context, GuestActor, StaffActor, Venue } from "./actor";
import { readCredentials } from "./cookies";
import { resolveIdentities } from "./resolve";

// A layout, its page and their metadata ask the same question within one request.
const identify = cache(async (slug: string) => resolveIdentities(slug, await readCredentials(await cookies())));

/**
 * The signed-in member of a venue's staff, for pages. Sends strangers to /sign-in, which comes back to `path` (the page's own,
 * unless given the dashboard); a venue that does not exist, or that the person does not work in, is not found.
 */
export async function requireStaff(slug: string, path = `/v/${slug}/dashboard`): Promise<Context<StaffActor>> {
  const identities = await identify(slug);
  if (!identities) notFound();
  const { venue, staff, signedIn } = identities;
  if (!staff) {
    if (signedIn) notFound();
    redirect(`/sign-in?next=${encodeURIComponent(path)}`);
  }
  return { actor: staff, venue, requestId: newId(), ip: (await headers()).get("x-servery-ip") ?? "unknown" };
}

/** The venue of a guest page and the guest, if this phone sits at one of its tables (also one closed since); null: no such venue. */
export async function getGuestContext(slug: string): Promise<{ venue: Venue; guest: GuestActor | null } | null> {
  const identities = await identify(slug);
  return identities && { venue: identities.venue, guest: identities.guest };
}
