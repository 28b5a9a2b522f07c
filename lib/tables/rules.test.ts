import { describe, expect, it } from "vitest";
import { isPreview } from "./landing";
import { floorStatus, headcount, joinPartySizes, orderingOf, statusOfNewSitting } from "./rules";

describe("orderingOf", () => {
  it.each([
    ["STAFF_OPENS", "PENDING", "closed"],
    ["STAFF_OPENS", "OPEN", "open"],
    ["FIRST_ORDER_ACCEPTED", "PENDING", "needs-accept"],
    ["FIRST_ORDER_ACCEPTED", "OPEN", "open"],
    ["OPEN", "PENDING", "open"],
    ["OPEN", "OPEN", "open"],
    ["OPEN", "CLOSED", "closed"],
    ["FIRST_ORDER_ACCEPTED", "CLOSED", "closed"],
  ] as const)("%s, %s → %s", (policy, status, ordering) => {
    expect(orderingOf(policy, status)).toBe(ordering);
  });

  it("never lets a guest open a table that only staff may open", () => {
    expect(statusOfNewSitting("STAFF_OPENS")).toBe("PENDING");
    expect(statusOfNewSitting("OPEN")).toBe("OPEN");
    expect([floorStatus(null), floorStatus("PENDING"), floorStatus("OPEN"), floorStatus("CLOSED")]).toEqual([
      "free",
      "joined",
      "open",
      "free",
    ]);
  });
});

describe("isPreview", () => {
  const phone =
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Version/18.5 Mobile Safari/604.1";
  it.each([
    [{ "user-agent": phone, "sec-fetch-dest": "document" }, false],
    [{ "user-agent": phone }, false],
    [{ "user-agent": "curl/8.5.0" }, false],
    [{ "user-agent": "Mozilla/5.0 (Linux; Android 13; CUBOT P80) AppleWebKit/537.36 Mobile Safari/537.36" }, false],
    [{ "user-agent": phone, "sec-purpose": "prefetch;prerender" }, true],
    [{ "user-agent": phone, "sec-fetch-dest": "image" }, true],
    [{ "user-agent": "WhatsApp/2.23.20.0" }, true],
    [{ "user-agent": "TelegramBot (like TwitterBot)" }, true],
    [{ "user-agent": "facebookexternalhit/1.1" }, true],
    [{ "user-agent": "Mozilla/5.0 (compatible; Googlebot/2.1)" }, true],
  ])("%o → %s", (headers, expected) => {
    expect(isPreview(new Headers(headers as Record<string, string>))).toBe(expected);
  });
});

describe("how many sit at a table", () => {
  it("is the larger of what staff counted and the phones there", () => {
    expect(headcount({ partySize: 4, guests: 2 })).toBe(4);
    expect(headcount({ partySize: 2, guests: 3 })).toBe(3);
    expect(headcount({ partySize: null, guests: 0 })).toBe(0);
  });

  it("is the sum of two parties, of which one may not be counted, and at most 99", () => {
    expect(joinPartySizes(4, 2)).toBe(6);
    expect([joinPartySizes(4, null), joinPartySizes(null, 2), joinPartySizes(null, null)]).toEqual([4, 2, null]);
    expect(joinPartySizes(98, 2)).toBe(99);
  });
});
