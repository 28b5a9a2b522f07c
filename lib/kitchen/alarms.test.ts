import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { LiveEvent } from "@/lib/platform/realtime/define-event";
import { type AlarmKind, AlarmQueue, alarmOf } from "./alarms";

const event = (name: string, data: Record<string, unknown>): LiveEvent => ({
  name,
  channel: "private-house-kitchen",
  data: { ...data, meta: { id: "e", seq: 1, at: "2026-05-01T18:00:00.000Z" } },
});
const ticket = {
  id: "t1",
  orderId: "o1",
  station: "grill",
  state: "preparing",
  changedAt: null,
  rushAt: null,
} as const;
const at = "2026-05-01T18:00:00.000Z";
const before = "2026-05-01T17:55:00.000Z";

describe("alarmOf", () => {
  it.each([
    ["grill", "order"],
    [null, "order"],
    ["bar", null],
  ])("sounds a new ticket of the grill at %s as %s", (station, sound) => {
    expect(alarmOf(event("ticket-created", { ticketId: "t2", station: "grill" }), station, [])).toBe(sound);
  });

  it("sounds what was taken off or rushed as a change, once for each change", () => {
    const updated = (marks: Record<string, unknown>, held = {}) =>
      alarmOf(event("ticket-updated", { ticketId: "t1", station: "grill", ...marks }), "grill", [
        { ...ticket, ...held },
      ]);
    expect(updated({ changedAt: at, changeSeenAt: null })).toBe("change");
    expect(updated({ changedAt: at, changeSeenAt: null }, { changedAt: before })).toBe("change");
    expect(updated({ rushAt: at })).toBe("change");
    // The guests moved, somebody took note, a rush was taken off, or an old change is told again beside something else.
    expect(updated({})).toBeNull();
    expect(updated({ changedAt: at, changeSeenAt: at }, { changedAt: at })).toBeNull();
    expect(updated({ rushAt: null }, { rushAt: at })).toBeNull();
    expect(updated({ changedAt: at, changeSeenAt: null, rushAt: null }, { changedAt: at })).toBeNull();
    expect(
      alarmOf(event("ticket-updated", { ticketId: "t1", station: "grill", rushAt: at }), "bar", [ticket]),
    ).toBeNull();
  });

  it("sounds a cancelled order where it was still in work", () => {
    const cancelled = event("order-cancelled", { orderId: "o1" });
    expect(alarmOf(cancelled, "grill", [ticket])).toBe("change");
    expect(alarmOf(cancelled, null, [ticket])).toBe("change");
    expect(alarmOf(cancelled, "bar", [ticket])).toBeNull();
    expect(alarmOf(cancelled, "grill", [{ ...ticket, state: "ready" }])).toBeNull();
    expect(alarmOf(cancelled, "grill", [{ ...ticket, orderId: "o2" }])).toBeNull();
  });

  it("sounds the time that runs out softly and the time that is over gravely, for what is still in work here", () => {
    const warning = (data: Record<string, unknown>, held: readonly (typeof ticket | object)[] = [ticket]) =>
      alarmOf(
        event("sla-warning", { type: "ticket", resourceId: "t1", station: "grill", ...data }),
        "grill",
        held as never,
      );
    expect(warning({ severity: "warning" })).toBe("soon");
    expect(warning({ severity: "critical" })).toBe("late");
    expect(warning({ severity: "critical" }, [])).toBe("late");
    expect(warning({ severity: "critical" }, [{ ...ticket, state: "ready" }])).toBeNull();
    expect(warning({ severity: "critical", station: "bar" })).toBeNull();
    expect(warning({ severity: "critical", type: "call" })).toBeNull();
  });

  it("is silent about a cook's own work", () => {
    for (const name of ["ticket-status-change", "item-status-change", "product-availability-changed"]) {
      expect(alarmOf(event(name, { ticketId: "t1", station: "grill" }), "grill", [ticket])).toBeNull();
    }
  });
});

describe("AlarmQueue", () => {
  const lasts = 1_000;
  let played: { kind: AlarmKind; at: number }[];
  let queue: AlarmQueue;
  beforeEach(() => {
    vi.useFakeTimers({ now: 0 });
    played = [];
    queue = new AlarmQueue((kind) => {
      played.push({ kind, at: Date.now() });
      return lasts;
    });
  });
  afterEach(() => vi.useRealTimers());

  it("sounds each kind once for what comes together, the gravest first, never two at a time", () => {
    for (let n = 0; n < 20; n++) queue.add(n % 2 ? "order" : "soon");
    queue.add("late");
    queue.add("change");
    vi.advanceTimersByTime(20_000);
    expect(played.map(({ kind }) => kind)).toEqual(["late", "change", "order", "soon"]);
    for (const [nth, { at }] of played.entries()) {
      if (nth > 0) expect(at - (played[nth - 1]?.at ?? 0)).toBeGreaterThan(lasts);
    }
  });

  it("lets what comes during a sound wait for its end, and a late ticket go before what waits", () => {
    queue.add("order");
    vi.advanceTimersByTime(500);
    queue.add("soon");
    queue.add("late");
    vi.advanceTimersByTime(10_000);
    expect(played.map(({ kind }) => kind)).toEqual(["order", "late", "soon"]);
    queue.add("order");
    vi.advanceTimersByTime(200);
    expect(played).toHaveLength(4);
  });

  it("is silent once it was stopped", () => {
    queue.add("late");
    queue.stop();
    vi.advanceTimersByTime(10_000);
    expect(played).toEqual([]);
  });
});
