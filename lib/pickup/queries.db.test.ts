import { afterAll, beforeAll, expect, it } from "vitest";
import { cancelOrder } from "@/lib/orders/commands/cancel-order";
import { setOrderStatus } from "@/lib/orders/commands/set-order-status";
import type { OrderStatus } from "@/lib/orders/schema";
import { type House, makeHouse } from "@/lib/orders/testing/fixture";
import { order } from "@/lib/orders/testing/orders";
import { closeDatabase } from "@/lib/platform/db";
import { readPickup } from "./queries";

let house: House;
beforeAll(async () => {
  house = await makeHouse({ orderingPolicy: "OPEN" });
});
afterAll(closeDatabase);

const bring = async (id: string, ...statuses: Exclude<OrderStatus, "cancelled">[]) => {
  for (const status of statuses) await setOrderStatus(house.as.manager, id, { status });
};

it("follows a counter order from its taking to its collection, and shows nothing else", async () => {
  const { cashier, manager } = house.as;
  const first = await order(house, cashier, "burger", "beer");
  const second = await order(house, cashier, "burger");
  const third = await order(house, cashier, "beer");
  await order(house, await house.sit("1"), "burger");
  const neighbour = await makeHouse();
  await order(neighbour, neighbour.as.cashier, "burger");
  const now = new Date();
  expect(await readPickup(house.venue, now)).toEqual({
    preparing: [first.number, second.number, third.number],
    ready: [],
    at: now.toISOString(),
  });

  await bring(second.id, "preparing", "ready");
  await bring(first.id, "preparing", "ready");
  expect(await readPickup(house.venue)).toMatchObject({
    preparing: [third.number],
    ready: [first.number, second.number],
  });
  await bring(first.id, "preparing");
  expect(await readPickup(house.venue)).toMatchObject({
    preparing: [first.number, third.number],
    ready: [second.number],
  });
  await bring(second.id, "completed");
  await cancelOrder(manager, third.id, { reason: "Left" });
  expect(await readPickup(house.venue)).toMatchObject({ preparing: [first.number], ready: [] });
});
