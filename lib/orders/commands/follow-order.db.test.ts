import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { applyKitchenEvent, type KitchenData } from "@/lib/kitchen/client";
import { recallTicket, rushTicket, seeTicketChange, setTicketState } from "@/lib/kitchen/commands";
import { listTickets } from "@/lib/kitchen/queries";
import { hasUnseenChange } from "@/lib/kitchen/rules";
import { closeDatabase, getPrisma } from "@/lib/platform/db";
import { AppError } from "@/lib/platform/errors";
import type { OutboxEvent } from "@/lib/platform/prisma/client";
import type { LiveEvent } from "@/lib/platform/realtime/define-event";
import { applyOrderEvent, openOrderBook } from "../client";
import { getOrder } from "../queries";
import type { OrderDto } from "../schema";
import { type Dish, type House, handOver, makeHouse } from "../testing/fixture";
import { input, place } from "../testing/orders";
import { addItems } from "./add-items";
import { fireCourse } from "./fire-course";
import { setItemState } from "./set-item-state";
import { setOrderStatus } from "./set-order-status";
import { voidItem } from "./void-item";

let house: House;
const houses: Record<"plain" | "handing on", House | null> = { plain: null, "handing on": null };
beforeAll(async () => {
  houses.plain = await makeHouse({ orderingPolicy: "OPEN" });
  houses["handing on"] = await handOver(await makeHouse({ orderingPolicy: "OPEN" }), "grill", "bar");
});
afterAll(closeDatabase);

const dish = fc.constantFrom<Dish>("burger", "beer", "water");
const coursed = fc.record({ dish, course: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }) });
const lines = fc.array(coursed, { minLength: 1, maxLength: 3 });
const act = fc.oneof(
  fc.record({ kind: fc.constant("add" as const), lines }),
  fc.record({ kind: fc.constant("fire" as const), course: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ kind: fc.constant("void" as const), nth: fc.nat() }),
  fc.record({
    kind: fc.constant("item" as const),
    nth: fc.nat(),
    /** On a ticket, as a wall says it; else of the item itself. */
    there: fc.boolean(),
    status: fc.constantFrom("queued", "preparing", "ready", "served"),
  }),
  fc.record({
    kind: fc.constant("ticket" as const),
    nth: fc.nat(),
    status: fc.constantFrom("queued", "preparing", "ready", "served"),
  }),
  fc.record({
    kind: fc.constant("mark" as const),
    nth: fc.nat(),
    how: fc.constantFrom("recall", "rush", "calm", "see"),
  }),
  fc.record({
    kind: fc.constant("order" as const),
    status: fc.constantFrom("pending", "preparing", "ready", "completed"),
  }),
);
type Act = typeof act extends fc.Arbitrary<infer One> ? One : never;

const inputOf = (chosen: { dish: Dish; course?: number }[]) =>
  input({ items: chosen.map(({ dish: name, course }) => ({ menuItemId: house.items[name], quantity: 1, course })) });

function mark(how: "recall" | "rush" | "calm" | "see", ticketId: string) {
  const { manager } = house.as;
  if (how === "recall") return recallTicket(manager, ticketId);
  return how === "see" ? seeTicketChange(manager, ticketId) : rushTicket(manager, ticketId, { rush: how === "rush" });
}

/** Does it, where the order allows it. */
async function perform(order: OrderDto, one: Act): Promise<void> {
  const { manager } = house.as;
  const now = (await getOrder(house.venue, order.id)) as OrderDto;
  const nthItem = (nth: number) => now.items[nth % now.items.length]?.id ?? "";
  const tickets = (
    await getPrisma().kitchenTicket.findMany({ where: { orderId: order.id }, orderBy: { id: "asc" } })
  ).map(({ id }) => id);
  const ticketOf = (nth: number) => (one.kind === "item" && one.there ? tickets[nth % tickets.length] : undefined);
  const work = {
    add: () => one.kind === "add" && addItems(manager, order.id, inputOf(one.lines), null),
    fire: () => one.kind === "fire" && fireCourse(manager, order.id, { course: one.course }),
    void: () => one.kind === "void" && voidItem(manager, nthItem(one.nth), { reason: "x" }),
    item: () =>
      one.kind === "item" &&
      setItemState(manager, nthItem(one.nth), { status: one.status, ticketId: ticketOf(one.nth) }),
    ticket: () =>
      one.kind === "ticket" &&
      tickets.length > 0 &&
      setTicketState(manager, tickets[one.nth % tickets.length] ?? "", { status: one.status }),
    mark: () => one.kind === "mark" && tickets.length > 0 && mark(one.how, tickets[one.nth % tickets.length] ?? ""),
    order: () => one.kind === "order" && setOrderStatus(manager, order.id, { status: one.status }),
  }[one.kind];
  await Promise.resolve(work()).catch((error) => {
    // An item is not on every ticket of its order.
    const codes = one.kind === "item" && one.there ? ["state-moved", "invalid"] : ["state-moved"];
    if (!(error instanceof AppError) || !codes.includes(error.code)) throw error;
  });
}

const live = ({ name, payload, id }: OutboxEvent, seq: number): LiveEvent => ({
  name,
  channel: "c",
  data: { ...(payload as object), meta: { id, seq, at: "2026-06-01T18:00:00.000Z" } },
});
// A recalled line keeps the time of its first start; screens learn that with the next snapshot.
const withoutTimes = (order: OrderDto | null | undefined) =>
  order && { ...order, items: order.items.map(({ stateAt: _, ...item }) => item) };

describe.each(["plain", "handing on"] as const)(
  "screens of a %s kitchen that follow an order by its events",
  (kind) => {
    it("hold what the server holds after any run of changes, also when events come again", async () => {
      if (!houses[kind]) throw new Error("The house was not made.");
      house = houses[kind];
      await fc.assert(
        fc.asyncProperty(lines, fc.array(act, { minLength: 1, maxLength: 14 }), fc.nat(), async (first, acts, from) => {
          const before = (await house.events()).length;
          const placed = await place(house.as.staff, { ...inputOf(first), tableId: house.tables["1"].id });
          for (const one of acts) await perform(placed, one);
          const events = (await house.events()).slice(before).map(live);
          const again = [...events, ...events.slice(from % events.length)];

          const now = await getOrder(house.venue, placed.id);
          const book = again.reduce(applyOrderEvent, openOrderBook([]));
          expect(withoutTimes(book[placed.id]?.order)).toEqual(withoutTimes(now));

          const empty: KitchenData = { tickets: [], dishes: [], soldOut: [], incomplete: false };
          const { tickets: wall, incomplete } = again.reduce(
            (data, event) => applyKitchenEvent(data, event, null),
            empty,
          );
          const own = (await listTickets(house.venue)).filter(({ orderId }) => orderId === placed.id);
          // Called back after the screen had let go of it, or told again what it had: then it asks for the snapshot.
          if (incomplete) return;
          const isOver = own.every(({ state }) => state === "served");
          expect(wall.filter((ticket) => ticket.state !== "voided" || hasUnseenChange(ticket))).toEqual(
            isOver ? [] : own,
          );
          const onWall = new Set(wall.flatMap(({ items }) => items.map(({ id }) => id)));
          const shown = isOver ? [] : (now?.items ?? []).filter(({ state }) => state !== "voided");
          for (const { id, ticketId } of shown) expect(onWall.has(id)).toBe(ticketId !== null);
        }),
        { numRuns: 60 },
      );
    }, 120_000);
  },
);
