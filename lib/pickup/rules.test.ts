import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { beginCalls, fitNumbers, learnReady, nextCall, type PickupOrder, pickupBoard, pickupColumn } from "./rules";

const now = new Date("2026-06-05T20:00:00Z");
const today = "2026-06-05";
const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
const order = (more: Partial<PickupOrder> = {}): PickupOrder => ({
  number: 7,
  source: "COUNTER",
  approval: "accepted",
  status: "pending",
  serviceDay: today,
  createdAt: minutesAgo(5),
  readyAt: null,
  ...more,
});

describe("pickupColumn", () => {
  it("shows a counter order from its accept until it is collected or called off", () => {
    const columns = (["pending", "preparing", "ready", "completed", "cancelled"] as const).map((status) =>
      pickupColumn(order({ status }), today, now),
    );
    expect(columns).toEqual(["preparing", "preparing", "ready", null, null]);
    for (const approval of ["pending", "rejected", "expired"] as const) {
      expect(pickupColumn(order({ approval }), today, now)).toBeNull();
    }
  });

  it("shows nothing that waiters carry to a table", () => {
    for (const source of ["QR", "STAFF"] as const) expect(pickupColumn(order({ source }), today, now)).toBeNull();
  });

  it("keeps a ready number until it is fetched, and lets it go with its service day", () => {
    const forgotten = { status: "ready", createdAt: minutesAgo(14 * 60), readyAt: minutesAgo(13 * 60) } as const;
    expect(pickupColumn(order(forgotten), today, now)).toBe("ready");
    expect(pickupColumn(order({ ...forgotten, serviceDay: "2026-06-04" }), today, now)).toBeNull();
    const overTheCutOff = order({ status: "ready", serviceDay: "2026-06-04", createdAt: minutesAgo(20) });
    expect(pickupColumn(overTheCutOff, today, now)).toBe("ready");
  });
});

describe("pickupBoard", () => {
  it("puts what is made oldest first, and what is ready newest first", () => {
    const board = pickupBoard(
      [
        order({ number: 3, createdAt: minutesAgo(1) }),
        order({ number: 1, createdAt: minutesAgo(9), status: "preparing" }),
        order({ number: 9, status: "ready", readyAt: minutesAgo(4) }),
        order({ number: 4, status: "ready", readyAt: minutesAgo(1) }),
        order({ number: 2, source: "QR", status: "ready", readyAt: minutesAgo(0) }),
      ],
      today,
      now,
    );
    expect(board).toEqual({ preparing: [1, 3], ready: [4, 9] });
  });
});

describe("calls", () => {
  it("calls nobody when the screen is opened, and then each newly ready number once, in its order", () => {
    const begun = beginCalls([3, 2]);
    expect(begun.queue).toEqual([]);
    const two = learnReady(begun, [5, 4, 3, 2]);
    expect(two.queue).toEqual([4, 5]);
    expect(learnReady(two, [5, 4, 3, 2])).toBe(two);
    expect(nextCall(two).queue).toEqual([5]);
    expect(learnReady(nextCall(two), [5, 4, 3, 2]).queue).toEqual([5]);
  });

  it("does not call what was collected meanwhile, and calls again what was taken back and is ready again", () => {
    const two = learnReady(beginCalls([]), [5, 4]);
    const one = learnReady(two, [5]);
    expect(one.queue).toEqual([5]);
    expect(learnReady(one, [4, 5]).queue).toEqual([5, 4]);
  });

  it("holds nothing that is not on the screen, whatever happens for days", () => {
    fc.assert(
      fc.property(fc.array(fc.uniqueArray(fc.integer({ min: 1, max: 30 }), { maxLength: 12 })), (boards) => {
        let calls = beginCalls([]);
        for (const ready of boards) {
          calls = learnReady(calls, ready);
          expect([...calls.known].sort()).toEqual([...ready].sort());
          expect(calls.queue.every((number) => ready.includes(number))).toBe(true);
          expect(new Set(calls.queue).size).toBe(calls.queue.length);
          if (calls.queue.length > 3) calls = nextCall(calls);
        }
      }),
    );
  });
});

describe("fitNumbers", () => {
  const box = { width: 1100, height: 600, digits: 3, largest: 64 };
  it("keeps the columns while everything fits at the largest size", () => {
    const fits = [1, 5, 20, 40].map((count) => fitNumbers(count, box));
    expect(new Set(fits.map(({ columns }) => columns)).size).toBe(1);
    expect(fits.every(({ size }) => size === 64)).toBe(true);
  });
  it("gets smaller rather than cut a single number that is wider than the box", () => {
    expect(fitNumbers(1, { width: 203, height: 150, digits: 4, largest: 64 })).toEqual({ columns: 1, size: 63 });
  });
  it("gets smaller instead of running out of the box, down to a quarter", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 300 }),
        fc.integer({ min: 200, max: 3000 }),
        fc.integer({ min: 150, max: 2000 }),
        fc.integer({ min: 1, max: 4 }),
        (count, width, height, digits) => {
          const { columns, size } = fitNumbers(count, { width, height, digits, largest: 64 });
          expect(size).toBeGreaterThanOrEqual(16);
          expect(columns * (digits * 0.62 + 0.7) * size).toBeLessThanOrEqual(width + 1e-6);
          if (size > 16) expect(Math.ceil(count / columns) * 1.3 * size).toBeLessThanOrEqual(height + 1e-6);
        },
      ),
    );
  });
});
