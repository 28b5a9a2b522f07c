import type { RoleName } from "@/lib/platform/auth/actor";
import { getPrisma } from "@/lib/platform/db";
import type { Translations } from "@/lib/platform/i18n/locales";

export interface VenueOfUser {
  slug: string;
  names: Translations;
  role: RoleName;
  /** The station a cook belongs to: its type. */
  station: string | null;
}

/** The venues a person works in, by slug. */
export async function listVenuesOf(userId: string): Promise<VenueOfUser[]> {
  const memberships = await getPrisma().membership.findMany({
    where: { userId, disabledAt: null, user: { disabledAt: null } },
    include: { venue: { select: { slug: true, names: true } }, station: { select: { type: true } } },
    orderBy: { venue: { slug: "asc" } },
  });
  return memberships.map(({ venue, role, station }) => ({
    slug: venue.slug,
    names: venue.names as Translations,
    role: role.toLowerCase() as RoleName,
    station: station?.type ?? null,
  }));
}

/** Where work begins after signing in: the kitchen for cooks (their own station if they have one), the dashboard for the rest. */
export async function signInDestination(userId: string): Promise<string> {
  const first = (await listVenuesOf(userId))[0];
  if (!first) return "/";
  if (first.role !== "kitchen") return `/v/${first.slug}/dashboard`;
  return first.station ? `/v/${first.slug}/kitchen/${first.station}` : `/v/${first.slug}/kitchen`;
}

/** Whether a session still counts: not revoked, not over, its user not disabled. */
export async function isSessionLive(sid: string): Promise<boolean> {
  const session = await getPrisma().session.findFirst({
    where: { id: sid, revokedAt: null, expiresAt: { gt: new Date() }, user: { disabledAt: null } },
    select: { id: true },
  });
  return session !== null;
}
