import { describe, expect, it } from "vitest";
import { Heartbeat } from "./heartbeat";

const fine = { complete: true, lagMs: 0, ahead: false };

/** A page that looks every half second, from 0 on. `answer` is what a question brings, 30 ms after it was asked; null is silence. */
function pageOf(answer: (now: number) => Partial<typeof fine> | null = () => ({})) {
  let now = 0;
  const heart = new Heartbeat(0);
  heart.want(0);
  const asked: number[] = [];
  return {
    heart,
    asked,
    now: () => now,
    run: (ms: number, look = 500) => {
      for (const end = now + ms; now + look <= end; ) {
        now += look;
        if (!heart.look(now)) continue;
        asked.push(now);
        const found = answer(now);
        if (found) heart.compared({ sentAt: now, ...fine, ...found });
      }
    },
    sleep: (ms: number) => {
      now += ms;
    },
  };
}

describe("Heartbeat", () => {
  it("is proven for as long as the house answers, and asks no oftener than it must", () => {
    const page = pageOf();
    page.run(60_000);
    expect(page.heart.judge(page.now())).toBe("proven");
    expect(page.asked.length).toBeLessThanOrEqual(24);
    expect(page.heart.beats).toBe(page.asked.length);
  });

  it.each([
    ["nothing answers", () => null],
    ["answers leave something out", () => ({ complete: false })],
    ["the house cannot say whether it has numbered everything", () => ({ lagMs: null })],
  ])("is lost within ten seconds when %s, and well again with the first proof", (_, broken) => {
    let works = true;
    const page = pageOf(() => (works ? {} : (broken() as never)));
    page.run(30_000);
    const trueAt = page.heart.provenAt;
    works = false;
    page.run(7_500 - (page.now() - trueAt));
    expect(page.heart.judge(page.now())).toBe("proven");
    page.run(2_000);
    expect(page.heart.judge(page.now())).toBe("lost");
    expect(page.heart.provenAt).toBe(trueAt);
    works = true;
    page.run(1_000);
    expect(page.heart.judge(page.now())).toBe("proven");
  });

  it("knows a house that answers and numbers nothing, and from when what it shows is", () => {
    const stuckAt = 31_000;
    const page = pageOf((now) => ({ lagMs: Math.max(0, now - stuckAt) }));
    page.run(38_500);
    expect(page.heart.judge(page.now())).toBe("proven");
    page.run(1_500);
    expect(page.heart.judge(page.now())).toBe("lost");
    expect(Math.abs(page.heart.provenAt - stuckAt)).toBeLessThanOrEqual(2_500);
  });

  it("needs no question while events come in their order", () => {
    const page = pageOf();
    for (let n = 0; n < 40; n++) {
      page.run(500);
      page.heart.brought(page.now() - 20, page.now());
    }
    expect(page.asked).toEqual([]);
    expect(page.heart.beats).toBeLessThanOrEqual(20);
    expect(page.heart.judge(page.now())).toBe("proven");
  });

  it("takes an old event for no proof, and none from the future", () => {
    const page = pageOf(() => null);
    page.run(9_000);
    page.heart.brought(-60_000, page.now());
    expect(page.heart.judge(page.now())).toBe("lost");
    page.heart.brought(page.now() + 3_600_000, page.now());
    expect(page.heart.provenAt).toBe(page.now());
  });

  it("alarms nobody when something wakes before the regular look does", () => {
    const page = pageOf(() => ({}));
    page.run(10_000);
    page.sleep(600_000);
    expect(page.heart.judge(page.now())).toBe("waking");
  });

  it("gives a page that slept two seconds to ask before it is lost", () => {
    let works = true;
    const page = pageOf(() => (works ? {} : null));
    page.run(10_000);
    works = false;
    page.sleep(3_600_000);
    page.run(500);
    expect(page.asked.at(-1)).toBe(page.now());
    expect(page.heart.judge(page.now())).toBe("waking");
    page.run(2_000);
    expect(page.heart.judge(page.now())).toBe("lost");
    works = true;
    page.sleep(3_600_000);
    page.run(500);
    expect(page.heart.judge(page.now())).toBe("proven");
  });

  it("calls a socket mute that does not bring what a comparison had, until it brings something or is another one", () => {
    const heart = new Heartbeat(0);
    heart.compared({ sentAt: 1_000, ...fine, ahead: true });
    heart.look(2_900);
    expect(heart.isMute).toBe(false);
    heart.unmute();
    heart.look(6_000);
    expect(heart.isMute).toBe(false);
    heart.compared({ sentAt: 7_000, ...fine, ahead: true });
    heart.compared({ sentAt: 8_900, ...fine });
    heart.look(9_000);
    expect(heart.isMute).toBe(true);
    heart.unmute();
    expect(heart.isMute).toBe(false);
  });

  it("goes on when the device's clock is set back", () => {
    let works = true;
    const page = pageOf(() => (works ? {} : null));
    page.run(60_000);
    const { beats } = page.heart;
    page.sleep(-3_600_000);
    page.run(9_000);
    expect(page.heart.beats).toBeGreaterThan(beats + 1);
    works = false;
    page.run(10_000);
    expect(page.heart.judge(page.now())).toBe("lost");
  });

  it("asks for nothing when nobody wants it", () => {
    const heart = new Heartbeat(0);
    const release = heart.want(0);
    release();
    release();
    expect(heart.isWanted).toBe(false);
    expect(heart.look(60_000)).toBe(false);
  });
});
