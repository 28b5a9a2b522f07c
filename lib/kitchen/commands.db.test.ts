import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { addItems } from "@/lib/orders/commands/add-items";
import { cancelOrder } from "@/lib/orders/commands/cancel-order";
import { setItemState } from "@/lib/orders/commands/set-item-state";
import { voidItem } from "@/lib/orders/commands/void-item";
import { getOrder } from "@/lib/orders/queries";
import { type Dish, type House, makeHouse } from "@/lib/orders/testing/fixture";
import { failure, key, line, newsSince, order, place, statesOf } from "@/lib/orders/testing/orders";
import { closeDatabase, getPool, getPrisma } from "@/lib/platform/db";
import { newId } from "@/lib/platform/ids";
import { serviceDay, serviceDayStart } from "@/lib/platform/time";
import { recallTicket, rushTicket, seeTicketChange, setTicketState } from "./commands";
import { listTickets } from "./queries";
import type { TicketDto } from "./schema";

let house: House;
let told: number;
beforeAll(async () => {
  house = await makeHouse({ orderingPolicy: "OPEN" });
});
afterAll(closeDatabase);
beforeEach(async () => {
  told = (await house.events()).length;
});

/** What was told since the test began, or since the last call. */
async function news() {
  const events = await newsSince(house, told);
  told += events.length;
  return events;
}
const ticketsOf = async (orderId: string): Promise<TicketDto[]> =>
  (await listTickets(house.venue)).filter((ticket) => ticket.orderId === orderId);
async function ordered(...dishes: Dish[]) {
  const placed = await order(house, house.as.cashier, ...dishes);
  const tickets = await ticketsOf(placed.id);
  const [first] = tickets;
  if (!first) throw new Error("No ticket.");
  return { placed, tickets, first };
}
async function bumpTo(ticketId: string, ...steps: ("preparing" | "ready" | "served")[]) {
  for (const status of steps) await setTicketState(house.as.manager, ticketId, { status });
}
const rowOf = (id: string) => getPrisma().kitchenTicket.findUniqueOrThrow({ where: { id } });
const statusOf = async (orderId: string) => (await getOrder(house.venue, orderId))?.status;
const auditOf = (subjectId: string) =>
  getPrisma().auditEntry.findMany({ where: { subjectId }, orderBy: { at: "asc" } });

describe("recalling a ticket", () => {
  it("takes it back step by step, keeps its first start, and the order follows", async () => {
    const { placed, first } = await ordered("burger");
    await bumpTo(first.id, "preparing", "ready", "served");
    expect(await statusOf(placed.id)).toBe("completed");
    const { startedAt } = await rowOf(first.id);
    await news();
    const seen: unknown[] = [];
    for (let step = 0; step < 3; step++) {
      const { state } = await recallTicket(house.as.kitchen, first.id);
      seen.push([state, await statusOf(placed.id)]);
    }
    expect(seen).toEqual([
      ["ready", "ready"],
      ["preparing", "preparing"],
      ["queued", "pending"],
    ]);
    expect(await rowOf(first.id)).toMatchObject({
      startedAt,
      readyAt: null,
      servedAt: null,
      recalledAt: expect.any(Date),
    });
    const history = await getPrisma().orderItemHistory.findMany({
      where: { itemId: placed.items[0]?.id },
      orderBy: { at: "asc" },
    });
    expect(history.slice(-3).map(({ from, to, userId }) => [from, to, userId])).toEqual([
      ["SERVED", "READY", house.as.kitchen.actor.userId],
      ["READY", "PREPARING", house.as.kitchen.actor.userId],
      ["PREPARING", "QUEUED", house.as.kitchen.actor.userId],
    ]);
    expect(
      (await news()).slice(0, 3).map(({ name, payload }) => [name, (payload as { status: string }).status]),
    ).toEqual([
      ["item-status-change", "ready"],
      ["ticket-status-change", "ready"],
      ["order-status-change", "ready"],
    ]);
    expect((await auditOf(placed.id)).map(({ action, after }) => [action, (after as { from: string }).from])).toEqual([
      ["ticket.recalled", "served"],
      ["ticket.recalled", "ready"],
      ["ticket.recalled", "preparing"],
    ]);
    await bumpTo(first.id, "preparing");
    expect((await rowOf(first.id)).startedAt).toEqual(startedAt);
  });

  it("is refused, with the ticket, where nothing was begun, where it is off, and where another has it moved", async () => {
    const { first } = await ordered("burger");
    const untouched = await failure(recallTicket(house.as.kitchen, first.id));
    expect(untouched).toMatchObject({ code: "state-moved", details: { current: { id: first.id, state: "queued" } } });
    await bumpTo(first.id, "preparing");
    const stale = await failure(recallTicket(house.as.kitchen, first.id, { version: 1 }));
    expect(stale).toMatchObject({ code: "version-moved", details: { current: { version: 2, state: "preparing" } } });
    await cancelOrder(house.as.manager, first.orderId, { reason: "Left" });
    expect(await failure(recallTicket(house.as.kitchen, first.id))).toMatchObject({
      code: "state-moved",
      details: { current: { state: "voided" } },
    });
    const away = await makeHouse();
    expect(await failure(recallTicket(away.as.kitchen, first.id))).toMatchObject({ code: "not-found" });
    expect(await failure(recallTicket(house.as.releaser, first.id))).toMatchObject({ code: "forbidden" });
  });

  it("takes the version of the ticket's last change, whatever other stations did since", async () => {
    const { tickets } = await ordered("burger", "beer");
    const [grill, bar] = ["grill", "bar"].map(
      (station) => tickets.find((ticket) => ticket.station === station)?.id ?? "",
    );
    const { version } = await setTicketState(house.as.kitchen, grill ?? "", { status: "preparing" });
    await bumpTo(bar ?? "", "preparing");
    expect(await recallTicket(house.as.kitchen, grill ?? "", { version })).toMatchObject({ state: "queued" });
    expect(await failure(recallTicket(house.as.kitchen, bar ?? "", { version: 99 }))).toMatchObject({
      code: "version-moved",
    });
  });

  it("reaches as far back as the service day, and what was served just before it", async () => {
    const { first } = await ordered("burger");
    await bumpTo(first.id, "preparing", "ready", "served");
    const { timezone, serviceDayCutoffHour } = house.venue;
    const noon = new Date("2026-06-10T09:00:00Z");
    const start = serviceDayStart(serviceDay(noon, timezone, serviceDayCutoffHour), timezone, serviceDayCutoffHour);
    const servedAt = (at: Date) =>
      getPrisma().kitchenTicket.update({ where: { id: first.id }, data: { servedAt: at } });
    await servedAt(new Date(start.getTime() - 1));
    expect(await failure(recallTicket(house.as.kitchen, first.id, {}, noon))).toMatchObject({ code: "state-moved" });
    await recallTicket(house.as.kitchen, first.id, {}, new Date(start.getTime() + 60_000));
    await bumpTo(first.id, "served");
    await servedAt(start);
    expect(await recallTicket(house.as.kitchen, first.id, {}, noon)).toMatchObject({ state: "ready" });
  });

  it("is done by one of many who tap at once", async () => {
    const { first } = await ordered("burger");
    await bumpTo(first.id, "preparing");
    const results = await Promise.allSettled(Array.from({ length: 5 }, () => recallTicket(house.as.kitchen, first.id)));
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect((await rowOf(first.id)).state).toBe("QUEUED");
  });
});

describe("rushing", () => {
  it("marks all that is unfinished of the order, tells kitchen and stations, and takes it off again", async () => {
    const { placed, tickets } = await ordered("burger", "beer");
    const bar = tickets.find(({ station }) => station === "bar") as TicketDto;
    const grill = tickets.find(({ station }) => station === "grill") as TicketDto;
    const { placed: other, first: untouched } = await ordered("burger");
    await news();
    const rushed = await rushTicket(house.as.staff, grill.id, { rush: true, version: 1 });
    expect(rushed).toMatchObject({ rushAt: expect.any(String), version: 2, state: "queued" });
    expect((await rowOf(bar.id)).rushAt?.toISOString()).toBe(rushed.rushAt);
    expect(await rowOf(untouched.id)).toMatchObject({ rushAt: null, orderId: other.id });
    const events = await news();
    const { slug } = house.venue;
    expect(events.map(({ name, channels }) => [name, ...channels]).sort()).toEqual([
      ["order-updated", `private-${slug}-orders`, `presence-${slug}-staff`],
      ["ticket-updated", `private-${slug}-kitchen`, `private-${slug}-station-bar`],
      ["ticket-updated", `private-${slug}-kitchen`, `private-${slug}-station-grill`],
    ]);
    expect(events.find(({ name }) => name === "order-updated")?.payload).toEqual({ orderId: placed.id, version: 2 });
    expect(events.find(({ channels }) => channels[1]?.endsWith("grill"))?.payload).toMatchObject({
      ticketId: grill.id,
      rushAt: rushed.rushAt,
      changedAt: null,
    });
    expect(await rushTicket(house.as.staff, bar.id, { rush: true })).toMatchObject({ version: 2 });
    expect(await news()).toEqual([]);
    await bumpTo(bar.id, "preparing", "ready", "served");
    expect(await rushTicket(house.as.kitchen, grill.id, { rush: false })).toMatchObject({ rushAt: null });
    expect((await rowOf(bar.id)).rushAt).not.toBeNull();
    expect((await auditOf(placed.id)).map(({ action, actorName }) => [action, actorName])).toEqual([
      ["order.rushed", "The staff"],
      ["order.not-rushed", "The kitchen"],
    ]);
  });

  it("is refused for what is finished, for another's role and for another house", async () => {
    const { first } = await ordered("burger");
    await bumpTo(first.id, "preparing", "ready", "served");
    expect(await failure(rushTicket(house.as.kitchen, first.id, { rush: true }))).toMatchObject({
      code: "state-moved",
      details: { current: { state: "served" } },
    });
    expect(await failure(rushTicket(house.as.releaser, first.id, { rush: true }))).toMatchObject({ code: "forbidden" });
    const away = await makeHouse();
    expect(await failure(rushTicket(away.as.kitchen, first.id, { rush: true }))).toMatchObject({ code: "not-found" });
  });
});

describe("a line taken off under the kitchen's hands", () => {
  it("marks its ticket until somebody takes note, once; a further change wants a further look", async () => {
    const { placed, first } = await ordered("burger", "burger");
    const itemIds = placed.items.map(({ id }) => id);
    await bumpTo(first.id, "preparing");
    await voidItem(house.as.staff, itemIds[0] ?? "", { reason: "Changed their mind" });
    const [changed] = await ticketsOf(placed.id);
    expect(changed).toMatchObject({ changedAt: expect.any(String), changeSeenAt: null, state: "preparing" });
    const stale = await failure(seeTicketChange(house.as.kitchen, first.id, { version: first.version }));
    expect(stale).toMatchObject({ code: "version-moved", details: { current: changed } });
    await news();
    const seen = await seeTicketChange(house.as.kitchen, first.id, { version: changed?.version });
    expect(seen).toMatchObject({ changedAt: changed?.changedAt, changeSeenAt: expect.any(String) });
    expect((await news()).map(({ name }) => name)).toEqual(["ticket-updated", "order-updated"]);
    // A second tap, though its screen has not heard of the first.
    expect(await seeTicketChange(house.as.kitchen, first.id, { version: changed?.version })).toEqual(seen);
    expect(await news()).toEqual([]);
    expect((await auditOf(placed.id)).map(({ action }) => action)).toEqual(["order-item.voided", "ticket.change-seen"]);
    await voidItem(house.as.staff, itemIds[1] ?? "", { reason: "All of it" });
    expect(await ticketsOf(placed.id)).toMatchObject([{ state: "voided", changeSeenAt: null }]);
    expect(await failure(seeTicketChange(house.as.releaser, first.id))).toMatchObject({ code: "forbidden" });
  });

  it("stays on the wall when nothing is left of it, until it was seen", async () => {
    const { placed, tickets } = await ordered("burger", "beer");
    await cancelOrder(house.as.manager, placed.id, { reason: "Left" });
    expect((await ticketsOf(placed.id)).map(({ state }) => state)).toEqual(["voided", "voided"]);
    await seeTicketChange(house.as.kitchen, tickets[0]?.id ?? "");
    expect((await ticketsOf(placed.id)).map(({ id }) => id)).toEqual([tickets[1]?.id]);
    const muchLater = new Date(Date.now() + 25 * 3_600_000);
    expect((await listTickets(house.venue, {}, muchLater)).filter(({ orderId }) => orderId === placed.id)).toEqual([]);
  });

  it("keeps the stage it was in, and is nobody's news once it was served", async () => {
    const { placed, first } = await ordered("burger", "burger");
    const [started, other] = placed.items.map(({ id }) => id);
    await setItemState(house.as.kitchen, started ?? "", { status: "preparing" });
    await voidItem(house.as.staff, started ?? "", { reason: "No" });
    expect(await getPrisma().orderItem.findUniqueOrThrow({ where: { id: started } })).toMatchObject({
      voidStage: "PREPARING",
      startedAt: expect.any(Date),
    });
    await seeTicketChange(house.as.kitchen, first.id);
    await bumpTo(first.id, "preparing", "ready", "served");
    await voidItem(house.as.manager, other ?? "", { reason: "Cold" });
    expect((await rowOf(first.id)).changeSeenAt).not.toBeNull();
    expect(await ticketsOf(placed.id)).toEqual([]);
  });
});

describe("the kitchen as a whole", () => {
  async function withThirdStation() {
    const own = await makeHouse({ orderingPolicy: "OPEN" });
    const stationId = newId();
    await getPrisma().station.create({
      data: {
        id: stationId,
        venueId: own.venue.id,
        type: "cold",
        names: { en: "Cold" },
        position: 2,
        targetSeconds: 600,
      },
    });
    await getPrisma().menuItem.update({ where: { id: own.items.water }, data: { stationId, noStation: false } });
    await getPool().query(`update "Venue" set "menuVersion" = "menuVersion" + 1 where "id" = $1`, [own.venue.id]);
    return { own, cashier: await own.fresh(own.as.cashier) };
  }

  it("serves an order that is split over three stations once, however they finish", async () => {
    const { own, cashier } = await withThirdStation();
    const placed = await order(own, cashier, "burger", "beer", "water");
    const tickets = await listTickets(own.venue);
    expect(tickets.map(({ station }) => station).sort()).toEqual(["bar", "cold", "grill"]);
    const before = (await own.events()).length;
    await Promise.all(
      tickets.map(async ({ id }) => {
        for (const status of ["preparing", "ready", "served"] as const)
          await setTicketState(own.as.manager, id, { status });
      }),
    );
    expect((await getOrder(own.venue, placed.id))?.status).toBe("completed");
    const steps = (await newsSince(own, before))
      .filter(({ name }) => name === "order-status-change")
      .map(({ payload }) => (payload as { status: string }).status);
    expect(steps.filter((status) => status === "completed")).toHaveLength(1);
    expect(steps.at(-1)).toBe("completed");
  });

  it("makes a new ticket of what is added after a bump, and leaves the first as it is", async () => {
    const { placed, first } = await ordered("burger");
    await bumpTo(first.id, "preparing", "ready");
    const before = await rowOf(first.id);
    await addItems(house.as.staff, placed.id, { items: [line(house.items.burger)] }, key());
    const tickets = await ticketsOf(placed.id);
    expect(tickets.map(({ state, station }) => [station, state])).toEqual([
      ["grill", "ready"],
      ["grill", "queued"],
    ]);
    expect(await rowOf(first.id)).toEqual(before);
    expect(await statusOf(placed.id)).toBe("preparing");
  });

  it("lets one of two screens bump, and shows the other the ticket as it is", async () => {
    const guest = await house.sit("1");
    const placed = await place(guest, { items: [line(house.items.burger, 2)] });
    const [ticket] = await ticketsOf(placed.id);
    if (!ticket) throw new Error("No ticket.");
    const results = await Promise.allSettled([
      setTicketState(house.as.kitchen, ticket.id, { status: "preparing" }),
      setTicketState(house.as.manager, ticket.id, { status: "preparing", version: ticket.version }),
    ]);
    const won = results.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []));
    const lost = results.flatMap((each) => (each.status === "rejected" ? [each.reason] : []));
    expect(won).toMatchObject([{ state: "preparing", version: 2 }]);
    expect(lost).toHaveLength(1);
    expect(["state-moved", "version-moved"]).toContain(lost[0].code);
    expect(lost[0].details.current).toEqual(won[0]);
    expect(statesOf((await getOrder(house.venue, placed.id)) ?? placed)).toEqual(["preparing"]);
    expect(await getPrisma().orderItemHistory.count({ where: { itemId: placed.items[0]?.id } })).toBe(1);
  });
});
