import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import type { OrderDto } from "@/lib/orders/schema";
import { placeOrder } from "./api-client";
import { expect, test } from "./fixtures";
import { House } from "./house";
import { LiveSubscriber } from "./live-subscriber";
import { makeDataDir, removeDataDir, startServer } from "./server";

const app = { PUSHER_APP_ID: "7351", PUSHER_KEY: "outside-key", PUSHER_SECRET: "outside-secret" };

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

/** `npm run broker` on a port of its own. */
async function startBroker(port: number): Promise<ChildProcess> {
  const child = spawn("node_modules/.bin/tsx", ["lib/broker/main.ts"], {
    env: { ...process.env, ...app, PORT: String(port), HOST: "127.0.0.1" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  for await (const chunk of child.stdout) if (String(chunk).includes("listening")) break;
  return child;
}

async function stopBroker(child: ChildProcess): Promise<void> {
  child.kill("SIGTERM");
  await once(child, "exit");
}

test("another Pusher-protocol server carries the events, and is caught up with after it was away", async () => {
  test.setTimeout(90_000);
  const port = await freePort();
  let broker = await startBroker(port);
  const dataDir = await makeDataDir();
  const server = await startServer({
    dataDir,
    env: { ...app, PUSHER_HOST: "127.0.0.1", PUSHER_PORT: String(port), PUSHER_TLS: "" },
  });
  try {
    const house = new House(server.url, server.sheet());
    const { body: info } = await house.stranger().get("/api/realtime/info");
    expect(info).toMatchObject({ key: app.PUSHER_KEY, host: "127.0.0.1", port, tls: false });
    const waiter = await house.staff("staff");
    const channel = `presence-${house.venue}-staff`;
    const { body: dashboard } = await waiter.get("dashboard");
    const subscriber = await new LiveSubscriber(waiter, [channel]).start({ [channel]: dashboard.cursors[channel] });
    const { client } = await house.sit("1");
    const items = [await house.line("Shopska salad")];

    const first = await placeOrder(client, items);
    const live = await subscriber.waitFor("the first order", ({ data }) => data.orderId === first.id);
    expect([live.name, live.replayed]).toEqual(["new-order", false]);

    await stopBroker(broker);
    const missed: OrderDto[] = [];
    for (let n = 0; n < 12; n++) missed.push(await placeOrder(client, items));
    await new Promise((resolve) => setTimeout(resolve, 4_000));
    expect(subscriber.heard.filter(({ data }) => data.orderId === missed[0]?.id)).toEqual([]);
    broker = await startBroker(port);
    const backAt = performance.now();
    const has = (id: string) =>
      subscriber.heard.filter(({ name, data }) => name === "new-order" && data.orderId === id);
    await subscriber.waitUntil("what was missed", () => missed.every(({ id }) => has(id).length === 1), 15_000);
    console.log(`Caught up ${Math.round(performance.now() - backAt)} ms after the broker was back`);

    const last = await placeOrder(client, items);
    await subscriber.waitFor("the last order", ({ data }) => data.orderId === last.id);
    const lag = async () => (await house.stranger().get("/api/health/ready")).body.checks.relay.lagSeconds;
    await expect.poll(lag).toBe(0);
    for (const { id } of [first, ...missed, last]) expect(has(id)).toHaveLength(1);
    subscriber.stop();
  } finally {
    await server.stop();
    await stopBroker(broker);
    await removeDataDir(dataDir);
  }
});
