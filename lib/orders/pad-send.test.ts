import { describe, expect, it } from "vitest";
import { ApiError, type sendOnce } from "@/lib/platform/http/client";
import type { PadPending } from "./pad-draft";
import { sendUntilAnswered } from "./pad-send";

const pending: PadPending = { key: "k1", path: "orders", body: { items: [] }, lineKeys: ["a", "b"], since: "" };
const order = { id: "o1", number: 7 };

/** Answers what it is given, one after the other, and keeps the keys it was called with. */
function answering(...answers: (object | ApiError)[]) {
  const keys: string[] = [];
  const waits: number[] = [];
  let told = 0;
  const control = new AbortController();
  const answer = sendUntilAnswered("house", pending, {
    signal: control.signal,
    onWaiting: () => {
      told += 1;
    },
    pause: async (ms) => void waits.push(ms),
    send: (async (_path: string, _body: unknown, key: string) => {
      keys.push(key);
      const next = answers.shift();
      if (next === undefined) control.abort();
      if (next instanceof ApiError) throw next;
      return next;
    }) as typeof sendOnce,
  });
  return { answer, keys, waits, told: () => told };
}
const failure = (status: number, code: string, more: { path: string }[] = [], retryAfter: number | null = null) =>
  new ApiError(
    status,
    code as ApiError["code"],
    code,
    more.map(({ path }) => ({ path, message: "" })),
    undefined,
    retryAfter,
  );

describe("sendUntilAnswered", () => {
  it("goes on under the same key while nobody answers", async () => {
    const run = answering(
      failure(0, "offline"),
      failure(503, "unavailable"),
      failure(429, "rate-limited", [], 3),
      order,
    );
    expect(await run.answer).toEqual({ outcome: "sent", order });
    expect(run.keys).toEqual(["k1", "k1", "k1", "k1"]);
    expect(run.told()).toBe(3);
    expect(run.waits[2]).toBe(3000);
    for (const ms of run.waits) expect(ms).toBeLessThanOrEqual(12_000);
  });

  it("stops at a refusal and names the lines it is about", async () => {
    const run = answering(failure(409, "sold-out", [{ path: "items.1.menuItemId" }]), order);
    expect(await run.answer).toMatchObject({ outcome: "refused", refusal: { code: "sold-out", lines: ["b"] } });
    expect(run.keys).toHaveLength(1);
  });

  it("keeps what is on its way when the session has ended", async () => {
    expect(await answering(failure(401, "unauthenticated")).answer).toEqual({ outcome: "signed-out" });
  });

  it("gives a server that fails again and again up", async () => {
    const run = answering(...Array.from({ length: 9 }, () => failure(500, "internal")));
    expect(await run.answer).toMatchObject({ outcome: "refused", refusal: { code: "internal" } });
    expect(run.keys).toHaveLength(5);
  });

  it("says nothing after it was ended", async () => {
    expect(await answering().answer).toBeNull();
  });
});
