import { afterEach, describe, expect, test, vi } from "vitest";
import type { BrokerLimits } from "./broker";
import {
  connectRaw,
  createPublisher,
  createPusherClient,
  nextEvent,
  openRaw,
  type RawClient,
  type RunningBroker,
  request,
  startBroker,
} from "./testing";

let running: RunningBroker;
afterEach(() => running?.stop());

async function start(limits: Partial<BrokerLimits> = {}, port = 0) {
  running = await startBroker({ limits }, port);
  return running.port;
}

async function connectMany(port: number, count: number, channel: string): Promise<RawClient[]> {
  const clients: RawClient[] = [];
  for (let start = 0; start < count; start += 50) {
    const size = Math.min(50, count - start);
    clients.push(...(await Promise.all(Array.from({ length: size }, () => connectRaw(port)))));
  }
  await Promise.all(clients.map((client) => client.subscribe(channel)));
  return clients;
}

function numbers(size: number): number[] {
  return Array.from({ length: size }, (_, n) => n);
}

describe("order", () => {
  test("is that of publishing, across triggers, batches and channels", async () => {
    const port = await start();
    const client = await connectRaw(port);
    await client.subscribe("a");
    await client.subscribe("b");
    const publisher = createPublisher(port);
    for (let n = 0; n < 60; n += 3) {
      await publisher.trigger("a", "n", n);
      await publisher.triggerBatch([
        { channel: "b", name: "n", data: n + 1 },
        { channel: "a", name: "n", data: n + 2 },
      ]);
    }
    await client.settle();
    expect(client.heard("n").map(({ data }) => data)).toEqual(numbers(60));
  });

  test("holds for 500 sockets, none of which misses anything", async () => {
    const port = await start();
    const clients = await connectMany(port, 500, "private-orders");
    const publisher = createPublisher(port);
    for (let n = 0; n < 100; n += 10) {
      await publisher.triggerBatch(numbers(10).map((i) => ({ channel: "private-orders", name: "n", data: n + i })));
    }
    await Promise.all(clients.map((client) => client.settle()));
    for (const client of clients) expect(client.heard("n").map(({ data }) => data)).toEqual(numbers(100));
    expect(running.broker.stats().messagesSent).toBeGreaterThanOrEqual(50_000);
  }, 30_000);

  test("holds when a fan-out takes many turns and sockets come and go meanwhile", async () => {
    const port = await start({ socketsPerTurn: 3 });
    const clients = await connectMany(port, 40, "news");
    const publisher = createPublisher(port);
    const published = Promise.all(
      numbers(30).map(async (n) => {
        await publisher.triggerBatch(numbers(10).map((i) => ({ channel: "news", name: `from-${n}`, data: i })));
      }),
    );
    for (const client of clients.slice(0, 10)) client.ws.terminate();
    const late = await connectMany(port, 5, "news");
    await published;
    const left = clients.slice(10);
    await Promise.all([...left, ...late].map((client) => client.settle()));
    for (const client of left) {
      for (const n of numbers(30)) expect(client.heard(`from-${n}`).map(({ data }) => data)).toEqual(numbers(10));
    }
    // Who came late hears each batch whole or not at all.
    for (const client of late) for (const n of numbers(30)) expect([0, 10]).toContain(client.heard(`from-${n}`).length);
  });

  test("puts a subscription's answer before everything published after it", async () => {
    const port = await start();
    const [client, other] = [await connectRaw(port), await connectRaw(port)];
    await client.subscribe("presence-staff", { user_id: "1" });
    await Promise.all([
      other.subscribe("presence-staff", { user_id: "2" }),
      ...numbers(20).map((n) => createPublisher(port).trigger("presence-staff", "n", n)),
    ]);
    await other.settle();
    const names = other.messages.map(({ event }) => event);
    if (names.includes("n")) expect(names.indexOf("n")).toBeGreaterThan(1);
    expect(names[1]).toBe("pusher_internal:subscription_succeeded");
  });
});

describe("frames", () => {
  test("of every length form arrive whole", async () => {
    const port = await start({ eventDataBytes: 100_000 });
    const client = await connectRaw(port);
    await client.subscribe("c");
    const overhead = JSON.stringify({ event: "e", channel: "c", data: "" }).length;
    // RFC 6455 changes the header's form at 126 and at 65,536 bytes.
    for (const size of [125, 126, 127, 65_535, 65_536, 65_537]) {
      const body = JSON.stringify({ name: "e", channel: "c", data: "x".repeat(size - overhead) });
      expect((await request(port, { body })).status).toBe(200);
      expect((await client.next("e")).data.length).toBe(size - overhead);
    }
  });
});

describe("slow consumers", () => {
  const data = "x".repeat(10_000);

  async function floodUntilClosed(port: number): Promise<number> {
    const publisher = createPublisher(port);
    let sent = 0;
    while (running.broker.stats().slowConsumersClosed === 0) {
      if (sent > 5_000) throw new Error("The slow consumer was never closed");
      const batch = numbers(10).map((n) => ({ channel: "news", name: String(sent + n), data }));
      await publisher.triggerBatch(batch);
      sent += 10;
    }
    return sent;
  }

  test("are closed with 4100 after all they were owed so far, and others miss nothing", async () => {
    const port = await start({ bufferedBytes: 200_000 });
    const [slow, quick] = [await connectRaw(port), await connectRaw(port)];
    await slow.subscribe("news");
    await quick.subscribe("news");
    slow.ws.pause();
    const sent = await floodUntilClosed(port);
    expect(running.broker.stats().connections).toBe(1);
    slow.ws.resume();
    const closed = await slow.closed;
    expect(closed.code).toBe(4100);
    const names = slow.messages.slice(2).map(({ event }) => event);
    expect(names.pop()).toBe("pusher:error");
    expect(names).toEqual(numbers(names.length).map(String));
    await quick.settle();
    expect(quick.messages.filter(({ event }) => /^\d+$/.test(event)).length).toBe(sent);
  });

  test("that never read again are cut off", async () => {
    const port = await start({ bufferedBytes: 200_000, closeTimeoutMs: 100 });
    const slow = await connectRaw(port);
    await slow.subscribe("news");
    slow.ws.pause();
    await floodUntilClosed(port);
    await running.broker.close({ graceMs: 2_000 });
    expect(running.broker.stats().connections).toBe(0);
  });
});

describe("closing", () => {
  test("says 4200 to everyone, resolves when all are gone, and takes nobody new", async () => {
    const port = await start();
    const clients = await connectMany(port, 120, "news");
    await createPublisher(port).trigger("news", "last", 1);
    const closing = running.broker.close({ graceMs: 2_000 });
    expect(await openRaw(port).closed).toMatchObject({ code: 1006 });
    for (const client of clients) expect((await client.closed).code).toBe(4200);
    await closing;
    for (const client of clients) expect(client.heard("last").length).toBe(1);
    expect(running.broker.stats()).toMatchObject({ connections: 0, channels: 0 });
  });

  test("terminates who does not answer within the grace", async () => {
    const port = await start();
    const client = await connectRaw(port);
    client.ws.pause();
    await running.broker.close({ graceMs: 100 });
    client.ws.resume();
    await client.closed;
  });

  test("lets pusher-js come back by itself and hear its channels again", async () => {
    const port = await start();
    const client = createPusherClient(port);
    const channel = client.subscribe("private-orders");
    await nextEvent(channel, "pusher:subscription_succeeded");
    const before = client.connection.socket_id;
    const back = nextEvent(channel, "pusher:subscription_succeeded");
    const reconnecting = nextEvent(client.connection, "connecting");
    // The listener stays, only the broker is replaced: what pusher-js finds at its first attempt.
    const old = running.broker;
    const next = await startBroker();
    running.server.removeAllListeners("upgrade").on("upgrade", (req, socket, head) => {
      next.broker.handleUpgrade(req, socket, head);
    });
    await old.close();
    await Promise.all([reconnecting, back]);
    expect(client.connection.socket_id).not.toBe(before);
    const heard = nextEvent(channel, "greeting");
    await createPublisher(next.port).trigger("private-orders", "greeting", 1);
    expect(await heard).toBe(1);
    client.disconnect();
    await vi.waitFor(() => expect(next.broker.stats().connections).toBe(0));
    await next.stop();
  });
});
