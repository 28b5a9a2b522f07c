import pg from "pg";
import { startPushService, type TestBrowser } from "@/lib/platform/push/testing";
import type { PushSubscriptionDto } from "@/lib/push/schema";
import type { ApiClient } from "./api-client";
import { expect, test } from "./fixtures";
import { House } from "./house";
import { LiveSubscriber } from "./live-subscriber";
import { makeDataDir, type OwnServer, removeDataDir, startServer } from "./server";
import { tablesOf } from "./tables";

const [table] = tablesOf.push;

let service: Awaited<ReturnType<typeof startPushService>>;
test.beforeAll(async () => {
  service = await startPushService();
});
test.afterAll(() => service.stop());

interface Listing {
  publicKey: string;
  items: PushSubscriptionDto[];
}

async function subscribe(who: ApiClient, change: object = {}): Promise<TestBrowser & { id: string }> {
  const browser = service.subscribe();
  const { status, body } = await who.post<PushSubscriptionDto>("push-subscriptions", {
    ...browser.subscription,
    ...change,
  });
  expect(status).toBe(201);
  return Object.assign(browser, { id: body.id });
}

const told = (browser: TestBrowser, count: number) =>
  expect.poll(() => browser.received.length, { timeout: 10_000 }).toBe(count);
const endpointsOf = async (who: ApiClient) =>
  (await who.get<Listing>("push-subscriptions")).body.items.map(({ endpoint }) => endpoint);

async function userId(who: ApiClient): Promise<string> {
  return (await who.get<{ user: { id: string } }>("/api/auth/session")).body.user.id;
}

test("a call reaches the phones of the floor, encrypted and signed, and not the kitchen's", async ({ house }) => {
  const [waiter, cook] = [await house.staff("staff"), await house.staff("kitchen")];
  const [phone, kitchenPhone] = [await subscribe(waiter), await subscribe(cook)];
  const { body } = await waiter.get<Listing>("push-subscriptions");
  expect(Buffer.from(body.publicKey, "base64url")).toHaveLength(65);

  const guest = await house.sit(table);
  const { body: call } = await guest.client.post("waiter-calls", { callType: "payment_card" });
  await told(phone, 1);
  const [received] = phone.received;
  expect(received).toMatchObject({
    urgency: "high",
    message: {
      topic: "calls",
      tag: `call:${call.id}`,
      path: `/v/${house.venue}/dashboard?call=${call.id}`,
      sticky: true,
    },
    vapid: { publicKey: body.publicKey, claims: { aud: service.origin } },
  });
  expect(received?.message.title).toContain(table);
  expect(received?.ttl).toBeLessThanOrEqual(300);
  expect(kitchenPhone.received).toEqual([]);

  // The push service says that the browser is gone: so is its subscription.
  phone.answers.push({ status: 410 });
  await house.silence();
  await guest.client.post("waiter-calls", { callType: "help" });
  await told(phone, 2);
  await expect.poll(() => endpointsOf(waiter)).not.toContain(phone.subscription.endpoint);
  await cook.request("DELETE", `push-subscriptions/${kitchenPhone.id}`);
  expect(await endpointsOf(cook)).not.toContain(kitchenPhone.subscription.endpoint);
  await house.silence();
  await house.clearTable(table);
});

test("who places an order is not told of it, colleagues are, once each, of what they chose", async ({ house }) => {
  const [waiter, colleague, third] = [
    await house.staff("staff"),
    await house.staff("staff", 1),
    await house.staff("manager"),
  ];
  const phones = [await subscribe(waiter), await subscribe(colleague), await subscribe(third, { topics: ["calls"] })];
  const [own, other, silent] = phones;
  await house.sit(table);
  const { id } = await house.table(table);
  const { status, body: order } = await waiter.post("orders", {
    tableId: id,
    items: [await house.line("Shopska salad")],
  });
  expect(status, JSON.stringify(order)).toBe(201);
  if (!own || !other || !silent) throw new Error("no phones");
  await told(other, 1);
  expect(other.received[0]?.message).toMatchObject({
    topic: "orders",
    path: `/v/${house.venue}/dashboard?order=${order.id}`,
  });
  // Choosing again: only calls from here on.
  await colleague.patch(`push-subscriptions/${other.id}`, { topics: ["calls"] });
  await waiter.post("orders", { tableId: id, items: [await house.line("Shopska salad")] });
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  expect([own, other, silent].map(({ received }) => received.length)).toEqual([0, 1, 0]);
  for (const [who, phone] of [
    [waiter, own],
    [colleague, other],
    [third, silent],
  ] as const) {
    await who.request("DELETE", `push-subscriptions/${phone.id}`);
  }
  await house.clearTable(table);
});

test("a ready order reaches whoever carries, a comment whoever it mentions", async ({ house }) => {
  const [waiter, releaser, cook] = [
    await house.staff("staff"),
    await house.staff("releaser"),
    await house.staff("kitchen"),
  ];
  const [carries, cooks] = [await subscribe(releaser), await subscribe(cook)];
  await house.sit(table);
  const { id: tableId } = await house.table(table);
  const { body: order } = await waiter.post("orders", { tableId, items: [await house.line("Shopska salad")] });
  await waiter.patch(`orders/${order.id}/status`, { status: "preparing" });
  await waiter.patch(`orders/${order.id}/status`, { status: "ready" });
  await told(carries, 1);
  expect(carries.received[0]).toMatchObject({ urgency: "high", message: { topic: "ready", tag: `order:${order.id}` } });
  expect(carries.received[0]?.ttl).toBeLessThanOrEqual(600);

  const mentions = [await userId(cook)];
  const { status } = await waiter.post(`orders/${order.id}/comments`, { text: "No onions, please", mentions });
  expect(status).toBe(201);
  await told(cooks, 1);
  expect(cooks.received[0]?.message).toMatchObject({ topic: "mentions", body: "No onions, please" });
  expect(carries.received).toHaveLength(1);
  await releaser.request("DELETE", `push-subscriptions/${carries.id}`);
  await cook.request("DELETE", `push-subscriptions/${cooks.id}`);
  await house.clearTable(table);
});

test("an endpoint is one browser's: signing in as somebody else takes it over", async ({ house }) => {
  const [first, second] = [await house.staff("staff"), await house.staff("staff", 1)];
  const phone = await subscribe(first);
  const again = await second.post<PushSubscriptionDto>("push-subscriptions", phone.subscription);
  expect(again.status).toBe(200);
  expect(await endpointsOf(first)).not.toContain(phone.subscription.endpoint);
  expect(await endpointsOf(second)).toContain(phone.subscription.endpoint);
  expect((await first.request("DELETE", `push-subscriptions/${again.body.id}`)).status).toBe(404);
  expect((await second.request("DELETE", `push-subscriptions/${again.body.id}`)).status).toBe(204);
});

test("subscribing is refused to guests, for strange endpoints and for keys that are none", async ({ house }) => {
  const guest = await house.sit(table);
  const { subscription } = service.subscribe();
  expect((await guest.client.post("push-subscriptions", subscription)).status).toBe(403);
  expect((await house.stranger().post("push-subscriptions", subscription)).status).toBe(401);
  const waiter = await house.staff("staff");
  const refuse = async (change: object, path: string) => {
    const { status, body } = await waiter.post("push-subscriptions", { ...subscription, ...change });
    expect({ status, path: body.errors?.[0]?.path }).toEqual({ status: 422, path });
  };
  await refuse({ endpoint: "http://push.example.com/x" }, "endpoint");
  await refuse({ endpoint: "gopher://push.example.com/x" }, "endpoint");
  await refuse({ keys: { ...subscription.keys, p256dh: Buffer.alloc(65, 4).toString("base64url") } }, "keys.p256dh");
  await refuse({ topics: ["weather"] }, "topics.0");
  await house.clearTable(table);
});

test("a notice for one person comes live, by push and on their list, and to nobody else", async ({ house }) => {
  const [manager, waiter, colleague] = [
    await house.staff("manager"),
    await house.staff("staff"),
    await house.staff("staff", 1),
  ];
  const [phone, otherPhone] = [await subscribe(waiter), await subscribe(colleague)];
  const id = await userId(waiter);
  const channel = `private-user-${id}`;
  const live = await new LiveSubscriber(waiter, [channel]).start({});
  const before = live.heard.length;
  const { status, body: notice } = await manager.post("notices", {
    title: "Come to the office",
    severity: "critical",
    targetUsers: [id],
  });
  expect(status).toBe(201);
  const event = await live.waitFor("the notice", ({ data }) => data.noticeId === notice.id);
  expect(event).toMatchObject({
    name: "system-notification",
    data: { title: "Come to the office", venue: house.venue },
  });
  expect(live.heard.length).toBe(before + 1);
  live.stop();
  await told(phone, 1);
  expect(phone.received[0]).toMatchObject({
    urgency: "high",
    message: { topic: "notices", title: "Come to the office" },
  });

  // Whoever was away asks for what they missed, and nobody else may.
  const replay = (who: ApiClient) => who.get(`events?channel=${channel}&after=${event.meta.seq - 1}`);
  expect((await replay(waiter)).body.events.map(({ data }: { data: { noticeId: string } }) => data.noticeId)).toEqual([
    notice.id,
  ]);
  expect((await replay(manager)).status).toBe(403);

  const listed = async (who: ApiClient) =>
    (await who.get<{ items: { id: string }[] }>("notices")).body.items.some((each) => each.id === notice.id);
  expect([await listed(waiter), await listed(colleague)]).toEqual([true, false]);
  expect((await colleague.post(`notices/${notice.id}/read`, {}, { key: false })).status).toBe(404);
  expect((await waiter.post(`notices/${notice.id}/read`, {}, { key: false })).status).toBe(200);
  expect(await listed(waiter)).toBe(false);
  expect(otherPhone.received).toEqual([]);
  expect((await waiter.post("notices", { title: "No" })).status).toBe(403);
  await waiter.request("DELETE", `push-subscriptions/${phone.id}`);
  await colleague.request("DELETE", `push-subscriptions/${otherPhone.id}`);
});

test.describe("a house of its own", () => {
  let dataDir: string;
  let server: OwnServer;
  test.beforeAll(async () => {
    dataDir = await makeDataDir();
    server = await startServer({ dataDir });
  });
  test.afterAll(async () => {
    await server?.stop();
    await removeDataDir(dataDir);
  });

  const callLimit = async (seconds: number) => {
    const client = new pg.Client({ connectionString: server.databaseUrl });
    await client.connect();
    await client.query('update "Venue" set "callLimitSeconds" = $1', [seconds]);
    await client.end();
  };

  test("keeps what it owes when it is killed, and its keys; looks for the manager when nobody answers", async () => {
    test.setTimeout(120_000);
    let house = new House(server.url, server.sheet());
    const waiter = await house.staff("staff");
    const phone = await subscribe(waiter);
    phone.answers.push({ status: 503 });
    const { publicKey } = (await waiter.get<Listing>("push-subscriptions")).body;
    const guest = await house.sit(table);
    await guest.client.post("waiter-calls", { callType: "help" });
    await told(phone, 1);
    await server.kill();
    server = await startServer({ dataDir, port: server.port });
    await told(phone, 2);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(phone.received).toHaveLength(2);
    house = new House(server.url, server.sheet());
    expect((await (await house.staff("staff")).get<Listing>("push-subscriptions")).body.publicKey).toBe(publicKey);

    const manager = await house.staff("manager");
    const managersPhone = await subscribe(manager);
    const live = await new LiveSubscriber(manager, [`private-${house.venue}-alerts`]).start({});
    await callLimit(1);
    await told(managersPhone, 1);
    expect(managersPhone.received[0]?.message).toMatchObject({ topic: "calls", sticky: true });
    await live.waitFor("the alert", ({ name, data }) => name === "sla-warning" && data.severity === "critical");
    live.stop();
    // The waiter's phone rang for the call itself, and is not rung for what is the manager's.
    expect(phone.received).toHaveLength(2);
  });
});
