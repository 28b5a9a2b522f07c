import type { RoleName, Venue } from "@/lib/platform/auth/actor";
import { getPrisma } from "@/lib/platform/db";
import { AppError } from "@/lib/platform/errors";
import type { Translations } from "@/lib/platform/i18n/locales";
import { hashToken } from "@/lib/platform/ids";
import type { Device } from "@/lib/platform/prisma/client";
import type { ColleagueDto, DeviceDto, SharedTabletDto } from "./schema";

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

/** Where a person's work begins in a venue: the kitchen for cooks (their own station if they have one), the dashboard for the rest. */
export function placeOfWork({ slug, role, station }: Pick<VenueOfUser, "slug" | "role" | "station">): string {
  if (role !== "kitchen") return `/v/${slug}/dashboard`;
  return station ? `/v/${slug}/kitchen/${station}` : `/v/${slug}/kitchen`;
}

/** Where work begins after signing in: in the first of the venues a person works in, or the front page for nobody's staff. */
export async function signInDestination(userId: string): Promise<string> {
  const first = (await listVenuesOf(userId))[0];
  return first ? placeOfWork(first) : "/";
}

/** Everybody who works in the venue now, by name. */
export async function listColleagues(venue: Venue): Promise<ColleagueDto[]> {
  const members = await getPrisma().membership.findMany({
    where: { venueId: venue.id, disabledAt: null, user: { disabledAt: null } },
    select: {
      id: true,
      userId: true,
      role: true,
      user: { select: { name: true } },
      station: { select: { type: true } },
    },
    orderBy: [{ user: { name: "asc" } }, { id: "asc" }],
  });
  return members.map(({ id, userId, role, user, station }) => ({
    userId,
    membershipId: id,
    name: user.name,
    role: role.toLowerCase() as RoleName,
    station: station?.type ?? null,
  }));
}

/** Whether a session still counts: not revoked, not over, its user not disabled, its tablet (if it has one) still enrolled. */
export async function isSessionLive(sid: string): Promise<boolean> {
  const session = await getPrisma().session.findFirst({
    where: {
      id: sid,
      revokedAt: null,
      expiresAt: { gt: new Date() },
      user: { disabledAt: null },
      OR: [{ deviceId: null }, { device: { revokedAt: null } }],
    },
    select: { id: true },
  });
  return session !== null;
}

/** A device as it travels; `current` is the id of the one that asks, if it is one. */
export function toDeviceDto(device: Device, current: string | null): DeviceDto {
  return {
    id: device.id,
    name: device.name,
    enrolledBy: device.enrolledByName,
    createdAt: device.createdAt.toISOString(),
    lastSeenAt: device.lastSeenAt?.toISOString() ?? null,
    revokedAt: device.revokedAt?.toISOString() ?? null,
    current: device.id === current,
  };
}

/** The device a browser's cookie makes it, enrolled or revoked, and the slug of its venue; null when it is none. */
export async function findDevice(token: string | null): Promise<(Device & { venueSlug: string }) | null> {
  if (!token) return null;
  const found = await getPrisma().device.findUnique({
    where: { tokenHash: hashToken(token) },
    include: { venue: { select: { slug: true } } },
  });
  if (!found) return null;
  const { venue, ...device } = found;
  return { ...device, venueSlug: venue.slug };
}

/** The enrolled device of this venue that a browser's cookie makes it. Throws `device-not-enrolled` for any other. */
export async function findDeviceOrThrow(venue: Venue, token: string | null): Promise<Device> {
  const device = await findDevice(token);
  if (!device || device.revokedAt || device.venueId !== venue.id) {
    throw new AppError("device-not-enrolled", "This browser is not an enrolled tablet of the venue.");
  }
  return device;
}

/** The venue's devices: enrolled ones first, then those that were revoked, each newest first. */
export async function listDevices(venue: Venue, token: string | null): Promise<DeviceDto[]> {
  const [devices, here] = await Promise.all([
    getPrisma().device.findMany({
      where: { venueId: venue.id },
      orderBy: [{ revokedAt: { sort: "desc", nulls: "first" } }, { id: "desc" }],
      take: 200,
    }),
    findDevice(token),
  ]);
  return devices.map((device) => toDeviceDto(device, here?.id ?? null));
}

/** Whom a tablet may be handed to: the people with a PIN, by name, and who of them must wait after wrong ones. */
export async function readSharedTablet(venue: Venue, device: Device): Promise<SharedTabletDto> {
  const [colleagues, withPin, failures] = await Promise.all([
    listColleagues(venue),
    getPrisma().membership.findMany({ where: { venueId: venue.id, pinHash: { not: null } }, select: { id: true } }),
    getPrisma().pinFailure.findMany({ where: { deviceId: device.id, lockedUntil: { gt: new Date() } } }),
  ]);
  const usable = new Set(withPin.map(({ id }) => id));
  const lockOf = new Map(failures.map(({ membershipId, lockedUntil }) => [membershipId, lockedUntil]));
  return {
    device: toDeviceDto(device, device.id),
    idleLockSeconds: venue.idleLockSeconds,
    people: colleagues
      .filter(({ membershipId }) => usable.has(membershipId))
      .map((person) => ({ ...person, lockedUntil: lockOf.get(person.membershipId)?.toISOString() ?? null })),
  };
}
