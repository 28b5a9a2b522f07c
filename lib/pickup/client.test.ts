import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ApiError } from "@/lib/platform/http/client";
import { PickupFeed } from "./client";
import type { PickupDto } from "./schema";

const start = Date.parse("2026-06-05T18:00:00.000Z");
const iso = (ms: number) => new Date(ms).toISOString();

/** A page and a house, both in the hands of the test. */
function open({ houseAhead = 0 } = {}) {
  const page = Object.assign(new EventTarget(), { visibilityState: "visible" });
  const browser = new EventTarget();
  vi.stubGlobal("document", page);
  vi.stubGlobal("addEventListener", browser.addEventListener.bind(browser));
  vi.stubGlobal("removeEventListener", browser.removeEventListener.bind(browser));
  const house = { preparing: [1], ready: [] as number[], mode: "answers" as "answers" | "hangs" | "refuses" };
  const asked: number[] = [];
  const answer = (): PickupDto => ({
    preparing: house.preparing,
    ready: house.ready,
    at: iso(Date.now() + houseAhead),
  });
  const ask = async () => {
    asked.push(Date.now() - start);
    if (house.mode === "answers") return answer();
    if (house.mode === "hangs") await new Promise((resolve) => setTimeout(resolve, 3_000));
    throw house.mode === "refuses"
      ? new ApiError(429, "rate-limited", "", [], undefined, 20)
      : new ApiError(0, "offline", "");
  };
  const feed = new PickupFeed("house", answer(), ask);
  const drawn = vi.fn();
  feed.subscribe(drawn);
  return { feed, house, asked, drawn, page, browser };
}

beforeEach(() => {
  vi.useFakeTimers({ now: start });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("PickupFeed", () => {
  it("shows a change within a second, and draws only then", async () => {
    const { feed, house, drawn } = open();
    const stop = feed.start();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(drawn).not.toHaveBeenCalled();
    Object.assign(house, { preparing: [], ready: [1] });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(feed.read().board).toEqual({ preparing: [], ready: [1] });
    expect(drawn).toHaveBeenCalledTimes(1);
    stop();
  });

  it("says within seven seconds that nothing answers, since when, and heals by itself", async () => {
    const { feed, house, asked } = open();
    const stop = feed.start();
    await vi.advanceTimersByTimeAsync(5_500);
    const lastTrue = iso(start + 5_000);
    house.mode = "hangs";
    await vi.advanceTimersByTimeAsync(5_000);
    expect(feed.read().lostSince).toBeNull();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(feed.read().lostSince).toBe(lastTrue);
    await vi.advanceTimersByTimeAsync(60 * 60_000);
    expect(feed.read().lostSince).toBe(lastTrue);
    expect(feed.read().board).toEqual({ preparing: [1], ready: [] });
    house.mode = "answers";
    await vi.advanceTimersByTimeAsync(4_000);
    expect(feed.read().lostSince).toBeNull();
    expect(asked.every((at, index) => index === 0 || at - (asked[index - 1] ?? 0) >= 1_000)).toBe(true);
    stop();
  });

  it("rests as long as a house asks it to", async () => {
    const { feed, house, asked } = open();
    const stop = feed.start();
    await vi.advanceTimersByTimeAsync(500);
    house.mode = "refuses";
    await vi.advanceTimersByTimeAsync(19_500);
    expect(asked).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(1_500);
    expect(asked).toHaveLength(3);
    stop();
  });

  it("asks at once when the network or a look comes back, and not while nobody looks", async () => {
    const { feed, asked, page, browser } = open();
    const stop = feed.start();
    await vi.advanceTimersByTimeAsync(500);
    browser.dispatchEvent(new Event("online"));
    expect(asked).toEqual([0, 500]);
    page.visibilityState = "hidden";
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked).toHaveLength(2);
    page.visibilityState = "visible";
    page.dispatchEvent(new Event("visibilitychange"));
    expect(asked).toEqual([0, 500, 60_500]);
    stop();
  });

  it("goes by the house's clock when the device's is wrong", async () => {
    const { feed, drawn } = open({ houseAhead: 7 * 60_000 });
    const stop = feed.start();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(feed.read().offset).toBe(7 * 60_000);
    expect(drawn).toHaveBeenCalledTimes(1);
    stop();
  });

  it("leaves nothing behind after days, nor when it is stopped", async () => {
    const { feed, asked } = open();
    const stop = feed.start();
    await vi.advanceTimersByTimeAsync(6 * 60 * 60_000);
    expect(vi.getTimerCount()).toBeLessThanOrEqual(2);
    stop();
    expect(vi.getTimerCount()).toBe(0);
    const before = asked.length;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked).toHaveLength(before);
  });
});
