import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Context, StaffActor } from "@/lib/platform/auth/actor";
import { closeDatabase, getPool, getPrisma } from "@/lib/platform/db";
import { newId } from "@/lib/platform/ids";
import { startPushService } from "@/lib/platform/push/testing";
import { createHouse, createStaff, type House } from "@/lib/tables/testing/fixture";
import { listSubscriptions } from "../queries";
import { pushTopics, SubscribeInput } from "../schema";
import { chooseTopics, subscribe, unsubscribe } from "./subscriptions";

let service: Awaited<ReturnType<typeof startPushService>>;
let house: House;
let maria: Context<StaffActor>;
let ivan: Context<StaffActor>;

beforeAll(async () => {
  vi.stubEnv("PUSH_PRIVATE_ENDPOINTS", "1");
  service = await startPushService();
  house = await createHouse();
  maria = await createStaff(house, "staff");
  ivan = await createStaff(house, "cashier");
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await service.stop();
  await closeDatabase();
});

const input = (change: object = {}) => SubscribeInput.parse({ ...service.subscribe().subscription, ...change });
const add = (who: Context<StaffActor>, what: SubscribeInput) => subscribe(who, what, "Mozilla/5.0", null);

describe("subscribe", () => {
  it("answers the subscription, told of everything unless said otherwise", async () => {
    const { status, body } = await add(maria, input());
    expect(status).toBe(201);
    expect(body).toMatchObject({ topics: pushTopics, userAgent: "Mozilla/5.0" });
    expect((await listSubscriptions(maria)).map(({ id }) => id)).toContain(body.id);
    expect((await listSubscriptions(ivan)).map(({ id }) => id)).not.toContain(body.id);
  });

  it("is not for a shared tablet, where the next person would read it", async () => {
    const onTablet = { ...maria, actor: { ...maria.actor, deviceId: newId() } };
    await expect(add(onTablet, input())).rejects.toMatchObject({ code: "forbidden" });
  });

  it("takes a browser over while a message to it is being crossed off", async () => {
    const first = input();
    const made = (await add(maria, first)).body;
    await getPool().query(
      `insert into "PushDelivery" ("id", "subscriptionId", "eventId", "payload", "urgency", "expiresAt")
       values ($1, $2, $3, '{}', 'high', now() + interval '1 hour')`,
      [newId(), made.id, newId()],
    );
    const sender = await getPool().connect();
    try {
      // In the order in which a message that was taken is written down.
      await sender.query("begin");
      await sender.query('update "PushSubscription" set "lastSentAt" = now() where "id" = $1', [made.id]);
      const taking = add(ivan, first);
      await new Promise((resolve) => setTimeout(resolve, 300));
      await sender.query('delete from "PushDelivery" where "subscriptionId" = $1', [made.id]);
      await sender.query("commit");
      expect((await taking).status).toBe(200);
    } finally {
      sender.release();
    }
  });

  it("updates the same endpoint, and gives it to whoever is signed in", async () => {
    const first = input();
    const made = (await add(maria, first)).body;
    const { keys } = service.subscribe().subscription;
    const again = await add(maria, { ...first, keys, topics: ["calls"] });
    expect(again).toMatchObject({ status: 200, body: { id: made.id, topics: ["calls"], createdAt: made.createdAt } });
    await getPool().query(
      `insert into "PushDelivery" ("id", "subscriptionId", "eventId", "payload", "urgency", "expiresAt")
       values ($1, $2, $3, '{}', 'high', now() + interval '1 hour')`,
      [newId(), made.id, newId()],
    );
    const taken = await add(ivan, first);
    expect(taken).toMatchObject({ status: 200, body: { id: made.id } });
    expect((await listSubscriptions(maria)).map(({ id }) => id)).not.toContain(made.id);
    // What was owed to Maria is not for Ivan.
    expect(await getPrisma().pushDelivery.count({ where: { subscriptionId: made.id } })).toBe(0);
    const row = await getPrisma().pushSubscription.findUniqueOrThrow({ where: { id: made.id } });
    expect(row).toMatchObject({ userId: ivan.actor.userId, p256dh: first.keys.p256dh });
    expect(row.createdAt.getTime()).toBeGreaterThan(Date.parse(made.createdAt));
  });

  it("makes one of many that come at once", async () => {
    const same = input();
    const answers = await Promise.all(Array.from({ length: 5 }, () => add(maria, same)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 201]);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
  });

  it.each([
    ["an endpoint of our network", { endpoint: "https://10.0.0.1/x" }, "endpoint", "0"],
    ["one without TLS", { endpoint: "http://push.example.com/x" }, "endpoint", "1"],
    ["one on this machine", { endpoint: "http://127.0.0.1:9/x" }, "endpoint", "0"],
    [
      "keys that are no point of the curve",
      { keys: { p256dh: Buffer.alloc(65, 4).toString("base64url"), auth: "A".repeat(22) } },
      "keys.p256dh",
      "1",
    ],
  ])("refuses %s", async (_, change, path, allowed) => {
    vi.stubEnv("PUSH_PRIVATE_ENDPOINTS", allowed);
    const attempt = add(maria, input(change));
    vi.stubEnv("PUSH_PRIVATE_ENDPOINTS", "1");
    await expect(attempt).rejects.toMatchObject({ code: "invalid", details: { errors: [{ path }] } });
  });

  it("keeps twenty browsers a person, those that heard something last", async () => {
    const many = await createStaff(house, "manager");
    const ids: string[] = [];
    for (let n = 0; n < 21; n++) ids.push((await add(many, input())).body.id);
    const kept = (await listSubscriptions(many)).map(({ id }) => id);
    expect(kept).toHaveLength(20);
    expect(kept).not.toContain(ids[0]);
    expect(kept).toContain(ids[20]);
  });

  it("begins at the head of the channels, and does not begin anew with a second browser", async () => {
    const other = await createHouse();
    const who = await createStaff(other, "staff");
    const staff = `presence-${other.slug}-staff`;
    await getPool().query('insert into "ChannelHead" values ($1, $2, 41)', [other.id, staff]);
    await add(who, input());
    await getPool().query('update "ChannelHead" set "seq" = 50 where "channel" = $1', [staff]);
    await add(who, input());
    const cursors = await getPrisma().pushCursor.findMany({
      where: { venueId: other.id },
      orderBy: { channel: "asc" },
    });
    expect(cursors.map(({ channel, seq }) => [channel, Number(seq)])).toEqual([
      [staff, 41],
      [`private-${other.slug}-system`, 0],
    ]);
    expect(await getPrisma().pushCursor.count({ where: { channel: `private-user-${who.actor.userId}` } })).toBe(1);
  });
});

describe("a subscription", () => {
  it("is changed and removed by its owner alone, in its venue alone", async () => {
    const { body } = await add(maria, input());
    expect(await chooseTopics(maria, body.id, { topics: ["ready", "ready"] })).toMatchObject({ topics: ["ready"] });
    const elsewhere = { ...maria, venue: ivan.venue, actor: ivan.actor };
    await expect(chooseTopics(elsewhere, body.id, { topics: [] })).rejects.toMatchObject({ code: "not-found" });
    await expect(unsubscribe(ivan, body.id)).rejects.toMatchObject({ code: "not-found" });
    const stranger = { ...maria, venue: (await createStaff(await createHouse(), "staff")).venue };
    await expect(unsubscribe(stranger, body.id)).rejects.toMatchObject({ code: "not-found" });
    await unsubscribe(maria, body.id);
    await expect(unsubscribe(maria, body.id)).rejects.toMatchObject({ code: "not-found" });
  });
});
