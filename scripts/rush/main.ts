// `npm run rush`: plays a Friday evening against a running demo house, through the public API alone.
import { parseArgs } from "node:util";
import { House, readDemoSheet } from "@/e2e/house";
import type { StationDto } from "@/lib/kitchen/schema";
import type { AreaDto } from "@/lib/tables/schema";
import { Chance } from "./chance";
import { cook, runOut } from "./cooks";
import { wait } from "./crew";
import { planEvening, planShortages } from "./evening";
import { dine, Room } from "./guests";
import { Stage } from "./stage";

const usage = `Usage: npm run rush -- [--url http://localhost:3000] [--data .data] [--seed 1] [--speed 10] [--minutes 240] [--waiters 4]
  --url      a running demo house on this machine
  --data     its DATA_DIR, for demo.json (sign-ins and tables' codes)
  --seed     the same seed plans the same evening
  --speed    1 to 60: how much faster than life
  --minutes  5 to 480 minutes of the evening`;

const { values } = parseArgs({
  options: {
    url: { type: "string", default: "http://localhost:3000" },
    data: { type: "string", default: ".data" },
    seed: { type: "string", default: "1" },
    speed: { type: "string", default: "10" },
    minutes: { type: "string", default: "240" },
    waiters: { type: "string", default: "4" },
    help: { type: "boolean", default: false },
  },
});

function numberOf(name: "seed" | "speed" | "minutes" | "waiters", least: number, most: number): number {
  const value = Number(values[name]);
  if (Number.isFinite(value) && value >= least && value <= most) return value;
  console.error(`--${name} is from ${least} to ${most}.\n\n${usage}`);
  process.exit(1);
}

if (values.help) {
  console.log(usage);
  process.exit(0);
}
const seed = numberOf("seed", 0, 2 ** 32 - 1);
const speed = numberOf("speed", 1, 60);
const minutes = numberOf("minutes", 5, 480);
const waiters = numberOf("waiters", 1, 12);
const { hostname } = new URL(values.url);
if (!["localhost", "127.0.0.1", "[::1]"].includes(hostname)) {
  // It orders in strangers' names and closes tables: only where one may.
  console.error("The rush is played on this machine only: --url must be a loopback address.");
  process.exit(1);
}

const house = new House(values.url.replace(/\/$/, ""), readDemoSheet(values.data));
const chance = new Chance(seed);
const stage = new Stage(speed);
const parties = planEvening(chance.child(), minutes);
const shortages = planShortages(chance.child(), minutes);

const kitchen = await house.staff("kitchen");
const { stations } = (await kitchen.get<{ stations: StationDto[] }>("kitchen")).body;
const floor = (await kitchen.get<{ areas: AreaDto[] }>("dashboard")).body;
const tables = floor.areas
  .flatMap((area) => area.tables)
  .filter(({ sessionId, number }) => !sessionId && house.sheet.tables.some((each) => each.number === number));
const room = new Room(tables);
const floorStaff = house.sheet.users.filter(({ role }) => role.toLowerCase() === "staff").length;
console.log(
  `Seed ${seed}: ${parties.length} parties in ${minutes} minutes at ${speed} times life (${Math.ceil(minutes / speed)} min of yours).`,
);

function report(): void {
  const clock = [stage.minute / 60, stage.minute % 60]
    .map((part) => String(Math.floor(part)).padStart(2, "0"))
    .join(":");
  const figures = Object.entries(stage.tally).map(([what, count]) => `${what} ${count}`);
  console.log(`${clock}  ${figures.join("  ")}  faults ${stage.faults.length}`);
}

const carriers = await Promise.all(Array.from({ length: waiters }, (_, nth) => house.staff("staff", nth % floorStaff)));
const crew = [
  ...stations.map((station) => cook(stage, kitchen, station, chance.child())),
  runOut(stage, kitchen, shortages, chance.child()),
  ...carriers.map((client) => wait(stage, client, chance.child())),
];
const news = setInterval(report, (15 / speed) * 60_000);
// Whoever came late still eats and pays; then the doors close on everybody.
const closing = setTimeout(() => stage.end(), ((minutes + 60) / speed) * 60_000);
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => stage.end());

await Promise.all(parties.map((party) => dine(stage, house, room, party)));
stage.end();
await Promise.all(crew);
clearInterval(news);
clearTimeout(closing);
report();
for (const fault of stage.faults.slice(0, 20)) console.error(fault);
process.exit(stage.faults.length > 0 ? 1 : 0);
