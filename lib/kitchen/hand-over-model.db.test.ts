import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { addItems } from "@/lib/orders/commands/add-items";
import { cancelOrder } from "@/lib/orders/commands/cancel-order";
import { fireCourse } from "@/lib/orders/commands/fire-course";
import { setItemState } from "@/lib/orders/commands/set-item-state";
import { setOrderStatus } from "@/lib/orders/commands/set-order-status";
import { voidItem } from "@/lib/orders/commands/void-item";
import { getOrder } from "@/lib/orders/queries";
import { deriveOrderStatus } from "@/lib/orders/rules";
import type { OrderDto } from "@/lib/orders/schema";
import { type Dish, type House, handOver, makeHouse } from "@/lib/orders/testing/fixture";
import { key, line, newsSince, place } from "@/lib/orders/testing/orders";
import { closeDatabase, getPrisma } from "@/lib/platform/db";
import { AppError } from "@/lib/platform/errors";
import { applyKitchenEvent, type KitchenData } from "./client";
import { recallTicket, rushTicket, seeTicketChange, setTicketState } from "./commands";
import { listTickets, readAllDay } from "./queries";
import { allDay, deriveTicketState, stateOnTicket, stepBack } from "./rules";
import type { TicketDto } from "./schema";

afterAll(closeDatabase);

const steps = ["queued", "preparing", "ready", "served"] as const;
/** Mostly the next step or the one before; 2 is none of these. */
const by = fc.constantFrom(1, 1, 1, -1, -1, 2);
const nth = fc.nat(40);
const which = fc.nat(5);
const dishes = fc.array(
  fc.record({ of: fc.constantFrom("burger", "beer", "water"), course: fc.constantFrom(1, 1, 2) }),
  {
    minLength: 1,
    maxLength: 4,
  },
);
const act = fc.oneof(
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("order" as const), lines: dishes }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("add" as const), nth, lines: dishes }) },
  { weight: 8, arbitrary: fc.record({ kind: fc.constant("ticket" as const), nth, which, by }) },
  { weight: 8, arbitrary: fc.record({ kind: fc.constant("line" as const), nth, which, by }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("recall" as const), nth, which }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("item" as const), nth, which, by }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("status" as const),
      nth,
      to: fc.constantFrom("pending" as const, "preparing" as const, "ready" as const, "completed" as const),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom("void" as const, "fire" as const), nth, which }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constantFrom("cancel" as const, "rush" as const, "see" as const), nth, which }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("wire" as const), next: fc.constantFrom("bar", null) }) },
);
const first = { kind: "order" as const, lines: ["burger", "burger", "beer"].map((of) => ({ of, course: 1 })) };
type Act = (typeof act extends fc.Arbitrary<infer One> ? One : never) | typeof first;

/** What is so of every order, whatever was done to it, and by whom. */
async function expectSound(house: House, orderId: string) {
  const { items, tickets, ...order } = await getPrisma().order.findUniqueOrThrow({
    where: { id: orderId },
    include: { items: true, tickets: true },
  });
  const stated = items.map((item) => ({ ...item, state: item.state.toLowerCase() as OrderDto["items"][0]["state"] }));
  for (const item of items) {
    if (item.passTicketId === null) expect(item.handedAt).toBeNull();
    else if (item.state === "READY" || item.state === "SERVED") expect(item.handedAt).not.toBeNull();
    else if (item.state === "QUEUED") expect(item.handedAt).toBeNull();
    if (item.state !== "VOIDED") expect(item.readyAt !== null).toBe(item.state === "READY" || item.state === "SERVED");
  }
  for (const ticket of tickets) {
    const own = stated.filter((item) => (ticket.isPass ? item.passTicketId : item.ticketId) === ticket.id);
    const states = own.map(({ state, handedAt }) => ({
      state: stateOnTicket({ state, handed: handedAt !== null }, ticket.isPass),
    }));
    expect(ticket.state.toLowerCase()).toBe(deriveTicketState(states));
    expect(ticket.servedAt !== null).toBe(ticket.state === "SERVED");
    if (ticket.state === "READY") expect(ticket.readyAt).not.toBeNull();
  }
  const approval = order.approval.toLowerCase() as OrderDto["approval"];
  expect(order.status.toLowerCase()).toBe(deriveOrderStatus(approval, stated));
  expect((await getOrder(house.venue, orderId))?.version).toBe(order.version);
}

class Night {
  #house: House;
  readonly orders: string[] = [];
  #told = 0;
  screen: KitchenData = { tickets: [], dishes: [], soldOut: [], incomplete: false };
  constructor(house: House) {
    this.#house = house;
  }
  #all = async () => (await listTickets(this.#house.venue)).filter(({ orderId }) => this.orders.includes(orderId));

  async run(step: Act): Promise<void> {
    const { as, items } = this.#house;
    const input = (lines: readonly { of: string; course: number }[]) =>
      lines.map(({ of, course }) => ({ ...line(items[of as Dish]), course }));
    if (step.kind === "wire") {
      this.#house = await handOver(this.#house, "grill", step.next);
      return;
    }
    if (step.kind === "order") {
      const { id } = await place(await this.#house.fresh(as.staff), {
        items: input(step.lines),
        tableId: this.#house.tables["1"].id,
      });
      this.orders.push(id);
      return;
    }
    const tickets = await this.#all();
    const pick = <Thing>(things: readonly Thing[]) => things[step.nth % Math.max(1, things.length)];
    const ticket = pick(tickets);
    const item = ticket && "which" in step ? ticket.items[step.which % ticket.items.length] : ticket?.items[0];
    const orderId = pick(this.orders);
    if (!ticket || !item || !orderId) return;
    switch (step.kind) {
      case "ticket": {
        const status = stepFrom(ticket.state, step.by);
        expect((await setTicketState(as.manager, ticket.id, { status })).state).toBe(status);
        return;
      }
      case "recall": {
        const { state } = await recallTicket(as.kitchen, ticket.id, { version: ticket.version });
        expect(state).toBe(stepBack(ticket.state));
        return;
      }
      case "line": {
        const status = stepFrom(item.state, step.by);
        await setItemState(as.manager, item.id, { status, ticketId: ticket.id });
        const now = (await listTickets(this.#house.venue)).find(({ id }) => id === ticket.id);
        expect(now?.items.find(({ id }) => id === item.id)?.state).toBe(status);
        return;
      }
      case "item":
        await setItemState(as.manager, item.id, { status: stepFrom(item.state, step.by) });
        return;
      case "status":
        expect((await setOrderStatus(as.manager, orderId, { status: step.to })).id).toBe(orderId);
        return;
      case "void":
        await voidItem(as.manager, item.id, { reason: "x" });
        return;
      case "fire":
        await fireCourse(await this.#house.fresh(as.staff), orderId, { course: 2 });
        return;
      case "add":
        await addItems(await this.#house.fresh(as.staff), orderId, { items: input(step.lines) }, key());
        return;
      case "cancel":
        await cancelOrder(as.manager, orderId, { reason: "x" });
        return;
      case "rush":
        await rushTicket(as.staff, ticket.id, { rush: step.nth % 2 === 0 });
        return;
      case "see":
        await seeTicketChange(as.kitchen, ticket.id);
    }
  }

  /** The screen that only listened holds what the server has. */
  async listen(): Promise<void> {
    const news = await newsSince(this.#house, this.#told);
    this.#told += news.length;
    for (const { name, payload, channels } of news) {
      if (!channels.some((channel) => channel.endsWith("-kitchen"))) continue;
      this.screen = applyKitchenEvent(this.screen, { name, data: payload } as never, null);
    }
    const there = await this.#all();
    if (this.screen.incomplete) this.screen = { ...this.screen, tickets: there, incomplete: false };
    const shown = new Map(this.screen.tickets.map((ticket) => [ticket.id, ticket]));
    const open = ({ state }: TicketDto) => state !== "served" && state !== "voided";
    // In sight longer on the one than on the other: what is finished.
    expect(there.filter(open).map(({ id }) => id)).toEqual(this.screen.tickets.filter(open).map(({ id }) => id));
    for (const ticket of there)
      if (shown.has(ticket.id)) expect(withoutVersion(shown.get(ticket.id))).toEqual(withoutVersion(ticket));
    expect(allDay(there)).toEqual(await readAllDay(this.#house.venue, null));
  }

  async expectSound(): Promise<void> {
    for (const id of this.orders) await expectSound(this.#house, id);
  }
}

function stepFrom(state: string, by: number) {
  return steps[(steps.indexOf(state as "queued") + by + 4) % 4] ?? "queued";
}
const withoutVersion = (ticket: TicketDto | undefined) => ({ ...ticket, version: 0 });

describe("whatever is done where a station hands over, and in whatever order", () => {
  it("leaves tickets, lines, the order and a screen that only listened agreeing", async () => {
    let taken = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 10, maxLength: 40, size: "max" }), async (acts) => {
        const night = new Night(await handOver(await makeHouse({ orderingPolicy: "OPEN" }), "grill", "bar"));
        for (const step of [first, ...acts]) {
          await night.run(step).then(
            () => taken++,
            (error) => {
              if (!(error instanceof AppError) || (error.code !== "state-moved" && error.code !== "forbidden"))
                throw error;
            },
          );
          await night.expectSound();
          await night.listen();
        }
      }),
      { numRuns: 6 },
    );
    expect(taken).toBeGreaterThan(0);
  }, 60_000);
});
