import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isBlocked, keepInside, snap } from "./arrange";

const box = (x: number, y: number, width = 100, height = 100) => ({ x, y, width, height });

describe("keepInside", () => {
  it("never lets a table over the plan's edge", () => {
    const number = fc.integer({ min: -5000, max: 5000 });
    fc.assert(
      fc.property(
        number,
        number,
        fc.integer({ min: 1, max: 1000 }),
        fc.integer({ min: 1, max: 1000 }),
        (x, y, w, h) => {
          const place = keepInside(box(0, 0, w, h), { x, y });
          expect(place.x).toBeGreaterThanOrEqual(0);
          expect(place.y).toBeGreaterThanOrEqual(0);
          expect(place.x + w).toBeLessThanOrEqual(1000);
          expect(place.y + h).toBeLessThanOrEqual(1000);
        },
      ),
    );
  });
});

describe("snap", () => {
  it("takes a neighbour's edge or middle where it is near, and says which line that is", () => {
    const others = [box(223, 400)];
    expect(snap(box(0, 0), { x: 229, y: 52 }, others)).toEqual({ x: 223, y: 50, line: { x: 223, y: undefined } });
    expect(snap(box(0, 0, 60), { x: 246, y: 52 }, others)).toMatchObject({ x: 243, line: { x: 273 } });
  });

  it("takes the grid elsewhere, and the edge of the plan at last", () => {
    expect(snap(box(0, 0), { x: 514, y: 700 }, [box(223, 400)])).toMatchObject({ x: 510, y: 700 });
    expect(snap(box(0, 0), { x: 990, y: -40 }, [])).toMatchObject({ x: 900, y: 0 });
  });
});

describe("isBlocked", () => {
  it("is so in another table, and not beside it", () => {
    expect(isBlocked(box(0, 0), { x: 150, y: 120 }, [box(200, 200)])).toBe(true);
    expect(isBlocked(box(0, 0), { x: 100, y: 200 }, [box(200, 200)])).toBe(false);
  });
});
