import type { Context, PublicActor, RoleName, StaffActor } from "@/lib/platform/auth/actor";
import { verifyPassword } from "@/lib/platform/auth/password";
import { getPool, getPrisma, inTransaction } from "@/lib/platform/db";
import { AppError, notFound } from "@/lib/platform/errors";
import { newId } from "@/lib/platform/ids";
import type { Device } from "@/lib/platform/prisma/client";
import { placeOfWork } from "../queries";
import { lockSeconds, triesBeforeLock, triesLeft } from "../rules";
import type { PinSessionDto, PinSignInInput, WrongPinDto } from "../schema";
import { revokeSession, type SignedIn } from "./sign-in";

/** How long a PIN session lasts: 16 hours, longer than any shift, shorter than a day. */
export const pinSessionSeconds = 16 * 60 * 60;

/**
 * Checks a person's PIN on an enrolled device and begins a session that ends with the enrolment. The PIN session that it follows
 * in this browser (`replaced`) ends.
 *
 * Every fifth wrong PIN in a row locks that person on that device: for 30 s, then 1 min, 5 min, 15 min and from then on an hour;
 * each lock is followed by five more tries, and a right PIN forgets them all. So a tablet allows some 120 guesses a day
 * of the 10,000 there are, while nobody is kept from work for a slip of the finger.
 *
 * @throws AppError not-found: no such person works in the venue; wrong-pin with `current` (WrongPinDto), also for a person without
 * a PIN; pin-locked with the seconds left, whatever the PIN; device-not-enrolled when the enrolment ended meanwhile
 */
export async function startPinSession(
  { venue, ip }: Context<PublicActor>,
  { membershipId, pin }: PinSignInInput,
  { device, replaced, userAgent }: { device: Device; replaced: string | null; userAgent: string | null },
): Promise<{ signedIn: SignedIn; answer: PinSessionDto }> {
  const member = await getPrisma().membership.findFirst({
    where: { id: membershipId, venueId: venue.id, disabledAt: null, user: { disabledAt: null } },
    include: { user: true, station: { select: { type: true } } },
  });
  if (!member) throw notFound("person");
  const attempt = await takeAttempt(device.id, member.id);
  const { user } = member;
  if (!(await verifyPassword(member.pinHash, pin))) {
    if (attempt.lockedUntil) {
      await getPrisma().auditEntry.create({
        data: {
          id: newId(),
          venueId: venue.id,
          action: "pin.locked",
          subject: user.name,
          subjectId: member.id,
          after: { device: device.name, failures: attempt.failures, until: attempt.lockedUntil.toISOString() },
          ip,
        },
      });
    }
    throw wrongPin(attempt);
  }
  const sid = newId();
  await inTransaction(async (tx) => {
    const now = new Date();
    // Holds the device's row: revoking it waits, and then finds the session that is written here.
    const seen = await tx.device.updateMany({ where: { id: device.id, revokedAt: null }, data: { lastSeenAt: now } });
    if (seen.count === 0) throw new AppError("device-not-enrolled", "This tablet is not enrolled any more.");
    await tx.pinFailure.deleteMany({ where: { deviceId: device.id, membershipId: member.id } });
    if (replaced) {
      await tx.session.updateMany({
        where: { id: replaced, revokedAt: null, deviceId: { not: null } },
        data: { revokedAt: now },
      });
    }
    await tx.session.create({
      data: {
        id: sid,
        userId: user.id,
        deviceId: device.id,
        userAgent: userAgent?.slice(0, 300) ?? null,
        expiresAt: new Date(now.getTime() + pinSessionSeconds * 1000),
      },
    });
  });
  const role = member.role.toLowerCase() as RoleName;
  return {
    signedIn: { userId: user.id, name: user.name, email: user.email, locale: user.locale, sid },
    answer: {
      user: { id: user.id, name: user.name, role },
      destination: placeOfWork({ slug: venue.slug, role, station: member.station?.type ?? null }),
    },
  };
}

/** Locks the tablet: ends the PIN session that asks. Throws 404 for an e-mail sign-in, which is ended by signing out. */
export async function endPinSession({ actor }: Context<StaffActor>): Promise<void> {
  if (!actor.deviceId) throw notFound("PIN session");
  await revokeSession(actor.sid);
}

interface Attempt {
  /** In a row, this one included. */
  failures: number;
  /** Set when this was the last one before a lock. */
  lockedUntil: Date | null;
}

// Counted as a failure before the PIN is looked at, in one statement on one row: however many come at once, the fifth sets the lock
// and the sixth finds it. Only a right PIN takes the count back.
async function takeAttempt(deviceId: string, membershipId: string): Promise<Attempt> {
  const { rows } = await getPool().query<Attempt>(
    `insert into "PinFailure" as f ("deviceId", "membershipId", "failures") values ($1::uuid, $2::uuid, 1)
     on conflict ("deviceId", "membershipId") do update set "failures" = f."failures" + 1,
       "lockedUntil" = case when (f."failures" + 1) % $3::int = 0 then clock_timestamp() + make_interval(secs =>
         ($4::int[])[least((f."failures" + 1) / $3::int, cardinality($4::int[]))]) end
     where f."lockedUntil" is null or f."lockedUntil" <= clock_timestamp()
     returning "failures", "lockedUntil"`,
    [deviceId, membershipId, triesBeforeLock, lockSeconds],
  );
  if (rows[0]) return rows[0];
  const lock = await getPrisma().pinFailure.findUnique({
    where: { deviceId_membershipId: { deviceId, membershipId } },
  });
  throw new AppError("pin-locked", "Too many wrong PINs. Wait, or sign in with your e-mail.", {
    retryAfter: secondsUntil(lock?.lockedUntil ?? null),
  });
}

function secondsUntil(until: Date | null): number {
  return Math.max(1, Math.ceil(((until?.getTime() ?? 0) - Date.now()) / 1000));
}

function wrongPin({ failures, lockedUntil }: Attempt): AppError {
  const current: WrongPinDto = { triesLeft: triesLeft(failures), lockedUntil: lockedUntil?.toISOString() ?? null };
  return new AppError("wrong-pin", "That is not the right PIN.", {
    current,
    ...(lockedUntil ? { retryAfter: secondsUntil(lockedUntil) } : {}),
  });
}
