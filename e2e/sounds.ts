import type { Page } from "@playwright/test";

export interface Heard {
  /** Date.now() */
  at: number;
  /** Hz */
  pitch: number;
  peak: number;
}

/** Writes down every tone that the page makes: when, how high, how loud. */
export async function listen(page: Page): Promise<() => Promise<Heard[]>> {
  await page.addInitScript(() => {
    const heard: { at: number; pitch: number; peak: number }[] = [];
    Object.assign(window, { heard });
    let peak = 0;
    const ramp = AudioParam.prototype.exponentialRampToValueAtTime;
    AudioParam.prototype.exponentialRampToValueAtTime = function (value, time) {
      peak = Math.max(peak, value);
      return ramp.call(this, value, time);
    };
    const start = OscillatorNode.prototype.start;
    OscillatorNode.prototype.start = function (when) {
      heard.push({ at: Date.now(), pitch: this.frequency.value, peak });
      peak = 0;
      start.call(this, when);
    };
  });
  await page.reload();
  return () => page.evaluate(() => (window as unknown as { heard: Heard[] }).heard);
}

/** A browser lets no page sound before somebody has touched it. */
export const touch = (page: Page) => page.locator("main h1, main h2").filter({ visible: true }).first().click();
