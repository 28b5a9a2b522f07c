import { describe, expect, it } from "vitest";
import { boardOf, nextHeldCourse } from "./board";
import { openOrderBook } from "./client";
import { item, order } from "./testing/order-dto";

/** A UUIDv7 of that instant. */
const idAt = (iso: string) => {
  const ms = Date.parse(iso).toString(16).padStart(12, "0");
  return `${ms.slice(0, 8)}-${ms.slice(8)}-7000-8000-000000000000`;
};

describe("boardOf", () => {
  it("shows an order in two queues while only a part of it is ready, and nowhere when it is finished", () => {
    const half = order({ status: "preparing", items: [item("i1", "ready"), item("i2", "preparing")] });
    const waits = order({ id: "o2", approval: "pending" });
    const done = order({ id: "o3", status: "completed" });
    const board = boardOf(openOrderBook([half, waits, done]));
    expect(board.ready.map((row) => [row.key, row.items.map((line) => line.id)])).toEqual([["ready:o1", ["i1"]]]);
    expect(board.kitchen.map((row) => [row.key, row.items.map((line) => line.id)])).toEqual([["kitchen:o1", ["i2"]]]);
    expect(board.approval.map((row) => row.key)).toEqual(["approval:o2"]);
  });

  it("keeps the oldest first", () => {
    const late = order({ id: "o2", number: 2, createdAt: "2026-05-01T17:00:00.000Z" });
    expect(boardOf(openOrderBook([order(), late])).kitchen.map((row) => row.order.id)).toEqual(["o2", "o1"]);
  });

  it("lets what was sent later wait since then", () => {
    const fired = "2026-05-01T18:40:00.000Z";
    const items = [item("i1", "served"), { ...item("i2", "preparing"), course: 2, ticketId: idAt(fired) }];
    const [row] = boardOf(openOrderBook([order({ status: "preparing", items })])).kitchen;
    expect(row?.since).toBe(fired);
  });

  it("puts what nobody has sent behind what cooks, without an age, and names the course to send", () => {
    const [third, fourth] = [3, 4].map((course) => ({ ...item(`c${course}`, "held"), course }));
    const held = order({ items: [item("i1", "served"), third, fourth].flatMap((line) => line ?? []) });
    const cooks = order({
      id: "o2",
      number: 300,
      createdAt: "2026-05-01T19:00:00.000Z",
      items: [item("i3", "preparing"), { ...item("i4", "held"), course: 2 }],
    });
    const rows = boardOf(openOrderBook([held, cooks])).kitchen;
    expect(rows.map(({ order: { id }, since, held: course }) => [id, since === null, course])).toEqual([
      ["o2", false, 2],
      ["o1", true, 3],
    ]);
    expect(rows.map(({ items }) => items.map(({ id }) => id))).toEqual([["i3"], ["c3"]]);
  });
});

describe("nextHeldCourse", () => {
  it("is the lowest course of which something is held", () => {
    const courses = [3, 2, 1].map((course) => ({ ...item(`i${course}`, course === 1 ? "queued" : "held"), course }));
    expect(nextHeldCourse(order({ items: courses }))).toBe(2);
    expect(nextHeldCourse(order())).toBeNull();
  });
});
