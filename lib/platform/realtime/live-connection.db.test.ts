import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import pino from "pino";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Broker, createBroker } from "@/lib/broker/broker";
import { getPool } from "@/lib/platform/db";
import { readCursors } from "./cursors";
import { LiveConnection } from "./live-connection";
import { LiveStore } from "./live-store";
import { createPublisher, readPusherSettings } from "./publisher";
import { startRelay } from "./relay";
import { getEvents, getInfo, postAuth } from "./routes";
import { makeSitting, makeVenue, type TestVenue, until, useOwnDatabase, writeEvent } from "./testing";

const app = { id: "7", key: "live-key", secret: "live-secret" };

/** The app's port as a browser sees it: routes, the broker, and a network that can fail in different ways. */
class Town {
  port = 0;
  blocksSockets = false;
  requests: string[] = [];
  #server: Server | null = null;
  #broker: Broker | null = null;
  #sockets = new Set<Socket>();

  async open(): Promise<void> {
    const broker = createBroker({ apps: [{ ...app, clientEvents: true }] });
    const server = createServer(async (req, res) => {
      if (broker.handleRequest(req, res)) return;
      const chunks: Buffer[] = [];
      for await (const chunk of req) chunks.push(chunk);
      const answer = await this.#route(req, Buffer.concat(chunks));
      res.writeHead(answer.status, Object.fromEntries(answer.headers));
      res.end(Buffer.from(await answer.arrayBuffer()));
    });
    server.on("upgrade", (req, socket, head) => {
      if (this.blocksSockets || !broker.handleUpgrade(req, socket, head)) socket.destroy();
    });
    server.on("connection", (socket) => {
      this.#sockets.add(socket);
      socket.on("close", () => this.#sockets.delete(socket));
    });
    await new Promise<void>((resolve) => server.listen(this.port, "127.0.0.1", resolve));
    this.port = (server.address() as AddressInfo).port;
    this.#server = server;
    this.#broker = broker;
  }

  /** As a killed process: every connection breaks, nothing says goodbye. */
  async vanish(): Promise<void> {
    const closed = new Promise((resolve) => this.#server?.close(resolve) ?? resolve(null));
    this.breakSockets();
    await closed;
    await this.#broker?.close({ graceMs: 0 });
    this.#server = null;
  }

  breakSockets(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  async #route(req: IncomingMessage, body: Buffer): Promise<Response> {
    const url = new URL(req.url ?? "/", `http://127.0.0.1:${this.port}`);
    this.requests.push(`${req.method} ${url.pathname}`);
    const headers = new Headers();
    for (const [name, value] of Object.entries(req.headers)) headers.set(name, String(value));
    const init = { method: req.method, headers, body: req.method === "POST" ? body : undefined };
    const request = new Request(url, init as RequestInit);
    if (url.pathname === "/api/realtime/info") return getInfo(request);
    if (url.pathname === "/api/realtime/auth") return postAuth(request);
    const venue = /^\/api\/venues\/([^/]+)\/events$/.exec(url.pathname)?.[1];
    if (venue) return getEvents(request, { params: Promise.resolve({ venue }) });
    return new Response(null, { status: 404 });
  }
}

let dropDatabase: () => Promise<void>;
let house: TestVenue;
let serial = 0;
beforeAll(async () => {
  dropDatabase = await useOwnDatabase();
});
afterAll(() => dropDatabase());

let town: Town;
let stopRelay: () => Promise<void>;
const ends: (() => unknown)[] = [];
beforeEach(async () => {
  serial += 1;
  house = await makeVenue(`house${serial}`);
  town = new Town();
  await town.open();
  Object.assign(process.env, {
    PUSHER_APP_ID: app.id,
    PUSHER_KEY: app.key,
    PUSHER_SECRET: app.secret,
    PUSHER_HOST: "127.0.0.1",
    PUSHER_PORT: String(town.port),
    SERVERY_EMBEDDED_BROKER: "1",
  });
  const log = pino({ level: "silent" });
  const relay = startRelay({ pool: getPool(), log, publisher: createPublisher(readPusherSettings()) });
  stopRelay = relay.stop;
  ends.push(() => town.vanish(), relay.stop);
});
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

const venueOf = ({ id, slug }: TestVenue) => ({ id, slug }) as unknown as Parameters<typeof readCursors>[0];

interface Screen {
  connection: LiveConnection;
  store: LiveStore<string[]>;
  /** Every event as `onEvent` told it. */
  told: { id: string; replayed: boolean }[];
  refetches: number;
  close(): void;
}

/** A screen that lists the ids of the events it applied, starting from an empty snapshot of this moment. */
async function screen(
  channels: string[],
  cookie = house.staff.admin.cookie,
  as: "staff" | "guest" = "staff",
): Promise<Screen> {
  const withCookie: typeof fetch = (input, init) => fetch(input, { ...init, headers: { ...init?.headers, cookie } });
  const origin = `http://127.0.0.1:${town.port}`;
  const connection = new LiveConnection({ venue: house.slug, as, origin, fetch: withCookie });
  const snapshot = async () => {
    const cursors = await readCursors(venueOf(house), channels);
    return { data: [] as string[], cursors };
  };
  const initial = await snapshot();
  const mine: Screen = { connection, told: [], refetches: 0 } as unknown as Screen;
  const handlers = {
    apply: (state: string[], event: { data: { meta: { id: string } } }) => [...state, event.data.meta.id],
    refetch: async () => {
      mine.refetches += 1;
      return { ...(await snapshot()), data: ["snapshot"] };
    },
    onEvent: (event: { data: { meta: { id: string } } }, { replayed }: { replayed: boolean }) =>
      mine.told.push({ id: event.data.meta.id, replayed }),
  };
  mine.store = new LiveStore(channels, initial, () => handlers);
  const release = connection.retain();
  const leave = mine.store.follow(connection);
  let open = true;
  mine.close = () => {
    if (!open) return;
    open = false;
    leave();
    release();
  };
  ends.push(mine.close);
  return mine;
}

const isLive =
  ({ connection }: Screen) =>
  () =>
    connection.readState().status === "live";
const write = (channels: string[]) => writeEvent({ venueId: house.id, channels });
const asked = (path: string) => town.requests.filter((each) => each.endsWith(path)).length;

describe("a live screen", () => {
  it("learns what happened between its snapshot and its subscription, then lives, each event once", async () => {
    const [orders, staff] = [`private-${house.slug}-orders`, `presence-${house.slug}-staff`];
    const mine = await screen([orders, staff]);
    const ids = [await write([orders, staff]), await write([staff])];
    await until("live", isLive(mine));
    for (let nth = 0; nth < 10; nth++) ids.push(await write(nth % 2 ? [orders, staff] : [orders]));
    await until("all", () => mine.store.read().length >= ids.length);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect([...mine.store.read()].sort()).toEqual([...ids].sort());
    expect(mine.told.map(({ id }) => id)).toEqual(mine.store.read());
    expect(mine.told.every(({ replayed }) => !replayed)).toBe(true);
    // Both channels were authorised, and asked for, together.
    expect(asked("/auth")).toBe(1);
    expect(asked("/events")).toBe(1);
  });

  it("serves a guest their own table, with the guest's identity", async () => {
    const table = await makeSitting(house, "12");
    const menu = `${house.slug}-menu`;
    const mine = await screen([table.channel, menu], table.cookie, "guest");
    await until("live", isLive(mine));
    const ids = [await write([table.channel]), await write([menu])];
    await until("both", () => mine.store.read().length === 2);
    expect([...mine.store.read()].sort()).toEqual(ids.sort());
  });

  it("is back within 2 s of the server's return, again and again, and has missed nothing", async () => {
    const orders = `private-${house.slug}-orders`;
    const mine = await screen([orders]);
    await until("live", isLive(mine));
    const ids = [await write([orders])];
    await until("the first", () => mine.store.read().length === 1);
    // pusher-js alone waits 15 s after an attempt that failed.
    for (const awayMs of [100, 1_500, 3_000, 200]) {
      await town.vanish();
      ids.push(await write([orders]), await write([orders]));
      await until("down", () => mine.connection.readState().status !== "live", 1_000);
      await new Promise((resolve) => setTimeout(resolve, awayMs));
      await town.open();
      const back = performance.now();
      await until("live again", isLive(mine), 2_000);
      console.info(`away ${awayMs} ms, live again after ${Math.round(performance.now() - back)} ms`);
      ids.push(await write([orders]));
      await until("all of it", () => mine.store.read().length >= ids.length, 4_000);
      expect(mine.store.read()).toEqual(ids);
    }
    expect(mine.refetches).toBe(0);
  });

  it("polls where WebSockets are blocked, says so, and goes live when they are not any more", async () => {
    town.blocksSockets = true;
    const orders = `private-${house.slug}-orders`;
    const mine = await screen([orders]);
    await until("polling", () => mine.connection.readState().status === "polling", 6_000);
    const ids = [await write([orders]), await write([orders])];
    await until("both", () => mine.store.read().length === 2, 7_000);
    expect(mine.store.read()).toEqual(ids);
    // News that took a detour still rings.
    expect(mine.told.map(({ replayed }) => replayed)).toEqual([false, false]);
    const { lastSync } = mine.connection.readState();
    expect(Date.now() - lastSync).toBeLessThan(7_000);
    town.blocksSockets = false;
    await until("live", isLive(mine), 2_000);
  }, 30_000);

  it("says within 10 s that nothing answers, and since when", async () => {
    const mine = await screen([`private-${house.slug}-orders`]);
    await until("live", isLive(mine));
    await town.vanish();
    const gone = Date.now();
    await until("offline", () => mine.connection.readState().status === "offline", 10_000);
    expect(Math.abs(mine.connection.readState().lastSync - gone)).toBeLessThan(6_000);
    await town.open();
    await until("live again", isLive(mine), 2_000);
  }, 30_000);

  it("fetches a fresh snapshot when the numbering began anew, and goes on from there", async () => {
    const orders = `private-${house.slug}-orders`;
    const mine = await screen([orders]);
    await until("live", isLive(mine));
    await write([orders]);
    await until("the first", () => mine.store.read().length === 1);
    await town.vanish();
    await getPool().query(`update "Installation" set "epoch" = $1`, [randomUUID()]);
    await town.open();
    await until("the snapshot", () => mine.store.read()[0] === "snapshot", 4_000);
    const id = await write([orders]);
    await until("the next", () => mine.store.read().length === 2);
    expect([mine.store.read(), mine.refetches]).toEqual([["snapshot", id], 1]);
  });

  it("hears its other channels although one is refused", async () => {
    const [orders, payments] = [`private-${house.slug}-orders`, `private-${house.slug}-payments`];
    const mine = await screen([orders, payments], house.staff.staff.cookie);
    await until("live", isLive(mine));
    await until("asked why", () => mine.refetches > 0);
    await until("the snapshot", () => mine.store.read()[0] === "snapshot");
    const id = await write([orders, payments]);
    await until("the order", () => mine.store.read().includes(id));
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    // The refusal is not asked about without end.
    expect(asked("/events")).toBeLessThan(12);
    expect(mine.refetches).toBeLessThan(3);
  });

  it("counts who follows a channel, and knows who is on shift", async () => {
    const staff = `presence-${house.slug}-staff`;
    const mine = await screen([staff]);
    const unwatch = mine.connection.watchMembers(staff, () => {});
    await until("me", () => mine.connection.readMembers(staff)?.length === 1);
    const colleague = await screen([staff], house.staff.kitchen.cookie);
    await until("the cook", () => mine.connection.readMembers(staff)?.length === 2);
    expect(mine.connection.readMembers(staff)).toContainEqual({
      id: house.staff.kitchen.userId,
      info: { name: "The kitchen", role: "kitchen" },
    });
    colleague.close();
    await until("the cook left", () => mine.connection.readMembers(staff)?.length === 1);
    // The screen leaves, the list of people stays.
    mine.store.follow({ follow: () => () => {}, ask: () => {} });
    expect(mine.connection.readMembers(staff)).toHaveLength(1);
    unwatch();
  });

  it("tells the members of a channel what the others look at, and forgets who leaves", async () => {
    const staff = `presence-${house.slug}-staff`;
    const mine = await screen([staff]);
    const heard = mine.connection.announcementsOf(staff);
    ends.push(heard.subscribe(() => {}));
    await until("me", () => mine.connection.readMembers(staff)?.length === 1);
    const colleague = await screen([staff], house.staff.kitchen.cookie);
    colleague.connection.announcementsOf(staff).say({ view: "kitchen" });
    await until("where the cook is", () => heard.read().length === 1);
    expect(heard.read()).toEqual([{ userId: house.staff.kitchen.userId, value: { view: "kitchen" } }]);
    colleague.close();
    await until("the cook left", () => heard.read().length === 0);
  });

  it("says of a house that answers and sends nothing on that it does not know, from when it is, and goes on with it", async () => {
    const orders = `private-${house.slug}-orders`;
    const mine = await screen([orders]);
    ends.push(mine.connection.wantHeartbeat());
    await until("live", isLive(mine));
    await until("a beat", () => mine.connection.readBeats() > 0, 6_000);
    await stopRelay();
    // Nothing happens: nothing is unknown.
    await new Promise((resolve) => setTimeout(resolve, 9_000));
    expect(mine.connection.readState().status).toBe("live");
    const before = Date.now();
    const id = await write([orders]);
    await until("not known any more", () => mine.connection.readState().status === "offline", 10_000);
    // What it shows is what was true when the event was written.
    expect(Math.abs(mine.connection.readState().lastSync - before)).toBeLessThan(1_500);
    const relay = startRelay({
      pool: getPool(),
      log: pino({ level: "silent" }),
      publisher: createPublisher(readPusherSettings()),
    });
    ends.push(relay.stop);
    await until("the event", () => mine.store.read().includes(id), 4_000);
    await until("live again", isLive(mine), 4_000);
  }, 40_000);

  it("says so when its socket stands and brings nothing, is right all the same, and takes another one", async () => {
    const orders = `private-${house.slug}-orders`;
    const mine = await screen([orders]);
    ends.push(mine.connection.wantHeartbeat());
    await until("live", isLive(mine));
    const states: string[] = [];
    ends.push(mine.connection.subscribe(() => states.push(mine.connection.readState().status)));
    // Numbered and marked, but to a broker that nobody listens to.
    await stopRelay();
    const nowhere = { publish: async () => {}, close: () => {} };
    const relay = startRelay({ pool: getPool(), log: pino({ level: "silent" }), publisher: nowhere });
    ends.push(relay.stop);
    const id = await write([orders]);
    await until("the event", () => mine.store.read().includes(id), 8_000);
    // How long it is without one depends on how soon the next is there.
    await until("the word of it", () => states.some((each) => each !== "live"), 10_000);
    await relay.stop();
    const again = startRelay({
      pool: getPool(),
      log: pino({ level: "silent" }),
      publisher: createPublisher(readPusherSettings()),
    });
    ends.push(again.stop);
    await until("live again", isLive(mine), 4_000);
    const next = await write([orders]);
    await until("the next", () => mine.store.read().includes(next), 1_500);
  }, 40_000);
});
