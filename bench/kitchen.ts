import { setTimeout as sleep } from "node:timers/promises";
import type { House } from "@/e2e/house";
import type { Line } from "@/scripts/rush/guests";
import { type Figure, median, ms, quantile } from "./figures";
import { KitchenPage, type Memory } from "./kitchen-page";
import { planOrders, Service } from "./kitchen-work";

const openTickets = 150;
/** Orders made one after another while the wall is full. */
const measuredOrders = 20;
/** Between two writes of the measurement, in ms: a busy kitchen's five presses a second. */
const beatMs = 200;
const paintGoal = 100;
const taskGoal = 200;

/** Cooks and waiters who work at once, as fast as they are answered, while hours pass. */
const lanes = 8;
/** Orders whose tickets hang there all the time. */
const standing = 10;
const points = 16;

/** A wall of all stations: with 150 open tickets, from an event's arrival to its frame; then `hours` of a busy Friday, in memory. */
export async function benchKitchen(house: House, hours: number): Promise<Figure[]> {
  const service = await Service.begin(house);
  const { parties, orders } = planOrders(service.menu, hours);
  const filling = planOrders(service.menu, 8).orders;
  while ((await service.open()).length < openTickets) {
    for (const lines of filling.splice(-10)) await service.place(lines);
  }
  const open = (await service.open()).length;
  const wall = await KitchenPage.open(await house.staff("kitchen"), `/v/${house.venue}/kitchen`);
  try {
    console.log(`${open} open tickets, ${await wall.cards()} cards on the screen`);
    const painting = await measurePainting(service, wall, filling, open);
    await clear(service);
    await wall.settle();
    const heading = `${hours} h of ${parties / hours} parties an hour`;
    return [...painting, ...(await measureMemory(service, wall, orders, hours, heading))];
  } finally {
    await wall.close();
  }
}

/** Serves what hangs there but for a few orders. */
async function clear(service: Service): Promise<void> {
  const waiting = await service.openOrders();
  await inLanes(waiting.slice(standing), (order) => service.serve(order));
}

async function inLanes<T>(list: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const left = [...list];
  const lane = async () => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

async function measurePainting(
  service: Service,
  wall: KitchenPage,
  filling: Line[][],
  open: number,
): Promise<Figure[]> {
  // Loading is over; the first events bring what a page compiles once.
  const [warmUp, ...waiting] = await service.openOrders();
  if (warmUp) await service.serve(warmUp);
  await wall.longTasks();
  const idle: number[] = [];
  for (let n = 0; n < 50; n++) idle.push(await wall.dot());
  const idleTasks = await wall.longTasks();
  await wall.start();
  for (const order of waiting.slice(0, measuredOrders)) {
    await service.serve(order, async () => {
      await sleep(beatMs);
      idle.push(await wall.dot());
    });
    const next = filling.pop();
    if (next) await service.place(next);
    await sleep(beatMs);
  }
  await wall.settle();
  const samples = await wall.stop();
  const tasks = await wall.longTasks();
  const taken = samples.map((sample) => sample.ms).sort((a, b) => a - b);
  const seen = samples.filter(({ visible }) => visible).map((sample) => sample.ms);
  const calm = [...idle].sort((a, b) => a - b);
  const longest = tasks[0] ?? 0;
  return [
    { what: "kitchen wall, a dot is coloured → frame", value: spread(calm) },
    {
      what: `kitchen wall, ${open} open tickets, event arrived → frame (${samples.length} events)`,
      value: spread(taken),
      goal: `median < ${paintGoal} ms`,
      met: quantile(taken, 0.5) < paintGoal,
    },
    { what: `those in sight (${seen.length})`, value: spread(seen.sort((a, b) => a - b)) },
    { what: "event / dot, medians", value: (quantile(taken, 0.5) / quantile(calm, 0.5)).toFixed(2) },
    {
      what: "longest task after loading",
      value: `${longest.toFixed(0)} ms; ${tasks.length} above 50 ms (idle: ${idleTasks.length})`,
      goal: `≤ ${taskGoal} ms`,
      met: longest <= taskGoal,
    },
  ];
}

const spread = (sorted: readonly number[]) => `median ${ms(quantile(sorted, 0.5))}, p95 ${ms(quantile(sorted, 0.95))}`;

async function measureMemory(
  service: Service,
  wall: KitchenPage,
  orders: readonly Line[][],
  hours: number,
  heading: string,
): Promise<Figure[]> {
  const seen: Memory[] = [];
  const tasks: number[] = [];
  const begin = performance.now();
  const eventsBefore = await wall.events();
  for (let point = 0; point <= points; point++) {
    const from = Math.round(((point - 1) / points) * orders.length);
    const to = Math.round((point / points) * orders.length);
    await inLanes(orders.slice(Math.max(0, from), to), async (lines) => service.serve(await service.place(lines)));
    await wall.settle();
    // The watch itself must not grow.
    tasks.push(...(await wall.longTasks()));
    const memory = await wall.memory();
    seen.push(memory);
    const clock = (point / points) * hours;
    console.log(
      `${clock.toFixed(1)} h: ${megabytes(memory.heap)}, ${memory.nodes} nodes, ${memory.listeners} listeners, ${await wall.cards()} cards, ${(await service.open()).length} open tickets`,
    );
  }
  const seconds = (performance.now() - begin) / 1000;
  const events = (await wall.events()) - eventsBefore;
  return [
    {
      what: heading,
      value: `${orders.length} orders, ${events} events in ${seconds.toFixed(0)} s; longest task ${Math.max(0, ...tasks).toFixed(0)} ms`,
    },
    courseOf(
      "heap after collection",
      seen.map(({ heap }) => heap / 1e6),
      hours,
      " MB",
      2,
    ),
    courseOf(
      "DOM nodes",
      seen.map(({ nodes }) => nodes),
      hours,
      "",
      0,
    ),
    courseOf(
      "event listeners",
      seen.map(({ listeners }) => listeners),
      hours,
      "",
      0,
    ),
  ];
}

const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(2)} MB`;

/** The least squares' slope of evenly spaced values, a step. */
function slopeOf(values: readonly number[]): number {
  const middle = (values.length - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const above = values.reduce((sum, value, at) => sum + (at - middle) * (value - mean), 0);
  return above / values.reduce((sum, _value, at) => sum + (at - middle) ** 2, 0);
}

/**
 * Start, middle and end, and what the second half gains by its slope. Flat is no more than the largest step between two of its
 * neighbouring points (a steady leak gains several such steps), or a hundredth of the whole.
 */
function courseOf(what: string, values: readonly number[], hours: number, unit: string, digits: number): Figure {
  const half = values.slice(Math.floor(values.length / 2));
  const gained = slopeOf(half) * (half.length - 1);
  const steps = half.slice(1).map((value, at) => Math.abs(value - (half[at] ?? value)));
  const noise = Math.max(...steps, median(half) / 100);
  const shown = [values[0], half[0], half.at(-1)].map((value) => (value ?? Number.NaN).toFixed(digits));
  const perHour = (gained / (hours / 2)).toFixed(digits + 1);
  return {
    what: `${what}, start → middle → end`,
    value: `${shown.join(" → ")} ${unit}; second half ${gained >= 0 ? "+" : ""}${perHour} ${unit}/h`.replaceAll(
      "  ",
      " ",
    ),
    goal: "flat: within noise",
    met: gained <= noise,
  };
}
