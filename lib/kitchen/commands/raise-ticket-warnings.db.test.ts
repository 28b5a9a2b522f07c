import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { cancelOrder } from "@/lib/orders/commands/cancel-order";
import { type Dish, type House, makeHouse } from "@/lib/orders/testing/fixture";
import { newsSince, order } from "@/lib/orders/testing/orders";
import { closeDatabase, getPool, getPrisma, inTransaction } from "@/lib/platform/db";
import type { OutboxEvent } from "@/lib/platform/prisma/client";
import { useOwnDatabase } from "@/lib/platform/realtime/testing";
import { setTicketState } from "../commands";
import { listTickets } from "../queries";
import type { TicketDto } from "../schema";
import { raiseTicketWarnings, venuesWithDueTickets } from "./raise-ticket-warnings";

let close: () => Promise<void>;
let house: House;
// A run looks at every venue of its database, and here the clock is turned.
beforeAll(async () => {
  close = await useOwnDatabase();
});
afterAll(async () => close());

let told: number;
beforeEach(async () => {
  // What the test before left is nobody's concern any more.
  await getPool().query('update "KitchenTicket" set "slaLevel" = 2');
  house = await makeHouse({ orderingPolicy: "OPEN" });
  told = (await house.events()).length;
});

/** The warnings since the last call. */
async function warnings(of = house): Promise<OutboxEvent[]> {
  const events = await newsSince(of, told);
  told += events.length;
  return events.filter(({ name }) => name === "sla-warning");
}
const payloads = (events: OutboxEvent[]) => events.map(({ payload }) => payload as Record<string, unknown>);

/** The tickets of a new order at the counter. */
async function ticketsOf(...dishes: Dish[]): Promise<TicketDto[]> {
  const { id } = await order(house, house.as.cashier, ...dishes);
  return (await listTickets(house.venue)).filter(({ orderId }) => orderId === id);
}
async function ticketOf(dish: Dish): Promise<TicketDto> {
  const [ticket] = await ticketsOf(dish);
  if (!ticket) throw new Error(`${dish} is on no ticket.`);
  return ticket;
}
/** When this share of the ticket's target is used, and so many ms more. */
function at({ createdAt, dueAt }: TicketDto, share: number, ms = 0): Date {
  const start = Date.parse(createdAt);
  return new Date(start + (Date.parse(dueAt) - start) * share + ms);
}

describe("raiseTicketWarnings", () => {
  it("warns at 75 % of the station's target and is critical at all of it, once each", async () => {
    const guest = await house.sit("1");
    const placed = await order(house, guest, "burger");
    const [ticket] = await listTickets(house.venue);
    if (!ticket) throw new Error("No ticket.");
    await warnings();
    expect(await raiseTicketWarnings(at(ticket, 0.75, -1))).toBe(0);
    expect(await raiseTicketWarnings(at(ticket, 0.75))).toBe(1);
    const first = await warnings();
    expect(first).toHaveLength(1);
    expect(first[0]).toMatchObject({
      channels: ["alerts", "kitchen", "station-grill"].map((name) => `private-${house.venue.slug}-${name}`),
      actor: null,
      payload: {
        type: "ticket",
        resourceId: ticket.id,
        severity: "warning",
        message: `Grill: Order ${placed.number} for table 1 has used 75 % of its time.`,
        dueAt: ticket.dueAt,
        station: "grill",
        orderNumber: placed.number,
        tableNumber: "1",
        version: 1,
      },
    });
    for (const share of [0.76, 0.9, 0.999]) expect(await raiseTicketWarnings(at(ticket, share))).toBe(0);
    expect(await raiseTicketWarnings(at(ticket, 1))).toBe(1);
    expect(payloads(await warnings())).toMatchObject([
      { severity: "critical", message: `Grill: Order ${placed.number} for table 1 is late.` },
    ]);
    for (const share of [1, 1.5, 100]) expect(await raiseTicketWarnings(at(ticket, share))).toBe(0);
    expect(await warnings()).toEqual([]);
  });

  it("measures each ticket by its own station", async () => {
    const tickets = await ticketsOf("burger", "beer");
    const bar = tickets.find(({ station }) => station === "bar") as TicketDto;
    await warnings();
    expect(await raiseTicketWarnings(at(bar, 1))).toBe(1);
    const [event] = await warnings();
    expect(event?.channels).toContain(`private-${house.venue.slug}-station-bar`);
    expect(event?.payload).toMatchObject({ station: "bar", tableNumber: null, severity: "critical" });
  });

  it("is critical only when both levels passed while nobody looked", async () => {
    const ticket = await ticketOf("burger");
    await warnings();
    expect(await raiseTicketWarnings(at(ticket, 1.2))).toBe(1);
    expect(await raiseTicketWarnings(at(ticket, 1.2))).toBe(0);
    expect(payloads(await warnings())).toMatchObject([{ severity: "critical" }]);
  });

  it("knows after a restart what was raised", async () => {
    const ticket = await ticketOf("burger");
    await warnings();
    await raiseTicketWarnings(at(ticket, 0.8));
    await closeDatabase();
    expect(await raiseTicketWarnings(at(ticket, 0.9))).toBe(0);
    expect(await raiseTicketWarnings(at(ticket, 1))).toBe(1);
    expect(payloads(await warnings()).map(({ severity }) => severity)).toEqual(["warning", "critical"]);
  });

  it("never doubles, however many processes look at once", async () => {
    for (let n = 0; n < 12; n++) await ticketsOf("burger", "beer");
    const [last] = (await listTickets(house.venue)).slice(-1);
    await warnings();
    // Each of the bar is late by then, each of the grill late or near it.
    const now = at(last as TicketDto, 3);
    const counts = await Promise.all(Array.from({ length: 6 }, () => raiseTicketWarnings(now)));
    counts.push(await raiseTicketWarnings(now));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(24);
    const raised = payloads(await warnings()).map(({ resourceId, severity }) => `${resourceId} ${severity}`);
    expect(raised).toHaveLength(24);
    expect(new Set(raised).size).toBe(24);
  });

  it("leaves a ticket alone that a cook is just bumping, and does not wait for it", async () => {
    const [bumped, waiting] = [await ticketOf("burger"), await ticketOf("burger")];
    await warnings();
    const now = at(waiting, 1);
    await inTransaction(async (tx) => {
      await tx.$executeRaw`update "KitchenTicket" set "state" = 'READY' where "id" = ${bumped.id}::uuid`;
      expect(await raiseTicketWarnings(now)).toBe(1);
    });
    expect(await raiseTicketWarnings(now)).toBe(0);
    expect(payloads(await warnings())).toMatchObject([{ resourceId: waiting.id }]);
  });

  it("says nothing of what is ready, served or cancelled", async () => {
    const [ready, served, cancelled] = [await ticketOf("burger"), await ticketOf("burger"), await ticketOf("burger")];
    const { manager } = house.as;
    for (const status of ["preparing", "ready"] as const) {
      await setTicketState(manager, ready.id, { status });
      await setTicketState(manager, served.id, { status });
    }
    await setTicketState(manager, served.id, { status: "served" });
    await cancelOrder(manager, cancelled.orderId, { reason: "Left" });
    await warnings();
    expect(await raiseTicketWarnings(at(cancelled, 2))).toBe(0);
    expect(await warnings()).toEqual([]);
  });

  it("leaves alone what was ready and came back, but not what was bumped or begun by mistake", async () => {
    const { kitchen } = house.as;
    const [recalled, undone, begun] = [await ticketOf("burger"), await ticketOf("burger"), await ticketOf("burger")];
    for (const { id } of [recalled, undone]) {
      for (const status of ["preparing", "ready", "preparing"] as const) await setTicketState(kitchen, id, { status });
    }
    for (const status of ["preparing", "queued"] as const) await setTicketState(kitchen, begun.id, { status });
    // The first stood on the pass for a minute before it came back.
    await getPool().query(
      `update "OrderItemHistory" h set "at" = h."at" - interval '1 minute'
         from "OrderItem" i where i."id" = h."itemId" and i."ticketId" = $1 and h."to" = 'READY'`,
      [recalled.id],
    );
    await warnings();
    expect(await raiseTicketWarnings(at(begun, 1))).toBe(2);
    const raised = payloads(await warnings()).map(({ resourceId }) => resourceId);
    expect(raised.sort()).toEqual([undone.id, begun.id].sort());
  });

  it("keeps the venues apart", async () => {
    const mine = await ticketOf("burger");
    const neighbour = await makeHouse({ orderingPolicy: "OPEN" });
    const theirs = await order(neighbour, neighbour.as.cashier, "burger");
    await warnings();
    expect(await raiseTicketWarnings(at(mine, 1.1))).toBe(2);
    expect(payloads(await warnings())).toMatchObject([{ resourceId: mine.id }]);
    const [event] = (await neighbour.events()).filter(({ name }) => name === "sla-warning");
    expect(event?.payload).toMatchObject({ orderNumber: theirs.number });
    expect(event?.channels.every((channel) => channel.includes(neighbour.venue.slug))).toBe(true);
  });

  it("finds nothing by its index, however many tickets a year brought", async () => {
    const ticket = await ticketOf("burger");
    await getPool().query(
      `insert into "KitchenTicket" ("id", "venueId", "orderId", "station", "state", "createdAt", "dueAt", "servedAt")
       select gen_random_uuid(), t."venueId", t."orderId", t."station", 'SERVED', now() - n * interval '1 minute',
              now() - n * interval '1 minute' + interval '15 minutes', now()
         from "KitchenTicket" t, generate_series(1, 20000) n where t."id" = $1`,
      [ticket.id],
    );
    await getPool().query('analyze "KitchenTicket"');
    const plan = await getPrisma().$queryRaw<object[]>`explain ${venuesWithDueTickets(at(ticket, 0.1))}`;
    const text = JSON.stringify(plan);
    expect(text).toContain("KitchenTicket_timed");
    expect(text).not.toContain('Seq Scan on \\"KitchenTicket\\"');
    await getPrisma().kitchenTicket.deleteMany({ where: { state: "SERVED", orderId: ticket.orderId } });
  });
});
