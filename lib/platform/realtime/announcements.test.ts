import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Announcements } from "./announcements";

/** Pages of several people on one channel; what one sends the others hear, as a broker carries it. */
class Room {
  pages: { userId: string; page: Announcements; sent: object[] }[] = [];
  carries = true;

  join(userId: string): Announcements {
    const entry = { userId, sent: [] as object[] } as unknown as (typeof this.pages)[number];
    entry.page = new Announcements((data) => {
      if (!this.pages.includes(entry)) return false;
      entry.sent.push(data);
      if (this.carries) for (const other of this.pages) if (other !== entry) other.page.hear(userId, data);
      return true;
    });
    const isNew = !this.pages.some((other) => other.userId === userId);
    this.pages.push(entry);
    entry.page.joined();
    for (const other of this.pages) other.page.members(this.ids(), isNew);
    return entry.page;
  }

  leave(page: Announcements): void {
    this.pages = this.pages.filter((entry) => entry.page !== page);
    for (const other of this.pages) other.page.members(this.ids(), false);
  }

  ids(): string[] {
    return [...new Set(this.pages.map(({ userId }) => userId))];
  }

  sentBy(page: Announcements): object[] {
    return this.pages.find((entry) => entry.page === page)?.sent ?? [];
  }
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("announcements", () => {
  it("tells who comes later within two seconds, also on a second device of somebody who is there", () => {
    const room = new Room();
    const maria = room.join("maria");
    maria.say({ view: "order", orderId: "o1" });
    vi.advanceTimersByTime(1_000);
    const iryna = room.join("iryna");
    const phone = room.join("iryna");
    vi.advanceTimersByTime(2_000);
    for (const page of [iryna, phone]) {
      expect(page.read()).toEqual([{ userId: "maria", value: { view: "order", orderId: "o1" } }]);
    }
  });

  it("forgets who leaves, who takes it back, and who is not heard of any more", () => {
    const room = new Room();
    const iryna = room.join("iryna");
    const pages = ["a", "b", "c"].map((id) => {
      const page = room.join(id);
      page.say({ view: "floor" });
      return page;
    });
    vi.advanceTimersByTime(1_000);
    expect(iryna.read().map(({ userId }) => userId)).toEqual(["a", "b", "c"]);
    room.leave(pages[0] as Announcements);
    pages[1]?.say(null);
    vi.advanceTimersByTime(1_000);
    expect(iryna.read().map(({ userId }) => userId)).toEqual(["c"]);
    // The third is cut off without a word, while another page of the person keeps them a member.
    room.pages = room.pages.filter(({ page }) => page !== pages[2]);
    iryna.subscribe(() => {});
    vi.advanceTimersByTime(125_000);
    expect(iryna.read()).toEqual([]);
  });

  it("shows of two pages of one person the one that changed last, whatever is repeated", () => {
    const room = new Room();
    const iryna = room.join("iryna");
    const tablet = room.join("maria");
    const phone = room.join("maria");
    tablet.say("tablet");
    vi.advanceTimersByTime(1_000);
    phone.say("phone");
    vi.advanceTimersByTime(45_000);
    expect(iryna.read()).toEqual([{ userId: "maria", value: "phone" }]);
    tablet.say("tablet again");
    vi.advanceTimersByTime(1_000);
    expect(iryna.read()).toEqual([{ userId: "maria", value: "tablet again" }]);
  });

  it("never sends more than three in a second, and ends with the last word", () => {
    const room = new Room();
    const maria = room.join("maria");
    const iryna = room.join("iryna");
    const before = room.sentBy(maria).length;
    for (let step = 0; step < 100; step++) {
      maria.say({ step });
      vi.advanceTimersByTime(10);
    }
    expect(room.sentBy(maria).length - before).toBeLessThanOrEqual(3);
    vi.advanceTimersByTime(600);
    expect(iryna.read()).toEqual([{ userId: "maria", value: { step: 99 } }]);
  });

  it("is silent where the broker carries nothing, and takes no nonsense", () => {
    const room = new Room();
    room.carries = false;
    const iryna = room.join("iryna");
    room.join("maria").say("here");
    vi.advanceTimersByTime(5_000);
    expect(iryna.read()).toEqual([]);
    for (const data of [null, "text", { value: 1 }, 7]) iryna.hear("maria", data);
    iryna.hear(undefined, { from: "x", value: 1 });
    expect(iryna.read()).toEqual([]);
  });
});
