import type pg from "pg";
import pino from "pino";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { acknowledgeCall, createCall } from "@/lib/calls/commands";
import { createNotice } from "@/lib/notices/commands";
import { CreateNoticeInput } from "@/lib/notices/schema";
import type { Context, RoleName, StaffActor } from "@/lib/platform/auth/actor";
import { getPool, getPrisma } from "@/lib/platform/db";
import { newId } from "@/lib/platform/ids";
import { startPushService, type TestBrowser } from "@/lib/platform/push/testing";
import { generateVapidKeys } from "@/lib/platform/push/vapid";
import { numberEvents, ownerOfChannel } from "@/lib/platform/realtime/numbering";
import { until as untilWithin, useOwnDatabase, writeEvent } from "@/lib/platform/realtime/testing";
import { createHouse, createStaff, type House, seatGuest } from "@/lib/tables/testing/fixture";
import { SubscribeInput } from "../schema";
import { claimDue } from "./deliver";
import { fanOut } from "./fan-out";
import { startPushWorker } from "./push-worker";
import { subscribe } from "./subscriptions";

const log = pino({ level: process.env.LOG_LEVEL ?? "silent" });
const vapid = { ...generateVapidKeys(), subject: "mailto:house@example.com" };
const sender = { vapid, allowPrivate: true, timeoutMs: 1_000 };

// The machine may have other things to do.
const until = (what: string, check: () => boolean | Promise<boolean>) => untilWithin(what, check, 12_000);

let dropDatabase: () => Promise<void>;
let service: Awaited<ReturnType<typeof startPushService>>;
let house: House;
const ends: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  vi.stubEnv("PUSH_PRIVATE_ENDPOINTS", "1");
  dropDatabase = await useOwnDatabase();
  service = await startPushService();
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await service.stop();
  await dropDatabase();
});
beforeEach(async () => {
  house = await createHouse();
});
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

function work() {
  const worker = startPushWorker({ pool: getPool(), log, sender });
  ends.push(worker.stop);
  return worker;
}

type Person = Context<StaffActor> & { browser: TestBrowser; subscriptionId: string };

/** Somebody of the house with a browser that is told. */
async function person(role: RoleName, { locale = "en", change = {} } = {}): Promise<Person> {
  const ctx = await createStaff(house, role, { name: `The ${role}`, locale });
  const browser = service.subscribe();
  const { body } = await subscribe(ctx, SubscribeInput.parse({ ...browser.subscription, ...change }), null, null);
  return { ...ctx, browser, subscriptionId: body.id };
}

/** What the relay does: gives the house's events their numbers. */
async function number(): Promise<void> {
  const client = await getPool().connect();
  await numberEvents(client, [house.id], { limit: 100, above: "0" });
  client.release();
}

async function ring(table = house.table) {
  const guest = await seatGuest(house, table);
  const { body } = await createCall(guest, { callType: "payment_card" }, null);
  return body;
}

async function comment(actor: StaffActor, mentions: string[]): Promise<string> {
  return writeEvent({
    venueId: house.id,
    channels: [`private-${house.slug}-orders`, `presence-${house.slug}-staff`],
    name: "order-comment",
    actor: { id: actor.userId, name: actor.name },
    payload: {
      orderId: newId(),
      orderNumber: 3,
      tableNumber: "1",
      commentId: newId(),
      text: "Bring a candle",
      author: { id: actor.userId, name: actor.name },
      mentions,
      createdAt: new Date().toISOString(),
    },
  });
}

async function withClient<T>(use: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await getPool().connect();
  try {
    return await use(client);
  } finally {
    client.release();
  }
}

const owed = (...people: Person[]) =>
  getPrisma().pushDelivery.count({ where: { subscriptionId: { in: people.map((each) => each.subscriptionId) } } });
const nothingOwed = (...people: Person[]) => until("nothing is owed", async () => (await owed(...people)) === 0);
const titles = ({ browser }: Person) => browser.received.map(({ message }) => message.title);
/** Everything that is numbered has been read. */
const isRead = () =>
  until("everything is read", async () => {
    const { rows } = await getPool().query(
      `select 1 from "PushCursor" c join "ChannelHead" h using ("venueId", "channel") where h."seq" > c."seq"`,
    );
    return rows.length === 0;
  });

describe("the push worker", () => {
  it("tells the floor of a call, each in their language, and the kitchen nothing", async () => {
    const [waiter, cashier, cook] = [
      await person("staff", { locale: "bg" }),
      await person("cashier"),
      await person("kitchen"),
    ];
    const silent = await person("manager", { change: { topics: ["orders"] } });
    work();
    const call = await ring();
    await number();
    await until("both are told", () => waiter.browser.received.length + cashier.browser.received.length === 2);
    expect(titles(waiter)).toEqual(["Маса 1: сметка, с карта"]);
    const [received] = cashier.browser.received;
    expect(received).toMatchObject({
      urgency: "high",
      message: {
        topic: "calls",
        venue: house.slug,
        title: "Table 1: bill, by card",
        tag: `call:${call.id}`,
        path: `/v/${house.slug}/dashboard?call=${call.id}`,
        sticky: true,
      },
      vapid: { publicKey: vapid.publicKey, claims: { aud: service.origin, sub: vapid.subject } },
    });
    expect(received?.ttl).toBeGreaterThan(290);
    expect(received?.ttl).toBeLessThanOrEqual(300);
    await nothingOwed(waiter, cashier, cook, silent);
    expect([...titles(cook), ...titles(silent)]).toEqual([]);
    const row = await getPrisma().pushSubscription.findUniqueOrThrow({ where: { id: waiter.subscriptionId } });
    expect(row.lastSentAt).not.toBeNull();
  });

  it("does not tell whoever did it, nor anybody who is not mentioned", async () => {
    const [author, mentioned, other] = [await person("staff"), await person("kitchen"), await person("staff")];
    work();
    await comment(author.actor, [author.actor.userId, mentioned.actor.userId]);
    await number();
    await until("the mentioned is told", () => mentioned.browser.received.length === 1);
    expect(mentioned.browser.received[0]).toMatchObject({ urgency: "normal", message: { body: "Bring a candle" } });
    await nothingOwed(author, mentioned, other);
    expect([...titles(author), ...titles(other)]).toEqual([]);
  });

  it("brings a personal notice to its person alone, in the venue it was said in", async () => {
    const [manager, waiter, other] = [await person("manager"), await person("staff"), await person("staff")];
    // The same person works elsewhere too, and is told there of that house.
    const here = house;
    house = await createHouse();
    await getPrisma().membership.create({
      data: { id: newId(), venueId: house.id, userId: waiter.actor.userId, role: "STAFF" },
    });
    const elsewhere = service.subscribe();
    const { venue } = await createStaff(house, "staff");
    await subscribe({ ...waiter, venue }, SubscribeInput.parse(elsewhere.subscription), null, null);
    house = here;
    work();
    const input = CreateNoticeInput.parse({
      title: "Call me",
      targetUsers: [waiter.actor.userId],
      severity: "critical",
    });
    await createNotice(manager, input, null);
    await number();
    await until("the person is told", () => waiter.browser.received.length === 1);
    expect(waiter.browser.received[0]).toMatchObject({
      urgency: "high",
      message: { title: "Call me", topic: "notices" },
    });
    await nothingOwed(manager, waiter, other);
    expect([...titles(manager), ...titles(other), ...elsewhere.received]).toEqual([]);
  });

  it("tells everybody of a notice once it begins, and not before", async () => {
    const [manager, cook] = [await person("manager"), await person("kitchen")];
    const startsAt = new Date(Date.now() + 1_500).toISOString();
    await createNotice(manager, CreateNoticeInput.parse({ title: "Fire drill", startsAt }), null);
    await number();
    work();
    await until("the cook is told", () => cook.browser.received.length === 1);
    expect(cook.browser.received[0]?.at).toBeGreaterThanOrEqual(Date.parse(startsAt));
    expect(cook.browser.received[0]?.ttl).toBe(86_400);
    expect(titles(manager)).toEqual([]);
  });

  it.each([404, 410])("removes a subscription whose browser is gone (%i)", async (status) => {
    const waiter = await person("staff");
    waiter.browser.answers.push({ status });
    work();
    await ring();
    await number();
    const find = () => getPrisma().pushSubscription.findUnique({ where: { id: waiter.subscriptionId } });
    await until("it is removed", async () => (await find()) === null);
    expect(await owed(waiter)).toBe(0);
  });

  it("tries again after 503, and the browser is told once", async () => {
    const waiter = await person("staff");
    waiter.browser.answers.push({ status: 503 });
    work();
    await ring();
    await number();
    await until("the second try", () => waiter.browser.received.length === 2);
    await nothingOwed(waiter);
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    expect(waiter.browser.received).toHaveLength(2);
  });

  it("waits as long as it is told to, and never past the end of the message", async () => {
    const waiter = await person("staff");
    waiter.browser.answers.push({ status: 429, headers: { "retry-after": "90" } });
    work();
    await ring();
    await number();
    const find = () => getPrisma().pushDelivery.findFirst({ where: { subscriptionId: waiter.subscriptionId } });
    const wait = async () => ((await find())?.nextAttemptAt.getTime() ?? 0) - Date.now();
    await until("it waits", async () => (await wait()) > 60_000);
    expect(await wait()).toBeLessThanOrEqual(90_000);
    await getPool().query(
      `update "PushDelivery" set "expiresAt" = now() - interval '1 second', "nextAttemptAt" = now() where "subscriptionId" = $1`,
      [waiter.subscriptionId],
    );
    await nothingOwed(waiter);
    expect(waiter.browser.received).toHaveLength(1);
  });

  it("takes no wait for an answer that is longer than any", async () => {
    const waiter = await person("staff");
    waiter.browser.answers.push({ status: 503, headers: { "retry-after": "9".repeat(400) } });
    work();
    await ring();
    await number();
    const find = () => getPrisma().pushDelivery.findFirst({ where: { subscriptionId: waiter.subscriptionId } });
    await until("it waits", async () => ((await find())?.nextAttemptAt.getTime() ?? 0) - Date.now() > 60_000);
    const owing = await find();
    expect(owing?.nextAttemptAt.getTime()).toBeLessThan((owing?.expiresAt.getTime() ?? 0) + 2_000);
  });

  it("brings a person's message to no browser that becomes another's meanwhile", async () => {
    const [waiter, colleague] = [await person("staff"), await person("staff")];
    await comment(colleague.actor, [waiter.actor.userId]);
    await number();
    await withClient(async (other) => {
      await other.query("begin");
      await other.query('update "PushSubscription" set "userId" = $1, "createdAt" = now() where "id" = $2', [
        colleague.actor.userId,
        waiter.subscriptionId,
      ]);
      const reading = withClient((client) => fanOut(client));
      await new Promise((resolve) => setTimeout(resolve, 500));
      await other.query("commit");
      await reading;
    });
    expect(await withClient((client) => claimDue(client, 10))).toEqual([]);
    expect(await owed(waiter)).toBe(0);
  });

  it("gives up what is refused, and goes on with the next", async () => {
    const waiter = await person("staff");
    waiter.browser.answers.push({ status: 403 });
    work();
    await ring();
    await number();
    await until("it was sent", () => waiter.browser.received.length === 1);
    await nothingOwed(waiter);
    await ring(house.otherTable);
    await number();
    await until("the next is told", () => waiter.browser.received.length === 2);
  });

  it("sends once what a worker that was killed had written down", async () => {
    const waiter = await person("staff");
    await ring();
    await number();
    await withClient((client) => fanOut(client));
    expect(await owed(waiter)).toBe(1);
    // As by a transaction that was read twice.
    await getPool().query('update "PushCursor" set "seq" = 0 where "venueId" = $1', [house.id]);
    await withClient((client) => fanOut(client));
    expect(await owed(waiter)).toBe(1);
    work();
    await until("it is told", () => waiter.browser.received.length === 1);
    await nothingOwed(waiter);
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(waiter.browser.received).toHaveLength(1);
  });

  it("keeps what a killed worker had taken from others until its lease is over, then it is sent once", async () => {
    const waiter = await person("staff");
    await ring();
    await number();
    await withClient((client) => fanOut(client));
    expect(await withClient((client) => claimDue(client, 10))).toHaveLength(1);
    work();
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(waiter.browser.received).toEqual([]);
    await getPool().query(`update "PushDelivery" set "nextAttemptAt" = now() where "subscriptionId" = $1`, [
      waiter.subscriptionId,
    ]);
    await until("it is told", () => waiter.browser.received.length === 1);
    await nothingOwed(waiter);
    expect(waiter.browser.received).toHaveLength(1);
  });

  it("sends once with two workers at once, and the second goes on when the first ends", async () => {
    const people = [await person("staff"), await person("manager")];
    const first = work();
    work();
    await ring();
    await ring(house.otherTable);
    await number();
    await until("both are told of both", () => people.every(({ browser }) => browser.received.length === 2));
    await nothingOwed(...people);
    await first.stop();
    const [author] = people;
    if (author)
      await comment(
        author.actor,
        people.map(({ actor }) => actor.userId),
      );
    await number();
    await until("the second goes on", () => people[1]?.browser.received.length === 3);
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(people.map(({ browser }) => browser.received.length)).toEqual([2, 3]);
  });

  it("does not tell of what was before the browser subscribed, nor of what is too old", async () => {
    await ring();
    await number();
    const waiter = await person("staff");
    await getPool().query('update "PushCursor" set "seq" = 0 where "venueId" = $1', [house.id]);
    work();
    await isRead();
    await nothingOwed(waiter);
    // Old enough for the subscription, and too old for anybody.
    const late = await ring(house.otherTable);
    await getPool().query(
      `update "OutboxEvent" set "at" = now() - interval '301 seconds' where "payload"->>'callId' = $1`,
      [late.id],
    );
    await getPool().query('update "PushSubscription" set "createdAt" = now() - interval \'1 hour\' where "id" = $1', [
      waiter.subscriptionId,
    ]);
    await number();
    await isRead();
    await nothingOwed(waiter);
    expect(waiter.browser.received).toEqual([]);
  });

  it("goes on where all that it had not read was forgotten", async () => {
    const waiter = await person("staff");
    const staff = `presence-${house.slug}-staff`;
    await getPool().query(
      `insert into "ChannelHead" values ($1, $2, 500) on conflict ("venueId", "channel") do update set "seq" = 500`,
      [ownerOfChannel(house.id, staff), staff],
    );
    work();
    await isRead();
    await ring();
    await number();
    await until("it is told", () => waiter.browser.received.length === 1);
  });

  it("does not tell of a call that somebody goes to, whether it was read or tried already", async () => {
    const [waiter, other] = [await person("staff"), await person("cashier")];
    const answered = await ring();
    await acknowledgeCall(other, answered.id);
    await number();
    waiter.browser.answers.push({ status: 503, headers: { "retry-after": "2" } });
    other.browser.answers.push({ status: 503, headers: { "retry-after": "2" } });
    work();
    await isRead();
    const second = await ring(house.otherTable);
    await number();
    await until("the second was tried", () => waiter.browser.received.length + other.browser.received.length === 2);
    expect(waiter.browser.received[0]?.message.tag).toBe(`call:${second.id}`);
    await acknowledgeCall(waiter, second.id);
    await number();
    await nothingOwed(waiter, other);
    await new Promise((resolve) => setTimeout(resolve, 2_200));
    expect(waiter.browser.received).toHaveLength(1);
  });

  it("sends the younger of two messages about one thing when the older was not sent yet", async () => {
    const waiter = await person("staff");
    const guest = await seatGuest(house);
    const { body } = await createCall(guest, { callType: "help", message: "Water" }, null);
    await createCall(guest, { callType: "help", message: "Water and ice" }, null);
    await number();
    work();
    await until("it is told", () => waiter.browser.received.length === 1);
    await nothingOwed(waiter);
    expect(waiter.browser.received.map(({ message }) => [message.tag, message.body])).toEqual([
      [`call:${body.id}`, "“Water and ice”"],
    ]);
  });

  it("tells nobody who left, also where a message was owed", async () => {
    const [left, disabled] = [await person("staff"), await person("staff")];
    await ring();
    await number();
    await withClient((client) => fanOut(client));
    await getPrisma().membership.updateMany({ where: { userId: left.actor.userId }, data: { disabledAt: new Date() } });
    await getPrisma().user.update({ where: { id: disabled.actor.userId }, data: { disabledAt: new Date() } });
    await ring(house.otherTable);
    await number();
    work();
    await isRead();
    await nothingOwed(left, disabled);
    expect([...titles(left), ...titles(disabled)]).toEqual([]);
  });

  it("finishes what is on the way when it stops, and leaves the rest to the next", async () => {
    const waiter = await person("staff");
    let release = () => {};
    waiter.browser.answers.push({ status: 201, after: new Promise<void>((resolve) => (release = resolve)) });
    const worker = work();
    await ring();
    await number();
    await until("it is on the way", () => waiter.browser.received.length === 1);
    const stopped = worker.stop();
    await ring(house.otherTable);
    await number();
    setTimeout(release, 200);
    await stopped;
    expect(await owed(waiter)).toBe(0);
    work();
    await until("the next is told", () => waiter.browser.received.length === 2);
  });

  it("holds no door shut: many browsers that do not answer do not keep one that does", async () => {
    const silent = await Promise.all(Array.from({ length: 10 }, () => person("staff")));
    for (const { browser } of silent) {
      browser.answers.push({ status: 201, after: new Promise((resolve) => setTimeout(resolve, 3_000)) });
    }
    const waiter = await person("cashier");
    work();
    await ring();
    await number();
    await until("the other is told", () => waiter.browser.received.length === 1);
  });
});
