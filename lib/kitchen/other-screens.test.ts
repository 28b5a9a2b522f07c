import { describe, expect, it } from "vitest";
import type { LiveEvent } from "@/lib/platform/realtime/define-event";
import { OtherScreens } from "./other-screens";

function moved(ticketId: string, version: number, name?: string): LiveEvent {
  const actor = name ? { id: "u", name } : undefined;
  return {
    name: "ticket-status-change",
    channel: "kitchen",
    data: { ticketId, orderId: "o", version, meta: { id: `${version}`, seq: version, at: "", actor } },
  };
}

describe("what other screens did", () => {
  it("knows who moved a ticket, and for a moment that a press was meant for what stood there before", () => {
    const others = new OtherScreens();
    expect(others.justMoved("t", 0)).toBe(false);
    others.hear(moved("t", 2, "Мария Петрова"), 1_000);
    expect(others.whoMoved("t")).toBe("Мария Петрова");
    expect(others.justMoved("t", 1_400)).toBe(true);
    expect(others.justMoved("t", 1_600)).toBe(false);
    expect(others.hasMoved("t")).toBe(true);
    expect(others.hasMoved("other")).toBe(false);
  });

  it("is not told of this screen's own steps, whichever of event and answer comes first", () => {
    const others = new OtherScreens();
    others.own({ orderId: "o", version: 3, ticketId: "t" });
    others.hear(moved("t", 3), 1_000);
    // The same step moved the ticket that it was handed on to.
    others.hear(moved("pass", 3), 1_000);
    expect(others.hasMoved("t") || others.hasMoved("pass")).toBe(false);
    others.hear(moved("t", 5), 1_000);
    others.own({ orderId: "o", version: 5, ticketId: "t" });
    expect(others.hasMoved("t")).toBe(false);
    others.hear(moved("t", 6), 1_000);
    expect(others.hasMoved("t")).toBe(true);
  });

  it("holds no more than what may matter", () => {
    const others = new OtherScreens();
    for (let nth = 0; nth < 1_000; nth += 1) others.hear(moved(`${nth}`, 2), nth);
    expect(others.hasMoved("0")).toBe(false);
    expect(others.hasMoved("999")).toBe(true);
  });
});
