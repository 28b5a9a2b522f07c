import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { connect } from "node:net";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { BrokerLimits, BrokerOptions } from "./broker";
import { createBroker } from "./broker";
import { APP, connectRaw, createPusherClient, nextEvent, openRaw, type RunningBroker, startBroker } from "./testing";

let running: RunningBroker;
afterEach(() => running?.stop());

async function start(limits: Partial<BrokerLimits> = {}, options: Partial<BrokerOptions> = {}) {
  running = await startBroker({ limits, ...options });
  return running.port;
}

describe("handshake", () => {
  test("names the socket and its activity timeout in a JSON string", async () => {
    const client = openRaw(await start());
    await client.next("pusher:connection_established");
    const [first] = client.messages;
    expect(first?.data).toBeTypeOf("string");
    const data = JSON.parse(first?.data);
    expect(data.socket_id).toMatch(/^\d+\.\d+$/);
    expect(data.activity_timeout).toBe(120);
  });

  test("never promises a zero timeout, which pusher-js refuses", async () => {
    const client = openRaw(await start({ activityTimeoutMs: 300 }));
    expect((await client.next("pusher:connection_established")).data.activity_timeout).toBe(1);
  });

  test("connects pusher-js", async () => {
    const client = createPusherClient(await start());
    await nextEvent(client.connection, "connected");
    expect(client.connection.socket_id).toMatch(/^\d+\.\d+$/);
    expect(running.broker.stats().connections).toBe(1);
    client.disconnect();
  });

  test("does not negotiate compression", async () => {
    const client = await connectRaw(await start(), { perMessageDeflate: true });
    expect(client.ws.extensions).toBe("");
  });

  test("leaves other paths to the caller", async () => {
    const port = await start();
    expect((await fetch(`http://127.0.0.1:${port}/elsewhere`)).status).toBe(418);
    expect((await openRaw(port, "/apple").closed).code).toBe(1006);
  });
});

describe("refused connections say why and close with the protocol's code", () => {
  const cases: [string, string, number][] = [
    ["an unknown key", "/app/nobody?protocol=7", 4001],
    ["a path below the key", `/app/${APP.key}/more?protocol=7`, 4005],
    ["no key", "/app/?protocol=7", 4005],
    ["a version that is no number", `/app/${APP.key}?protocol=seven`, 4006],
    ["a version it does not speak", `/app/${APP.key}?protocol=4`, 4007],
    ["no version", `/app/${APP.key}`, 4008],
  ];
  test.each(cases)("%s", async (_, path, code) => {
    const client = openRaw(await start(), path);
    expect((await client.next("pusher:error")).data).toMatchObject({ code });
    const closed = await client.closed;
    expect(closed.code).toBe(code);
    expect(closed.reason).not.toBe("");
    expect(client.heard("pusher:connection_established")).toEqual([]);
  });

  test("a disabled app", async () => {
    const client = openRaw(await start({}, { apps: [{ ...APP, enabled: false }] }));
    expect((await client.closed).code).toBe(4003);
  });

  test("pusher-js gives up on an unknown key", async () => {
    const port = await start({}, { apps: [{ ...APP, key: "another-key" }] });
    const client = createPusherClient(port);
    const error = await nextEvent<{ error: { data: { code: number } } }>(client.connection, "error");
    expect(error.error.data.code).toBe(4001);
    await vi.waitFor(() => expect(client.connection.state).toBe("disconnected"));
    client.disconnect();
  });

  test("another origin, while the right one and none at all may come in", async () => {
    const port = await start({}, { allowedOrigins: ["https://house.example"] });
    const path = `/app/${APP.key}?protocol=7`;
    expect((await openRaw(port, path, { origin: "https://evil.example" }).closed).code).toBe(4009);
    await openRaw(port, path, { origin: "https://house.example" }).next("pusher:connection_established");
    await connectRaw(port);
  });

  test.each([
    ["the broker's connections", { connections: 2 }, 4100],
    ["one address's connections", { connectionsPerIp: 2 }, 4100],
    ["one app's connections", { connectionsPerApp: 2 }, 4004],
  ] as const)("one too many of %s, until one leaves", async (_, limits, code) => {
    const port = await start(limits);
    const first = await connectRaw(port);
    await connectRaw(port);
    expect((await openRaw(port).closed).code).toBe(code);
    first.ws.close();
    await first.closed;
    await connectRaw(port);
  });
});

describe("apps", () => {
  test.each([
    ["an id that is no number", [{ ...APP, id: "house" }]],
    ["no secret", [{ ...APP, secret: "" }]],
    ["a key that cannot stand in a path", [{ ...APP, key: "a/b" }]],
    ["one key twice", [APP, { ...APP, id: "4712" }]],
  ])("%s is refused at once", (_, apps) => {
    expect(() => createBroker({ apps })).toThrow(TypeError);
  });

  test("do not hear each other", async () => {
    const port = await start({}, { apps: [APP, { id: "2", key: "other", secret: "s" }] });
    const here = await connectRaw(port);
    const there = openRaw(port, "/app/other?protocol=7");
    await there.next("pusher:connection_established");
    await here.subscribe("news");
    await there.subscribe("news");
    expect(running.broker.stats()).toMatchObject({ connections: 2, channels: 2 });
  });
});

describe("staying alive", () => {
  test("answers pusher:ping and WebSocket pings", async () => {
    const client = await connectRaw(await start());
    await client.settle();
    client.ws.ping();
    await once(client.ws, "pong");
  });

  test("pings a silent client and closes with 4201 when nothing comes back", async () => {
    const port = await start({ activityTimeoutMs: 60, pongTimeoutMs: 80 });
    const client = await connectRaw(port, { autoPong: false });
    await client.next("pusher:ping");
    expect((await client.closed).code).toBe(4201);
    expect(running.broker.stats().connections).toBe(0);
  });

  test.each([
    ["pusher:pong", false],
    ["only a WebSocket pong", true],
  ])("keeps a client that answers with %s", async (_, autoPong) => {
    const port = await start({ activityTimeoutMs: 50, pongTimeoutMs: 150 });
    const client = await connectRaw(port, { autoPong });
    for (let round = 0; round < 5; round += 1) {
      await client.next("pusher:ping");
      if (!autoPong) client.send({ event: "pusher:pong", data: {} });
    }
    expect(client.ws.readyState).toBe(client.ws.OPEN);
  });
});

describe("what is not the protocol", () => {
  test.each(["not json", "[]", "null", '{"data":{}}', '{"event":7}'])(
    "%s is answered with an error, and no more",
    async (text) => {
      const client = await connectRaw(await start());
      client.ws.send(text);
      expect((await client.next("pusher:error")).data.code).toBeNull();
      await client.settle();
    },
  );

  test("a binary frame is answered with an error", async () => {
    const client = await connectRaw(await start());
    client.ws.send(randomBytes(20));
    await client.next("pusher:error");
    await client.settle();
  });

  test.each([
    "pusher:error",
    "pusher_internal:subscription_succeeded",
    "pusher:connection_established",
    "order-placed",
  ])("the event %s is not the client's to send", async (event) => {
    const port = await start();
    const [sender, other] = [await connectRaw(port), await connectRaw(port)];
    await sender.subscribe("news");
    await other.subscribe("news");
    sender.send({ event, channel: "news", data: {} });
    expect((await sender.next("pusher:error")).data.message).toMatch(/may not send/);
    await other.settle();
    expect(other.heard(event).length).toBe(event.startsWith("pusher") && event !== "pusher:error" ? 1 : 0);
  });

  test("an oversized message closes with 1009", async () => {
    const client = await connectRaw(await start({ messageBytes: 2_000 }));
    client.ws.send("x".repeat(2_001));
    expect((await client.closed).code).toBe(1009);
  });

  test("a malformed frame closes that socket and harms no other", async () => {
    const port = await start();
    const bystander = await connectRaw(port);
    const socket = connect(port, "127.0.0.1");
    const key = randomBytes(16).toString("base64");
    socket.write(
      `GET /app/${APP.key}?protocol=7 HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
        `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${key}\r\n\r\n`,
    );
    await once(socket, "data");
    // An unmasked frame with a reserved bit set: RFC 6455 forbids both.
    socket.write(Buffer.from([0xc1, 0x02, 0x7b, 0x7d]));
    socket.resume();
    await once(socket, "close");
    await bystander.settle();
    expect(running.broker.stats().connections).toBe(1);
  });

  test("too many messages close with 4100", async () => {
    const client = await connectRaw(await start({ messagesPerMinute: 20 }));
    for (let count = 0; count < 20; count += 1) client.send({ event: "pusher:ping" });
    client.send({ event: "pusher:ping" });
    expect((await client.closed).code).toBe(4100);
    expect(client.heard("pusher:pong").length).toBe(20);
  });
});
