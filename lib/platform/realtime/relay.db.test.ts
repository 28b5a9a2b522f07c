import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import pino from "pino";
import type PusherClient from "pusher-js";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { APP, createPusherClient, type RunningBroker, startBroker } from "@/lib/broker/testing";
import { getPool } from "@/lib/platform/db";
import { newId } from "@/lib/platform/ids";
import { numberEvents } from "./numbering";
import { createPublisher, PublishError, type Publisher, type PusherSettings, type WireEvent } from "./publisher";
import { startRelay } from "./relay";
import { until, useOwnDatabase, writeEvent } from "./testing";

const log = pino({ level: process.env.LOG_LEVEL ?? "silent" });
let dropDatabase: () => Promise<void>;
beforeAll(async () => {
  dropDatabase = await useOwnDatabase();
});
afterAll(() => dropDatabase());

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

function settingsOf(port: number): PusherSettings {
  return {
    appId: APP.id,
    key: APP.key,
    secret: APP.secret,
    cluster: null,
    host: "127.0.0.1",
    port,
    tls: false,
    embedded: true,
  };
}

async function broker(port = 0): Promise<RunningBroker> {
  const running = await startBroker({}, port);
  ends.push(running.stop);
  return running;
}

function relay(publisher: Publisher): { stop(): Promise<void> } {
  const running = startRelay({ pool: getPool(), log, publisher });
  ends.push(running.stop);
  return running;
}

interface Heard {
  channel: string;
  id: string;
  seq: number;
  at: number;
  data: { meta: { id: string; seq: number; at: string; actor?: object } };
}

/** A real subscriber that writes down what arrives, in the order it does. */
async function listen(port: number, channels: string[]): Promise<Heard[]> {
  const client: PusherClient = createPusherClient(port);
  ends.push(() => client.disconnect());
  const heard: Heard[] = [];
  await Promise.all(
    channels.map((channel) => {
      const subscription = client.subscribe(channel);
      subscription.bind("test-event", (data: Heard["data"]) =>
        heard.push({ channel, id: data.meta.id, seq: data.meta.seq, at: performance.now(), data }),
      );
      return new Promise((resolve) => subscription.bind("pusher:subscription_succeeded", resolve));
    }),
  );
  return heard;
}

const seqsOn = (heard: { channel: string; seq: number }[], channel: string) =>
  heard.filter((each) => each.channel === channel).map(({ seq }) => seq);
const oneTo = (count: number) => Array.from({ length: count }, (_, at) => at + 1);

async function deliveriesOf(channel: string): Promise<{ seq: number; eventId: string }[]> {
  const { rows } = await getPool().query(
    `select "seq"::int as "seq", "eventId" from "OutboxDelivery" where "channel" = $1 order by "seq"`,
    [channel],
  );
  return rows;
}

const allPublished = (venueId: string) => async () => {
  const { rows } = await getPool().query(
    `select count(*)::int as "left" from "OutboxEvent" where "venueId" = $1 and "publishedAt" is null`,
    [venueId],
  );
  return rows[0].left === 0;
};

function venue() {
  const id = newId();
  const slug = `v${id.slice(-12)}`;
  return { id, orders: `private-${slug}-orders`, staff: `presence-${slug}-staff`, kitchen: `private-${slug}-kitchen` };
}

/** Keeps what it was given, and fails as long as it is told to. */
function notebook() {
  const sent: WireEvent[][] = [];
  const state = { fails: false as boolean };
  const publisher: Publisher = {
    async publish(events) {
      if (state.fails) throw new PublishError("away", false);
      sent.push([...events]);
    },
    close() {},
  };
  const entries = () => sent.flat().map(({ channel, data }) => ({ channel, ...JSON.parse(data).meta }) as Heard);
  return { publisher, sent, state, entries };
}

describe("the relay", () => {
  it("numbers contiguously per channel under concurrent writers, and the wire has that order", async () => {
    const { port } = await broker();
    const { id: venueId, orders, staff, kitchen } = venue();
    const heard = await listen(port, [orders, staff, kitchen]);
    relay(createPublisher(settingsOf(port)));
    const written: string[] = [];
    const write = async (writer: number) => {
      const client = await getPool().connect();
      try {
        for (let nth = 0; nth < 20; nth++) {
          await client.query("begin");
          const channels = (writer + nth) % 3 === 0 ? [orders, staff, kitchen] : [orders, staff];
          const id = await writeEvent({ venueId, channels }, client);
          // Commits overtake each other.
          await new Promise((resolve) => setTimeout(resolve, Math.random() * 8));
          const kept = nth % 7 !== 3;
          await client.query(kept ? "commit" : "rollback");
          if (kept) written.push(id);
        }
      } finally {
        client.release();
      }
    };
    await Promise.all(oneTo(6).map(write));
    await until("all sent", allPublished(venueId));
    await until("all heard", () => seqsOn(heard, orders).length >= written.length);
    expect(seqsOn(heard, orders)).toEqual(oneTo(written.length));
    expect(seqsOn(heard, staff)).toEqual(oneTo(written.length));
    expect(seqsOn(heard, kitchen)).toEqual(oneTo(seqsOn(heard, kitchen).length));
    expect(
      heard
        .filter(({ channel }) => channel === orders)
        .map((each) => each.id)
        .sort(),
    ).toEqual(written.sort());
    for (const channel of [orders, staff, kitchen]) {
      const mine = heard.filter((each) => each.channel === channel);
      expect(await deliveriesOf(channel)).toEqual(mine.map(({ seq, id }) => ({ seq, eventId: id })));
    }
  });

  it("sends nothing before its commit, and numbers a late commit after what overtook it", async () => {
    const { port } = await broker();
    const { id: venueId, orders } = venue();
    const heard = await listen(port, [orders]);
    relay(createPublisher(settingsOf(port)));
    const slow = await getPool().connect();
    await slow.query("begin");
    const late = await writeEvent({ venueId, channels: [orders] }, slow);
    const early = await writeEvent({ venueId, channels: [orders] });
    await until("the early one", () => heard.length === 1);
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(heard.map(({ id }) => id)).toEqual([early]);
    await slow.query("commit");
    slow.release();
    await until("the late one", () => heard.length === 2);
    expect(heard.map(({ id, seq }) => [id, seq])).toEqual([
      [early, 1],
      [late, 2],
    ]);
  });

  it("is woken by the commit: an event is on the wire long before the next poll", async () => {
    const { port } = await broker();
    const { id: venueId, orders, staff } = venue();
    const heard = await listen(port, [orders, staff]);
    relay(createPublisher(settingsOf(port)));
    await writeEvent({ venueId, channels: [orders, staff] });
    await until("the first", () => heard.length === 2);
    const latencies: number[] = [];
    for (let nth = 2; nth <= 41; nth++) {
      await writeEvent({ venueId, channels: [orders, staff] });
      const committed = performance.now();
      await until("the next", () => seqsOn(heard, staff).includes(nth));
      latencies.push((heard.find(({ seq, channel }) => seq === nth && channel === staff)?.at ?? Infinity) - committed);
    }
    const median = latencies.sort((a, b) => a - b)[20] ?? Infinity;
    console.info(`commit to wire: median ${median.toFixed(1)} ms, worst ${latencies.at(-1)?.toFixed(1)} ms`);
    expect(median).toBeLessThan(60);
  });

  it("names who acted to staff, never to a channel that guests hear", async () => {
    const { port } = await broker();
    const { id: venueId, orders } = venue();
    const table = orders.replace("-orders", `-table-12-${newId()}`);
    const menu = orders.replace("private-", "").replace("-orders", "-menu");
    const heard = await listen(port, [orders, table, menu]);
    relay(createPublisher(settingsOf(port)));
    const actor = { id: newId(), name: "Elena" };
    const payload = { orderId: "o1", total: 1200 };
    await writeEvent({ venueId, channels: [orders, table, menu], actor, payload });
    await until("all three", () => heard.length === 3);
    const dataOn = (channel: string) => heard.find((each) => each.channel === channel)?.data;
    expect(dataOn(orders)).toMatchObject({ ...payload, meta: { seq: 1, actor } });
    for (const channel of [table, menu]) {
      expect(dataOn(channel)).toMatchObject(payload);
      expect(Object.keys(dataOn(channel)?.meta ?? {}).sort()).toEqual(["at", "id", "seq"]);
    }
    expect(dataOn(orders)?.meta.at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  });

  it("numbers while the broker is away; after a crash the same numbers go first, then what is newer", async () => {
    const { id: venueId, orders, staff } = venue();
    const first = notebook();
    first.state.fails = true;
    const dying = relay(first.publisher);
    const ids = [];
    for (let nth = 0; nth < 5; nth++) ids.push(await writeEvent({ venueId, channels: [orders, staff] }));
    await until("numbered", async () => (await deliveriesOf(orders)).length === 5);
    await dying.stop();
    expect(first.sent).toEqual([]);
    const numbered = await deliveriesOf(orders);
    for (let nth = 0; nth < 5; nth++) ids.push(await writeEvent({ venueId, channels: [orders] }));
    const second = notebook();
    relay(second.publisher);
    await until("all sent", allPublished(venueId));
    const onOrders = second.entries().filter(({ channel }) => channel === orders);
    expect(onOrders.slice(0, 5).map(({ seq, id }) => ({ seq, eventId: id }))).toEqual(numbered);
    expect(onOrders.map(({ seq }) => seq)).toEqual(oneTo(10));
    expect(onOrders.map(({ id }) => id)).toEqual(ids);
    expect(seqsOn(second.entries(), staff)).toEqual(oneTo(5));
  });

  it("finds what another process numbered and did not live to send", async () => {
    const { id: venueId, orders } = venue();
    await writeEvent({ venueId, channels: [orders] });
    const client = await getPool().connect();
    const { events } = await numberEvents(client, [venueId], { limit: 10, above: "0" });
    const [numbered] = events;
    client.release();
    const { publisher, entries } = notebook();
    relay(publisher);
    await until("sent", allPublished(venueId));
    expect(entries().filter(({ channel }) => channel === orders)).toMatchObject([{ id: numbered?.id, seq: 1 }]);
  });

  it("drains what a broker's absence left, in order, within 5 s of its return", async () => {
    const before = await broker();
    const { port } = before;
    const { id: venueId, orders, staff, kitchen } = venue();
    relay(createPublisher(settingsOf(port)));
    await writeEvent({ venueId, channels: [orders, staff, kitchen] });
    await until("the first", allPublished(venueId));
    await before.stop();
    const count = 1_500;
    await getPool().query(
      `insert into "OutboxEvent" ("id", "venueId", "name", "channels", "payload")
       select gen_random_uuid(), $1, 'test-event', $2, jsonb_build_object('n', n) from generate_series(1, $3) as n`,
      [venueId, [orders, staff, kitchen], count],
    );
    await until("numbered all the same", async () => (await deliveriesOf(orders)).length === count + 1);
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    await broker(port);
    const back = performance.now();
    const heard = await listen(port, [orders, staff, kitchen]);
    await until("drained", allPublished(venueId), 5_000);
    console.info(`${count} events on three channels drained in ${Math.round(performance.now() - back)} ms`);
    for (const channel of [orders, staff, kitchen]) {
      // The subscriber may have come after the first of them.
      const seqs = seqsOn(heard, channel);
      expect(seqs).toEqual(oneTo(count + 1).slice(-seqs.length));
      expect(seqs.length).toBeGreaterThan(0);
    }
  });

  it("lets one relay at a time serve a venue, and another take over", async () => {
    const { port } = await broker();
    const { id: venueId, orders } = venue();
    const heard = await listen(port, [orders]);
    const books = [notebook(), notebook()];
    const real = createPublisher(settingsOf(port));
    ends.push(() => real.close());
    const relays = books.map((book) =>
      relay({
        close() {},
        async publish(events) {
          // Whoever would publish out of turn gets the chance to.
          await new Promise((resolve) => setTimeout(resolve, Math.random() * 10));
          await book.publisher.publish(events);
          await real.publish(events);
        },
      }),
    );
    const write = async (count: number) => {
      for (let nth = 0; nth < count; nth++) await writeEvent({ venueId, channels: [orders] });
    };
    await Promise.all([write(40), write(40), write(40)]);
    await until("all heard", () => heard.length === 120);
    expect(heard.map(({ seq }) => seq)).toEqual(oneTo(120));
    const active = books.findIndex(({ sent }) => sent.length > 0);
    expect(books.filter(({ sent }) => sent.length > 0)).toHaveLength(1);
    await relays[active]?.stop();
    await write(10);
    await until("the other took over", () => heard.length === 130, 2_000);
    expect(heard.map(({ seq }) => seq)).toEqual(oneTo(130));
    expect(books.every(({ sent }) => sent.length > 0)).toBe(true);
  });

  it("goes on when it loses the database", async () => {
    const { id: venueId, orders } = venue();
    const { publisher, entries } = notebook();
    relay(publisher);
    await writeEvent({ venueId, channels: [orders] });
    await until("the first", allPublished(venueId));
    const { rowCount } = await getPool().query(
      `select pg_terminate_backend(l.pid) from pg_locks l join pg_database d on d.oid = l.database
       where l.locktype = 'advisory' and d.datname = current_database() and l.pid <> pg_backend_pid()`,
    );
    expect(rowCount).toBeGreaterThan(0);
    await writeEvent({ venueId, channels: [orders] });
    await until("the second", () => entries().some(({ seq }) => seq === 2), 2_000);
  });

  it("passes over an event that the broker refuses for good, so that it holds up no other", async () => {
    const { port } = await broker();
    const { id: venueId, orders } = venue();
    const heard = await listen(port, [orders]);
    relay(createPublisher(settingsOf(port)));
    const client = await getPool().connect();
    await client.query("begin");
    for (const size of [1, 20_000, 1])
      await writeEvent({ venueId, channels: [orders], payload: { x: "x".repeat(size) } }, client);
    await client.query("commit");
    client.release();
    await until("all dealt with", allPublished(venueId));
    await until("the others", () => heard.length === 2);
    expect(heard.map(({ seq }) => seq)).toEqual([1, 3]);
  });

  it("keeps a person's numbers contiguous across the venues they work in", async () => {
    const [one, two] = [venue(), venue()];
    const channel = `private-user-${newId()}`;
    const { publisher, entries } = notebook();
    relay(publisher);
    for (let nth = 0; nth < 6; nth++) await writeEvent({ venueId: nth % 2 ? one.id : two.id, channels: [channel] });
    await until("all sent", async () => (await allPublished(one.id)()) && (await allPublished(two.id)()));
    expect(seqsOn(entries(), channel).sort()).toEqual(oneTo(6));
  });
});

describe("the publisher", () => {
  it("takes an error inside an answer of 200 for what it is", async () => {
    const server = createServer((_req, res) => res.end(JSON.stringify({ error: "over quota", code: 413 })));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const publisher = createPublisher(settingsOf((server.address() as AddressInfo).port));
    ends.push(
      () => publisher.close(),
      () => server.close(),
    );
    const attempt = publisher.publish([{ channel: "c", name: "n", data: "{}" }]);
    await expect(attempt).rejects.toMatchObject({ message: "over quota", permanent: true });
  });

  it("tells an absent broker from a refusing one", async () => {
    const { port, stop } = await startBroker();
    const publisher = createPublisher(settingsOf(port));
    const wrong = createPublisher({ ...settingsOf(port), secret: "wrong" });
    ends.push(
      () => publisher.close(),
      () => wrong.close(),
    );
    await expect(wrong.publish([{ channel: "c", name: "n", data: "{}" }])).rejects.toMatchObject({ permanent: false });
    await expect(publisher.publish([{ channel: "no spaces", name: "n", data: "{}" }])).rejects.toMatchObject({
      permanent: true,
    });
    await stop();
    await expect(publisher.publish([{ channel: "c", name: "n", data: "{}" }])).rejects.toMatchObject({
      permanent: false,
    });
  });
});
