import { randomUUID } from "node:crypto";
import pg from "pg";
import type { OrderDto } from "@/lib/orders/schema";
import type { ApiClient } from "./api-client";
import { expect, test } from "./fixtures";
import { House } from "./house";
import { LiveSubscriber } from "./live-subscriber";
import { makeDataDir, type OwnServer, removeDataDir, startServer } from "./server";

const kills = 10;
const ordersPerSecond = 20;
/** ms; the middle of the restarts is held to it, as the other worker's tests may take the machine for a moment. */
const owedWithin = 2_000;
const tables = ["1", "2", "3", "4", "5", "6", "7", "10", "11", "12"];

interface Sent {
  key: string;
  /** When the 201 came, by Date.now(); the server may have been killed a moment later. */
  answeredAt: number;
  order: OrderDto;
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A guest who wants one order placed and does not give up: the same key until there is an answer. */
async function insist(client: ApiClient, items: object[], isOver: () => boolean): Promise<Sent | null> {
  const key = randomUUID();
  while (!isOver()) {
    try {
      const { status, body } = await client.post<OrderDto>(
        "orders",
        { items },
        { key, signal: AbortSignal.timeout(4_000) },
      );
      if (status === 201) return { key, answeredAt: Date.now(), order: body };
      // While the server is starting or going: as a phone would, again in a moment.
      if (status < 500 && status !== 429 && status !== 409)
        throw new Error(`An order answered ${status}: ${JSON.stringify(body)}`);
    } catch (error) {
      if (error instanceof Error && error.message.startsWith("An order answered")) throw error;
    }
    await sleep(100 + Math.random() * 200);
  }
  return null;
}

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

test("nothing is lost and nothing doubled when the server is killed again and again", async () => {
  test.setTimeout(240_000);
  const { port } = server;
  const house = new House(server.url, server.sheet());
  const items = [await house.line("Shopska salad"), await house.line("Beef burger")];
  const guests: ApiClient[] = [];
  for (const number of tables) guests.push((await house.sit(number)).client);
  const waiter = await house.staff("staff");
  const channels = [`private-${house.venue}-orders`, `private-${house.venue}-kitchen`];
  const { body: dashboard } = await waiter.get("dashboard");
  const { body: kitchen } = await waiter.get("kitchen");
  const subscriber = await new LiveSubscriber(waiter, channels).start({
    [channels[0] as string]: dashboard.cursors[channels[0] as string],
    [channels[1] as string]: kitchen.cursors[channels[1] as string],
  });

  const sent: Promise<Sent | null>[] = [];
  let isOver = false;
  let next = 0;
  const load = setInterval(() => {
    const guest = guests[next++ % guests.length] as ApiClient;
    sent.push(insist(guest, items, () => isOver));
  }, 1000 / ordersPerSecond);

  const restarts: { readyAt: number; killedAt: number; startMs: number }[] = [];
  try {
    for (let n = 0; n < kills; n++) {
      await sleep(1_000 + Math.random() * 2_500);
      const killedAt = Date.now();
      await server.kill();
      server = await startServer({ dataDir, port });
      restarts.push({ killedAt, readyAt: Date.now(), startMs: Date.now() - killedAt });
    }
    await sleep(1_500);
  } finally {
    clearInterval(load);
  }
  const giveUp = setTimeout(() => {
    isOver = true;
  }, 15_000);
  const answered = (await Promise.all(sent)).filter((each) => each !== null);
  clearTimeout(giveUp);
  expect(answered.length).toBe(sent.length);
  expect(answered.length).toBeGreaterThan(kills * ordersPerSecond);

  const ids = new Set(answered.map(({ order }) => order.id));
  expect(ids.size).toBe(answered.length);
  const countHeard = (name: string) => {
    const counts = new Map<string, number>();
    for (const event of subscriber.heard) {
      if (event.name === name) counts.set(event.data.orderId, (counts.get(event.data.orderId) ?? 0) + 1);
    }
    return counts;
  };
  await subscriber
    .waitUntil("every new-order", () => countHeard("new-order").size >= answered.length, 10_000)
    .catch(() => subscriber.compareHeads());

  const database = new pg.Client({ connectionString: server.databaseUrl });
  await database.connect();
  const { rows: orders } = await database.query<{ id: string; tickets: number; lines: number; keys: number }>(
    `select o."id",
       (select count(*)::int from "KitchenTicket" t where t."orderId" = o."id") as "tickets",
       (select count(*)::int from "OrderItem" i where i."orderId" = o."id") as "lines",
       (select count(*)::int from "IdempotencyKey" k where k."response" ->> 'id' = o."id"::text) as "keys"
     from "Order" o`,
  );
  const { rows: late } = await database.query<{ at: Date; publishedAt: Date | null }>(
    `select "at", "publishedAt" from "OutboxEvent"`,
  );
  await database.end();

  // Nobody gave up, so what is in the database is what was answered: each once, whole.
  expect(orders.length).toBe(answered.length);
  expect(orders.filter(({ id }) => !ids.has(id))).toEqual([]);
  expect(orders.filter(({ tickets, lines, keys }) => tickets !== 2 || lines !== 2 || keys !== 1)).toEqual([]);
  const numbers = answered.map(({ order }) => order.number);
  expect(new Set(numbers).size).toBe(numbers.length);

  const newOrders = countHeard("new-order");
  const ticketsHeard = countHeard("ticket-created");
  expect([...ids].filter((id) => newOrders.get(id) !== 1)).toEqual([]);
  expect([...ids].filter((id) => ticketsHeard.get(id) !== 2)).toEqual([]);
  const eventIds = subscriber.heard.map(({ channel, meta }) => `${channel} ${meta.id}`);
  expect(new Set(eventIds).size).toBe(eventIds.length);
  for (const channel of channels) {
    const seqs = subscriber.heard.filter((event) => event.channel === channel).map(({ meta }) => meta.seq);
    expect(seqs).toEqual(seqs.map((_, at) => (seqs[0] ?? 0) + at));
  }

  expect(late.filter(({ publishedAt }) => publishedAt === null)).toEqual([]);
  const owed = restarts.flatMap(({ killedAt, readyAt }, at) => {
    const nextKill = restarts[at + 1]?.killedAt ?? Number.POSITIVE_INFINITY;
    const due = late.filter(
      (event) => event.at.getTime() <= killedAt && (event.publishedAt?.getTime() ?? 0) > killedAt,
    );
    // A server that was killed again before its two seconds were over owes no answer here: the next one does.
    if (nextKill < readyAt + owedWithin) return [];
    return [Math.max(0, ...due.map(({ publishedAt }) => (publishedAt?.getTime() ?? 0) - readyAt))];
  });
  owed.sort((a, b) => a - b);
  console.log(
    `${answered.length} orders, ${kills} kills; restarts took ${restarts.map(({ startMs }) => startMs).join(", ")} ms; ` +
      `what was owed went out within ${owed.join(", ")} ms of being ready; ` +
      `${subscriber.heard.filter(({ replayed }) => replayed).length} of ${subscriber.heard.length} events came by replay, ` +
      `${subscriber.dropped} came twice and were dropped`,
  );
  expect(owed.length).toBeGreaterThan(0);
  expect(owed[Math.floor(owed.length / 2)]).toBeLessThan(owedWithin);
  subscriber.stop();
});
