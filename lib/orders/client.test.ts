import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LiveEvent } from "@/lib/platform/realtime/define-event";
import { applyOrderEvent, boardOf, mergeOrder, type OrderBook, openOrderBook, orderToFetch } from "./client";
import type { OrderDto } from "./schema";
import { item, order } from "./testing/order-dto";

let seq = 0;
const event = (name: string, data: object): LiveEvent => {
  seq += 1;
  return {
    name,
    channel: "presence-v-staff",
    data: { orderId: "o1", ...data, meta: { id: `e${seq}`, seq, at: "2026-05-01T18:00:00.000Z" } },
  };
};
const at = (version: number) => `2026-05-01T18:${String(version).padStart(2, "0")}:00.000Z`;

/** A random life of an order: each version changes some parts; the events, and how the order stands after each version. */
const life = fc
  .array(
    fc.record({
      status: fc.option(fc.constantFrom("pending", "preparing", "ready", "completed" as const), { nil: undefined }),
      first: fc.option(fc.constantFrom("queued", "preparing", "ready", "served" as const), { nil: undefined }),
      second: fc.option(fc.constantFrom("queued", "preparing", "ready", "served" as const), { nil: undefined }),
      note: fc.option(fc.string(), { nil: undefined }),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((steps) => {
    const states = [order()];
    const events: LiveEvent[] = [];
    for (const [index, step] of steps.entries()) {
      const version = index + 2;
      const before = states[index] as OrderDto;
      const items = before.items.map((line, position) => {
        const state = position === 0 ? step.first : step.second;
        if (!state) return line;
        events.push(
          event("item-status-change", {
            itemId: line.id,
            ticketId: null,
            oldStatus: line.state,
            status: state,
            version,
            at: at(version),
          }),
        );
        return { ...line, state, stateAt: at(version) };
      });
      if (step.status) {
        events.push(event("order-status-change", { oldStatus: before.status, status: step.status, version }));
      }
      if (step.note !== undefined) events.push(event("order-updated", { note: step.note, version }));
      states.push({
        ...before,
        items,
        status: (step.status ?? before.status) as OrderDto["status"],
        note: step.note ?? before.note,
        version,
      });
    }
    return { states, events };
  });

const withoutVersion = ({ version: _version, ...rest }: OrderDto) => rest;

describe("applyOrderEvent", () => {
  it("ends at the same order however events are shuffled, repeated, and whatever snapshot they start from", () => {
    fc.assert(
      fc.property(
        life.chain(({ states, events }) =>
          fc.record({
            states: fc.constant(states),
            from: fc.nat(states.length - 1),
            shuffled: fc
              .tuple(
                fc.shuffledSubarray(events, { minLength: events.length }),
                fc.array(events.length > 0 ? fc.constantFrom(...events) : fc.constant(null)),
              )
              .map(([all, again]) => [...all, ...again.filter((one) => one !== null)]),
          }),
        ),
        ({ states, from, shuffled }) => {
          const end = shuffled.reduce(applyOrderEvent, openOrderBook([states[from] as OrderDto]));
          expect(withoutVersion(end.o1?.order as OrderDto)).toEqual(withoutVersion(states.at(-1) as OrderDto));
        },
      ),
    );
  });

  it("takes a snapshot of any version in the middle without losing what came later", () => {
    fc.assert(
      fc.property(life, fc.nat(), fc.nat(), ({ states, events }, a, b) => {
        const snapshot = states[a % states.length] as OrderDto;
        const cut = events.length === 0 ? 0 : b % events.length;
        let book: OrderBook = openOrderBook([states[0] as OrderDto]);
        book = events.slice(0, cut).reduce(applyOrderEvent, book);
        book = mergeOrder(book, snapshot);
        book = events.slice(cut).reduce(applyOrderEvent, book);
        expect(withoutVersion(book.o1?.order as OrderDto)).toEqual(withoutVersion(states.at(-1) as OrderDto));
      }),
    );
  });

  it("adds a new order once and does not set it back", () => {
    const { id: _id, number: _number, ...rest } = order();
    const placed = event("new-order", { ...rest, orderNumber: 214 });
    const status = event("order-status-change", { oldStatus: "pending", status: "preparing", version: 2 });
    const book = [placed, status, placed].reduce(applyOrderEvent, {});
    expect(book.o1?.order.status).toBe("preparing");
    expect(book.o1?.order.number).toBe(214);
  });

  it("asks for an order that was too large for the wire, or that came back from the past", () => {
    const large = event("new-order", { orderNumber: 1, truncated: true, version: 1 });
    expect(applyOrderEvent({}, large)).toEqual({});
    expect(orderToFetch({}, large)).toBe("o1");
    const status = (to: string) => event("order-status-change", { oldStatus: "ready", status: to, version: 9 });
    expect(orderToFetch({}, status("ready"))).toBe("o1");
    expect(orderToFetch({}, status("completed"))).toBeNull();
    expect(orderToFetch(openOrderBook([order()]), status("ready"))).toBeNull();
  });
});

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
});
