import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { setItemState } from "@/lib/orders/commands/set-item-state";
import { setOrderStatus } from "@/lib/orders/commands/set-order-status";
import { voidItem } from "@/lib/orders/commands/void-item";
import { getOrder } from "@/lib/orders/queries";
import type { OrderDto } from "@/lib/orders/schema";
import { type House, handOver, makeHouse } from "@/lib/orders/testing/fixture";
import { failure, newsSince, order, statesOf } from "@/lib/orders/testing/orders";
import { closeDatabase } from "@/lib/platform/db";
import { recallTicket, setTicketState } from "./commands";
import { listTickets, readAllDay } from "./queries";
import { readFigures } from "./queries/figures";
import { allDay } from "./rules";
import type { TicketDto } from "./schema";

let house: House;
beforeAll(async () => {
  house = await handOver(await makeHouse({ orderingPolicy: "OPEN" }), "grill", "bar");
});
afterAll(closeDatabase);

async function send(...dishes: Parameters<typeof order>[2][]) {
  const placed = await order(house, house.as.cashier, ...dishes);
  const read = async () => {
    const own = (await listTickets(house.venue)).filter(({ orderId }) => orderId === placed.id);
    const [grill, pass, bar] = [
      own.find(({ station }) => station === "grill"),
      own.find(({ isPass }) => isPass),
      own.find(({ station, isPass }) => station === "bar" && !isPass),
    ];
    return { grill: grill as TicketDto, pass: pass as TicketDto, bar };
  };
  const order_ = async () => (await getOrder(house.venue, placed.id)) as OrderDto;
  return { placed, read, order: order_, ...(await read()) };
}
const bump = (ticket: TicketDto, status: "queued" | "preparing" | "ready" | "served") =>
  setTicketState(house.as.kitchen, ticket.id, { status });
const itemsOf = (ticket: TicketDto) => ticket.items.map(({ state }) => state);

describe("a station that hands over", () => {
  it("sends a ticket to itself and one to the next station, due one target after the other", async () => {
    const { grill, pass, bar } = await send("burger", "beer");
    expect(grill).toMatchObject({ station: "grill", isPass: false, state: "queued" });
    expect(pass).toMatchObject({ station: "bar", isPass: true, state: "queued" });
    expect(grill.items.map(({ id, passTicketId }) => [id, passTicketId])).toEqual(
      pass.items.map(({ id }) => [id, pass.id]),
    );
    expect(bar).toMatchObject({ isPass: false, items: [{ name: "beer", passTicketId: null }] });
    expect(Date.parse(grill.dueAt) - Date.parse(grill.createdAt)).toBe(900_000);
    expect(Date.parse(pass.dueAt) - Date.parse(pass.createdAt)).toBe(1_200_000);
  });

  it("makes nothing ready for the guest: that is the next station's word", async () => {
    const { grill, pass, read, order: look } = await send("burger", "burger");
    await bump(grill, "preparing");
    expect(itemsOf((await read()).pass)).toEqual(["queued", "queued"]);
    await bump(grill, "ready");
    expect(await look()).toMatchObject({ status: "preparing" });
    expect(statesOf(await look())).toEqual(["preparing", "preparing"]);
    const handed = await read();
    expect(handed.grill).toMatchObject({ state: "ready", readyAt: expect.any(String) });
    expect(handed.pass).toMatchObject({ state: "preparing", readyAt: null });
    expect(itemsOf(handed.grill)).toEqual(["ready", "ready"]);
    await bump(pass, "ready");
    expect(await look()).toMatchObject({ status: "ready" });
    await bump(pass, "served");
    expect(await look()).toMatchObject({ status: "completed" });
    expect((await read()).grill.state).toBe("served");
  });

  it("hands on line by line, and the next station waits for the last", async () => {
    const { grill, pass, read, order: look } = await send("burger", "burger");
    await bump(grill, "preparing");
    const [first, second] = grill.items.map(({ id }) => id);
    const step = (itemId = "", ticketId: string, status: "preparing" | "ready") =>
      setItemState(house.as.kitchen, itemId, { status, ticketId });
    await step(first, grill.id, "ready");
    expect(itemsOf((await read()).pass)).toEqual(["preparing", "queued"]);
    // Pressed twice: the second press is not the next station's.
    expect(await failure(step(first, grill.id, "ready"))).toMatchObject({ code: "state-moved" });
    expect(await failure(bump(pass, "ready"))).toMatchObject({
      code: "state-moved",
      message: "Not everything has arrived yet.",
    });
    expect(await failure(step(second, pass.id, "ready"))).toMatchObject({ code: "state-moved" });
    await step(first, pass.id, "ready");
    expect(statesOf(await look())).toEqual(["ready", "preparing"]);
    await step(second, grill.id, "ready");
    expect((await read()).pass.state).toBe("preparing");
    await bump(pass, "ready");
    expect(await look()).toMatchObject({ status: "ready" });
    expect(await failure(step(first, house.venue.id, "ready"))).toMatchObject({ code: "invalid" });
  });

  it("takes back what the next station has not finished, and nothing else", async () => {
    const { grill, pass, read } = await send("burger");
    await bump(grill, "preparing");
    await bump(grill, "ready");
    const recalled = await recallTicket(house.as.kitchen, grill.id);
    expect(recalled).toMatchObject({ state: "preparing", readyAt: null });
    expect((await read()).pass).toMatchObject({ state: "queued", items: [{ state: "queued" }] });
    expect(Date.parse(recalled.startedAt ?? "")).toBeLessThanOrEqual(Date.now());
    await bump(grill, "ready");
    await bump(pass, "ready");
    expect(await failure(recallTicket(house.as.kitchen, grill.id))).toMatchObject({ code: "state-moved" });
    expect(await failure(bump(grill, "served"))).toMatchObject({ code: "state-moved" });
    await recallTicket(house.as.kitchen, pass.id);
    expect((await read()).pass.state).toBe("preparing");
    await recallTicket(house.as.kitchen, grill.id);
    expect((await read()).grill.state).toBe("preparing");
  });

  it("goes back to the beginning, also with what it handed on already", async () => {
    const { grill, pass, read, order: look } = await send("burger", "burger");
    await bump(grill, "preparing");
    await setItemState(house.as.kitchen, grill.items[0]?.id ?? "", { status: "ready", ticketId: grill.id });
    expect(await recallTicket(house.as.kitchen, grill.id)).toMatchObject({ state: "queued" });
    const after = await read();
    expect([itemsOf(after.grill), itemsOf(after.pass)]).toEqual([
      ["queued", "queued"],
      ["queued", "queued"],
    ]);
    expect(await look()).toMatchObject({ status: "pending" });
    // And once more from the beginning: nothing was handed on before its time.
    await bump(grill, "preparing");
    expect(itemsOf((await read()).grill)).toEqual(["preparing", "preparing"]);
    expect(await failure(bump(pass, "ready"))).toMatchObject({ code: "state-moved" });
  });

  it("takes a wrong tap back though the next station has finished, or served, another line", async () => {
    for (const done of [["ready"], ["ready", "served"]] as const) {
      const { grill, pass, read } = await send("burger", "burger");
      await bump(grill, "preparing");
      const first = grill.items[0]?.id ?? "";
      await setItemState(house.as.kitchen, first, { status: "ready", ticketId: grill.id });
      for (const status of done) await setItemState(house.as.manager, first, { status, ticketId: pass.id });
      await bump(grill, "ready");
      expect(await recallTicket(house.as.kitchen, grill.id)).toMatchObject({ state: "preparing", readyAt: null });
      const stands = done.at(-1);
      const after = await read();
      expect(itemsOf(after.grill)).toEqual([stands === "served" ? "served" : "ready", "preparing"]);
      expect(itemsOf(after.pass)).toEqual([stands, "queued"]);
      // Further back would take the finished one along, which the next station has.
      const refused = await failure(recallTicket(house.as.kitchen, grill.id));
      expect(refused).toMatchObject({ code: "state-moved", details: { current: { state: "preparing" } } });
      await bump(grill, "ready");
      await setItemState(house.as.kitchen, grill.items[1]?.id ?? "", { status: "ready", ticketId: pass.id });
      expect((await read()).pass.state).toBe("ready");
    }
  });

  it("follows a waiter who says it is ready, and one who takes that back to the beginning", async () => {
    const { placed, grill, read } = await send("burger");
    await bump(grill, "preparing");
    await setOrderStatus(house.as.staff, placed.id, { status: "ready" });
    expect(await read()).toMatchObject({ grill: { state: "ready" }, pass: { state: "ready" } });
    await setOrderStatus(house.as.staff, placed.id, { status: "preparing" });
    expect(await read()).toMatchObject({ grill: { state: "ready" }, pass: { state: "preparing" } });
    await setOrderStatus(house.as.staff, placed.id, { status: "pending" });
    expect(await read()).toMatchObject({ grill: { state: "queued" }, pass: { state: "queued" } });
  });

  it("strikes what is taken off on both tickets, with a change that each must take note of", async () => {
    const { grill, pass, read } = await send("burger", "burger");
    await bump(grill, "preparing");
    await bump(grill, "ready");
    await voidItem(house.as.staff, pass.items[0]?.id ?? "", { reason: "x" });
    const after = await read();
    for (const ticket of [after.grill, after.pass]) {
      expect(ticket.items[0]?.state).toBe("voided");
      expect(ticket).toMatchObject({ changedAt: expect.any(String), changeSeenAt: null });
    }
  });

  it("tells both stations of a hand-over, and its guests nothing", async () => {
    const phone = await house.sit("1");
    const placed = await order(house, phone, "burger");
    const grill = (await listTickets(house.venue, { station: "grill" })).find(({ orderId }) => orderId === placed.id);
    if (!grill) throw new Error("No ticket.");
    await bump(grill, "preparing");
    const told = (await house.events()).length;
    await bump(grill, "ready");
    const { slug } = house.venue;
    const kitchen = `private-${slug}-kitchen`;
    expect((await newsSince(house, told)).map(({ name, channels }) => [name, ...channels])).toEqual([
      [
        "item-status-change",
        `private-${slug}-orders`,
        kitchen,
        `private-${slug}-station-grill`,
        `private-${slug}-station-bar`,
      ],
      ["ticket-status-change", kitchen, `private-${slug}-station-grill`],
      ["ticket-status-change", kitchen, `private-${slug}-station-bar`],
    ]);
  });

  it("counts what is to cook once, and the work of each station for itself", async () => {
    const own = await handOver(await makeHouse({ orderingPolicy: "OPEN" }), "grill", "bar");
    const placed = await order(own, own.as.cashier, "burger", "burger");
    const tickets = await listTickets(own.venue);
    expect(await readAllDay(own.venue, null)).toMatchObject([{ quantity: 2 }]);
    expect(allDay(tickets)).toEqual(await readAllDay(own.venue, null));
    const [first] = placed.items;
    const grill = tickets.find(({ station }) => station === "grill")?.id ?? "";
    await setTicketState(own.as.kitchen, grill, { status: "preparing" });
    await setItemState(own.as.kitchen, first?.id ?? "", { status: "ready", ticketId: grill });
    expect(await readAllDay(own.venue, null)).toMatchObject([{ quantity: 1 }]);
    expect(allDay(await listTickets(own.venue))).toEqual(await readAllDay(own.venue, null));
    await setTicketState(own.as.kitchen, grill, { status: "ready" });
    expect(await readFigures(own.venue)).toMatchObject({
      items: [{ station: "grill", all: { tickets: 1, items: 2 } }],
    });
  });
});
