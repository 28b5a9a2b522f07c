import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { House } from "@/e2e/house";
import { makeDataDir, removeDataDir, startServer } from "@/e2e/server";
import { benchBroker } from "./broker";
import { benchFanOut } from "./fan-out";
import { type Figure, printTable } from "./figures";
import { benchFirstLoad } from "./first-load";
import { benchKitchen } from "./kitchen";
import { benchOrders } from "./orders";

const { values, positionals: wanted } = parseArgs({
  allowPositionals: true,
  options: { hours: { type: "string", default: "8" } },
});
const hours = Number(values.hours);
if (!(hours >= 1 && hours <= 72)) {
  console.error("--hours is from 1 to 72: what passes on the kitchen's wall while its memory is watched.");
  process.exit(1);
}

const benches: Record<string, (house: House) => Promise<Figure[]>> = {
  orders: benchOrders,
  "fan-out": benchFanOut,
  "first-load": benchFirstLoad,
  broker: benchBroker,
  kitchen: (house) => benchKitchen(house, hours),
};

const unknown = wanted.filter((name) => !(name in benches));
if (unknown.length > 0) {
  console.error(`There is no ${unknown.join(", ")}; there is ${Object.keys(benches).join(", ")}.`);
  process.exit(1);
}

const dataDir = await makeDataDir();
const server = await startServer({ dataDir, env: { SERVERY_BENCH: "1" } });
const house = new House(server.url, server.sheet());
const figures: Figure[] = [];
try {
  for (const name of wanted.length > 0 ? wanted : Object.keys(benches)) {
    console.log(`\n${name}`);
    figures.push(...((await benches[name]?.(house)) ?? []));
  }
} finally {
  await server.stop();
  await removeDataDir(dataDir);
}
console.log(`\nNode ${process.version}, ${cpus().length} × ${cpus()[0]?.model}`);
printTable(figures);
process.exit(0);
