import { describe, expect, it } from "vitest";
import { ServerClock } from "./server-clock";

/** A device whose clock is `wrong` ms behind the house's, and a line to it that takes `way` ms each way. */
function deviceOf(wrong: number, way = 20) {
  let house = Date.parse("2026-05-01T18:00:00.400Z");
  const state = { wrong };
  const clock = new ServerClock(() => house - state.wrong);
  return {
    clock,
    state,
    wait: (ms: number) => {
      house += ms;
    },
    ask: () => {
      const sentAt = house - state.wrong;
      house += way;
      const header = new Date(house).toUTCString();
      house += way;
      clock.heardDate(header, sentAt);
    },
    hear: () => {
      const at = new Date(house).toISOString();
      house += way;
      clock.heardInstant(at);
    },
    error: () => clock.read() - house,
  };
}

describe("ServerClock", () => {
  it("leaves a clock alone that is right", () => {
    const device = deviceOf(0);
    for (let n = 0; n < 50; n++) {
      device.ask();
      device.hear();
      device.wait(777);
    }
    expect(device.clock.offset).toBe(0);
  });

  it.each([3_600_000, -3_600_000, 12_345, -2_500])(
    "finds the house's time on a device that is off by %i ms",
    (wrong) => {
      const device = deviceOf(wrong);
      device.ask();
      expect(Math.abs(device.error())).toBeLessThanOrEqual(1_040);
      for (let n = 0; n < 40; n++) {
        device.wait(2_531);
        device.ask();
      }
      // Whole seconds, asked at many points of the second, tell it to a fraction of one.
      expect(Math.abs(device.error())).toBeLessThan(250);
    },
  );

  it("is never behind what has happened already", () => {
    const device = deviceOf(5_000);
    device.ask();
    device.wait(10_300);
    device.hear();
    expect(device.error()).toBeGreaterThanOrEqual(-20);
  });

  it("follows when the device's clock is set", () => {
    const device = deviceOf(7_200_000);
    device.ask();
    device.state.wrong = 0;
    device.wait(2_000);
    device.ask();
    expect(Math.abs(device.error())).toBeLessThanOrEqual(1_040);
  });

  it("takes no notice of an answer without a date", () => {
    const clock = new ServerClock(() => 1_000);
    clock.heardDate(null, 900);
    clock.heardDate("soon", 900);
    clock.heardInstant("never");
    expect(clock.read()).toBe(1_000);
  });
});
