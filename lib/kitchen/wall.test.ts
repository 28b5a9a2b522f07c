import { describe, expect, it } from "vitest";
import { hangOrders, toExpoOrder } from "./expo";
import type { TicketDto, TicketItemDto } from "./schema";
import { aTicket } from "./testing/ticket-dto";
import {
  averageToReady,
  elsewhereOf,
  hangTickets,
  isHighlighted,
  itemStep,
  Kept,
  nextStep,
  passes,
  previousStep,
  withItemStep,
  withStep,
} from "./wall";

const minute = (nth: number) => new Date(Date.UTC(2026, 10, 20, 18, nth)).toISOString();

function item(id: string, state: TicketItemDto["state"] = "queued", more: Partial<TicketItemDto> = {}): TicketItemDto {
  return {
    id,
    menuItemId: `dish-${id}`,
    name: id,
    names: {},
    quantity: 1,
    options: [],
    allergens: [],
    note: null,
    course: null,
    state,
    passTicketId: null,
    ...more,
  };
}

function ticket(id: string, more: Partial<TicketDto> = {}): TicketDto {
  return {
    ...aTicket,
    id,
    orderId: `order-${id}`,
    orderNumber: 1,
    tableNumber: "7",
    items: [item(`${id}-1`)],
    createdAt: minute(0),
    dueAt: minute(15),
    ...more,
  };
}

const idsOf = (tickets: readonly { id: string }[]) => tickets.map(({ id }) => id);
const all = { kind: "all" } as const;

describe("what hangs, and in which order", () => {
  it("hangs rushed tickets first, ready ones last, the others by when they came", () => {
    const tickets = [
      ticket("ready", { state: "ready", readyAt: minute(1), createdAt: minute(0) }),
      ticket("young", { createdAt: minute(3) }),
      ticket("old", { createdAt: minute(1) }),
      ticket("rushed", { createdAt: minute(4), rushAt: minute(5) }),
      ticket("rushed and ready", { createdAt: minute(2), rushAt: minute(5), state: "ready", readyAt: minute(6) }),
    ];
    expect(idsOf(hangTickets(tickets, { view: all, order: "arrival" }))).toEqual([
      "rushed",
      "old",
      "young",
      "ready",
      "rushed and ready",
    ]);
  });

  it("hangs by when they are due where that is asked for", () => {
    const tickets = [
      ticket("slow", { createdAt: minute(0), dueAt: minute(25) }),
      ticket("quick", { createdAt: minute(2), dueAt: minute(8) }),
    ];
    expect(idsOf(hangTickets(tickets, { view: all, order: "arrival" }))).toEqual(["slow", "quick"]);
    expect(idsOf(hangTickets(tickets, { view: all, order: "due" }))).toEqual(["quick", "slow"]);
  });

  it("orders equal ages by id, so that every screen agrees", () => {
    const tickets = [ticket("b"), ticket("a")];
    expect(idsOf(hangTickets(tickets, { view: all, order: "arrival" }))).toEqual(["a", "b"]);
  });

  it("shows a station its own tickets alone, and nobody what is served", () => {
    const tickets = [ticket("grill"), ticket("bar", { station: "bar" }), ticket("gone", { state: "served" })];
    expect(idsOf(hangTickets(tickets, { view: { kind: "station", station: "grill" }, order: "arrival" }))).toEqual([
      "grill",
    ]);
    expect(idsOf(hangTickets(tickets, { view: all, order: "arrival" }))).toEqual(["bar", "grill"]);
  });

  it("keeps what was called off until it was seen, here or elsewhere", () => {
    const off = ticket("off", { state: "voided", changedAt: minute(3) });
    const seen = ticket("seen", { state: "voided", changedAt: minute(3), changeSeenAt: minute(4) });
    const hang = (noted: string[]) =>
      idsOf(hangTickets([off, seen], { view: all, order: "arrival", noted: new Set(noted) }));
    expect(hang([])).toEqual(["off"]);
    expect(hang(["off"])).toEqual([]);
  });

  it("filters by state", () => {
    expect(passes({ state: "queued" }, "waiting")).toBe(true);
    expect(passes({ state: "preparing" }, "waiting")).toBe(false);
    expect(passes({ state: "ready" }, "readyTab")).toBe(true);
    expect(passes({ state: "voided" }, "all")).toBe(true);
  });

  it("averages only what is ready", () => {
    expect(averageToReady([ticket("a")])).toBeNull();
    const made = [ticket("a", { readyAt: minute(4) }), ticket("b", { readyAt: minute(8) }), ticket("c")];
    expect(averageToReady(made)).toBe(6 * 60_000);
  });
});

describe("steps", () => {
  it("starts, then finishes; what is ready takes no further step here", () => {
    expect(nextStep(ticket("a"))).toBe("preparing");
    expect(nextStep(ticket("a", { state: "preparing" }))).toBe("ready");
    expect(nextStep(ticket("a", { state: "ready" }))).toBeNull();
    expect(nextStep(ticket("a", { state: "voided" }))).toBeNull();
    expect(previousStep(ticket("a"))).toBeNull();
    expect(previousStep(ticket("a", { state: "preparing" }))).toBe("queued");
    expect(previousStep(ticket("a", { state: "ready" }))).toBe("preparing");
  });

  it("lets a pass finish only when everything arrived, and begin nothing", () => {
    const pass = (...states: TicketItemDto["state"][]) =>
      ticket("p", { isPass: true, state: "preparing", items: states.map((state, at) => item(String(at), state)) });
    expect(nextStep({ ...pass("queued", "queued"), state: "queued" })).toBeNull();
    expect(nextStep(pass("preparing", "queued"))).toBeNull();
    expect(nextStep(pass("preparing", "voided"))).toBe("ready");
    expect(previousStep(pass("preparing"))).toBeNull();
    expect(itemStep({ isPass: true }, { state: "queued" })).toBeNull();
    expect(itemStep({ isPass: true }, { state: "preparing" })).toBe("ready");
  });

  it("shows a whole ticket's step on all of its live lines", () => {
    const before = ticket("a", { state: "preparing", items: [item("1", "preparing"), item("2"), item("3", "voided")] });
    const after = withStep(before, "ready", minute(9));
    expect(after.items.map(({ state }) => state)).toEqual(["ready", "ready", "voided"]);
    expect(after).toMatchObject({ state: "ready", readyAt: minute(9), version: before.version });
    const back = withStep(after, "preparing", minute(10));
    expect(back).toMatchObject({ state: "preparing", readyAt: null, startedAt: after.startedAt });
  });

  it("leaves what is further on when the rest follows", () => {
    const before = ticket("a", { state: "preparing", items: [item("1", "ready"), item("2")] });
    expect(withStep(before, "ready", minute(9)).items.map(({ state }) => state)).toEqual(["ready", "ready"]);
  });

  it("shows one line's step, and what follows for the ticket", () => {
    const before = ticket("a", { items: [item("1"), item("2")] });
    const begun = withItemStep(before, "1", "preparing", minute(2));
    expect(begun).toMatchObject({ state: "preparing", startedAt: minute(2) });
    const one = withItemStep(begun, "1", "ready", minute(3));
    expect(one.state).toBe("preparing");
    const both = withItemStep(withItemStep(one, "2", "preparing", minute(4)), "2", "ready", minute(5));
    expect(both).toMatchObject({ state: "ready", readyAt: minute(5), startedAt: minute(2) });
  });

  it("highlights what is still to be made, with its option, and not where it is only gathered", () => {
    const option = { modifierId: "rare", name: "rare", names: {}, kind: "CHOICE", price: 0 } as never;
    const made = ticket("a", { items: [item("1", "queued", { menuItemId: "steak", options: [option] })] });
    expect(isHighlighted(made, { menuItemId: "steak" })).toBe(true);
    expect(isHighlighted(made, { menuItemId: "steak", modifierId: "rare" })).toBe(true);
    expect(isHighlighted(made, { menuItemId: "steak", modifierId: "done" })).toBe(false);
    expect(isHighlighted({ ...made, isPass: true }, { menuItemId: "steak" })).toBe(false);
    const done = ticket("b", { items: [item("1", "ready", { menuItemId: "steak" })] });
    expect(isHighlighted(done, { menuItemId: "steak" })).toBe(false);
  });
});

describe("elsewhere", () => {
  const names = new Map([["bar", "Bar"]]);
  const own = ticket("own", { orderId: "o" });

  it("names what the order has at other stations, until it is with the guest", () => {
    const bar = ticket("bar", { orderId: "o", station: "bar", state: "preparing" });
    const served = ticket("cold", { orderId: "o", station: "cold", state: "served" });
    const again = ticket("again", { orderId: "o" });
    expect(elsewhereOf(own, [own, bar, served, again], names)).toEqual([
      { ticketId: "bar", station: "bar", stationName: "Bar", state: "preparing", items: bar.items },
    ]);
  });

  it("does not name a ticket's own lines again where they are gathered, but names their makers there", () => {
    const lines = [item("1", "preparing", { passTicketId: "pass" })];
    const maker = ticket("maker", { orderId: "o", items: lines });
    const pass = ticket("pass", { orderId: "o", station: "pass", isPass: true, items: lines });
    expect(elsewhereOf(maker, [maker, pass], names)).toEqual([]);
    expect(elsewhereOf(pass, [maker, pass], names)).toHaveLength(1);
  });

  it("is the same value while nothing of the order changed", () => {
    const kept = new Kept<object>();
    const bar = ticket("bar", { orderId: "o", station: "bar" });
    const first = kept.get("own", [own, bar], () => ({}));
    expect(kept.get("own", [own, bar], () => ({}))).toBe(first);
    expect(kept.get("own", [own, { ...bar }], () => ({}))).not.toBe(first);
    kept.keepOnly(new Set());
    expect(kept.get("own", [own, bar], () => ({}))).not.toBe(first);
  });
});

describe("an order as the expo sees it", () => {
  const grill = ticket("grill", { orderId: "o", createdAt: minute(1), dueAt: minute(16), state: "preparing" });
  const bar = ticket("bar", { orderId: "o", station: "bar", createdAt: minute(0), dueAt: minute(5) });
  const ready = (each: TicketDto, at: number) => ({ ...each, state: "ready" as const, readyAt: minute(at) });

  it("counts from its first ticket, and waits for what is due first", () => {
    expect(toExpoOrder([grill, bar])).toMatchObject({
      createdAt: minute(0),
      dueAt: minute(5),
      readyAt: null,
      state: "preparing",
      ready: [],
      missing: [grill, bar],
    });
    const half = toExpoOrder([grill, ready(bar, 4)]);
    expect(half).toMatchObject({ state: "preparing", dueAt: minute(16) });
    expect(idsOf(half?.ready ?? [])).toEqual(["bar"]);
  });

  it("is complete when the last part is", () => {
    const order = toExpoOrder([ready(grill, 9), ready(bar, 4)]);
    expect(order).toMatchObject({ state: "ready", readyAt: minute(9), missing: [] });
    expect(idsOf(order?.ready ?? [])).toEqual(["grill", "bar"]);
  });

  it("is gone when everything is carried or off", () => {
    expect(toExpoOrder([ticket("a", { state: "served" }), ticket("b", { state: "voided" })])).toBeNull();
    expect(toExpoOrder([ticket("a", { state: "served" }), ready(bar, 4)])?.state).toBe("ready");
  });

  it("serves from the pass what makers hand on to it, and shows how far they are", () => {
    const lines = [item("1", "ready", { passTicketId: "pass" })];
    const maker = ticket("maker", { orderId: "o", state: "ready", items: lines });
    const pass = ticket("pass", { orderId: "o", station: "pass", isPass: true, state: "preparing", items: lines });
    const order = toExpoOrder([maker, pass, ready(bar, 4)]);
    expect(order?.parts.map(({ ticket }) => ticket.id)).toEqual(["pass", "bar"]);
    expect(idsOf(order?.parts[0]?.makers ?? [])).toEqual(["maker"]);
    expect(idsOf(order?.ready ?? [])).toEqual(["bar"]);
    expect(order?.state).toBe("preparing");
  });

  it("is rushed as a whole, and goes before the others", () => {
    const kept = new Kept<ReturnType<typeof toExpoOrder>>();
    const other = ticket("other", { createdAt: minute(0) });
    const rushed = ticket("late", { orderId: "r", createdAt: minute(9), rushAt: minute(10) });
    const first = hangOrders([other, rushed, bar], "arrival", kept);
    expect(first.map(({ id }) => id)).toEqual(["r", "o", "order-other"]);
    // What did not change is the same object: its card need not be drawn anew.
    const second = hangOrders([other, { ...rushed }, bar], "arrival", kept);
    expect(second[1]).toBe(first[1]);
    expect(second[0]).not.toBe(first[0]);
  });

  it("hangs by what is due first where that is asked for", () => {
    const quick = ticket("quick", { createdAt: minute(3), dueAt: minute(4) });
    const ids = hangOrders([grill, quick], "due", new Kept()).map(({ id }) => id);
    expect(ids).toEqual(["order-quick", "o"]);
  });
});
