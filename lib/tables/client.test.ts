import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CallDto } from "@/lib/calls/schema";
import type { OrderDto } from "@/lib/orders/schema";
import type { LiveEvent } from "@/lib/platform/realtime/define-event";
import { applyTableEvent, findTable, floorsOf, mergePartySize, mergePlace, openFloor, tableLook } from "./client";
import type { AreaDto, TableDto } from "./schema";

const table = (number: string, change: Partial<TableDto> = {}): TableDto => ({
  id: `t${number}`,
  number,
  kind: "TABLE",
  areaId: "a1",
  seats: 4,
  shape: "RECT",
  x: 0,
  y: 0,
  width: 100,
  height: 100,
  sessionId: null,
  sessionStatus: null,
  openedAt: null,
  openedBy: null,
  guests: 0,
  partySize: null,
  ...change,
});
const area = (id: string, tables: TableDto[]): AreaDto => ({ id, names: { en: id }, tables });
const change = (minute: number, status: "free" | "joined" | "open"): LiveEvent => ({
  name: "table-status-change",
  channel: "presence-v-staff",
  data: {
    tableNumber: "7",
    status,
    sessionId: "s",
    openedAt: status === "open" ? `2026-05-01T18:0${minute}:00.000Z` : null,
    openedBy: status === "open" ? { id: "u", name: `Waiter ${minute}` } : null,
    guests: minute,
    partySize: status === "free" ? null : minute + 1,
    meta: { id: `${minute}`, seq: minute, at: `2026-05-01T18:0${minute}:00.000Z` },
  },
});

describe("applyTableEvent", () => {
  it("ends at the last fact in any order and any number of times", () => {
    const events = [change(1, "joined"), change(2, "open"), change(3, "free"), change(4, "open")];
    const floor = openFloor([area("a1", [table("7"), table("8")])]);
    const expected = events.reduce(applyTableEvent, floor);
    expect(findTable(expected.areas, "7")).toMatchObject({
      sessionStatus: "OPEN",
      guests: 4,
      partySize: 5,
      openedBy: { name: "Waiter 4" },
    });
    fc.assert(
      fc.property(
        fc.shuffledSubarray(events, { minLength: events.length }),
        fc.array(fc.constantFrom(...events)),
        (all, again) => {
          expect([...all, ...again].reduce(applyTableEvent, floor).areas).toEqual(expected.areas);
        },
      ),
    );
  });

  it("believes the channel's order where two changes met, whose began first", () => {
    const floor = openFloor([area("a1", [table("7")])]);
    const [first, second] = [change(2, "open"), change(1, "open")];
    second.data.meta.seq = 3;
    const after = [first, second, first].reduce(applyTableEvent, floor);
    expect(findTable(after.areas, "7")?.partySize).toBe(2);
  });

  it("keeps what was counted where an event does not say it, of that sitting alone", () => {
    const floor = openFloor([area("a1", [table("7", { sessionId: "s", partySize: 6 })])]);
    const silent = change(1, "open");
    delete silent.data.partySize;
    expect(findTable(applyTableEvent(floor, silent).areas, "7")).toMatchObject({ sessionStatus: "OPEN", partySize: 6 });
    silent.data.sessionId = "next";
    expect(findTable(applyTableEvent(floor, silent).areas, "7")?.partySize).toBeNull();
  });

  it("takes the server's count before its event, if they still sit there", () => {
    const seated = table("7", { sessionId: "s" });
    const floor = openFloor([area("a1", [seated])]);
    expect(findTable(mergePartySize(floor, { ...seated, partySize: 3 }).areas, "7")?.partySize).toBe(3);
    const late = mergePartySize(floor, { ...seated, sessionId: "before", partySize: 3 });
    expect(findTable(late.areas, "7")?.partySize).toBeNull();
  });

  it("leaves the other tables as they are", () => {
    const floor = openFloor([area("a1", [table("7"), table("8")]), area("a2", [table("9")])]);
    const next = applyTableEvent(floor, change(1, "open"));
    expect(next.areas[1]).toBe(floor.areas[1]);
    expect(next.areas[0]?.tables[1]).toBe(floor.areas[0]?.tables[1]);
  });
});

describe("floor-plan-updated", () => {
  const placed = (minute: number, x: number): LiveEvent => ({
    name: "floor-plan-updated",
    channel: "presence-v-staff",
    data: {
      tables: [{ id: "t7", x, y: 5 }],
      meta: { id: `p${minute}`, seq: minute, at: `2026-05-01T18:0${minute}:00.000Z` },
    },
  });

  it("puts a table where it was put last, whatever its sitting does", () => {
    const floor = openFloor([area("a1", [table("7"), table("8")]), area("a2", [table("9")])]);
    const events = [placed(1, 10), change(2, "open"), placed(3, 30)];
    fc.assert(
      fc.property(fc.shuffledSubarray(events, { minLength: 3 }), (order) => {
        const { areas } = [...order, placed(1, 10)].reduce(applyTableEvent, floor);
        expect(findTable(areas, "7")).toMatchObject({ x: 30, y: 5, sessionStatus: "OPEN" });
        expect(areas[1]).toBe(floor.areas[1]);
      }),
    );
  });

  it("takes the server's answer before the event", () => {
    const floor = mergePlace(openFloor([area("a1", [table("7")])]), { id: "t7", x: 40, y: 50 });
    expect(findTable(floor.areas, "7")).toMatchObject({ x: 40, y: 50 });
    expect(applyTableEvent(floor, placed(1, 10)).areas[0]?.tables[0]).toMatchObject({ x: 10, y: 5 });
  });
});

describe("tableLook", () => {
  const call = { status: "pending", callType: "help", createdAt: "2026-05-01T18:00:00.000Z" } as CallDto;
  const wantsToPay = { ...call, callType: "payment_card", createdAt: "2026-05-01T17:50:00.000Z" } as CallDto;
  const order = (fields: object) =>
    ({
      status: "pending",
      approval: "accepted",
      items: [],
      createdAt: "2026-05-01T17:00:00.000Z",
      ...fields,
    }) as unknown as OrderDto;

  it("shows the neediest of several states", () => {
    const seated = table("7", { sessionId: "s", openedAt: "2026-05-01T16:00:00.000Z" });
    const ready = order({ status: "preparing", items: [{ state: "ready", stateAt: "2026-05-01T17:30:00.000Z" }] });
    const cooking = order({ status: "preparing", items: [{ state: "preparing" }] });
    const asks = order({ approval: "pending" });
    expect(tableLook(seated, [ready, asks], [wantsToPay, call])).toEqual({
      status: "calling",
      since: call.createdAt,
      ringing: true,
    });
    expect(tableLook(seated, [ready, asks], [wantsToPay])).toEqual({
      status: "paying",
      since: wantsToPay.createdAt,
      ringing: true,
    });
    expect(tableLook(seated, [ready, asks], [])).toEqual({
      status: "ready",
      since: "2026-05-01T17:30:00.000Z",
      ringing: false,
    });
    expect(tableLook(seated, [cooking, asks], []).status).toBe("pending");
    expect(tableLook(seated, [cooking], []).status).toBe("preparing");
    expect(tableLook(seated, [order({})], []).status).toBe("pending");
    expect(tableLook(seated, [], [])).toEqual({ status: "seated", since: seated.openedAt, ringing: false });
    expect(tableLook(table("7"), [], []).status).toBe("free");
  });

  it("wants to pay until it has paid, whoever goes; a call for help is answered by somebody who goes", () => {
    const seated = table("7", { sessionId: "s", openedAt: "2026-05-01T16:00:00.000Z" });
    expect(tableLook(seated, [], [{ ...wantsToPay, status: "acknowledged" }])).toMatchObject({
      status: "paying",
      ringing: false,
    });
    expect(tableLook(seated, [], [{ ...wantsToPay, status: "completed" }]).status).toBe("seated");
    expect(tableLook(seated, [], [{ ...call, status: "acknowledged" }]).status).toBe("seated");
    expect(tableLook({ ...seated, toPay: true }, [], [])).toEqual({ status: "paying", since: null, ringing: false });
  });
});

describe("floorsOf", () => {
  it("draws the bar's stools in the room where they hit no table", () => {
    const salon = area("salon", [table("1"), table("2", { x: 300 })]);
    const bar = area("bar", [table("B1", { kind: "COUNTER", x: 800 })]);
    const blocked = area("beach", [table("C1", { kind: "COUNTER", x: 50 })]);
    const floors = floorsOf([salon, bar, blocked]);
    expect(floors.map((floor) => floor.tables.map((one) => one.number))).toEqual([["1", "2", "B1"], ["C1"]]);
  });
});
