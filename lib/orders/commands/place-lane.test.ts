import { describe, expect, it } from "vitest";
import { inLane } from "./place-lane";

const soon = () => new Promise((resolve) => setTimeout(resolve, 1));

describe("inLane", () => {
  it("lets three through at a time, in the order they came, and keeps venues apart", async () => {
    let running = 0;
    let most = 0;
    const begun: number[] = [];
    const work = (index: number) => async () => {
      begun.push(index);
      most = Math.max(most, ++running);
      await soon();
      running--;
      return index;
    };
    const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => inLane("a", work(index))));
    expect(most).toBe(3);
    expect(begun).toEqual([...begun].sort((a, b) => a - b));
    expect(answers).toEqual(begun);
    const venues = ["b", "c", "d", "e"];
    most = 0;
    await Promise.all(venues.map((venue, index) => inLane(venue, work(index))));
    expect(most).toBe(4);
  });

  it("passes the turn on after a failure", async () => {
    const failing = Array.from({ length: 5 }, () =>
      inLane("f", () => soon().then(() => Promise.reject(new Error("no")))),
    );
    const results = await Promise.allSettled([...failing, inLane("f", async () => "through")]);
    expect(results.map(({ status }) => status)).toEqual([...Array(5).fill("rejected"), "fulfilled"]);
  });
});
