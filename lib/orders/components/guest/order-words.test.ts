import { describe, expect, it } from "vitest";
import type { OrderDto, OrderItemDto } from "../../schema";
import { billOf, phaseOf, shareOf, stepOf } from "./order-words";

const order = (status: OrderDto["status"], approval: OrderDto["approval"], total = 100) =>
  ({ status, approval, total, items: [] }) as unknown as OrderDto;
const items = (...states: OrderItemDto["state"][]) => ({ items: states.map((state) => ({ state }) as OrderItemDto) });

describe("phaseOf", () => {
  it("says why nothing is coming before it says how far it has come", () => {
    expect(phaseOf(order("cancelled", "rejected"))).toBe("rejected");
    expect(phaseOf(order("cancelled", "expired"))).toBe("expired");
    expect(phaseOf(order("cancelled", "accepted"))).toBe("cancelled");
    expect(phaseOf(order("pending", "pending"))).toBe("waiting");
    expect(phaseOf(order("pending", "accepted"))).toBe("accepted");
    expect(phaseOf(order("ready", "accepted"))).toBe("ready");
  });

  it("puts each phase in its step", () => {
    expect((["waiting", "accepted", "preparing", "ready", "completed"] as const).map(stepOf)).toEqual([1, 1, 2, 3, 4]);
  });
});

describe("shareOf", () => {
  it("follows the dishes of the kitchen, voided ones aside, and never looks empty or done", () => {
    expect(shareOf(items("queued", "preparing", "ready", "served", "voided"), "preparing")).toBeCloseTo(0.625);
    expect(shareOf(items("queued", "queued"), "preparing")).toBe(0.1);
    expect(shareOf(items("ready", "served"), "ready")).toBe(0.5);
    expect(shareOf(items("served"), "ready")).toBe(0.9);
  });
});

it("charges nothing for what was refused or cancelled", () => {
  const orders = [
    order("preparing", "accepted", 5740),
    order("cancelled", "accepted", 900),
    order("cancelled", "rejected", 800),
    order("pending", "pending", 2360),
  ];
  expect(billOf(orders).total).toBe(8100);
  expect(billOf(orders).orders).toHaveLength(2);
});
