import { createHmac } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { getPool } from "@/lib/platform/db";
import { newId } from "@/lib/platform/ids";
import { readCursors } from "./cursors";
import { numberEvents } from "./numbering";
import { getEvents, getInfo, postAuth } from "./routes";
import { makeSitting, makeVenue, type roles, type TestVenue, useOwnDatabase, writeEvent } from "./testing";

const broker = {
  PUSHER_APP_ID: "1",
  PUSHER_KEY: "the-key",
  PUSHER_SECRET: "the-secret",
  PUSHER_HOST: "127.0.0.1",
  PUSHER_PORT: "3000",
};
const socketId = "123.456";
const stocktakeId = newId();

let dropDatabase: () => Promise<void>;
let house: TestVenue;
let other: TestVenue;
let table: Awaited<ReturnType<typeof makeSitting>>;
let neighbour: typeof table;
let closed: typeof table;
let elsewhere: typeof table;

beforeAll(async () => {
  dropDatabase = await useOwnDatabase();
  house = await makeVenue("house");
  // A slug that begins like another one, and one that looks like a part of a channel's name.
  other = await makeVenue("house-table");
  table = await makeSitting(house, "12");
  neighbour = await makeSitting(house, "B2");
  closed = await makeSitting(house, "7", "CLOSED");
  elsewhere = await makeSitting(other, "12");
});
afterAll(() => dropDatabase());
beforeEach(() => {
  for (const name of ["PUSHER_CLUSTER", "PUSHER_TLS", "SERVERY_EMBEDDED_BROKER"]) delete process.env[name];
  Object.assign(process.env, broker);
});

/** design: the table of roles and namespaces, written out by hand. A letter per role, in the order of `roles`; g is a guest at table 12. */
const matrix: [channel: () => string, allowed: string][] = [
  [() => "private-house-orders", "AMCSKR"],
  [() => "private-house-kitchen", "AMCSKR"],
  [() => "private-house-station-grill", "AMCSKR"],
  [() => "presence-house-staff", "AMCSKR"],
  [() => "private-house-tables", "AMCSKR"],
  [() => table.channel, "AMCSKRg"],
  [() => neighbour.channel, "AMCSKR"],
  [() => "private-house-payments", "AMC"],
  [() => "private-house-registrations", "AMCR"],
  [() => "private-house-inventory", "AMCSK"],
  [() => "private-house-stocktakes", "AMCSK"],
  [() => `presence-house-stocktake-${stocktakeId}`, "AMCSK"],
  [() => "private-house-customers", "AMCS"],
  [() => "private-house-alerts", "AM"],
  [() => "private-house-system", "A"],
];
const letters: Record<string, (typeof roles)[number] | "guest"> = {
  A: "admin",
  M: "manager",
  C: "cashier",
  S: "staff",
  K: "kitchen",
  R: "releaser",
  g: "guest",
};
const cases = matrix.flatMap(([channel, allowed], row) =>
  Object.entries(letters).map(([letter, who]) => ({ row, channel, who, allowed: allowed.includes(letter) })),
);

const cookieOf = (who: (typeof roles)[number] | "guest") => (who === "guest" ? table.cookie : house.staff[who].cookie);

function askEvents(
  query: string,
  cookie = "",
  slug = "house",
  headers: Record<string, string> = {},
): Promise<Response> {
  const request = new Request(`http://localhost/api/venues/${slug}/events?${query}`, {
    headers: { cookie, ...headers },
  });
  return getEvents(request, { params: Promise.resolve({ venue: slug }) });
}

function askAuth(body: Record<string, string> | object, cookie = "", json = false): Promise<Response> {
  return postAuth(
    new Request("http://localhost/api/realtime/auth", {
      method: "POST",
      headers: { cookie, "content-type": json ? "application/json" : "application/x-www-form-urlencoded" },
      body: json ? JSON.stringify(body) : new URLSearchParams(body as Record<string, string>).toString(),
    }),
  );
}

const signature = (text: string) => `the-key:${createHmac("sha256", "the-secret").update(text).digest("hex")}`;

describe("who may hear a channel", () => {
  it.each(cases)("$who, row $row: $allowed", async ({ channel, who, allowed }) => {
    const name = channel();
    const signed = await askAuth({ socket_id: socketId, channel_name: name }, cookieOf(who));
    const replayed = await askEvents(new URLSearchParams({ channel: name, after: "0" }).toString(), cookieOf(who));
    expect([signed.status, replayed.status]).toEqual(allowed ? [200, 200] : [403, 403]);
    const answer = await signed.json();
    if (!allowed) expect(answer).not.toHaveProperty("auth");
    else if (name.startsWith("presence-") && who !== "guest") {
      expect(JSON.parse(answer.channel_data)).toEqual({
        user_id: house.staff[who].userId,
        user_info: { name: `The ${who}`, role: who },
      });
      expect(answer.auth).toBe(signature(`${socketId}:${name}:${answer.channel_data}`));
    } else expect(answer).toEqual({ auth: signature(`${socketId}:${name}`) });
  });

  it("gives nobody anything but the public menu", async () => {
    for (const [channel] of matrix) {
      expect((await askAuth({ socket_id: socketId, channel_name: channel() })).status).toBe(401);
      expect((await askEvents(new URLSearchParams({ channel: channel(), after: "0" }).toString())).status).toBe(401);
    }
    for (const cookie of ["", table.cookie, house.staff.releaser.cookie, elsewhere.cookie]) {
      expect((await askEvents("channel=house-menu&after=0", cookie)).status).toBe(200);
    }
  });

  it("knows another venue's people no better than strangers", async () => {
    for (const [channel] of matrix) {
      for (const cookie of [other.staff.admin.cookie, elsewhere.cookie]) {
        const signed = await askAuth({ socket_id: socketId, channel_name: channel() }, cookie);
        expect([signed.status, channel()]).toEqual([403, channel()]);
        expect(
          (await askEvents(new URLSearchParams({ channel: channel(), after: "0" }).toString(), cookie)).status,
        ).toBe(404);
      }
    }
    for (const channel of ["private-house-table-orders", elsewhere.channel, "house-table-menu"]) {
      const query = new URLSearchParams({ channel, after: "0" }).toString();
      expect([(await askEvents(query, house.staff.admin.cookie)).status, channel]).toEqual([404, channel]);
    }
  });

  it("hears either identity of a browser that is staff and guest at once", async () => {
    const both = `${house.staff.kitchen.cookie}; ${table.cookie}`;
    const answer = await askAuth(
      { socket_id: socketId, channels: [table.channel, "private-house-kitchen"] },
      both,
      true,
    );
    expect(Object.values(await answer.json())).toEqual([{ auth: expect.any(String) }, { auth: expect.any(String) }]);
    const abroad = `${other.staff.kitchen.cookie}; ${table.cookie}`;
    expect((await askAuth({ socket_id: socketId, channel_name: table.channel }, abroad)).status).toBe(200);
    const asGuest = await askEvents("channel=private-house-kitchen&after=0", both, "house", {
      "x-servery-as": "guest",
    });
    expect(asGuest.status).toBe(403);
  });

  it("ends with the sitting, the session and the membership", async () => {
    expect((await askAuth({ socket_id: socketId, channel_name: closed.channel }, closed.cookie)).status).toBe(403);
    expect((await askEvents(`channel=${closed.channel}&after=0`, closed.cookie)).status).toBe(403);
    const leaver = await makeVenue("leavers");
    const ask = async () =>
      (await askAuth({ socket_id: socketId, channel_name: "private-leavers-orders" }, leaver.staff.staff.cookie))
        .status;
    expect(await ask()).toBe(200);
    await getPool().query(`update "Membership" set "disabledAt" = now() where "userId" = $1`, [
      leaver.staff.staff.userId,
    ]);
    expect(await ask()).toBe(403);
    await getPool().query(`update "Session" set "revokedAt" = now() where "userId" = $1`, [leaver.staff.admin.userId]);
    const revoked = await askAuth(
      { socket_id: socketId, channel_name: "private-leavers-orders" },
      leaver.staff.admin.cookie,
    );
    expect(revoked.status).toBe(403);
  });

  it("gives a person's channel to that person", async () => {
    const { userId, cookie } = house.staff.staff;
    const ask = (who: string) => askAuth({ socket_id: socketId, channel_name: `private-user-${userId}` }, who);
    expect((await ask(cookie)).status).toBe(200);
    expect((await ask(house.staff.admin.cookie)).status).toBe(403);
    expect((await ask(table.cookie)).status).toBe(403);
    expect((await ask("")).status).toBe(401);
    expect((await askEvents(`channel=private-user-${userId}&after=0`, cookie)).status).toBe(200);
    expect((await askEvents(`channel=private-user-${userId}&after=0`, house.staff.admin.cookie)).status).toBe(403);
  });
});

describe("channel authorisation", () => {
  it.each(["", "1", "1.", ".1", "1.2.3", "a.b", "1.2:private-house-orders", "1.2\n", " 1.2"])(
    "refuses the socket id %j",
    async (id) => {
      for (const json of [false, true]) {
        const answer = await askAuth(
          { socket_id: id, channel_name: "private-house-orders" },
          house.staff.admin.cookie,
          json,
        );
        expect(answer.status).toBe(422);
        expect(await answer.json()).toMatchObject({ code: "invalid", errors: [{ path: "socket_id" }] });
      }
    },
  );

  it("answers several channels at once, each for itself", async () => {
    const channels = [table.channel, "private-house-orders", "presence-house-staff", "nonsense", other.slug];
    const answer = await askAuth({ socket_id: socketId, channels }, table.cookie, true);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({
      [table.channel]: { auth: signature(`${socketId}:${table.channel}`) },
      "private-house-orders": { error: 403 },
      "presence-house-staff": { error: 403 },
      nonsense: { error: 403 },
      "house-table": { error: 403 },
    });
  });

  it("refuses what is no channel, no JSON, and what another site sends", async () => {
    const { cookie } = house.staff.admin;
    for (const channel of ["house-menu", "private-house-nonsense", "private-nowhere-orders", "presence-house-orders"]) {
      expect([(await askAuth({ socket_id: socketId, channel_name: channel }, cookie)).status, channel]).toEqual([
        403,
        channel,
      ]);
    }
    expect((await askAuth({ socket_id: socketId }, cookie)).status).toBe(422);
    const init = { method: "POST", body: "{", headers: { cookie, "content-type": "application/json" } };
    expect((await postAuth(new Request("http://localhost/x", init))).status).toBe(400);
    const forged = {
      method: "POST",
      body: `socket_id=${socketId}&channel_name=private-house-orders`,
      headers: { cookie, "sec-fetch-site": "cross-site", "content-type": "application/x-www-form-urlencoded" },
    };
    expect((await postAuth(new Request("http://localhost/x", forged))).status).toBe(403);
  });
});

describe("the replay", () => {
  const venue = () => house as unknown as Parameters<typeof readCursors>[0];

  /** Writes events and numbers them, as the relay does. */
  async function happen(channels: string[], count: number, at = "now()"): Promise<string[]> {
    const ids = [];
    for (let nth = 0; nth < count; nth++) {
      ids.push(
        await writeEvent({ venueId: house.id, channels, payload: { nth }, actor: { id: newId(), name: "Elena" } }),
      );
    }
    await getPool().query(`update "OutboxEvent" set "at" = ${at} where "id" = any($1)`, [ids]);
    const client = await getPool().connect();
    await numberEvents(client, [house.id], { limit: 1_000, above: "0" });
    client.release();
    return ids;
  }
  async function cursorOf(channel: string) {
    const cursor = (await readCursors(venue(), [channel]))[channel];
    if (!cursor) throw new Error("no cursor");
    return cursor;
  }
  const get = async (query: Record<string, string | number>, cookie = house.staff.admin.cookie) => {
    const answer = await askEvents(
      new URLSearchParams(Object.entries(query).map(([k, v]) => [k, String(v)])).toString(),
      cookie,
    );
    return { status: answer.status, body: await answer.json() };
  };

  it("tells what came after a number, with the meta of the wire", async () => {
    const before = await cursorOf(table.channel);
    const ids = await happen([table.channel, "private-house-orders"], 3);
    const { status, body } = await get(
      { channel: table.channel, after: before.seq + 1, epoch: before.epoch },
      table.cookie,
    );
    expect(status).toBe(200);
    expect(body).toEqual({
      epoch: before.epoch,
      head: before.seq + 3,
      events: [1, 2].map((nth) => ({
        name: "test-event",
        data: { nth, meta: { id: ids[nth], seq: before.seq + nth + 1, at: expect.stringMatching(/Z$/) } },
      })),
    });
    const staff = await get({ channel: "private-house-orders", after: 0 });
    expect(staff.body.events[0].data.meta.actor).toMatchObject({ name: "Elena" });
    const nothing = await get({ channel: table.channel, after: body.head, epoch: body.epoch });
    expect(nothing.body).toEqual({ epoch: body.epoch, head: body.head, events: [] });
  });

  it("answers several channels in one call, the old ones with `gone`", async () => {
    const [a, b] = ["private-house-tables", "private-house-alerts"];
    await happen([a, b], 2);
    const { epoch } = await cursorOf(a);
    const pairs: [string, string][] = [
      ["channel", a],
      ["after", "1"],
      ["epoch", epoch],
      ["channel", b],
      ["after", "1"],
      ["epoch", newId()],
    ];
    const answer = await askEvents(new URLSearchParams(pairs).toString(), house.staff.admin.cookie);
    expect(answer.status).toBe(200);
    const { channels } = await answer.json();
    expect(channels[a].events.map((event: { data: { meta: { seq: number } } }) => event.data.meta.seq)).toEqual([2]);
    expect(channels[b]).toEqual({ gone: true, epoch, head: 2 });
    const denied = await askEvents(new URLSearchParams(pairs).toString(), house.staff.staff.cookie);
    expect(denied.status).toBe(403);
  });

  it("goes on where a long answer stopped", async () => {
    const channel = "private-house-customers";
    await happen([channel], 700);
    const seqs: number[] = [];
    let calls = 0;
    for (let after = 0; after < 700; after = seqs.at(-1) ?? 0, calls++) {
      const { body } = await get({ channel, after });
      expect(body.head).toBe(700);
      seqs.push(...body.events.map((event: { data: { meta: { seq: number } } }) => event.data.meta.seq));
      expect(calls).toBeLessThan(10);
    }
    expect(seqs).toEqual(Array.from({ length: 700 }, (_, at) => at + 1));
    expect(calls).toBe(2);
  });

  it("says 410 for another epoch, for a number ahead of the head and for forgotten events", async () => {
    const channel = "private-house-registrations";
    await happen([channel], 3, "now() - interval '25 hours'");
    await happen([channel], 2);
    await getPool().query(`update "OutboxEvent" set "publishedAt" = now()`);
    const { pruneEvents } = await import("./numbering");
    expect(await pruneEvents(getPool())).toBe(3);
    const { epoch, seq } = await cursorOf(channel);
    expect(seq).toBe(5);
    for (const query of [
      { after: 3, epoch: newId() },
      { after: 6, epoch },
      { after: 0, epoch: "" },
      { after: 2, epoch },
    ]) {
      const { status, body } = await get({ channel, ...query });
      expect(status).toBe(410);
      expect(body).toMatchObject({ code: "events-gone", current: { gone: true, epoch, head: 5 } });
    }
    expect((await get({ channel, after: 3, epoch })).body.events).toHaveLength(2);
  });

  it.each([
    "",
    "channel=private-house-orders",
    "channel=private-house-orders&after=-1",
    "channel=private-house-orders&after=x",
  ])("refuses the question %j", async (query) => {
    expect((await askEvents(query, house.staff.admin.cookie)).status).toBe(422);
  });

  it("does not know an event that has no number yet", async () => {
    const channel = "private-house-payments";
    await writeEvent({ venueId: house.id, channels: [channel] });
    expect((await get({ channel, after: 0 })).body).toMatchObject({ events: [], head: 0 });
  });
});

describe("the realtime info", () => {
  const info = async (query = "", headers = {}) =>
    (await getInfo(new Request(`http://localhost/api/realtime/info${query}`, { headers }))).json();

  it("names the address it was asked at for the embedded broker, and keeps the secret", async () => {
    process.env.SERVERY_EMBEDDED_BROKER = "1";
    const answer = await info("?venue=house", { host: "tablet.local:3000" });
    expect(answer).toEqual({
      key: "the-key",
      cluster: null,
      embedded: true,
      host: "tablet.local",
      port: 3000,
      tls: false,
      channelPrefixes: {
        private: "private-house-",
        presence: "presence-house-",
        menu: "house-menu",
        user: "private-user-",
      },
    });
    expect(JSON.stringify(answer)).not.toContain("the-secret");
    const behindTls = await info("", { host: "menu.example", "x-forwarded-proto": "https" });
    expect(behindTls).toMatchObject({ host: "menu.example", port: 443, tls: true });
  });

  it("names the address or the cluster of a broker elsewhere", async () => {
    process.env.PUSHER_TLS = "1";
    expect(await info()).toMatchObject({ embedded: false, host: "127.0.0.1", port: 3000, tls: true, cluster: null });
    process.env.PUSHER_HOST = "";
    process.env.PUSHER_CLUSTER = "eu";
    expect(await info()).toMatchObject({ host: null, cluster: "eu" });
  });
});
