import { expect, it } from "vitest";
import type { PendingOrder } from "./guest-cart";
import { linesNamed } from "./guest-client";

it("finds the cart's lines that a refusal names", () => {
  const pending = { key: "k", body: { items: [] }, lineKeys: ["a", "c"] } as PendingOrder;
  expect(linesNamed(pending, [{ path: "items.1.menuItemId" }, { path: "items.1.modifierIds.0" }])).toEqual(["c"]);
  expect(linesNamed(pending, [{ path: "note" }, { path: "items.7.menuItemId" }])).toEqual([]);
  expect(linesNamed(pending, undefined)).toEqual([]);
});
