import { once } from "node:events";
import { connect } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  APP,
  connectRaw,
  createPublisher,
  type RunningBroker,
  request,
  type SignedRequest,
  startBroker,
} from "./testing";

let running: RunningBroker;
let port: number;
beforeEach(async () => {
  running = await startBroker();
  port = running.port;
});
afterEach(() => running.stop());

const base = `/apps/${APP.id}`;
const event = (fields: object = {}) => JSON.stringify({ name: "e", channels: ["news"], data: "{}", ...fields });
const seconds = (offset: number) => String(Math.floor(Date.now() / 1000) + offset);

describe("publishing", () => {
  test("answers {} and reaches each subscriber once, whatever the channel is called twice", async () => {
    const client = await connectRaw(port);
    await client.subscribe("news");
    const answer = await request(port, { body: event({ channels: ["news", "news", "empty"] }) });
    expect(answer).toEqual({ status: 200, body: {} });
    await client.next("e");
    await client.settle();
    expect(client.heard("e").length).toBe(1);
  });

  test("takes one channel as `channel` too, and passes data on untouched", async () => {
    const client = await connectRaw(port);
    await client.subscribe("news");
    const body = JSON.stringify({ name: "e", channel: "news", data: 'ю "text" \u2028 \u0000' });
    expect((await request(port, { body })).status).toBe(200);
    expect((await client.next("e")).data).toBe('ю "text" \u2028 \u0000');
  });

  test("leaves out the socket that caused it", async () => {
    const [sender, other] = [await connectRaw(port), await connectRaw(port)];
    await sender.subscribe("news");
    await other.subscribe("news");
    const publisher = createPublisher(port);
    await publisher.trigger("news", "e", 1, { socket_id: sender.socketId });
    await publisher.triggerBatch([{ channel: "news", name: "e", data: 2, socket_id: other.socketId }]);
    await sender.next("e");
    await other.next("e");
    await Promise.all([sender.settle(), other.settle()]);
    expect(sender.heard("e").map(({ data }) => data)).toEqual([2]);
    expect(other.heard("e").map(({ data }) => data)).toEqual([1]);
  });

  test("reports on the channels it was asked about", async () => {
    const [one, two] = [await connectRaw(port), await connectRaw(port)];
    await one.subscribe("presence-staff", { user_id: "1" });
    await two.subscribe("presence-staff", { user_id: "1" });
    await one.subscribe("news");
    const publisher = createPublisher(port);
    const info = "user_count,subscription_count";
    const answer = await publisher.trigger(["presence-staff", "news"], "e", 1, { info });
    expect(await answer.json()).toEqual({
      channels: { "presence-staff": { user_count: 1, subscription_count: 2 }, news: { subscription_count: 1 } },
    });
    const batch = await publisher.triggerBatch([
      { channel: "news", name: "e", data: 1 },
      { channel: "news", name: "e", data: 1, info: "subscription_count" },
    ]);
    expect(await batch.json()).toEqual({ batch: [{}, { subscription_count: 1 }] });
  });

  test("a batch with one bad event publishes none", async () => {
    const client = await connectRaw(port);
    await client.subscribe("news");
    const batch = [
      { channel: "news", name: "e", data: "1" },
      { channel: "bad name", name: "e", data: "2" },
    ];
    expect((await request(port, { path: `${base}/batch_events`, body: JSON.stringify({ batch }) })).status).toBe(400);
    await client.settle();
    expect(client.heard("e")).toEqual([]);
  });

  test("takes the largest of everything at once", async () => {
    const client = await connectRaw(port);
    await client.subscribe("news");
    const data = "\u0001".repeat(10_240);
    const batch = Array.from({ length: 10 }, () => ({ channel: "news", name: "n".repeat(200), data }));
    expect((await request(port, { path: `${base}/batch_events`, body: JSON.stringify({ batch }) })).status).toBe(200);
    const channels = Array.from({ length: 100 }, (_, n) => `${n}`.padEnd(164, "x"));
    expect((await request(port, { body: event({ channels }) })).status).toBe(200);
    await client.next("n".repeat(200));
  });
});

describe("asking", () => {
  beforeEach(async () => {
    const [one, two] = [await connectRaw(port), await connectRaw(port)];
    await one.subscribe("presence-staff", { user_id: "1" });
    await two.subscribe("presence-staff", { user_id: "2" });
    await one.subscribe("private-orders");
  });

  const get = async (path: string, params: Record<string, string> = {}) => {
    const response = await createPublisher(port).get({ path, params });
    return response.json();
  };

  test("which channels are occupied", async () => {
    expect(await get("/channels")).toEqual({ channels: { "presence-staff": {}, "private-orders": {} } });
    const info = "user_count,subscription_count";
    expect(await get("/channels", { filter_by_prefix: "presence-", info })).toEqual({
      channels: { "presence-staff": { user_count: 2, subscription_count: 2 } },
    });
    expect(await get("/channels", { filter_by_prefix: "cache-" })).toEqual({ channels: {} });
  });

  test("about one channel", async () => {
    expect(await get("/channels/presence-staff", { info: "user_count" })).toEqual({ occupied: true, user_count: 2 });
    expect(await get("/channels/private-orders", { info: "subscription_count" })).toEqual({
      occupied: true,
      subscription_count: 1,
    });
    expect(await get("/channels/nobody")).toEqual({ occupied: false });
  });

  test("who is on a presence channel", async () => {
    expect(await get("/channels/presence-staff/users")).toEqual({ users: [{ id: "1" }, { id: "2" }] });
    expect(await get("/channels/presence-empty/users")).toEqual({ users: [] });
  });
});

describe("refusals are real HTTP statuses", () => {
  const cases: [number, string, SignedRequest][] = [
    [400, "a body that is no JSON", { body: "{" }],
    [400, "a body that is no object", { body: "[]" }],
    [400, "no channels", { body: event({ channels: [] }) }],
    [400, "channels that are no list", { body: event({ channels: "news" }) }],
    [400, "more than 100 channels", { body: event({ channels: Array.from({ length: 101 }, (_, n) => `c${n}`) }) }],
    [400, "a channel with a space", { body: event({ channels: ["news", "bad name"] }) }],
    [400, "a channel of 165 characters", { body: event({ channels: ["x".repeat(165)] }) }],
    [400, "a channel that is a number", { body: event({ channels: [1] }) }],
    [400, "no event name", { body: event({ name: "" }) }],
    [400, "an event name of 201 characters", { body: event({ name: "x".repeat(201) }) }],
    [400, "an event name of the protocol", { body: event({ name: "pusher:error" }) }],
    [400, "an internal event name", { body: event({ name: "pusher_internal:member_added" }) }],
    [400, "no data", { body: event({ data: undefined }) }],
    [400, "data that is no text", { body: event({ data: {} }) }],
    [400, "a malformed socket_id", { body: event({ socket_id: "1.2.3" }) }],
    [400, "an unknown attribute", { body: event({ info: "weather" }) }],
    [400, "a batch of 11", batchOf(11)],
    [400, "an empty batch", batchOf(0)],
    [400, "a batch of nothing", { path: `${base}/batch_events`, body: '{"batch":[null]}' }],
    [400, "users of a channel without any", { path: `${base}/channels/private-orders/users` }],
    [400, "a malformed channel name", { path: `${base}/channels/bad%20name` }],
    [
      400,
      "user_count of a private channel",
      { path: `${base}/channels/private-orders`, query: { info: "user_count" } },
    ],
    [400, "user_count without the presence prefix", { path: `${base}/channels`, query: { info: "user_count" } }],
    [401, "a wrong secret", { body: event(), secret: "other" }],
    [401, "no signature", { body: event(), query: { auth_signature: "" } }],
    [401, "a wrong key", { body: event(), query: { auth_key: "other" } }],
    [401, "no key", { body: event(), query: { auth_key: undefined } }],
    [401, "no version", { body: event(), query: { auth_version: undefined } }],
    [401, "a version to come", { body: event(), query: { auth_version: "2.0" } }],
    [401, "no timestamp", { body: event(), query: { auth_timestamp: undefined } }],
    [401, "a timestamp that is no number", { body: event(), query: { auth_timestamp: "now" } }],
    [401, "a timestamp 11 minutes old", { body: event(), query: { auth_timestamp: seconds(-660) } }],
    [401, "a timestamp 11 minutes ahead", { body: event(), query: { auth_timestamp: seconds(660) } }],
    [401, "a body other than the signed", { body: event(), sentBody: event({ data: "{ }" }) }],
    [401, "a body without its digest", { body: event(), query: { body_md5: undefined } }],
    [404, "an unknown app", { body: event(), path: "/apps/1/events" }],
    [404, "an unknown path", { path: `${base}/weather` }],
    [405, "the wrong method", { path: `${base}/events` }],
    [413, "data over 10 KB", { body: event({ data: "x".repeat(10_241) }) }],
    [413, "data over 10 KB in a batch", batchOf(1, "ю".repeat(5_121))],
    [413, "a body over all bounds", { body: event({ padding: "x".repeat(1_048_576) }) }],
  ];
  test.each(cases)("%i for %s", async (status, _, options) => {
    const client = await connectRaw(port);
    await client.subscribe("news");
    const answer = await request(port, options);
    expect(answer).toEqual({ status, body: { error: expect.any(String) } });
    await client.settle();
    expect(client.messages.length).toBe(3);
  });

  function batchOf(size: number, data = "{}"): SignedRequest {
    const batch = Array.from({ length: size }, () => ({ channel: "news", name: "e", data }));
    return { path: `${base}/batch_events`, body: JSON.stringify({ batch }) };
  }

  test("401 for a parameter added after signing", async () => {
    const path = `${base}/channels`;
    const query = createPublisher(port).createSignedQueryString({ method: "GET", path });
    expect((await fetch(`http://127.0.0.1:${port}${path}?${query}`)).status).toBe(200);
    expect((await fetch(`http://127.0.0.1:${port}${path}?${query}&info=subscription_count`)).status).toBe(401);
  });

  test("400 for a parameter given twice", async () => {
    const response = await fetch(`http://127.0.0.1:${port}${base}/channels?auth_key=a&auth_key=b`);
    expect(response.status).toBe(400);
  });

  test("403 for a disabled app", async () => {
    await running.stop();
    running = await startBroker({ apps: [{ ...APP, enabled: false }] });
    expect((await request(running.port, { body: event() })).status).toBe(403);
  });

  test("503 once the broker is closing", async () => {
    void running.broker.close();
    expect((await request(port, { body: event() })).status).toBe(503);
  });

  test("clocks ten minutes apart are still taken", async () => {
    expect((await request(port, { body: event(), query: { auth_timestamp: seconds(-590) } })).status).toBe(200);
    expect((await request(port, { body: event(), query: { auth_timestamp: seconds(590) } })).status).toBe(200);
  });

  test("make pusher.trigger() reject with the status", async () => {
    const publisher = createPublisher(port, { secret: "wrong" });
    await expect(publisher.trigger("news", "e", {})).rejects.toMatchObject({ status: 401 });
  });

  test("a caller that goes away in the middle of its body harms nothing", async () => {
    const query = createPublisher(port).createSignedQueryString({
      method: "POST",
      path: `${base}/events`,
      body: event(),
    });
    const socket = connect(port, "127.0.0.1");
    socket.write(`POST ${base}/events?${query} HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"na`);
    await once(socket, "connect");
    await new Promise((resolve) => setTimeout(resolve, 50));
    socket.destroy();
    expect((await request(port, { body: event() })).status).toBe(200);
  });
});
