import { describe, expect, it } from "vitest";
import { destinationAfterPin } from "./destination";

const maria = { id: "maria", name: "Мария", role: "staff" as const };
const cook = { id: "ralitsa", name: "Ралица", role: "kitchen" as const };
const venue = "pod-lipite";
const board = `/v/${venue}/dashboard`;
const grill = `/v/${venue}/kitchen/grill`;
const order = `${board}?view=order`;

describe("after a PIN", () => {
  it("a person comes back to the page that was theirs, another one does not", () => {
    expect(destinationAfterPin({ venue, user: maria, destination: board, next: order, who: "maria" })).toBe(order);
    expect(destinationAfterPin({ venue, user: maria, destination: board, next: order, who: "georgi" })).toBe(board);
  });

  it("a page that was nobody's is for everybody, but not for a cook outside the kitchen", () => {
    expect(destinationAfterPin({ venue, user: maria, destination: board, next: grill, who: null })).toBe(grill);
    expect(destinationAfterPin({ venue, user: cook, destination: grill, next: board, who: null })).toBe(grill);
    const cold = `/v/${venue}/kitchen/cold`;
    expect(destinationAfterPin({ venue, user: cook, destination: grill, next: cold, who: null })).toBe(cold);
  });

  it("no page leads out of the tablet's venue", () => {
    for (const next of [null, "/v/another/dashboard", `/v/${venue}-2/dashboard`, "/"]) {
      expect(destinationAfterPin({ venue, user: maria, destination: board, next, who: null })).toBe(board);
    }
  });
});
