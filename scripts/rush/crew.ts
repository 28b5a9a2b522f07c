import type { ApiClient } from "@/e2e/api-client";
import type { CallDto } from "@/lib/calls/schema";
import type { OrderDto } from "@/lib/orders/schema";
import type { AreaDto } from "@/lib/tables/schema";
import type { Chance } from "./chance";
import { type Stage, shift } from "./stage";

interface Floor {
  orders: OrderDto[];
  calls: CallDto[];
  areas: AreaDto[];
}

/** How often a waiter overlooks that a colleague has gone already. */
const overlooks = 0.05;

/** A waiter: goes to who calls, accepts, carries what is ready, and closes the tables that paid. One thing after another. */
export async function wait(stage: Stage, client: ApiClient, chance: Chance): Promise<void> {
  const claim = async (id: string, work: () => Promise<void>) => {
    stage.claimed.add(id);
    await work().finally(() => stage.claimed.delete(id));
  };
  await shift(stage, 15, async () => {
    const floor = await stage.ask<Floor>("dashboard", () => client.get("dashboard"));
    if (!floor) return;
    const isFree = ({ id }: { id: string }) => !stage.claimed.has(id) || chance.happens(overlooks);
    const call = floor.calls.find((each) => each.status === "pending" && isFree(each));
    if (call) return claim(call.id, () => answer(stage, client, call, floor, chance));
    const waiting = floor.orders.find((each) => each.approval === "pending" && isFree(each));
    if (waiting) return claim(waiting.id, () => accept(stage, client, waiting, chance));
    const ready = floor.orders.find((each) => each.items.some(({ state }) => state === "ready") && isFree(each));
    if (ready) await claim(ready.id, () => carry(stage, client, ready, chance));
  });
}

async function accept(stage: Stage, client: ApiClient, order: OrderDto, chance: Chance): Promise<void> {
  await stage.pass(chance.between(0.2, 0.6));
  if (await stage.ask("accept", () => client.post(`orders/${order.id}/accept`, {}, { key: false })))
    stage.tally.accepted++;
}

async function carry(stage: Stage, client: ApiClient, order: OrderDto, chance: Chance): Promise<void> {
  await stage.pass(chance.between(0.3, 1.2));
  for (const { id, state } of order.items) {
    if (state !== "ready" || stage.isOver) continue;
    if (await stage.ask("serve", () => client.patch(`order-items/${id}/status`, { status: "served" })))
      stage.tally["lines served"]++;
  }
}

async function answer(
  stage: Stage,
  client: ApiClient,
  call: CallDto,
  { areas, orders }: Floor,
  chance: Chance,
): Promise<void> {
  const gone = await stage.ask("go", () => client.post(`waiter-calls/${call.id}/acknowledge`, {}, { key: false }));
  if (!gone) return;
  await stage.pass(chance.between(0.5, 2));
  if (call.callType === "help") await speakUp(stage, client, call, orders, chance);
  await stage.ask("done", () => client.post(`waiter-calls/${call.id}/complete`, {}, { key: false }));
  const table = areas.flatMap(({ tables }) => tables).find(({ number }) => number === call.tableNumber);
  if (call.callType === "help" || !table) return;
  await stage.pass(chance.between(1, 3));
  if (stage.isOver) return;
  if (await stage.ask("close", () => client.post(`tables/${table.id}/close`, { force: true }, { key: false })))
    stage.tally["tables closed"]++;
}

/** How often the guests do not ask where it is, but want something of it no more. */
const thinksBetter = 0.25;

/** For a table whose food is not there: puts it before the others, or takes a line off that nobody has begun. */
async function speakUp(
  stage: Stage,
  client: ApiClient,
  { tableNumber }: CallDto,
  orders: readonly OrderDto[],
  chance: Chance,
): Promise<void> {
  const lines = orders.filter((order) => order.tableNumber === tableNumber).flatMap(({ items }) => items);
  const waiting = lines.filter(({ state, ticketId }) => ticketId && (state === "queued" || state === "preparing"));
  const spare = lines.length > 1 ? waiting.find(({ state }) => state === "queued") : undefined;
  if (spare && chance.happens(thinksBetter)) {
    const reason = "The guests thought better of it";
    if (await stage.ask("take off", () => client.post(`order-items/${spare.id}/void`, { reason }, { key: false })))
      stage.tally["called off"]++;
    return;
  }
  const [late] = waiting;
  if (late && (await stage.ask("rush", () => client.post(`tickets/${late.ticketId}/rush`, {}, { key: false }))))
    stage.tally.rushed++;
}
