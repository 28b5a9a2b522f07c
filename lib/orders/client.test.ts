import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LiveEvent } from "@/lib/platform/realtime/define-event";
import { applyOrderEvent, mergeOrder, type OrderBook, openOrderBook, orderToFetch } from "./client";
import type { OrderDto, OrderItemDto } from "./schema";
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

const lineStates = ["held", "queued", "preparing", "ready", "served", "voided"] as const;

/** A random life of an order: each version changes some parts; the events, and how the order stands after each version. */
const life = fc
  .array(
    fc.record({
      status: fc.option(fc.constantFrom("pending", "preparing", "ready", "completed" as const), { nil: undefined }),
      /** Which line, counted through what is there by then. */
      moves: fc.array(fc.record({ line: fc.nat(5), state: fc.constantFrom(...lineStates) }), { maxLength: 2 }),
      note: fc.option(fc.string(), { nil: undefined }),
      /** What the order comes to after a line was taken off. */
      total: fc.option(fc.nat(9_999), { nil: undefined }),
      adds: fc.boolean(),
      table: fc.option(fc.constantFrom("3", "14"), { nil: undefined }),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((steps) => {
    const states = [order()];
    const events: LiveEvent[] = [];
    for (const [index, step] of steps.entries()) {
      const version = index + 2;
      const after = { ...(states[index] as OrderDto), version };
      const stateAt = at(version);
      const moved = new Set<string>();
      for (const { line, state } of step.moves) {
        const before = after.items[line % after.items.length] as OrderItemDto;
        if (moved.has(before.id)) continue;
        moved.add(before.id);
        const ticketId = state === "queued" ? `t${version}` : before.ticketId;
        const change = { itemId: before.id, ticketId, oldStatus: before.state, status: state, version, at: stateAt };
        events.push(event("item-status-change", change));
        after.items = after.items.map((each) => (each === before ? { ...each, state, stateAt, ticketId } : each));
      }
      if (step.status) {
        events.push(event("order-status-change", { oldStatus: after.status, status: step.status, version }));
        after.status = step.status;
      }
      if (step.note !== undefined) {
        events.push(event("order-updated", { note: step.note, version }));
        after.note = step.note;
      }
      if (step.adds) {
        after.items = [...after.items, { ...item(`i${after.items.length + 1}`), stateAt }];
        after.total += 600;
        events.push(event("order-updated", { total: after.total, secondTotal: null, items: after.items, version }));
      } else if (step.total !== undefined) {
        after.total = step.total;
        events.push(event("order-updated", { total: after.total, secondTotal: null, version }));
      }
      if (step.table) {
        const place = { tableNumber: step.table, sessionId: `s${version}`, billId: `b${version}` };
        events.push(event("order-updated", { ...place, version }));
        Object.assign(after, place);
      }
      states.push(after);
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

  it("changes nothing when everything comes again, in any order", () => {
    fc.assert(
      fc.property(
        life.chain(({ states, events }) =>
          fc.tuple(fc.constant({ states, events }), fc.shuffledSubarray(events, { minLength: events.length })),
        ),
        ([{ states, events }, again]) => {
          const book = events.reduce(applyOrderEvent, openOrderBook([states[0] as OrderDto]));
          expect(again.reduce(applyOrderEvent, book)).toEqual(book);
        },
      ),
    );
  });

  it("takes a voided line, the total and the cancellation that the last one brings", () => {
    const voided = (itemId: string, version: number) =>
      event("item-status-change", {
        itemId,
        ticketId: null,
        oldStatus: "queued",
        status: "voided",
        version,
        at: at(1),
      });
    const total = (sum: number, version: number) =>
      event("order-updated", { total: sum, secondTotal: sum * 2, version });
    const one = [voided("i1", 2), total(600, 2)].reduce(applyOrderEvent, openOrderBook([order()]));
    expect(one.o1?.order).toMatchObject({
      total: 600,
      secondTotal: 1200,
      status: "pending",
      items: [
        { id: "i1", state: "voided" },
        { id: "i2", state: "queued" },
      ],
    });
    const off = event("order-cancelled", { reason: "gone", stage: "pending", approval: "accepted", version: 3 });
    const all = [voided("i2", 3), total(0, 3), off].reduce(applyOrderEvent, one);
    expect(all.o1?.order).toMatchObject({ total: 0, status: "cancelled", cancelReason: "gone", version: 3 });
    expect([total(600, 2), voided("i1", 2)].reduce(applyOrderEvent, all)).toEqual(all);
  });

  it("follows its guests to another table, whatever the place said before", () => {
    const place = (tableNumber: string, version: number) =>
      event("order-updated", { tableNumber, sessionId: `s${version}`, billId: `b${version}`, version });
    const book = [place("14", 3), place("3", 2)].reduce(applyOrderEvent, openOrderBook([order()]));
    expect(book.o1?.order).toMatchObject({ tableNumber: "14", sessionId: "s3", billId: "b3", version: 3 });
    expect(mergeOrder(book, order({ version: 2, note: "late" })).o1?.order).toMatchObject({
      tableNumber: "14",
      note: "late",
    });
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

  it("asks for lines that were added but did not fit, until it has them", () => {
    const added = event("order-updated", { total: 1800, secondTotal: null, truncated: true, version: 2 });
    const book = applyOrderEvent(openOrderBook([order()]), added);
    expect(book.o1?.order).toMatchObject({ total: 1800, version: 2 });
    expect(orderToFetch(openOrderBook([order()]), added)).toBe("o1");
    expect(orderToFetch(book, added)).toBe("o1");
    const step = event("item-status-change", {
      itemId: "i3",
      ticketId: "t9",
      oldStatus: "queued",
      status: "preparing",
      version: 3,
      at: at(3),
    });
    const ahead = applyOrderEvent(book, step);
    expect(orderToFetch(ahead, step)).toBe("o1");
    // The answer is of before the step.
    const fetched = mergeOrder(ahead, order({ version: 2, total: 1800, items: [item("i1"), item("i2"), item("i3")] }));
    expect(fetched.o1?.order.items.at(-1)).toMatchObject({ id: "i3", state: "preparing", ticketId: "t9" });
    for (const late of [added, event("order-updated", { total: 1, truncated: true, version: 1 })]) {
      expect(orderToFetch(fetched, late)).toBeNull();
    }
    expect(orderToFetch(fetched, step)).toBeNull();
    // Lines that did fit are all there were at that version, and no more.
    const whole = event("order-updated", { total: 1800, items: [item("i1"), item("i2"), item("i3")], version: 2 });
    const complete = applyOrderEvent(openOrderBook([order()]), whole);
    expect(orderToFetch(complete, added)).toBeNull();
    expect(orderToFetch(complete, event("order-updated", { total: 1, truncated: true, version: 3 }))).toBe("o1");
  });
});
