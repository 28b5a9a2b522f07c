import { randomUUID } from "node:crypto";
import autocannon from "autocannon";
import type { House } from "@/e2e/house";
import { type Figure, median } from "./figures";
import { seatGuests } from "./guests";

const connections = 20;
const requestsPerRun = 1_500;
const rounds = 5;
const goal = 0.5;

interface Run {
  perSecond: number;
  p50: number;
  p99: number;
}

/**
 * Posts a fixed number of requests over 20 connections. `cookieOf` gives each request somebody to be; both kinds of run send the
 * same headers and the same body.
 */
async function run(url: string, body: string, cookies: readonly string[], amount: number): Promise<Run> {
  let n = 0;
  let answered = 0;
  let lastAt = 0;
  const begin = performance.now();
  const result = await autocannon({
    url,
    connections,
    amount,
    requests: [
      {
        method: "POST",
        body,
        onResponse: () => {
          answered += 1;
          lastAt = performance.now();
        },
        setupRequest: (request) => ({
          ...request,
          headers: {
            "content-type": "application/json",
            cookie: cookies[n++ % cookies.length] ?? "",
            "idempotency-key": randomUUID(),
          },
        }),
      },
    ],
  });
  const bad = result.non2xx + result.errors;
  if (bad > 0) throw new Error(`${bad} of ${amount} posts to ${url} failed: ${JSON.stringify(result.statusCodeStats)}`);
  if (answered !== amount) throw new Error(`${answered} of ${amount} posts to ${url} were answered`);
  // autocannon itself counts in whole seconds.
  return { perSecond: amount / ((lastAt - begin) / 1000), p50: result.latency.p50, p99: result.latency.p99 };
}

/** Order creation through the API beside a no-op route handler of the same server, in turns. */
export async function benchOrders(house: House): Promise<Figure[]> {
  const guests = await seatGuests(house, 20);
  const cookies = guests.map(({ client }) => [...client.cookies].map((pair) => pair.join("=")).join("; "));
  const items = [await house.line("Shopska salad"), await house.line("Beef burger", 2)];
  const body = JSON.stringify({ items });
  const noop = `${house.base}/api/bench/noop`;
  const orders = `${house.base}/api/venues/${house.venue}/orders`;
  // Both paths are compiled by use first.
  await run(noop, body, cookies, 500);
  await run(orders, body, cookies, 500);
  const noops: Run[] = [];
  const placed: Run[] = [];
  for (let round = 0; round < rounds; round++) {
    noops.push(await run(noop, body, cookies, requestsPerRun));
    placed.push(await run(orders, body, cookies, requestsPerRun));
    console.log(
      `round ${round + 1}: no-op ${noops.at(-1)?.perSecond.toFixed(0)}/s, orders ${placed.at(-1)?.perSecond.toFixed(0)}/s`,
    );
  }
  const rate = (runs: Run[]) => median(runs.map(({ perSecond }) => perSecond));
  const ratio = median(placed.map(({ perSecond }, at) => perSecond / (noops[at]?.perSecond ?? Number.NaN)));
  return [
    { what: "no-op route handler, 20 connections", value: `${rate(noops).toFixed(0)}/s` },
    {
      what: "orders created through the API, 20 connections",
      value: `${rate(placed).toFixed(0)}/s, p50 ${median(placed.map(({ p50 }) => p50))} ms, p99 ${median(placed.map(({ p99 }) => p99))} ms`,
    },
    { what: "orders / no-op", value: ratio.toFixed(2), goal: `≥ ${goal}`, met: ratio >= goal },
  ];
}
