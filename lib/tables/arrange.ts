import { planSize } from "./rules";

/** The upper left corner of a table, in the plan's units. */
export interface Place {
  x: number;
  y: number;
}
interface Box extends Place {
  width: number;
  height: number;
}

/** One press of an arrow key. */
export const step = 10;
/** A table nearer than this to a neighbour's line takes it. */
const reach = 9;

/** Inside the plan, on whole units. */
export function keepInside({ width, height }: Box, { x, y }: Place): Place {
  const within = (value: number, size: number) => Math.round(Math.min(Math.max(value, 0), planSize - size));
  return { x: within(x, width), y: within(y, height) };
}

/** Where a dragged table comes to stand: on the lines of its neighbours where it is near one, else on the grid of steps. */
export function snap(table: Box, to: Place, others: readonly Box[]): Place & { line: Partial<Place> } {
  const x = nearest(
    to.x,
    table.width,
    others.map((other) => [other.x, other.width] as const),
  );
  const y = nearest(
    to.y,
    table.height,
    others.map((other) => [other.y, other.height] as const),
  );
  return { ...keepInside(table, { x: x.at, y: y.at }), line: { x: x.line, y: y.line } };
}

function nearest(
  at: number,
  size: number,
  others: readonly (readonly [number, number])[],
): { at: number; line?: number } {
  // Edge to edge, and middle to middle.
  const lines = others.flatMap(([start, length]) => [
    { at: start, line: start },
    { at: start + length - size, line: start + length },
    { at: start + (length - size) / 2, line: start + length / 2 },
  ]);
  const best = lines.reduce<(typeof lines)[number] | null>(
    (found, each) => (!found || Math.abs(each.at - at) < Math.abs(found.at - at) ? each : found),
    null,
  );
  if (best && Math.abs(best.at - at) <= reach) return best;
  return { at: Math.round(at / step) * step };
}

/** Whether a table put there would stand in another one. */
export function isBlocked({ width, height }: Box, { x, y }: Place, others: readonly Box[]): boolean {
  return others.some(
    (other) => x < other.x + other.width && other.x < x + width && y < other.y + other.height && other.y < y + height,
  );
}
