/**
 * How many placing statements of one venue are under way at once. They take turns at the venue's counter anyway; more of them would
 * only wait inside the database, each holding a connection that a cook's bump or a guest's menu could use.
 */
const width = 3;

interface Lane {
  running: number;
  waiting: (() => void)[];
}

const lanes = new Map<string, Lane>();

/** Runs `work` when it is its turn in the venue's lane, first come, first served. */
export async function inLane<T>(venueId: string, work: () => Promise<T>): Promise<T> {
  const lane = lanes.get(venueId) ?? { running: 0, waiting: [] };
  lanes.set(venueId, lane);
  if (lane.running >= width) await new Promise<void>((resolve) => lane.waiting.push(resolve));
  else lane.running++;
  try {
    return await work();
  } finally {
    // The place in the lane goes to the next in line, or is given up.
    const next = lane.waiting.shift();
    if (next) next();
    else if (--lane.running === 0) lanes.delete(venueId);
  }
}
