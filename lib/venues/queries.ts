import type { Venue } from "@/lib/platform/auth/actor";
import { resolveIdentities } from "@/lib/platform/auth/resolve";
import { getPrisma } from "@/lib/platform/db";
import type { Translations } from "@/lib/platform/i18n/locales";

export interface VenueSummary {
  slug: string;
  names: Translations;
  defaultLocale: string;
}

/** Every venue of this installation, by slug. */
export async function listVenues(): Promise<VenueSummary[]> {
  const venues = await getPrisma().venue.findMany({
    orderBy: { slug: "asc" },
    select: { slug: true, names: true, defaultLocale: true },
  });
  return venues.map((venue) => ({ ...venue, names: venue.names as Translations }));
}

/** The venue of a slug, for pages that anybody may open; null when there is none. */
export async function getVenue(slug: string): Promise<Venue | null> {
  return (await resolveIdentities(slug, { sid: null, guestToken: null }))?.venue ?? null;
}
