import { expect, it } from "vitest";
import { triesLeft } from "./rules";

it("counts the tries until the next lock, five after each", () => {
  expect([0, 1, 4, 5, 6, 9, 10, 11].map(triesLeft)).toEqual([5, 4, 1, 0, 4, 1, 0, 4]);
});
