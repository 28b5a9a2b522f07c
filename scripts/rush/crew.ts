import type { ApiClient } from "@/e2e/api-client";
import type { CallDto } from "@/lib/calls/schema";
import type { StationDto, TicketDto } from "@/lib/kitchen/schema";
import type { OrderDto } from "@/lib/orders/schema";
import type { AreaDto } from "@/lib/tables/schema";
import type { Chance } from "./chance";
import { type Stage, shift } from "./stage";

/** Tickets that a station works on at once. */
const hands = 4;
/** Of a station's target, how much a ticket usually takes: a good kitchen keeps most of its promises. */
const usualShare = 0.65;

/** A station's cook: takes tickets in their order, a few at a time, and sends each when it is made. */
export async function cook(stage: Stage, client: ApiClient, station: StationDto, chance: Chance): Promise<void> {
  const making = new Map<string, Promise<void>>();
  await shift(stage, 10, async () => {
    const seen = await stage.ask<{ items: TicketDto[] }>("tickets", () =>
      client.get(`tickets?station=${station.type}`),
    );
    const next = (seen?.items ?? []).filter(
      ({ id, state }) => (state === "queued" || state === "preparing") && !making.has(id),
    );
    for (const ticket of next.slice(0, Math.max(0, hands - making.size))) {
      making.set(
        ticket.id,
        make(stage, client, ticket, (chance.around(usualShare) * station.targetSeconds) / 60).finally(() =>
          making.delete(ticket.id),
        ),
      );
    }
  });
}

async function make(stage: Stage, client: ApiClient, ticket: TicketDto, minutes: number): Promise<void> {
  if (ticket.state === "queued") {
    await stage.ask("start", () => client.patch(`tickets/${ticket.id}/status`, { status: "preparing" }));
  }
  await stage.pass(minutes);
  if (stage.isOver) return;
  const done = await stage.ask("bump", () => client.patch(`tickets/${ticket.id}/status`, { status: "ready" }));
  if (done) stage.tally["tickets made"]++;
}

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

async function answer(stage: Stage, client: ApiClient, call: CallDto, { areas }: Floor, chance: Chance): Promise<void> {
  const gone = await stage.ask("go", () => client.post(`waiter-calls/${call.id}/acknowledge`, {}, { key: false }));
  if (!gone) return;
  await stage.pass(chance.between(0.5, 2));
  await stage.ask("done", () => client.post(`waiter-calls/${call.id}/complete`, {}, { key: false }));
  const table = areas.flatMap(({ tables }) => tables).find(({ number }) => number === call.tableNumber);
  if (call.callType === "help" || !table) return;
  await stage.pass(chance.between(1, 3));
  if (stage.isOver) return;
  if (await stage.ask("close", () => client.post(`tables/${table.id}/close`, { force: true }, { key: false })))
    stage.tally["tables closed"]++;
}
