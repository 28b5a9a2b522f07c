import type { PresenceChannel } from "pusher-js";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { BrokerApp, BrokerLimits } from "./broker";
import {
  APP,
  connectRaw,
  createPublisher,
  createPusherClient,
  hmac,
  nextEvent,
  type RunningBroker,
  startBroker,
  subscribeMessage,
} from "./testing";

let running: RunningBroker;
let port: number;

async function start(limits: Partial<BrokerLimits> = {}, app: Partial<BrokerApp> = {}) {
  running = await startBroker({ limits, apps: [{ ...APP, ...app }] });
  port = running.port;
}

beforeEach(() => start());
afterEach(() => running.stop());

/** Replaces the default broker by one with other limits or another app. */
async function restart(limits: Partial<BrokerLimits>, app: Partial<BrokerApp> = {}) {
  await running.stop();
  await start(limits, app);
}

describe("subscribing", () => {
  test.each([
    "news",
    "private-orders",
    "private-encrypted-notes",
    "cache-menu",
    "private-cache-menu",
    "private-encrypted-cache-menu",
    "aZ09_-=@,.;",
    "x".repeat(164),
  ])("to %s brings what is published there, and nothing after unsubscribing", async (channel) => {
    const client = await connectRaw(port);
    const answer = await client.subscribe(channel);
    expect(answer).toMatchObject({ channel, data: {} });
    const publisher = createPublisher(port, { encryptionMasterKeyBase64: Buffer.alloc(32, 1).toString("base64") });
    await publisher.trigger(channel, "greeting", { text: "здравей" });
    const event = await client.next("greeting");
    expect(event.channel).toBe(channel);
    if (!channel.startsWith("private-encrypted-")) expect(event.data).toEqual({ text: "здравей" });
    client.send({ event: "pusher:unsubscribe", data: { channel } });
    await client.settle();
    await publisher.trigger(channel, "greeting", {});
    await client.settle();
    expect(client.heard("greeting").length).toBe(1);
    expect(running.broker.stats().channels).toBe(0);
  });

  test("works for pusher-js on public, private and presence channels", async () => {
    const client = createPusherClient(port);
    const heard: unknown[] = [];
    for (const name of ["news", "private-orders", "presence-staff"]) {
      const channel = client.subscribe(name);
      channel.bind("greeting", (data: unknown) => heard.push([name, data]));
      await nextEvent(channel, "pusher:subscription_succeeded");
    }
    await createPublisher(port).trigger(["news", "private-orders", "presence-staff"], "greeting", { n: 1 });
    await vi.waitFor(() => expect(heard.length).toBe(3));
    expect(heard).toEqual([
      ["news", { n: 1 }],
      ["private-orders", { n: 1 }],
      ["presence-staff", { n: 1 }],
    ]);
    client.disconnect();
  });

  test.each(["", "white space", "sla/sh", "кухня", "#server-to-user-", "#else", "x".repeat(165), 7, null])(
    "to %j is refused",
    async (channel) => {
      const client = await connectRaw(port);
      client.send({ event: "pusher:subscribe", data: { channel } });
      expect((await client.next("pusher:subscription_error")).data).toMatchObject({
        type: "InvalidChannel",
        status: 400,
      });
    },
  );

  test("twice is an error that leaves the first in place", async () => {
    const client = await connectRaw(port);
    await client.subscribe("news");
    client.send(subscribeMessage(client.socketId, "news"));
    await client.next("pusher:error");
    await createPublisher(port).trigger("news", "greeting", 1);
    await client.next("greeting");
    await client.settle();
    expect(client.heard("greeting").length).toBe(1);
  });

  test("is possible with data that came as a JSON string", async () => {
    const client = await connectRaw(port);
    client.send({ event: "pusher:subscribe", data: JSON.stringify({ channel: "news" }) });
    await client.next("pusher_internal:subscription_succeeded");
  });

  test("to more channels than a connection may hold is refused", async () => {
    await restart({ channelsPerConnection: 1 });
    const client = await connectRaw(port);
    await client.subscribe("news");
    client.send(subscribeMessage(client.socketId, "more"));
    expect((await client.next("pusher:subscription_error")).data.type).toBe("LimitReached");
  });

  test("tells the channel's size only where the app asks for it", async () => {
    await restart({}, { subscriptionCounts: true });
    const [first, second] = [await connectRaw(port), await connectRaw(port)];
    await first.subscribe("news");
    await second.subscribe("news");
    expect((await first.next("pusher_internal:subscription_count")).data).toEqual({ subscription_count: 2 });
    await restart({});
    const client = await connectRaw(port);
    await client.subscribe("news");
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(client.heard("pusher_internal:subscription_count")).toEqual([]);
  });
});

describe("signatures", () => {
  const forgeries: [string, (socketId: string) => unknown][] = [
    ["none", () => undefined],
    ["one that is no text", () => 7],
    ["one of another secret", (id) => `${APP.key}:${hmac(`${id}:private-orders`, "other")}`],
    ["one of another key", (id) => `other:${hmac(`${id}:private-orders`)}`],
    ["one of another channel", (id) => `${APP.key}:${hmac(`${id}:private-kitchen`)}`],
    ["one of another socket", () => `${APP.key}:${hmac("1.1:private-orders")}`],
    ["half of the right one", (id) => `${APP.key}:${hmac(`${id}:private-orders`).slice(0, 32)}`],
  ];
  test.each(forgeries)("%s is refused, and the client can try again", async (_, forge) => {
    const client = await connectRaw(port);
    const channel = "private-orders";
    client.send({ event: "pusher:subscribe", data: { channel, auth: forge(client.socketId) } });
    const refusal = await client.next("pusher:subscription_error");
    expect(refusal).toMatchObject({ channel, data: { type: "AuthError", status: 401 } });
    expect(refusal.data.error).toBeTypeOf("string");
    await createPublisher(port).trigger(channel, "secret", 1);
    await client.subscribe(channel);
    await createPublisher(port).trigger(channel, "greeting", 1);
    await client.next("greeting");
    expect(client.heard("secret")).toEqual([]);
  });

  test("cover who joins a presence channel", async () => {
    const client = await connectRaw(port);
    const message = subscribeMessage(client.socketId, "presence-staff", { user_id: "1" });
    const forged = JSON.parse(JSON.stringify(message));
    forged.data.channel_data = JSON.stringify({ user_id: "2" });
    client.send(forged);
    expect((await client.next("pusher:subscription_error")).data.status).toBe(401);
    client.send(message);
    await client.next("pusher_internal:subscription_succeeded");
  });

  test("refused to pusher-js, the same channel can be subscribed again", async () => {
    const client = createPusherClient(port);
    let attempts = 0;
    const authorise = client.config.channelAuthorizer;
    client.config.channelAuthorizer = (params, callback) => {
      attempts += 1;
      if (attempts === 1) callback(null, { auth: `${APP.key}:${"0".repeat(64)}` });
      else authorise(params, callback);
    };
    const channel = client.subscribe("private-orders");
    const refusal = await nextEvent<{ status: number }>(channel, "pusher:subscription_error");
    expect(refusal.status).toBe(401);
    const succeeded = nextEvent(channel, "pusher:subscription_succeeded");
    channel.subscribe();
    await succeeded;
    client.disconnect();
  });
});

describe("presence", () => {
  const channel = "presence-staff";
  const member = (id: string) => ({ user_id: id, user_info: { name: `Name ${id}` } });

  test("tells of a user's first and last connection only", async () => {
    const [watcher, phone, tablet] = [await connectRaw(port), await connectRaw(port), await connectRaw(port)];
    await watcher.subscribe(channel, member("w"));
    await phone.subscribe(channel, member("a"));
    expect((await watcher.next("pusher_internal:member_added")).data).toEqual({
      user_id: "a",
      user_info: { name: "Name a" },
    });
    const seen = await tablet.subscribe(channel, member("a"));
    expect(seen.data).toEqual({
      presence: { ids: ["w", "a"], hash: { w: { name: "Name w" }, a: { name: "Name a" } }, count: 2 },
    });
    phone.ws.terminate();
    await vi.waitFor(() => expect(running.broker.stats().connections).toBe(2));
    await watcher.settle();
    expect(watcher.heard("pusher_internal:member_removed")).toEqual([]);
    tablet.send({ event: "pusher:unsubscribe", data: { channel } });
    expect((await watcher.next("pusher_internal:member_removed")).data).toEqual({ user_id: "a" });
    expect(watcher.heard("pusher_internal:member_added").length).toBe(1);
    await tablet.settle();
    expect(tablet.heard("pusher_internal:member_added")).toEqual([]);
  });

  test("is what pusher-js shows", async () => {
    const [watcher, guest] = [createPusherClient(port, "w"), createPusherClient(port, "g")];
    const watching = watcher.subscribe(channel) as PresenceChannel;
    await nextEvent(watching, "pusher:subscription_succeeded");
    const added = nextEvent<{ id: string }>(watching, "pusher:member_added");
    const joined = guest.subscribe(channel) as PresenceChannel;
    await nextEvent(joined, "pusher:subscription_succeeded");
    expect((await added).id).toBe("g");
    expect(joined.members.count).toBe(2);
    expect(joined.members.me.info).toEqual({ name: "Member g" });
    const removed = nextEvent<{ id: string }>(watching, "pusher:member_removed");
    guest.disconnect();
    expect((await removed).id).toBe("g");
    expect(watching.members.count).toBe(1);
    watcher.disconnect();
  });

  test("takes a user named like an object's innards for a user", async () => {
    const client = await connectRaw(port);
    const answer = await client.subscribe(channel, { user_id: "__proto__", user_info: { a: 1 } });
    expect(answer.data.presence.ids).toEqual(["__proto__"]);
    expect(client.messages.some((message) => String(message.data).includes('"hash":{"__proto__":{"a":1}}'))).toBe(true);
  });

  test("takes numbers as ids, and members without info", async () => {
    const client = await connectRaw(port);
    const { presence } = (await client.subscribe(channel, { user_id: 7 })).data;
    expect(presence).toEqual({ ids: ["7"], hash: { "7": null }, count: 1 });
  });

  test.each([
    ["no user_id", {}, "AuthError"],
    ["an empty user_id", { user_id: "" }, "AuthError"],
    ["a user_id of 129 characters", { user_id: "x".repeat(129) }, "LimitReached"],
    ["more than 1 KB of user_info", { user_id: "1", user_info: "x".repeat(1_024) }, "LimitReached"],
  ])("refuses %s", async (_, data, type) => {
    const client = await connectRaw(port);
    client.send(subscribeMessage(client.socketId, channel, data));
    expect((await client.next("pusher:subscription_error")).data.type).toBe(type);
  });

  test("refuses a member too many, but not another connection of one who is there", async () => {
    await restart({ presenceMembers: 1 });
    const [first, again, second] = [await connectRaw(port), await connectRaw(port), await connectRaw(port)];
    await first.subscribe(channel, member("a"));
    await again.subscribe(channel, member("a"));
    second.send(subscribeMessage(second.socketId, channel, member("b")));
    expect((await second.next("pusher:subscription_error")).data.type).toBe("LimitReached");
  });
});

describe("client events", () => {
  const channel = "private-orders";

  test("are refused unless the app allows them", async () => {
    const [sender, other] = [await connectRaw(port), await connectRaw(port)];
    await sender.subscribe(channel);
    await other.subscribe(channel);
    sender.send({ event: "client-typing", channel, data: {} });
    expect((await sender.next("pusher:error")).data.message).toMatch(/not enabled/);
    await other.settle();
    expect(other.heard("client-typing")).toEqual([]);
  });

  test("reach the others on the channel, as they were sent, and not the sender", async () => {
    await restart({}, { clientEvents: true });
    const [sender, other, stranger] = [await connectRaw(port), await connectRaw(port), await connectRaw(port)];
    await sender.subscribe(channel);
    await other.subscribe(channel);
    await stranger.subscribe("private-kitchen");
    sender.send({ event: "client-typing", channel, data: { a: [1, "две"] }, user_id: "forged" });
    await other.next("client-typing");
    expect(other.heard("client-typing")).toEqual([{ event: "client-typing", channel, data: { a: [1, "две"] } }]);
    await Promise.all([sender.settle(), stranger.settle()]);
    expect([...sender.heard("client-typing"), ...stranger.heard("client-typing")]).toEqual([]);
  });

  test("carry who sent them on presence channels, in pusher-js too", async () => {
    await restart({}, { clientEvents: true });
    const [sender, other] = [createPusherClient(port, "s"), createPusherClient(port, "o")];
    const receiving = other.subscribe("presence-staff");
    await nextEvent(receiving, "pusher:subscription_succeeded");
    const sending = sender.subscribe("presence-staff");
    await nextEvent(sending, "pusher:subscription_succeeded");
    const heard = new Promise((resolve) => {
      receiving.bind("client-typing", (data: unknown, metadata: unknown) => resolve([data, metadata]));
    });
    sending.trigger("client-typing", { n: 1 });
    expect(await heard).toEqual([{ n: 1 }, { user_id: "s" }]);
    sender.disconnect();
    other.disconnect();
  });

  test.each([
    ["public channels", "news", "client-a", {}],
    ["encrypted channels", "private-encrypted-notes", "client-a", {}],
    ["channels not subscribed to", "private-kitchen", "client-a", {}],
    ["names over 200 characters", channel, `client-${"a".repeat(194)}`, {}],
    ["data over 10 KB", channel, "client-a", "x".repeat(10_241)],
  ])("are refused with %s", async (_, name, event, data) => {
    await restart({}, { clientEvents: true });
    const [sender, other] = [await connectRaw(port), await connectRaw(port)];
    for (const client of [sender, other]) {
      for (const joined of ["news", "private-encrypted-notes", channel]) await client.subscribe(joined);
    }
    await other.subscribe("private-kitchen");
    sender.send({ event, channel: name, data });
    await sender.next("pusher:error");
    await other.settle();
    expect(other.heard(event)).toEqual([]);
  });

  test("past ten a second are dropped with 4301, and the connection stays", async () => {
    await restart({}, { clientEvents: true });
    const [sender, other] = [await connectRaw(port), await connectRaw(port)];
    await sender.subscribe(channel);
    await other.subscribe(channel);
    for (let n = 0; n < 40; n += 1) sender.send({ event: "client-n", channel, data: n });
    await sender.settle();
    await other.settle();
    const dropped = sender.heard("pusher:error");
    expect(dropped.length).toBeGreaterThan(0);
    expect(dropped.every((error) => error.data.code === 4301)).toBe(true);
    expect(other.heard("client-n").length).toBeGreaterThanOrEqual(10);
    expect(dropped.length + other.heard("client-n").length).toBe(40);
  });
});

describe("signed-in users", () => {
  test("hear what is sent to them, and their connections can be ended", async () => {
    const [mine, other] = [createPusherClient(port, "7"), createPusherClient(port, "8")];
    for (const client of [mine, other]) {
      client.signin();
      await client.user.signinDonePromise;
    }
    const publisher = createPublisher(port);
    // The library subscribes to the user's own channel once it is signed in.
    await vi.waitFor(() => expect(running.broker.stats().channels).toBe(2));
    const greeting = nextEvent(mine.user, "greeting");
    await publisher.sendToUser("7", "greeting", { n: 1 });
    expect(await greeting).toEqual({ n: 1 });
    const error = nextEvent<{ data: { code: number } }>(mine.connection, "error");
    await publisher.terminateUserConnections("7");
    expect((await error).data.code).toBe(4009);
    await vi.waitFor(() => expect(mine.connection.state).toBe("disconnected"));
    expect(other.connection.state).toBe("connected");
    other.disconnect();
  });

  test("may join presence channels as themselves", async () => {
    const client = await connectRaw(port);
    const user_data = JSON.stringify({ id: "7", user_info: { name: "Seven" } });
    const auth = `${APP.key}:${hmac(`${client.socketId}::user::${user_data}`)}`;
    client.send({ event: "pusher:signin", data: { auth, user_data } });
    expect((await client.next("pusher:signin_success")).data).toEqual({ user_data });
    const answer = await client.subscribe("presence-staff");
    expect(answer.data.presence.hash).toEqual({ "7": { name: "Seven" } });
  });

  test.each([
    ["a wrong signature", { id: "7" }, "other"],
    ["no id", { name: "x" }, APP.secret],
  ])("are not made by %s", async (_, data, secret) => {
    const client = await connectRaw(port);
    const user_data = JSON.stringify(data);
    const auth = `${APP.key}:${hmac(`${client.socketId}::user::${user_data}`, secret)}`;
    client.send({ event: "pusher:signin", data: { auth, user_data } });
    expect((await client.next("pusher:error")).data.code).toBe(4009);
    client.send(subscribeMessage(client.socketId, "#server-to-user-7"));
    expect((await client.next("pusher:subscription_error")).data.status).toBe(401);
  });
});
