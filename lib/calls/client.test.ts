import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import type { LiveEvent } from "@/lib/platform/realtime/define-event";
import { answeredCalls, applyCallEvent, createCallActions, mergeCall, openCallBook, unansweredCalls } from "./client";
import type { CallDto } from "./schema";

const event = (name: string, data: object, at = "2026-05-01T18:05:00.000Z"): LiveEvent => ({
  name,
  channel: "presence-v-staff",
  data: { callId: "c1", tableNumber: "7", ...data, meta: { id: JSON.stringify(data), seq: 1, at } },
});
const made = event("waiter-call", {
  callType: "payment_card",
  message: null,
  timestamp: "2026-05-01T18:00:00.000Z",
  version: 1,
});
const joined = event("waiter-call", {
  callType: "payment_card",
  message: "Two cards",
  timestamp: "2026-05-01T18:00:00.000Z",
  version: 2,
});
const going = event("call-status-change", { status: "acknowledged", by: "Ірина Коваль", version: 3 });
const done = event("call-status-change", { status: "completed", by: "Ірина Коваль", version: 4 });

describe("applyCallEvent", () => {
  it("ends completed, with who went, in any order and any number of times", () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray([made, joined, going, done], { minLength: 4 }),
        fc.array(fc.constantFrom(made, joined, going, done)),
        (all, again) => {
          const book = [...all, ...again].reduce(applyCallEvent, openCallBook([]));
          expect(book.calls.c1).toMatchObject({ status: "completed", version: 4, tableNumber: "7" });
          expect(unansweredCalls(book)).toEqual([]);
        },
      ),
    );
  });

  it("shows a call until somebody goes, and then who", () => {
    const rung = [made, joined].reduce(applyCallEvent, openCallBook([]));
    expect(unansweredCalls(rung)).toMatchObject([{ id: "c1", message: "Two cards", status: "pending" }]);
    const gone = applyCallEvent(rung, going);
    expect(unansweredCalls(gone)).toEqual([]);
    expect(answeredCalls(gone)).toMatchObject([
      { acknowledgedBy: "Ірина Коваль", acknowledgedAt: "2026-05-01T18:05:00.000Z" },
    ]);
  });

  it("follows its guests to another table: unanswered it rings on, and who goes keeps going since then", () => {
    const raisedThere = event("waiter-call", { ...made.data, tableNumber: "9", version: 2, meta: undefined });
    const rung = [made, raisedThere].reduce(applyCallEvent, openCallBook([]));
    expect(unansweredCalls(rung)).toMatchObject([
      { id: "c1", tableNumber: "9", createdAt: "2026-05-01T18:00:00.000Z" },
    ]);

    const later = { status: "acknowledged", by: "Ірина Коваль", tableNumber: "9", version: 4 };
    const goes = [made, going, event("call-status-change", later, "2026-05-01T18:09:00.000Z")];
    expect(answeredCalls(goes.reduce(applyCallEvent, openCallBook([])))).toMatchObject([
      { tableNumber: "9", acknowledgedBy: "Ірина Коваль", acknowledgedAt: "2026-05-01T18:05:00.000Z", version: 4 },
    ]);
    // A phone of the sitting that they join hears of it for the first time.
    const told = event("waiter-call", { ...made.data, tableNumber: "9", version: 4, meta: undefined });
    const there = [told, event("call-status-change", { ...later, by: undefined })].reduce(
      applyCallEvent,
      openCallBook([]),
    );
    expect(answeredCalls(there)).toMatchObject([{ tableNumber: "9", status: "acknowledged" }]);
  });

  it("does not let an old answer set a call back", () => {
    const book = [made, going].reduce(applyCallEvent, openCallBook([]));
    const stale: CallDto = { ...(book.calls.c1 as CallDto), status: "pending", version: 1, acknowledgedBy: null };
    expect(mergeCall(book, stale)).toBe(book);
  });
});

describe("createCallActions", () => {
  it("says that a colleague is going, and not so when it was our own lost answer", async () => {
    const current: CallDto = {
      id: "c1",
      tableNumber: "7",
      callType: "help",
      message: null,
      status: "acknowledged",
      createdAt: "2026-05-01T18:00:00.000Z",
      acknowledgedAt: "2026-05-01T18:01:00.000Z",
      acknowledgedBy: "Ірина Коваль",
      version: 2,
    };
    const moved = Object.assign(new Error("moved"), { status: 409, current });
    const fetcher = vi.fn().mockRejectedValueOnce(moved);
    expect(await createCallActions("v", fetcher).acknowledge("c1")).toEqual({ outcome: "moved", call: current });
    const lossy = vi
      .fn()
      .mockRejectedValueOnce(Object.assign(new Error("offline"), { code: "offline" }))
      .mockRejectedValueOnce(moved);
    const actions = createCallActions("v", lossy);
    await expect(actions.acknowledge("c1")).rejects.toMatchObject({ code: "offline" });
    expect((await actions.acknowledge("c1")).outcome).toBe("done");
  });
});
