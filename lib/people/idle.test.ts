import { describe, expect, it } from "vitest";
import { idlenessAt, readLastTouch, warningMs, writeLastTouch } from "./idle";

const limit = 300_000;
const touched = Date.parse("2026-11-20T18:00:00Z");
const idleAfter = (ms: number) => idlenessAt(touched + ms, touched, limit);

describe("idleness", () => {
  it("warns for fifteen seconds and then is over", () => {
    expect(idleAfter(0)).toEqual({ state: "awake" });
    expect(idleAfter(284_999)).toEqual({ state: "awake" });
    expect(idleAfter(285_000)).toEqual({ state: "warning", msLeft: 15_000 });
    expect(idleAfter(299_999)).toEqual({ state: "warning", msLeft: 1 });
    expect(idleAfter(300_000)).toEqual({ state: "over" });
  });

  it("is over after a night's sleep, and not when the clock was set back", () => {
    expect(idleAfter(9 * 3_600_000)).toEqual({ state: "over" });
    expect(idleAfter(-3_600_000)).toEqual({ state: "awake" });
  });

  it("warns for a third of a short time", () => {
    expect(warningMs(6_000)).toBe(2_000);
    expect(idlenessAt(touched + 3_999, touched, 6_000)).toEqual({ state: "awake" });
    expect(idlenessAt(touched + 4_000, touched, 6_000)).toEqual({ state: "warning", msLeft: 2_000 });
  });
});

describe("the last touch", () => {
  const storage = () => {
    const map = new Map<string, string>();
    return {
      getItem: (key: string) => map.get(key) ?? null,
      setItem: (key: string, text: string) => void map.set(key, text),
    };
  };

  it("is one person's, and nobody's when it cannot be read", () => {
    const kept = storage();
    expect(readLastTouch(kept, "maria")).toBeNull();
    writeLastTouch(kept, "maria", touched);
    expect(readLastTouch(kept, "maria")).toBe(touched);
    expect(readLastTouch(kept, "georgi")).toBeNull();
    kept.setItem("servery-last-touch", "maria soon");
    expect(readLastTouch(kept, "maria")).toBeNull();
  });
});
