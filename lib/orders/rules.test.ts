import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deriveTicketState, planTicketMove } from "@/lib/kitchen/rules";
import type { SnapshotItem } from "@/lib/menu/queries";
import { AppError } from "@/lib/platform/errors";
import {
  applyMoves,
  deriveOrderStatus,
  deriveSentStatus,
  firstState,
  isHeldBack,
  planFire,
  planItemMove,
  planOrderMove,
  planSend,
  planTickets,
  planVoid,
  priceOrder,
  type StatedItem,
  type Step,
} from "./rules";
import type { ItemState, OrderStatus } from "./schema";

const steps = ["queued", "preparing", "ready", "served"] as const;
const statuses = ["pending", "preparing", "ready", "completed"] as const;
const stations = ["grill", "bar", null] as const;

/** An item as it can be in an accepted order: one that is made nowhere was never behind ready. */
const acceptedItem = fc
  .record({
    id: fc.uuid(),
    station: fc.constantFrom(...stations),
    state: fc.constantFrom<ItemState>(...steps, "voided"),
  })
  .map(({ id, station, state }): StatedItem => {
    const impossible = station === null && (state === "queued" || state === "preparing");
    return { id, station, state: impossible ? "ready" : state };
  });
const acceptedItems = fc.uniqueArray(acceptedItem, { selector: ({ id }) => id, minLength: 1, maxLength: 8 });
const live = (items: readonly StatedItem[]) => items.filter(({ state }) => state !== "voided");

describe("deriveOrderStatus", () => {
  const at = (...states: ItemState[]) => states.map((state) => ({ state, station: "grill" }));
  it.each<[OrderStatus, ReturnType<typeof at>]>([
    ["pending", at("queued", "queued", "voided")],
    ["preparing", at("queued", "preparing")],
    ["preparing", at("queued", "ready")],
    ["preparing", at("queued", "served")],
    ["ready", at("ready", "served", "voided")],
    ["completed", at("served", "served", "voided")],
    ["cancelled", at("voided", "voided")],
    ["cancelled", []],
    ["pending", at("held", "held")],
    ["pending", at("held", "queued", "voided")],
    ["preparing", at("held", "preparing")],
    ["preparing", at("held", "ready")],
    ["preparing", at("held", "served")],
  ])("is %s", (status, items) => {
    expect(deriveOrderStatus("accepted", items)).toBe(status);
  });

  it("does not take a bottle of water for cooking that began", () => {
    const water = { state: "ready", station: null } as const;
    expect(deriveOrderStatus("accepted", [water, { state: "queued", station: "grill" }])).toBe("pending");
    expect(deriveOrderStatus("accepted", [water])).toBe("ready");
    expect(deriveOrderStatus("accepted", [water, { state: "ready", station: "grill" }])).toBe("ready");
  });

  it("depends on nothing but approval and live items, in any order", () => {
    fc.assert(
      fc.property(acceptedItems, (items) => {
        const status = deriveOrderStatus("accepted", items);
        expect(deriveOrderStatus("accepted", [...items].reverse())).toBe(status);
        expect(deriveOrderStatus("accepted", live(items))).toBe(status);
        expect(deriveOrderStatus("rejected", items)).toBe("cancelled");
        expect(deriveOrderStatus("expired", items)).toBe("cancelled");
        expect(deriveOrderStatus("pending", items)).toBe(live(items).length > 0 ? "pending" : "cancelled");
        expect(status === "cancelled").toBe(live(items).length === 0);
        expect(status === "completed").toBe(
          live(items).length > 0 && live(items).every(({ state }) => state === "served"),
        );
      }),
    );
  });
});

describe("moves of an order", () => {
  const position = (status: OrderStatus) => statuses.indexOf(status as (typeof statuses)[number]);

  it("go exactly one step, to exactly that status, and never touch what is voided", () => {
    fc.assert(
      fc.property(acceptedItems, fc.constantFrom(...statuses), (items, target) => {
        const status = deriveOrderStatus("accepted", items);
        const moves = planOrderMove({ approval: "accepted", items }, target);
        if (!moves) return;
        expect(Math.abs(position(target) - position(status))).toBe(1);
        expect(moves.length).toBeGreaterThan(0);
        const after = applyMoves(items, moves);
        expect(deriveOrderStatus("accepted", after)).toBe(target);
        for (const { id, from } of moves) {
          expect(from).not.toBe("voided");
          expect(items.find((item) => item.id === id)?.state).toBe(from);
        }
      }),
    );
  });

  it("are never refused forward", () => {
    fc.assert(
      fc.property(acceptedItems, (items) => {
        const status = deriveOrderStatus("accepted", items);
        const next = statuses[position(status) + 1];
        if (status === "cancelled" || !next) return;
        expect(planOrderMove({ approval: "accepted", items }, next)).not.toBeNull();
      }),
    );
  });

  it("can be taken back: a step on and a step back is the status one had", () => {
    fc.assert(
      fc.property(acceptedItems, (items) => {
        const status = deriveOrderStatus("accepted", items);
        const next = statuses[position(status) + 1];
        if (status === "cancelled" || !next) return;
        const after = applyMoves(items, planOrderMove({ approval: "accepted", items }, next) ?? []);
        const back = planOrderMove({ approval: "accepted", items: after }, status);
        expect(deriveOrderStatus("accepted", applyMoves(after, back ?? []))).toBe(status);
      }),
    );
  });

  it("need an accepted order, and refuse the same status, jumps and what is cancelled", () => {
    const items: StatedItem[] = [{ id: "a", state: "queued", station: "grill" }];
    expect(
      planOrderMove({ approval: "pending", items: [{ id: "a", state: "held", station: "grill" }] }, "preparing"),
    ).toBeNull();
    expect(planOrderMove({ approval: "accepted", items }, "pending")).toBeNull();
    expect(planOrderMove({ approval: "accepted", items }, "ready")).toBeNull();
    expect(planOrderMove({ approval: "accepted", items }, "preparing")).toEqual([
      { id: "a", from: "queued", to: "preparing" },
    ]);
    expect(
      planOrderMove({ approval: "accepted", items: [{ id: "a", state: "voided", station: "grill" }] }, "preparing"),
    ).toBeNull();
  });
});

describe("moves of an item", () => {
  it("are one step each way, and each can be recalled", () => {
    fc.assert(
      fc.property(acceptedItem, fc.constantFrom(...steps), (item, target) => {
        const move = planItemMove("accepted", item, target);
        const distance = steps.indexOf(target) - steps.indexOf(item.state as Step);
        const reachable = item.state !== "voided" && Math.abs(distance) === 1;
        const belowFloor = steps.indexOf(target) < steps.indexOf(firstState(item.station));
        expect(move !== null).toBe(reachable && !belowFloor);
        if (!move) return;
        const back = planItemMove("accepted", { ...item, state: target }, item.state as Step);
        expect(back).toEqual({ id: item.id, from: target, to: item.state });
      }),
    );
  });

  it("wait for the accept", () => {
    expect(planItemMove("pending", { id: "a", state: "held", station: "grill" }, "queued")).toBeNull();
    expect(planItemMove("accepted", { id: "a", state: "held", station: "grill" }, "queued")).toBeNull();
  });
});

/** An accepted order of staff's: some of it may wait to be fired. */
const coursedItem = fc
  .tuple(acceptedItem, fc.boolean(), fc.constantFrom(null, 1, 2, 3))
  .map(([item, isHeld, course]) => ({ ...item, course, state: isHeld ? ("held" as const) : item.state }));
const coursedItems = fc.uniqueArray(coursedItem, { selector: ({ id }) => id, minLength: 1, maxLength: 8 });

describe("what is held", () => {
  const isHeld = ({ state }: { state: ItemState }) => state === "held";

  it("keeps an order open, and nothing else", () => {
    fc.assert(
      fc.property(coursedItems, (items) => {
        const status = deriveOrderStatus("accepted", items);
        const sent = deriveSentStatus("accepted", items);
        if (!items.some(isHeld)) expect(status).toBe(sent);
        else {
          expect(["pending", "preparing"]).toContain(status);
          if (sent === "pending" || sent === "preparing") expect(status).toBe(sent);
          if (sent === "cancelled") expect(status).toBe("pending");
          if (sent === "completed") expect(status).toBe("preparing");
        }
        // A guest's order that waits for its accept is all held.
        const waiting = items.map((item) => ({ ...item, state: "held" as const }));
        expect(deriveOrderStatus("pending", waiting)).toBe("pending");
        expect(deriveSentStatus("pending", waiting)).toBe("pending");
      }),
    );
  });

  it("stays behind when the order takes a step: that is one of what was sent", () => {
    fc.assert(
      fc.property(coursedItems, fc.constantFrom(...statuses), (items, target) => {
        const moves = planOrderMove({ approval: "accepted", items }, target);
        const sent = items.filter((item) => !isHeld(item));
        expect(moves).toEqual(sent.length > 0 ? planOrderMove({ approval: "accepted", items: sent }, target) : null);
        if (!moves) return;
        const after = applyMoves(items, moves);
        expect(deriveSentStatus("accepted", after)).toBe(target);
        expect(after.filter(isHeld)).toEqual(items.filter(isHeld));
      }),
    );
  });

  it("is sent by firing its course, all of it and only it, once", () => {
    fc.assert(
      fc.property(coursedItems, fc.constantFrom(1, 2, 3), (items, course) => {
        const waiting = items.filter((item) => isHeld(item) && item.course === course);
        const moves = planFire("accepted", items, course);
        expect(planFire("pending", items, course)).toBeNull();
        expect(moves?.map(({ id }) => id) ?? []).toEqual(waiting.map(({ id }) => id));
        if (!moves) return;
        const after = applyMoves(items, moves);
        for (const [index, item] of after.entries()) {
          const fired = waiting.some(({ id }) => id === item.id);
          expect(item.state).toBe(fired ? firstState(item.station) : items[index]?.state);
        }
        expect(planFire("accepted", after, course)).toBeNull();
        if (waiting.some(({ station }) => station !== null)) {
          expect(["pending", "preparing"]).toContain(deriveOrderStatus("accepted", after));
        }
      }),
    );
  });

  it("is what staff say, or the second course and later; a line without a course is never", () => {
    fc.assert(
      fc.property(
        fc.option(fc.integer({ min: 1, max: 9 })),
        fc.option(fc.array(fc.integer({ min: 1, max: 9 })), { nil: undefined }),
        (course, hold) => {
          const named = hold ? hold.includes(course ?? 0) : (course ?? 0) > 1;
          expect(isHeldBack(course, hold)).toBe(course !== null && named);
        },
      ),
    );
    expect([null, 1, 2, 3].map((course) => isHeldBack(course, undefined))).toEqual([false, false, true, true]);
    expect([null, 1, 2, 3].map((course) => isHeldBack(course, [1, 3]))).toEqual([false, true, false, true]);
  });

  it("is all of it sent by an accept, but for what was taken off", () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 6 }), (voided) => {
        const items = voided.map(
          (off, index): StatedItem => ({ id: `${index}`, station: "grill", state: off ? "voided" : "held" }),
        );
        const after = applyMoves(items, planSend(items));
        expect(after.map(({ state }) => state)).toEqual(voided.map((off) => (off ? "voided" : "queued")));
      }),
    );
  });
});

describe("voiding", () => {
  it("takes off any line once, and the order with its last", () => {
    fc.assert(
      fc.property(coursedItems, (items) => {
        let left: StatedItem[] = items;
        for (const item of items) {
          const move = planVoid(item);
          expect(move).toEqual(item.state === "voided" ? null : { id: item.id, from: item.state, to: "voided" });
          left = applyMoves(left, move ? [move] : []);
          expect(planVoid(left.find(({ id }) => id === item.id) as StatedItem)).toBeNull();
          expect(deriveOrderStatus("accepted", left) === "cancelled").toBe(live(left).length === 0);
        }
        expect(deriveOrderStatus("accepted", left)).toBe("cancelled");
      }),
    );
  });

  it("never makes what is left go back", () => {
    const rank = (status: OrderStatus) => [...statuses, "cancelled"].indexOf(status);
    fc.assert(
      fc.property(coursedItems, fc.nat(), (items, nth) => {
        const item = items[nth % items.length] as StatedItem;
        // Something that was begun, taken off, leaves an order that was not.
        if (item.state !== "held" && item.state !== "queued") return;
        const after = applyMoves(items, [{ id: item.id, from: item.state, to: "voided" }]);
        expect(rank(deriveOrderStatus("accepted", after))).toBeGreaterThanOrEqual(
          rank(deriveOrderStatus("accepted", items)),
        );
      }),
    );
  });
});

describe("tickets", () => {
  it("are one per station, hold every item that is made, and are due after the station's target", () => {
    const now = new Date("2026-03-01T18:00:00Z");
    const targets = new Map([
      ["grill", { targetSeconds: 900, nextStation: null }],
      ["bar", { targetSeconds: 300, nextStation: null }],
    ]);
    fc.assert(
      fc.property(acceptedItems, (items) => {
        const tickets = planTickets(items, targets, now);
        expect(new Set(tickets.map(({ station }) => station)).size).toBe(tickets.length);
        const made = items.filter(({ station }) => station !== null).map(({ id }) => id);
        expect(tickets.flatMap(({ itemIds }) => itemIds).sort()).toEqual([...made].sort());
        for (const { station, dueAt, itemIds } of tickets) {
          expect(dueAt.getTime() - now.getTime()).toBe(station === "grill" ? 900_000 : 300_000);
          for (const id of itemIds) expect(items.find((item) => item.id === id)?.station).toBe(station);
        }
      }),
    );
  });

  it("stand where their items stand, and a bump can be recalled", () => {
    const ticket = { id: "t", isPass: false };
    const made = acceptedItems.map((items) => items.filter(({ station }) => station !== null));
    fc.assert(
      fc.property(made, fc.constantFrom(...steps), (items, target) => {
        const state = deriveTicketState(items);
        const lines = items.map((item) => ({ ...item, ticketId: "t", passTicketId: null, handed: false }));
        const moves = planTicketMove(ticket, lines, target);
        if (state === "voided") expect(moves).toBeNull();
        if (!moves || state === "voided") return;
        const after = applyMoves(items, moves);
        expect(deriveTicketState(after)).toBe(target);
        const back = planTicketMove(ticket, applyMoves(lines, moves), state);
        expect(deriveTicketState(applyMoves(after, back ?? []))).toBe(state);
      }),
    );
  });

  it("agree with the order when it has a single one", () => {
    const oneStation = acceptedItems.map((items) => items.map((item) => ({ ...item, station: "grill" })));
    const same = {
      queued: "pending",
      preparing: "preparing",
      ready: "ready",
      served: "completed",
      voided: "cancelled",
    };
    fc.assert(
      fc.property(oneStation, (items) => {
        expect(deriveOrderStatus("accepted", items)).toBe(same[deriveTicketState(items)]);
      }),
    );
  });
});

describe("priceOrder", () => {
  const now = new Date("2026-03-02T18:00:00Z");
  const house = {
    timezone: "Europe/Sofia",
    currency: "BGN",
    second: { currency: "EUR", rate: "1.95583", direction: "DIVIDE" as const },
  };
  const item = (id: string, more: Partial<SnapshotItem> = {}): SnapshotItem => ({
    id,
    categoryId: "c",
    names: { en: id },
    descriptions: null,
    price: 1000,
    vatBasisPoints: 2000,
    station: "grill",
    allergens: [],
    diets: [],
    picture: "plate",
    linen: "sage",
    photo: null,
    soldOut: false,
    soldOutUntil: null,
    availability: null,
    version: 1,
    groups: [],
    ...more,
  });
  const menuOf = (...items: SnapshotItem[]) => ({ items: new Map(items.map((each) => [each.id, each])) });
  const order = (menuItemId: string, quantity = 1, modifierIds: string[] = []) => ({
    items: [{ menuItemId, quantity, modifierIds }],
  });
  const codeOf = (work: () => unknown) => {
    try {
      work();
      return "fine";
    } catch (error) {
      if (error instanceof AppError) return error.code;
      throw error;
    }
  };

  it("converts the total once: 10.00 BGN are 5.11 EUR", () => {
    expect(priceOrder(menuOf(item("a")), order("a"), now, house)).toMatchObject({ total: 1000, secondTotal: 511 });
    expect(priceOrder(menuOf(item("a")), order("a"), now, { ...house, second: null }).secondTotal).toBeNull();
  });

  it("adds integers: the total is the sum of the lines, whatever their order", () => {
    const line = fc.record({ price: fc.integer({ min: 0, max: 100_000 }), quantity: fc.integer({ min: 1, max: 99 }) });
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 30 }), (lines) => {
        const menu = menuOf(...lines.map(({ price }, index) => item(`i${index}`, { price })));
        const items = lines.map(({ quantity }, index) => ({ menuItemId: `i${index}`, quantity, modifierIds: [] }));
        const priced = priceOrder(menu, { items }, now, house);
        expect(priced.total).toBe(lines.reduce((sum, { price, quantity }) => sum + price * quantity, 0));
        expect(Number.isSafeInteger(priced.total)).toBe(true);
        expect(priceOrder(menu, { items: [...items].reverse() }, now, house)).toMatchObject({
          total: priced.total,
          secondTotal: priced.secondTotal,
        });
      }),
    );
  });

  it("lets options take off no more than the dish costs", () => {
    const free = { id: "m", names: {}, price: -5000, kind: "REMOVE" as const, soldOut: false, soldOutUntil: null };
    const menu = menuOf(item("a", { groups: [{ id: "g", names: {}, min: 0, max: 1, modifiers: [free] }] }));
    expect(priceOrder(menu, order("a", 2, ["m"]), now, house).total).toBe(0);
  });

  it("knows when sold out ends", () => {
    const until = (at: string) => menuOf(item("a", { soldOut: true, soldOutUntil: new Date(at) }));
    expect(codeOf(() => priceOrder(until("2026-03-02T18:00:01Z"), order("a"), now, house))).toBe("sold-out");
    expect(codeOf(() => priceOrder(until("2026-03-02T18:00:00Z"), order("a"), now, house))).toBe("fine");
  });

  it("reads hours on the venue's clock", () => {
    // 18:00 UTC is 20:00 in Sofia.
    const menu = menuOf(item("a", { availability: [{ from: "20:00", to: "21:00" }] }));
    expect(codeOf(() => priceOrder(menu, order("a"), now, house))).toBe("fine");
    expect(codeOf(() => priceOrder(menu, order("a"), now, { ...house, timezone: "UTC" }))).toBe("not-now");
  });

  it("refuses totals that no column holds", () => {
    expect(codeOf(() => priceOrder(menuOf(item("a", { price: 100_000_000 })), order("a", 99), now, house))).toBe(
      "invalid",
    );
    // In the second currency it is more.
    const inLev = {
      ...house,
      currency: "EUR",
      second: { currency: "BGN", rate: "1.95583", direction: "MULTIPLY" as const },
    };
    const menu = menuOf(item("a", { price: 20_000_000 }));
    expect(codeOf(() => priceOrder(menu, order("a", 99), now, inLev))).toBe("invalid");
    expect(codeOf(() => priceOrder(menu, order("a", 99), now, house))).toBe("fine");
  });
});
