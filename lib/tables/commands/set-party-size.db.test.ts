import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { POST as postOpen } from "@/app/api/venues/[venue]/tables/[id]/open/route";
import { POST as postParty } from "@/app/api/venues/[venue]/tables/[id]/party/route";
import { acceptOrder } from "@/lib/orders/commands/accept-order";
import { type House, makeHouse } from "@/lib/orders/testing/fixture";
import { failure, line, newsSince, order, place } from "@/lib/orders/testing/orders";
import type { RoleName } from "@/lib/platform/auth/actor";
import { getPrisma } from "@/lib/platform/db";
import { newId } from "@/lib/platform/ids";
import { applyTableEvent, findTable, openFloor } from "../client";
import { getTable, listAreas, listTables } from "../queries";
import { closeTable } from "./close-table";
import { mergeParties, moveParty } from "./move-party";
import { openTable } from "./open-table";
import { setPartySize } from "./set-party-size";

let house: House;

beforeAll(() => {
  process.env.NEXTAUTH_SECRET = "not-a-secret-for-the-route-tests-only";
});
beforeEach(async () => {
  house = await makeHouse();
});

const idOf = (number: "1" | "2" | "3") => house.tables[number].id;
const count = (number: "1" | "2" | "3", partySize: number | null, sessionId?: string) =>
  setPartySize(house.as.staff, idOf(number), { partySize, ...(sessionId ? { sessionId } : {}) });
const open = (number: "1" | "2" | "3", partySize?: number) => openTable(house.as.staff, idOf(number), { partySize });
const sizeOf = async (number: "1" | "2" | "3") => (await getTable(house.venue, idOf(number)))?.partySize;

/** What the floor's screens hear from here on, as they hold it after each event. */
async function follow() {
  const floor = openFloor(await listAreas(house.venue));
  const before = (await house.events()).length;
  return async (number: string) => {
    const news = await newsSince(house, before);
    const events = news.map(({ id, name, payload, at }, seq) => ({
      name,
      channel: "staff",
      data: { ...(payload as Record<string, unknown>), meta: { id, seq, at: at.toISOString() } },
    }));
    return {
      table: findTable(events.reduce(applyTableEvent, floor).areas, number),
      names: news.map(({ name }) => name),
    };
  };
}

describe("setPartySize", () => {
  it("says it to the floor's screens, to GET tables and to the snapshot, and not to the kitchen", async () => {
    await open("1");
    const heard = await follow();
    expect(await count("1", 4)).toMatchObject({ id: idOf("1"), partySize: 4, guests: 0, sessionStatus: "OPEN" });
    const { table, names } = await heard("1");
    expect(names).toEqual(["table-status-change"]);
    expect(table).toEqual((await listAreas(house.venue))[0]?.tables.find(({ number }) => number === "1"));
    expect(table?.partySize).toBe(4);
    expect((await listTables(house.venue)).items.map(({ partySize }) => partySize)).toEqual([4, null, null]);
    await count("1", null);
    expect(await sizeOf("1")).toBeNull();
    expect((await heard("1")).table?.partySize).toBeNull();
  });

  it("tells nobody what is known, and counts guests who wait for the table to be opened", async () => {
    const guest = await house.sit("1");
    await count("1", 2, guest.actor.sessionId);
    const before = (await house.events()).length;
    expect(await count("1", 2)).toMatchObject({ partySize: 2, sessionStatus: "PENDING" });
    expect(await newsSince(house, before)).toEqual([]);
    // Opening by an accept says nothing of it, and changes nothing.
    const heard = await follow();
    const asks = await order(house, guest, "beer");
    await acceptOrder(house.as.staff, asks.id, {});
    expect((await heard("1")).table).toMatchObject({ sessionStatus: "OPEN", partySize: 2 });
    expect(await sizeOf("1")).toBe(2);
  });

  it("counts those who are meant or nobody: 409 at a free table and for who left it", async () => {
    const free = await failure(count("1", 3));
    expect([free.code, free.details.current]).toMatchObject(["state-moved", { id: idOf("1"), sessionId: null }]);
    const left = (await open("1", 3)).sessionId ?? "";
    await closeTable(house.as.staff, idOf("1"), {});
    expect(await sizeOf("1")).toBeNull();
    const now = await open("1", 5);
    expect(now.partySize).toBe(5);
    const late = await failure(count("1", 9, left));
    expect([late.code, late.details.current]).toMatchObject([
      "state-moved",
      { sessionId: now.sessionId, partySize: 5 },
    ]);
    expect(await sizeOf("1")).toBe(5);
  });

  it("does not find a table of another venue, or none at all", async () => {
    await open("1", 2);
    const other = await makeHouse();
    expect((await failure(setPartySize(other.as.staff, idOf("1"), { partySize: 8 }))).code).toBe("not-found");
    expect((await failure(setPartySize(house.as.staff, newId(), { partySize: 8 }))).code).toBe("not-found");
    expect(await sizeOf("1")).toBe(2);
  });

  it("ends at one of the counts that come at once, and every screen at the same", async () => {
    await open("1");
    const heard = await follow();
    await Promise.all([2, 3, 4, 5, 6].map((size) => count("1", size)));
    expect((await heard("1")).table?.partySize).toBe(await sizeOf("1"));
  });
});

describe("openTable", () => {
  it("takes the count down, of those who wait as well", async () => {
    const heard = await follow();
    expect(await open("1", 6)).toMatchObject({ sessionStatus: "OPEN", partySize: 6 });
    expect((await heard("1")).table).toMatchObject({ sessionStatus: "OPEN", partySize: 6 });
    await house.sit("2");
    await count("2", 2);
    expect(await open("2")).toMatchObject({ sessionStatus: "OPEN", partySize: 2 });
    await house.sit("3");
    expect(await open("3", 3)).toMatchObject({ sessionStatus: "OPEN", partySize: 3, guests: 1 });
  });

  it("gives a table that is open a count only where it has none, and opens nothing twice", async () => {
    const { openedAt } = await open("1");
    const before = (await house.events()).length;
    expect(await open("1", 4)).toMatchObject({ partySize: 4, openedAt });
    expect((await newsSince(house, before)).map(({ name }) => name)).toEqual(["table-status-change"]);
    expect(await open("1", 7)).toMatchObject({ partySize: 4, openedAt });
    expect(await newsSince(house, before)).toHaveLength(1);
  });
});

describe("parties that move", () => {
  it("keep their count at the table they go to", async () => {
    await open("1", 4);
    const heard = await follow();
    await moveParty(house.as.staff, idOf("1"), { toTableId: idOf("2") });
    expect([await sizeOf("1"), await sizeOf("2")]).toEqual([null, 4]);
    expect([(await heard("1")).table?.partySize, (await heard("2")).table?.partySize]).toEqual([null, 4]);
  });

  it.each([
    [4, 2, 6],
    [4, undefined, 4],
    [undefined, 2, 2],
    [undefined, undefined, null],
    [60, 60, 99],
  ])("add theirs where they join another: %s and %s are %s", async (leaving, seated, together) => {
    await open("1", leaving);
    await open("2", seated);
    const heard = await follow();
    await mergeParties(house.as.staff, idOf("1"), { toTableId: idOf("2") });
    expect([await sizeOf("1"), await sizeOf("2")]).toEqual([null, together]);
    expect((await heard("2")).table?.partySize).toBe(together);
  });

  it("are not counted where an order begins a sitting", async () => {
    await open("1", 4);
    await closeTable(house.as.staff, idOf("1"), {});
    const heard = await follow();
    await place(house.as.staff, { items: [line(house.items.beer)], tableId: idOf("1") });
    expect((await heard("1")).table).toMatchObject({ sessionStatus: "OPEN", partySize: null });
    expect(await sizeOf("1")).toBeNull();
  });
});

describe("over HTTP", () => {
  async function post(handler: typeof postParty, path: string, body: unknown, role: RoleName = "staff") {
    const { slug } = house.venue;
    const response = await handler(
      new Request(`http://localhost/api/venues/${slug}/tables/${idOf("1")}/${path}`, {
        method: "POST",
        headers: { cookie: await house.cookieOf(house.as[role]), "content-type": "application/json" },
        body: body === undefined ? undefined : JSON.stringify(body),
      }),
      { params: Promise.resolve({ venue: slug, id: idOf("1") }) },
    );
    const answer = await response.json();
    return { status: response.status, partySize: answer.partySize, path: answer.errors?.[0]?.path };
  }
  const party = (body: unknown, role?: RoleName) => post(postParty, "party", body, role);

  it("takes 1 to 99 or null, from those who run the floor", async () => {
    expect(await post(postOpen, "open", undefined)).toMatchObject({ status: 200, partySize: null });
    for (const partySize of [1, 99, null]) expect(await party({ partySize })).toMatchObject({ status: 200, partySize });
    for (const partySize of [0, 100, 2.5, "2", undefined]) {
      expect(await party({ partySize })).toMatchObject({ status: 422, path: "partySize" });
    }
    expect((await party({ partySize: 2, guests: 2 })).status).toBe(422);
    expect(await post(postOpen, "open", { partySize: 0 })).toMatchObject({ status: 422, path: "partySize" });
    for (const role of ["kitchen", "releaser"] as const) expect((await party({ partySize: 2 }, role)).status).toBe(403);
    for (const role of ["admin", "manager", "cashier"] as const) {
      expect((await party({ partySize: 2 }, role)).status).toBe(200);
    }
    expect(await getPrisma().auditEntry.count({ where: { venueId: house.venue.id } })).toBe(0);
  });
});
