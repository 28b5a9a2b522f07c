import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LiveEvent } from "@/lib/platform/realtime/define-event";
import { ageing, applyKitchenEvent, type KitchenData } from "./client";
import { allDay } from "./rules";
import type { TicketDto } from "./schema";
import { aTicket } from "./testing/ticket-dto";

const item = (id: string, name: string, quantity = 1, options: string[] = []) => ({
  id,
  menuItemId: `menu ${name}`,
  name,
  names: { en: name },
  quantity,
  options: options.map((option) => ({
    modifierId: option,
    name: option,
    names: {},
    price: 0,
    kind: "REMOVE" as const,
  })),
  allergens: [],
  note: null,
  course: null,
  state: "queued" as const,
  passTicketId: null,
});

const ticket = (more: Partial<TicketDto> = {}): TicketDto => ({
  ...aTicket,
  items: [item("i1", "Kebapche", 3, ["no onion"]), item("i2", "Steak")],
  ...more,
});

const meta = { id: "e", seq: 1, at: "2026-06-01T18:00:00.000Z" };
const event = (name: string, data: Record<string, unknown>): LiveEvent => ({
  name,
  channel: "c",
  data: { ...data, meta },
});
const created = (more: Partial<TicketDto> = {}) => {
  const { id, ...rest } = ticket(more);
  return event("ticket-created", { ...rest, ticketId: id });
};
const empty: KitchenData = {
  tickets: [],
  dishes: [{ id: "d1", name: "Ribs", station: "grill" }],
  soldOut: [],
  incomplete: false,
};

describe("applyKitchenEvent", () => {
  it("adds a created ticket once, oldest first", () => {
    const older = created({ id: "t0", createdAt: "2026-06-01T17:59:00.000Z" });
    const state = [created(), older, created()].reduce((data, each) => applyKitchenEvent(data, each, null), empty);
    expect(state.tickets.map(({ id }) => id)).toEqual(["t0", "t1"]);
  });

  it("keeps another station's ticket off a station's screen", () => {
    expect(applyKitchenEvent(empty, created({ station: "bar" }), "grill")).toBe(empty);
  });

  it("ignores a change older than the version held", () => {
    const held = { ...empty, tickets: [ticket({ state: "ready", version: 5 })] };
    const late = event("ticket-status-change", {
      ticketId: "t1",
      status: "preparing",
      version: 4,
      startedAt: null,
      readyAt: null,
    });
    expect(applyKitchenEvent(held, late, null).tickets[0]?.state).toBe("ready");
  });

  it("strikes what is not served when the order is cancelled", () => {
    const held = { ...empty, tickets: [ticket()] };
    const state = applyKitchenEvent(held, event("order-cancelled", { orderId: "o1", version: 2 }), null);
    expect(state.tickets[0]).toMatchObject({ state: "voided", items: [{ state: "voided" }, { state: "voided" }] });
  });

  it("strikes one line that was taken off, and the ticket with its last", () => {
    const voided = (itemId: string, version: number) =>
      event("item-status-change", { ticketId: "t1", itemId, oldStatus: "queued", status: "voided", version });
    const gone = event("ticket-status-change", {
      ticketId: "t1",
      oldStatus: "queued",
      status: "voided",
      version: 3,
      startedAt: null,
      readyAt: null,
    });
    const play = (data: KitchenData, events: LiveEvent[]) =>
      events.reduce((state, each) => applyKitchenEvent(state, each, null), data);
    const one = play({ ...empty, tickets: [ticket()] }, [voided("i1", 2)]);
    expect(one.tickets[0]).toMatchObject({ state: "queued", items: [{ state: "voided" }, { state: "queued" }] });
    expect(allDay(one.tickets).map(({ name }) => name)).toEqual(["Steak"]);
    const both = play(one, [voided("i2", 3), gone]);
    expect(both.tickets[0]).toMatchObject({ state: "voided", items: [{ state: "voided" }, { state: "voided" }] });
    expect(allDay(both.tickets)).toEqual([]);
    expect(play(both, [voided("i1", 2), voided("i2", 3), gone])).toEqual(both);
    // A line's step that was told late does not bring it back.
    const late = event("item-status-change", { ticketId: "t1", itemId: "i2", status: "preparing", version: 1 });
    expect(play(both, [late])).toEqual(both);
  });

  it("follows its guests to another table, without losing what is on it", () => {
    const moved = (tableNumber: string | null, version: number, ticketId = "t1") =>
      event("ticket-updated", { ticketId, orderId: "o1", station: "grill", tableNumber, version });
    const held = { ...empty, tickets: [ticket({ state: "preparing", version: 4 })] };
    const after = applyKitchenEvent(held, moved("3", 5), "grill");
    expect(after.tickets).toEqual([ticket({ state: "preparing", version: 5, tableNumber: "3" })]);
    expect(applyKitchenEvent(after, moved("12", 4), "grill")).toEqual(after);
    expect(applyKitchenEvent(after, moved("3", 5), "grill")).toEqual(after);
    expect(applyKitchenEvent(after, moved("7", 9, "elsewhere"), "grill")).toEqual(after);
  });

  it("asks for the snapshot when a payload was too long", () => {
    expect(
      applyKitchenEvent(empty, event("ticket-created", { ticketId: "t1", truncated: true }), null).incomplete,
    ).toBe(true);
  });

  it("lists what goes off the menu, takes it off when it is back, and leaves other stations' dishes alone", () => {
    const change = (menuItemId: string, available: boolean, until: string | null = null) =>
      event("product-availability-changed", { menuItemId, available, until, version: 2 });
    const out = applyKitchenEvent(
      applyKitchenEvent(empty, change("d1", false), null),
      change("d1", false, meta.at),
      null,
    );
    expect(out.soldOut).toEqual([{ id: "d1", name: "Ribs", station: "grill", until: meta.at }]);
    expect(applyKitchenEvent(out, change("elsewhere", false), null).soldOut).toHaveLength(1);
    expect(applyKitchenEvent(out, change("d1", true), null).soldOut).toEqual([]);
  });

  it("comes to the same state whatever is repeated", () => {
    const history = [
      created(),
      event("item-status-change", { ticketId: "t1", itemId: "i1", status: "preparing", version: 2 }),
      event("ticket-status-change", {
        ticketId: "t1",
        status: "preparing",
        version: 2,
        startedAt: meta.at,
        readyAt: null,
      }),
      event("item-status-change", { ticketId: "t1", itemId: "i1", status: "ready", version: 3 }),
      event("item-status-change", { ticketId: "t1", itemId: "i2", status: "ready", version: 4 }),
      event("ticket-status-change", {
        ticketId: "t1",
        status: "ready",
        version: 4,
        startedAt: meta.at,
        readyAt: meta.at,
      }),
    ];
    const play = (events: LiveEvent[]) => events.reduce((data, each) => applyKitchenEvent(data, each, null), empty);
    fc.assert(
      fc.property(fc.array(fc.nat({ max: history.length - 1 }), { maxLength: 12 }), (repeats) => {
        const withRepeats = [...history, ...repeats.sort((a, b) => a - b).flatMap((at) => history.slice(at))];
        expect(play(withRepeats)).toEqual(play(history));
      }),
    );
  });
});

describe("allDay", () => {
  it("counts what is still to make, with its options, and leaves out what is done", () => {
    const done = ticket({ id: "t2", items: [{ ...item("i9", "Steak", 4), state: "ready" }] });
    expect(
      allDay([ticket(), done]).map(({ name, quantity, options }) => [
        name,
        quantity,
        options.map((option) => [option.name, option.quantity]),
      ]),
    ).toEqual([
      ["Kebapche", 3, [["no onion", 3]]],
      ["Steak", 1, []],
    ]);
  });
});

describe("ticket-updated", () => {
  const updated = (more: Record<string, unknown>) =>
    event("ticket-updated", {
      ticketId: "t1",
      orderId: "o1",
      station: "grill",
      tableNumber: "12",
      version: 2,
      ...more,
    });
  const held: KitchenData = { ...empty, tickets: [ticket()] };
  it("sets the marks that it names, and leaves the others", () => {
    const rushAt = "2026-06-01T18:01:00.000Z";
    const rushed = applyKitchenEvent(held, updated({ rushAt }), null);
    expect(rushed.tickets[0]).toMatchObject({ rushAt, changedAt: null, version: 2 });
    const moved = applyKitchenEvent(rushed, updated({ tableNumber: "3", version: 3 }), null);
    expect(moved.tickets[0]).toMatchObject({ rushAt, tableNumber: "3", version: 3 });
    expect(applyKitchenEvent(moved, updated({ rushAt: null, version: 2 }), null)).toEqual(moved);
    expect(applyKitchenEvent(moved, updated({ rushAt: null, version: 4 }), null).tickets[0]?.rushAt).toBeNull();
  });
});

describe("ageing", () => {
  const at = (minutes: number) => Date.parse("2026-06-01T18:00:00.000Z") + minutes * 60_000;
  it("turns at 75 % and at the target", () => {
    expect(ageing(ticket(), at(7.4)).level).toBe("fine");
    expect(ageing(ticket(), at(7.5)).level).toBe("soon");
    expect(ageing(ticket(), at(14))).toMatchObject({ level: "late", over: 4 * 60_000 });
  });
  it("stands still once the ticket is ready", () => {
    expect(ageing(ticket({ readyAt: "2026-06-01T18:05:00.000Z" }), at(30)).elapsed).toBe(5 * 60_000);
  });
});
