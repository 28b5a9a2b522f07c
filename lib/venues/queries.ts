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
