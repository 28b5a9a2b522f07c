import { randomUUID } from "node:crypto";
import type { OrderDto } from "@/lib/orders/schema";
import { expect, test } from "./fixtures";
import { House } from "./house";
import { makeDataDir, removeDataDir, startServer } from "./server";

test("a server told to stop finishes what it began, and comes back with everything", async () => {
  test.setTimeout(90_000);
  const dataDir = await makeDataDir();
  const first = await startServer({ dataDir });
  const sheet = first.sheet();
  const house = new House(first.url, sheet);
  const { client } = await house.sit("1");
  const items = [await house.line("Shopska salad")];
  await client.post("orders", { items });
  const keys = Array.from({ length: 40 }, () => randomUUID());
  const inFlight = keys.map((key) => client.post<OrderDto>("orders", { items }, { key }).catch(() => null));
  // Late enough for the posts to have arrived, early enough for most of them to be unanswered.
  await new Promise((resolve) => setTimeout(resolve, 40));
  const { code, ms } = await first.stop();
  expect(code).toBe(0);
  const answers = await Promise.all(inFlight);
  expect(answers.filter((answer) => answer && answer.status !== 201 && answer.status !== 503)).toEqual([]);
  const placed = answers.flatMap((answer) => (answer?.status === 201 ? [answer.body.id] : []));
  expect(placed.length).toBeGreaterThan(0);

  const startedAt = performance.now();
  const second = await startServer({ dataDir, port: first.port });
  console.log(
    `Stopping took ${Math.round(ms)} ms with ${placed.length} of 40 posts answered; ` +
      `the second start ${Math.round(performance.now() - startedAt)} ms`,
  );
  try {
    expect(second.sheet()).toEqual(sheet);
    const { body } = await client.get<{ items: OrderDto[] }>("orders");
    const ids = body.items.map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(placed));
    // A phone whose answer was cut off sends the same again, and has one order for it.
    const again = await Promise.all(keys.map((key) => client.post<OrderDto>("orders", { items }, { key })));
    expect(new Set(again.map(({ body: { id } }) => id)).size).toBe(keys.length);
  } finally {
    await second.stop();
    await removeDataDir(dataDir);
  }
});
