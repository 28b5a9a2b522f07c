import { writeAudit } from "@/lib/platform/audit";
import type { Context, StaffActor } from "@/lib/platform/auth/actor";
import { inTransaction, type Tx } from "@/lib/platform/db";
import { notFound } from "@/lib/platform/errors";
import { type Idempotency, type Once, once } from "@/lib/platform/http/idempotency";
import { hashToken, newId, newToken } from "@/lib/platform/ids";
import type { Device } from "@/lib/platform/prisma/client";
import { toDeviceDto } from "../queries";
import type { DeviceDto, EnrolDeviceInput } from "../schema";

/** How often the last sign of life of a device is written at most, in ms. */
const seenEveryMs = 60_000;

/**
 * Makes a browser a shared tablet of the venue. `token` is for its cookie and is kept nowhere. A browser that was one already (its
 * `replaced` token) becomes a new one, and the old enrolment ends. A repeated request answers the same device with another
 * token: the first one may never have arrived.
 */
export async function enrolDevice(
  ctx: Context<StaffActor>,
  { name }: EnrolDeviceInput,
  idempotency: Idempotency | null,
  replaced: string | null,
): Promise<{ answer: Once<DeviceDto>; token: string }> {
  const { actor, venue } = ctx;
  const token = newToken();
  const answer = await once<DeviceDto>(ctx, idempotency, async (tx) => {
    const before = replaced
      ? await tx.device.findFirst({ where: { tokenHash: hashToken(replaced), venueId: venue.id, revokedAt: null } })
      : null;
    if (before) await endEnrolment(tx, ctx, before);
    const device = await tx.device.create({
      data: {
        id: newId(),
        venueId: venue.id,
        name,
        tokenHash: hashToken(token),
        enrolledById: actor.userId,
        enrolledByName: actor.name,
        lastSeenAt: new Date(),
      },
    });
    await audit(tx, ctx, "device.enrolled", device);
    return { status: 201, body: toDeviceDto(device, device.id) };
  });
  if (answer.replayed) {
    await inTransaction((tx) =>
      tx.device.updateMany({
        where: { id: answer.body.id, venueId: venue.id, revokedAt: null },
        data: { tokenHash: hashToken(token) },
      }),
    );
  }
  return { answer, token };
}

/**
 * Ends a device's enrolment and every PIN session on it, at once. Ending it twice is fine. Throws 404 for a device that is not
 * the venue's.
 */
export function revokeDevice(ctx: Context<StaffActor>, id: string, current: string | null): Promise<DeviceDto> {
  return inTransaction(async (tx) => {
    const device = await tx.device.findFirst({ where: { id, venueId: ctx.venue.id } });
    if (!device) throw notFound("device");
    const after = device.revokedAt ? device : await endEnrolment(tx, ctx, device);
    return toDeviceDto(after, current && hashToken(current) === after.tokenHash ? after.id : null);
  });
}

// The device's row first: a PIN sign-in holds it until its session is written, so that no session is missed here.
async function endEnrolment(tx: Tx, ctx: Context<StaffActor>, device: Device): Promise<Device> {
  const revokedAt = new Date();
  const { count } = await tx.device.updateMany({ where: { id: device.id, revokedAt: null }, data: { revokedAt } });
  if (count === 0) return tx.device.findUniqueOrThrow({ where: { id: device.id } });
  await tx.session.updateMany({ where: { deviceId: device.id, revokedAt: null }, data: { revokedAt } });
  await audit(tx, ctx, "device.revoked", device);
  return { ...device, revokedAt };
}

async function audit(tx: Tx, ctx: Context<StaffActor>, action: string, device: Device): Promise<void> {
  await writeAudit(tx, ctx, {
    action,
    subject: device.name,
    subjectId: device.id,
  });
}

/** Writes that a device was seen, at most once a minute. */
export async function touchDevice(device: Device, now = new Date()): Promise<void> {
  const before = new Date(now.getTime() - seenEveryMs);
  if (device.lastSeenAt && device.lastSeenAt > before) return;
  await inTransaction((tx) =>
    tx.device.updateMany({
      where: { id: device.id, revokedAt: null, OR: [{ lastSeenAt: null }, { lastSeenAt: { lt: before } }] },
      data: { lastSeenAt: now },
    }),
  );
}
