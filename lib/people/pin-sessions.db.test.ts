import { beforeAll, describe, expect, it, vi } from "vitest";
import { readCookies, readCredentials, staffCookie } from "@/lib/platform/auth/cookies";
import { hashPassword } from "@/lib/platform/auth/password";
import { resolveIdentities } from "@/lib/platform/auth/resolve";
import { getPrisma } from "@/lib/platform/db";
import type { AppError, ErrorCode } from "@/lib/platform/errors";
import { newId } from "@/lib/platform/ids";
import { authoriseChannels } from "@/lib/platform/realtime/channel-auth";
import { createHouse, createStaff, type House, readVenue } from "@/lib/tables/testing/fixture";
import { enrolDevice, revokeDevice, touchDevice } from "./commands/devices";
import { endPinSession, startPinSession } from "./commands/pin-sessions";
import { updateMe } from "./commands/update-me";
import { findDeviceOrThrow, isSessionLive, listColleagues, listDevices, readSharedTablet } from "./queries";
import type { WrongPinDto } from "./schema";

const pin = "4271";
let pinHash: string;
let house: House;
let manager: Awaited<ReturnType<typeof createStaff>>;

beforeAll(async () => {
  process.env.NEXTAUTH_SECRET = "a secret of this test";
  pinHash = await hashPassword(pin);
  house = await createHouse();
  manager = await createStaff(house, "manager", { name: "Стоян" });
});

/** Somebody with a PIN, and the id that a tablet knows them by. */
async function hire(at = house, withPin = true) {
  const ctx = await createStaff(at, "staff");
  const { id } = await getPrisma().membership.update({
    where: { venueId_userId: { venueId: at.id, userId: ctx.actor.userId } },
    data: { pinHash: withPin ? pinHash : null },
  });
  return { ...ctx, membershipId: id };
}

async function enrol(ctx = manager, name = "Салон 1") {
  const { answer, token } = await enrolDevice(ctx, { name }, null, null);
  return { ...answer.body, token };
}

async function tryPin(
  token: string,
  membershipId: string,
  tried = pin,
  { at = house, replaced = null as string | null } = {},
) {
  const venue = await readVenue(at);
  const device = await findDeviceOrThrow(venue, token);
  const ctx = { actor: { kind: "public" as const }, venue, requestId: newId(), ip: "127.0.0.1" };
  return startPinSession(ctx, { membershipId, pin: tried }, { device, replaced, userAgent: "a tablet" });
}

const outcomeOf = (work: Promise<unknown>): Promise<ErrorCode | "in"> =>
  work.then(
    () => "in" as const,
    (error: AppError) => error.code,
  );

const errorOf = (work: Promise<unknown>): Promise<AppError> =>
  work.then(
    () => Promise.reject(new Error("It was let in.")),
    (error: AppError) => error,
  );

const wait = (deviceId: string) =>
  getPrisma().pinFailure.updateMany({ where: { deviceId }, data: { lockedUntil: new Date(Date.now() - 1) } });

describe("a PIN on an enrolled tablet", () => {
  it("begins a session in the signed cookie, and leads to where work begins", async () => {
    const [device, maria] = [await enrol(), await hire()];
    const { signedIn, answer } = await tryPin(device.token, maria.membershipId);
    expect(answer).toEqual({
      user: { id: maria.actor.userId, name: "Мария", role: "staff" },
      destination: `/v/${house.slug}/dashboard`,
    });
    const cookie = await staffCookie(signedIn, 60);
    expect(cookie).toMatch(/HttpOnly; SameSite=Lax/);
    const request = new Request("http://localhost/", { headers: { cookie: cookie.split(";")[0] ?? "" } });
    const identities = await resolveIdentities(house.slug, await readCredentials(readCookies(request)));
    expect(identities?.staff).toMatchObject({ userId: maria.actor.userId, role: "staff", deviceId: device.id });
    const session = await getPrisma().session.findUniqueOrThrow({ where: { id: signedIn.sid } });
    const hours = (session.expiresAt.getTime() - Date.now()) / 3_600_000;
    expect(hours).toBeGreaterThan(15.9);
    expect(hours).toBeLessThanOrEqual(16);
  });

  it("ends the PIN session it follows, not an e-mail one", async () => {
    const [device, maria, georgi] = [await enrol(), await hire(), await hire()];
    const first = await tryPin(device.token, maria.membershipId);
    await tryPin(device.token, georgi.membershipId, pin, { replaced: first.signedIn.sid });
    expect(await isSessionLive(first.signedIn.sid)).toBe(false);
    await tryPin(device.token, georgi.membershipId, pin, { replaced: maria.actor.sid });
    expect(await isSessionLive(maria.actor.sid)).toBe(true);
  });

  it("is refused as wrong to somebody who has none, in the same words", async () => {
    const [device, maria, nobody] = [await enrol(), await hire(), await hire(house, false)];
    const wrong = await errorOf(tryPin(device.token, maria.membershipId, "0000"));
    const none = await errorOf(tryPin(device.token, nobody.membershipId));
    expect([none.code, none.message, none.details]).toEqual([wrong.code, wrong.message, wrong.details]);
    expect(wrong.details.current).toEqual({ triesLeft: 4, lockedUntil: null });
  });

  it("knows nobody of another venue, and nobody who left", async () => {
    const other = await createHouse();
    const [device, stranger, maria] = [await enrol(), await hire(other), await hire()];
    expect(await outcomeOf(tryPin(device.token, stranger.membershipId))).toBe("not-found");
    expect(await outcomeOf(tryPin(device.token, newId()))).toBe("not-found");
    await getPrisma().membership.update({ where: { id: maria.membershipId }, data: { disabledAt: new Date() } });
    expect(await outcomeOf(tryPin(device.token, maria.membershipId))).toBe("not-found");
    expect(await getPrisma().pinFailure.count({ where: { deviceId: device.id } })).toBe(0);
  });

  it("works nowhere else: no cookie, a made-up one, another venue's tablet", async () => {
    const other = await createHouse();
    const theirs = await enrol(await createStaff(other, "admin"));
    const maria = await hire();
    for (const token of ["", "made-up", theirs.token]) {
      expect(await outcomeOf(tryPin(token, maria.membershipId))).toBe("device-not-enrolled");
    }
  });

  it("opens the tablet's venue only, also to somebody who works in two", async () => {
    const other = await createHouse();
    const [device, maria] = [await enrol(), await hire()];
    await getPrisma().membership.create({
      data: { id: newId(), venueId: other.id, userId: maria.actor.userId, role: "ADMIN" },
    });
    const { signedIn } = await tryPin(device.token, maria.membershipId);
    const there = await resolveIdentities(other.slug, { sid: signedIn.sid, guestToken: null });
    expect([there?.staff, there?.elsewhere]).toEqual([null, true]);
    const byMail = await resolveIdentities(other.slug, { sid: maria.actor.sid, guestToken: null });
    expect(byMail?.staff?.role).toBe("admin");
  });

  it("is locked by locking the tablet, which an e-mail session cannot be", async () => {
    const [device, maria] = [await enrol(), await hire()];
    const { signedIn } = await tryPin(device.token, maria.membershipId);
    await expect(endPinSession(maria)).rejects.toMatchObject({ code: "not-found" });
    const staff = (await resolveIdentities(house.slug, { sid: signedIn.sid, guestToken: null }))?.staff;
    if (!staff) throw new Error("nobody");
    await endPinSession({ ...maria, actor: staff });
    expect((await resolveIdentities(house.slug, { sid: signedIn.sid, guestToken: null }))?.staff).toBeNull();
  });
});

describe("a person's language", () => {
  it("is kept with the person, for the next sign-in anywhere", async () => {
    const [device, maria, georgi] = [await enrol(), await hire(), await hire()];
    expect(await updateMe(maria, { locale: "uk" })).toEqual({
      userId: maria.actor.userId,
      name: "Мария",
      role: "staff",
      locale: "uk",
    });
    expect((await tryPin(device.token, maria.membershipId)).signedIn.locale).toBe("uk");
    expect((await tryPin(device.token, georgi.membershipId)).signedIn.locale).toBe("bg");
  });
});

describe("wrong PINs", () => {
  it("lock the person on that tablet at the fifth, whatever is tried then", async () => {
    const [device, maria] = [await enrol(), await hire()];
    const left: number[] = [];
    for (let tried = 1; tried <= 5; tried++) {
      const error = await errorOf(tryPin(device.token, maria.membershipId, "0000"));
      expect(error.code).toBe("wrong-pin");
      left.push((error.details.current as WrongPinDto).triesLeft);
    }
    expect(left).toEqual([4, 3, 2, 1, 0]);
    const right = await errorOf(tryPin(device.token, maria.membershipId, pin));
    const wrong = await errorOf(tryPin(device.token, maria.membershipId, "0000"));
    expect(right.code).toBe("pin-locked");
    expect([wrong.code, wrong.message]).toEqual([right.code, right.message]);
    expect(right.details.retryAfter).toBeGreaterThan(25);
    expect(right.details.retryAfter).toBeLessThanOrEqual(30);
    const [locked] = (
      await readSharedTablet(maria.venue, await findDeviceOrThrow(maria.venue, device.token))
    ).people.filter(({ lockedUntil }) => lockedUntil !== null);
    expect(locked?.membershipId).toBe(maria.membershipId);
    const audit = await getPrisma().auditEntry.findMany({ where: { subjectId: maria.membershipId } });
    expect(audit.map(({ action }) => action)).toEqual(["pin.locked"]);
  });

  it("lock nobody else, and not the person on another tablet", async () => {
    const [device, another, maria, georgi] = [await enrol(), await enrol(), await hire(), await hire()];
    for (let tried = 0; tried < 6; tried++) await outcomeOf(tryPin(device.token, maria.membershipId, "0000"));
    expect(await outcomeOf(tryPin(device.token, georgi.membershipId))).toBe("in");
    expect(await outcomeOf(tryPin(another.token, maria.membershipId))).toBe("in");
    expect(await outcomeOf(tryPin(device.token, maria.membershipId))).toBe("pin-locked");
  });

  it("get five answers when ten come at once", async () => {
    const [device, maria] = [await enrol(), await hire()];
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, () => outcomeOf(tryPin(device.token, maria.membershipId, "0000"))),
    );
    expect(outcomes.filter((each) => each === "wrong-pin")).toHaveLength(5);
    expect(outcomes.filter((each) => each === "pin-locked")).toHaveLength(5);
  });

  it("get five answers after every lock, and the locks grow to an hour", async () => {
    const [device, maria] = [await enrol(), await hire()];
    const locks: number[] = [];
    for (let round = 0; round < 6; round++) {
      const outcomes = await Promise.all(
        Array.from({ length: 6 }, () => outcomeOf(tryPin(device.token, maria.membershipId, "0000"))),
      );
      expect(outcomes.filter((each) => each === "wrong-pin")).toHaveLength(5);
      const { details } = await errorOf(tryPin(device.token, maria.membershipId));
      locks.push(Math.round((details.retryAfter ?? 0) / 10) * 10);
      await wait(device.id);
    }
    expect(locks).toEqual([30, 60, 300, 900, 3600, 3600]);
  });

  it("are forgotten with a right one", async () => {
    const [device, maria] = [await enrol(), await hire()];
    for (let tried = 0; tried < 4; tried++) await outcomeOf(tryPin(device.token, maria.membershipId, "0000"));
    expect(await outcomeOf(tryPin(device.token, maria.membershipId))).toBe("in");
    const error = await errorOf(tryPin(device.token, maria.membershipId, "0000"));
    expect(error.details.current).toEqual({ triesLeft: 4, lockedUntil: null });
  });
});

describe("a device", () => {
  it("takes its PIN sessions with it when it is revoked, and is not a tablet any more", async () => {
    const [device, maria] = [await enrol(), await hire()];
    const { signedIn } = await tryPin(device.token, maria.membershipId);
    const revoked = await revokeDevice(manager, device.id, null);
    expect(revoked.revokedAt).not.toBeNull();
    expect(await isSessionLive(signedIn.sid)).toBe(false);
    expect((await resolveIdentities(house.slug, { sid: signedIn.sid, guestToken: null }))?.staff).toBeNull();
    expect(await outcomeOf(tryPin(device.token, maria.membershipId))).toBe("device-not-enrolled");
    expect(await revokeDevice(manager, device.id, null)).toEqual(revoked);
    const audit = await getPrisma().auditEntry.findMany({ where: { subjectId: device.id }, orderBy: { id: "asc" } });
    expect(audit.map(({ action, actorName }) => [action, actorName])).toEqual([
      ["device.enrolled", "Стоян"],
      ["device.revoked", "Стоян"],
    ]);
  });

  it("gives a session that slipped through nothing", async () => {
    const [device, maria] = [await enrol(), await hire()];
    await revokeDevice(manager, device.id, null);
    const sid = newId();
    const expiresAt = new Date(Date.now() + 60_000);
    await getPrisma().session.create({ data: { id: sid, userId: maria.actor.userId, deviceId: device.id, expiresAt } });
    const identities = await resolveIdentities(house.slug, { sid, guestToken: null });
    expect([identities?.staff, identities?.signedIn]).toEqual([null, false]);
    expect(await isSessionLive(sid)).toBe(false);
    // Nor a seat on the person's own channel, which belongs to no venue.
    for (const name of ["APP_ID", "KEY", "SECRET", "CLUSTER"]) vi.stubEnv(`PUSHER_${name}`, "1");
    const user = { userId: maria.actor.userId, name: "Мария", email: maria.email };
    const ask = async (session: string) => {
      const [cookie = ""] = (await staffCookie({ ...user, sid: session }, 60)).split(";");
      const body = JSON.stringify({ socket_id: "1.2", channel_name: `private-user-${user.userId}` });
      const headers = { cookie, "content-type": "application/json" };
      return authoriseChannels(new Request("http://localhost/", { method: "POST", headers, body }));
    };
    expect(await ask(maria.actor.sid)).toMatchObject({ auth: expect.any(String) });
    expect(await outcomeOf(ask(sid))).toBe("forbidden");
    vi.unstubAllEnvs();
  });

  it("is left by no session, whichever of a PIN and its revoking comes first", async () => {
    for (let round = 0; round < 5; round++) {
      const [device, maria] = [await enrol(), await hire()];
      const [pinned] = await Promise.all([
        outcomeOf(tryPin(device.token, maria.membershipId)),
        new Promise((resolve) => setTimeout(resolve, round * 12)).then(() => revokeDevice(manager, device.id, null)),
      ]);
      expect(["in", "device-not-enrolled"]).toContain(pinned);
      expect(await getPrisma().session.count({ where: { deviceId: device.id, revokedAt: null } })).toBe(0);
    }
  });

  it("is not there for another venue's manager", async () => {
    const other = await createStaff(await createHouse(), "admin");
    const device = await enrol();
    await expect(revokeDevice(other, device.id, null)).rejects.toMatchObject({ code: "not-found" });
    expect(await listDevices(other.venue, device.token)).toEqual([]);
    expect((await listDevices(manager.venue, device.token)).find(({ id }) => id === device.id)).toMatchObject({
      current: true,
      revokedAt: null,
      enrolledBy: "Стоян",
    });
  });

  it("is one to a browser: enrolled anew, the old enrolment ends", async () => {
    const before = await enrol();
    const { answer } = await enrolDevice(manager, { name: "Салон 2" }, null, before.token);
    const devices = await listDevices(manager.venue, null);
    expect(devices.find(({ id }) => id === before.id)?.revokedAt).not.toBeNull();
    expect(devices.find(({ id }) => id === answer.body.id)).toMatchObject({ name: "Салон 2", revokedAt: null });
  });

  it("is enrolled once by a repeated request, whose later token works", async () => {
    const idempotency = { key: newId(), requestHash: "the same" };
    const first = await enrolDevice(manager, { name: "Бар" }, idempotency, null);
    const second = await enrolDevice(manager, { name: "Бар" }, idempotency, null);
    expect([second.answer.body.id, second.answer.replayed]).toEqual([first.answer.body.id, true]);
    expect((await findDeviceOrThrow(manager.venue, second.token)).id).toBe(first.answer.body.id);
    await expect(findDeviceOrThrow(manager.venue, first.token)).rejects.toMatchObject({ code: "device-not-enrolled" });
  });

  it("keeps its token as a hash only", async () => {
    const device = await enrol();
    const row = await getPrisma().device.findUniqueOrThrow({ where: { id: device.id } });
    expect(JSON.stringify(row)).not.toContain(device.token);
    expect(JSON.stringify(device)).not.toContain(row.tokenHash);
  });

  it("is seen at most once a minute, by requests of its PIN sessions too", async () => {
    const [device, maria] = [await enrol(), await hire()];
    const { signedIn } = await tryPin(device.token, maria.membershipId);
    const read = () => getPrisma().device.findUniqueOrThrow({ where: { id: device.id } });
    const fresh = (await read()).lastSeenAt;
    await touchDevice(await read());
    await resolveIdentities(house.slug, { sid: signedIn.sid, guestToken: null });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect((await read()).lastSeenAt).toEqual(fresh);
    const old = new Date(Date.now() - 61_000);
    await getPrisma().device.update({ where: { id: device.id }, data: { lastSeenAt: old } });
    await resolveIdentities(house.slug, { sid: signedIn.sid, guestToken: null });
    await vi.waitFor(async () => expect((await read()).lastSeenAt?.getTime()).toBeGreaterThan(old.getTime()));
    await getPrisma().device.update({ where: { id: device.id }, data: { lastSeenAt: old } });
    await touchDevice(await read());
    expect((await read()).lastSeenAt?.getTime()).toBeGreaterThan(old.getTime());
  });
});

describe("colleagues", () => {
  it("are those who work here now; a tablet is handed to those with a PIN", async () => {
    const own = await createHouse();
    const boss = await createStaff(own, "manager", { name: "Яна" });
    const maria = await hire(own);
    const gone = await hire(own);
    await getPrisma().user.update({ where: { id: gone.actor.userId }, data: { disabledAt: new Date() } });
    const device = await enrol(boss);
    expect((await listColleagues(boss.venue)).map(({ name, role }) => [name, role])).toEqual([
      ["Мария", "staff"],
      ["Яна", "manager"],
    ]);
    const tablet = await readSharedTablet(boss.venue, await findDeviceOrThrow(boss.venue, device.token));
    expect(tablet.people.map(({ membershipId }) => membershipId)).toEqual([maria.membershipId]);
    expect(tablet.idleLockSeconds).toBe(300);
  });
});
