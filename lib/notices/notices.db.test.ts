import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Context, StaffActor } from "@/lib/platform/auth/actor";
import { closeDatabase, getPool, getPrisma } from "@/lib/platform/db";
import { newId } from "@/lib/platform/ids";
import { createHouse, createStaff, eventsOf, type House } from "@/lib/tables/testing/fixture";
import { createNotice, readNotice } from "./commands";
import { listNotices } from "./queries";
import { CreateNoticeInput } from "./schema";

let house: House;
let admin: Context<StaffActor>;
let manager: Context<StaffActor>;
let waiter: Context<StaffActor>;
let cook: Context<StaffActor>;

beforeAll(async () => {
  house = await createHouse();
  admin = await createStaff(house, "admin", { name: "Олена" });
  manager = await createStaff(house, "manager", { name: "Стоян" });
  waiter = await createStaff(house, "staff", { name: "Ірина" });
  cook = await createStaff(house, "kitchen", { name: "Петър" });
});
afterAll(closeDatabase);

async function say(input: object, who = manager) {
  const { body } = await createNotice(who, CreateNoticeInput.parse({ title: "Fish is off", ...input }), null);
  return body;
}

const channelsOf = async (noticeId: string) =>
  (await eventsOf(house)).filter(({ data }) => data.noticeId === noticeId).flatMap(({ channels }) => channels);

/** Who has it on their list. */
async function readers(noticeId: string) {
  const lists = await Promise.all([admin, manager, waiter, cook].map((who) => listNotices(who)));
  return ["admin", "manager", "waiter", "cook"].filter((_, at) => lists[at]?.some(({ id }) => id === noticeId));
}

describe("a notice", () => {
  it.each([
    ["everybody", {}, ["staff"], ["admin", "manager", "waiter", "cook"]],
    ["admins alone", { targetRoles: ["admin"] }, ["system"], ["admin"]],
    ["a role", { targetRoles: ["kitchen"] }, ["staff"], ["cook"]],
    ["admins and another role", { targetRoles: ["admin", "staff"] }, ["staff"], ["admin", "waiter"]],
  ])("to %s travels once and is on the right lists", async (_, targets, audiences, expected) => {
    const { id } = await say(targets);
    const names = { staff: `presence-${house.slug}-staff`, system: `private-${house.slug}-system` };
    expect(await channelsOf(id)).toEqual(audiences.map((each) => names[each as keyof typeof names]));
    expect(await readers(id)).toEqual(expected);
  });

  it("to persons goes to their own channels, and not to one whose role is told already", async () => {
    const both = [waiter.actor.userId, cook.actor.userId];
    const personal = await say({ targetUsers: both });
    expect((await channelsOf(personal.id)).sort()).toEqual(both.map((id) => `private-user-${id}`).sort());
    expect(await readers(personal.id)).toEqual(["waiter", "cook"]);
    const mixed = await say({ targetUsers: both, targetRoles: ["kitchen"] });
    expect((await channelsOf(mixed.id)).sort()).toEqual(
      [`presence-${house.slug}-staff`, `private-user-${waiter.actor.userId}`].sort(),
    );
    expect(await readers(mixed.id)).toEqual(["waiter", "cook"]);
  });

  it("carries its kind in the event's name and says where it was said", async () => {
    const { id } = await say({ kind: "maintenance", severity: "warning", endsAt: "2099-01-01T00:00:00Z" });
    const [event] = (await eventsOf(house)).filter(({ data }) => data.noticeId === id);
    expect(event).toMatchObject({
      name: "system-maintenance",
      data: { venue: house.slug, severity: "warning", endsAt: "2099-01-01T00:00:00.000Z", createdBy: "Стоян" },
    });
  });

  it("leaves one person's list when read, and stays on the others'", async () => {
    const { id } = await say({});
    await readNotice(waiter, id);
    await readNotice(waiter, id);
    expect(await readers(id)).toEqual(["admin", "manager", "cook"]);
    expect(await getPrisma().noticeRead.count({ where: { noticeId: id } })).toBe(1);
  });

  it("is on the list from its beginning to its end, and not once it is withdrawn", async () => {
    const { id } = await say({ startsAt: "2090-01-01T10:00:00Z", endsAt: "2090-01-01T12:00:00Z" });
    const at = async (time: string) => (await listNotices(waiter, new Date(time))).some((each) => each.id === id);
    expect(await at("2090-01-01T09:59:59Z")).toBe(false);
    expect(await at("2090-01-01T10:00:00Z")).toBe(true);
    expect(await at("2090-01-01T12:00:00Z")).toBe(false);
    await getPool().query('update "Notice" set "withdrawnAt" = now() where "id" = $1', [id]);
    expect(await at("2090-01-01T10:00:00Z")).toBe(false);
  });

  it("is refused for somebody who does not work here or no longer does, and for an end that has passed", async () => {
    const other = await createStaff(await createHouse(), "staff");
    const left = await createStaff(house, "staff");
    await getPrisma().user.update({ where: { id: left.actor.userId }, data: { disabledAt: new Date() } });
    for (const stranger of [newId(), other.actor.userId, left.actor.userId]) {
      await expect(say({ targetUsers: [waiter.actor.userId, stranger] })).rejects.toMatchObject({
        code: "invalid",
        details: { errors: [{ path: "targetUsers.1" }] },
      });
    }
    await expect(say({ endsAt: "2020-01-01T00:00:00Z" })).rejects.toMatchObject({ code: "invalid" });
  });

  it("cannot be read by somebody it is not for, nor from another venue", async () => {
    const { id } = await say({ targetRoles: ["kitchen"] });
    await expect(readNotice(waiter, id)).rejects.toMatchObject({ code: "not-found" });
    const elsewhere = await createStaff(await createHouse(), "kitchen");
    await expect(readNotice(elsewhere, id)).rejects.toMatchObject({ code: "not-found" });
    expect(await readNotice(cook, id)).toMatchObject({ id });
  });

  it("is written down, with who said it to whom", async () => {
    const { id } = await say({ targetRoles: ["kitchen"], message: "Until Friday" });
    const entry = await getPrisma().auditEntry.findFirst({ where: { subjectId: id } });
    expect(entry).toMatchObject({
      action: "notice.created",
      actorName: "Стоян",
      after: { message: "Until Friday", targetRoles: ["kitchen"] },
    });
  });

  it("is made once for one key", async () => {
    const idempotency = { key: newId(), requestHash: "x" };
    const input = CreateNoticeInput.parse({ title: "Once" });
    const first = await createNotice(manager, input, idempotency);
    const again = await createNotice(manager, input, idempotency);
    expect(again).toEqual({ ...first, replayed: true });
    expect(await channelsOf(first.body.id)).toHaveLength(1);
  });

  it.each(["0000-01-01T00:00:00Z", "9999-12-31T23:59:59-12:00"])("begins and ends at no time like %s", (time) => {
    for (const when of [{ startsAt: time }, { endsAt: time }]) {
      expect(CreateNoticeInput.safeParse({ title: "Never", ...when }).success).toBe(false);
    }
  });

  it("is answered again under its key when it is over", async () => {
    const idempotency = { key: newId(), requestHash: "x" };
    const input = CreateNoticeInput.parse({ title: "Short", endsAt: "2099-01-01T00:00:00Z" });
    const first = await createNotice(manager, input, idempotency);
    const again = await createNotice(manager, input, idempotency, new Date("2099-01-02T00:00:00Z"));
    expect(again).toEqual({ ...first, replayed: true });
  });
});
