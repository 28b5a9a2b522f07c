import type { Actor, GuestActor, RoleName, StaffActor, Venue, VenueId } from "@/lib/platform/auth/actor";
import { getPool } from "@/lib/platform/db";
import { isLocale, type Locale } from "@/lib/platform/i18n/locales";
import { hashToken } from "@/lib/platform/ids";
import { logger } from "@/lib/platform/log";

/** Who a request's cookies make it, in one venue. A browser may be staff and guest at once. */
export interface Identities {
  venue: Venue;
  staff: StaffActor | null;
  guest: GuestActor | null;
  /** A credential is good, but for another venue. */
  elsewhere: boolean;
  /** Somebody of staff is signed in, here or elsewhere. */
  signedIn: boolean;
}

interface IdentityRow {
  id: string;
  slug: string;
  names: Venue["names"];
  kind: Venue["kind"];
  timezone: string;
  defaultLocale: string;
  currency: string;
  secondCurrency: string | null;
  secondRate: string | null;
  secondRateDirection: "MULTIPLY" | "DIVIDE" | null;
  serviceDayCutoffHour: number;
  kitchenClosesAt: string | null;
  orderingPolicy: Venue["orderingPolicy"];
  approvalTimeoutMinutes: number;
  callLimitSeconds: number;
  idleLockSeconds: number;
  menuVersion: number;
  staff: {
    userId: string;
    name: string;
    locale: string;
    role: string | null;
    station: string | null;
    deviceId: string | null;
    /** The tablet's last sign of life is old enough to be written anew. */
    deviceStale: boolean;
  } | null;
  guest: {
    guestId: string;
    locale: string;
    sessionId: string;
    sessionStatus: GuestActor["sessionStatus"];
    tableId: string;
    tableNumber: string;
    here: boolean;
  } | null;
}

// One round trip answers "which venue, who, may they still": sessions, memberships and sittings are checked on every request. A PIN
// opens its tablet's venue only, and ends with the tablet's enrolment whether or not its session was revoked too.
const identityStatement = {
  name: "resolve-identities",
  text: `
    select v."id", v."slug", v."names", v."kind", v."timezone", v."defaultLocale", v."currency", v."secondCurrency",
      v."secondRate"::text as "secondRate", v."secondRateDirection", v."serviceDayCutoffHour", v."kitchenClosesAt",
      v."orderingPolicy", v."approvalTimeoutMinutes", v."callLimitSeconds", v."idleLockSeconds", v."menuVersion",
      (select jsonb_build_object('userId', u."id", 'name', u."name", 'locale', u."locale", 'role', m."role", 'station', st."type",
                'deviceId', d."id", 'deviceStale', d."id" is not null and coalesce(d."lastSeenAt" < now() - interval '1 minute', true))
         from "Session" s
         join "User" u on u."id" = s."userId" and u."disabledAt" is null
         left join "Device" d on d."id" = s."deviceId"
         left join "Membership" m on m."userId" = u."id" and m."venueId" = v."id" and m."disabledAt" is null
          and (d."id" is null or d."venueId" = v."id")
         left join "Station" st on st."id" = m."stationId"
        where s."id" = $2::uuid and s."revokedAt" is null and s."expiresAt" > now() and d."revokedAt" is null) as "staff",
      (select jsonb_build_object('guestId', g."id", 'locale', g."locale", 'sessionId', ts."id", 'sessionStatus', ts."status",
                'tableId', t."id", 'tableNumber', t."number", 'here', ts."venueId" = v."id")
         from "TableGuest" g
         join "TableSession" ts on ts."id" = g."sessionId"
         join "Table" t on t."id" = ts."tableId"
        where g."tokenHash" = $3) as "guest"
    from "Venue" v where v."slug" = $1`,
};

/** Beside the request, not before its answer; the condition keeps it to one write a minute, whoever asks at once. */
function noteDeviceSeen(deviceId: string): void {
  getPool()
    .query(
      `update "Device" set "lastSeenAt" = now()
        where "id" = $1::uuid and "revokedAt" is null and coalesce("lastSeenAt" < now() - interval '1 minute', true)`,
      [deviceId],
    )
    .catch((error) => logger.warn({ err: error }, "device last seen"));
}

const nobody = "00000000-0000-0000-0000-000000000000";

export function venueFromRow(row: Omit<IdentityRow, "staff" | "guest">): Venue {
  const { secondCurrency, secondRate, secondRateDirection, defaultLocale, id, ...rest } = row;
  return {
    ...rest,
    // The one place that makes a VenueId.
    id: id as VenueId,
    defaultLocale: isLocale(defaultLocale) ? defaultLocale : "en",
    second:
      secondCurrency && secondRate && secondRateDirection
        ? { currency: secondCurrency, rate: secondRate, direction: secondRateDirection }
        : null,
  };
}

/**
 * Reads the venue of a slug and who the credentials are there; null when there is no such venue. `sid` is the session id of a
 * verified staff cookie, `guestToken` the raw value of the guest's cookie.
 */
export async function resolveIdentities(
  slug: string,
  { sid, guestToken }: { sid: string | null; guestToken: string | null },
): Promise<Identities | null> {
  // PostgreSQL refuses to be asked for it.
  if (slug.includes("\0")) return null;
  const result = await getPool().query<IdentityRow>({
    ...identityStatement,
    // Nobody's id rather than null: a null makes the planner think each plan of its own is cheaper, and it plans anew every time.
    values: [slug, sid ?? nobody, guestToken ? hashToken(guestToken) : ""],
  });
  const row = result.rows[0];
  if (!row) return null;
  const { staff, guest, ...venueRow } = row;
  const venue = venueFromRow(venueRow);
  if (staff?.deviceId && staff.deviceStale) noteDeviceSeen(staff.deviceId);
  const localeOf = (value: string): Locale => (isLocale(value) ? value : venue.defaultLocale);
  return {
    venue,
    staff:
      staff?.role && sid
        ? {
            kind: "staff",
            userId: staff.userId,
            name: staff.name,
            role: staff.role.toLowerCase() as RoleName,
            locale: localeOf(staff.locale),
            sid,
            station: staff.station,
            deviceId: staff.deviceId,
          }
        : null,
    guest: guest?.here
      ? {
          kind: "guest",
          guestId: guest.guestId,
          sessionId: guest.sessionId,
          sessionStatus: guest.sessionStatus,
          tableId: guest.tableId,
          tableNumber: guest.tableNumber,
          locale: localeOf(guest.locale),
        }
      : null,
    signedIn: staff !== null,
    elsewhere: (staff !== null && !staff.role) || guest?.here === false,
  };
}

/** The identity to act as, of those a route accepts, in the route's order. */
export function chooseActor({ staff, guest }: Identities, accepted: readonly Actor["kind"][]): Actor | null {
  for (const kind of accepted) {
    if (kind === "staff" && staff) return staff;
    if (kind === "guest" && guest) return guest;
    if (kind === "public") return { kind: "public" };
  }
  return null;
}
