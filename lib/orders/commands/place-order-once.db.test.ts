import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { setAvailability } from "@/lib/menu/commands";
import type { Context, GuestActor } from "@/lib/platform/auth/actor";
import { closeDatabase, getPool, getPrisma } from "@/lib/platform/db";
import { AppError } from "@/lib/platform/errors";
import { eventRegistry } from "@/lib/platform/realtime/registry";
import { closeTable } from "@/lib/tables/commands/close-table";
import { openTable } from "@/lib/tables/commands/open-table";
import { type House, makeHouse } from "../testing/fixture";
import { failure, input, key, line, orderCount, place } from "../testing/orders";
import { acceptOrder } from "./accept-order";
import { placeOrder } from "./place-order";
import { setOrderStatus } from "./set-order-status";

let house: House;
beforeAll(async () => {
  house = await makeHouse({ orderingPolicy: "OPEN" });
});
afterAll(closeDatabase);

const burger = (of = house) => input({ items: [line(of.items.burger)] });

describe("idempotency", () => {
  it("makes one order and one answer of 50 posts at once", async () => {
    const own = await makeHouse({ orderingPolicy: "OPEN" });
    const guest = await own.sit("1");
    const same = key();
    const answers = await Promise.all(Array.from({ length: 50 }, () => placeOrder(guest, burger(own), same)));
    expect(await orderCount(own)).toBe(1);
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    for (const { body } of answers) expect(body).toEqual(answers[0]?.body);
    expect((await own.events()).filter(({ name }) => name === "new-order")).toHaveLength(1);
    expect((await place(guest, burger(own))).number).toBe(2);
  });

  it("answers a retry as the first time, whatever has changed since", async () => {
    const own = await makeHouse({ orderingPolicy: "OPEN" });
    const guest = await own.sit("1");
    const same = key();
    const first = await placeOrder(guest, burger(own), same);
    await getPrisma().menuItem.update({ where: { id: own.items.burger }, data: { soldOut: true } });
    await getPrisma().venue.update({ where: { id: own.venue.id }, data: { menuVersion: { increment: 1 } } });
    expect(await placeOrder(await own.again(guest), burger(own), same)).toEqual({ ...first, replayed: true });
    await getPrisma().tableSession.update({ where: { id: guest.actor.sessionId }, data: { status: "CLOSED" } });
    expect(await placeOrder(guest, burger(own), same)).toEqual({ ...first, replayed: true });
    const onTable = key();
    const tableId = own.tables["2"].id;
    const staffs = await placeOrder(own.as.staff, { items: [line(own.items.beer)], tableId }, onTable);
    await getPrisma().tableSession.updateMany({ where: { tableId }, data: { status: "CLOSED" } });
    const retry = await placeOrder(own.as.staff, { items: [line(own.items.beer)], tableId }, onTable);
    expect(retry).toEqual({ ...staffs, replayed: true });
    // The retry did not open the table again.
    expect(await getPrisma().tableSession.count({ where: { tableId } })).toBe(1);
  });

  it("refuses another body under the same key, and keeps people's keys apart", async () => {
    const guest = await house.sit("1");
    const other = await house.sit("2");
    const same = key();
    const first = await place(guest, burger(), same);
    expect((await failure(placeOrder(guest, burger(), { ...same, requestHash: "other" }))).code).toBe(
      "idempotency-key-reused",
    );
    const soldOut = input({ items: [line(house.items.soldOut)] });
    expect((await failure(placeOrder(guest, soldOut, { ...same, requestHash: "other" }))).code).toBe(
      "idempotency-key-reused",
    );
    expect((await place(other, burger(), same)).id).not.toBe(first.id);
  });

  it("leaves no key behind when the order was refused", async () => {
    const guest = await house.sit("1");
    const same = key();
    const soldOut = input({ items: [line(house.items.soldOut)] });
    expect((await failure(placeOrder(guest, soldOut, same))).code).toBe("sold-out");
    expect((await failure(placeOrder(guest, soldOut, same))).code).toBe("sold-out");
    expect(await getPrisma().idempotencyKey.count({ where: { key: same.key } })).toBe(0);
  });
});

describe("numbers", () => {
  it("are contiguous per service day under 50 orders at once, from guests, tables and the counter", async () => {
    const own = await makeHouse({ orderingPolicy: "OPEN" });
    const guests = await Promise.all([own.sit("1"), own.sit("2")]);
    const items = [line(own.items.burger), line(own.items.beer)];
    const orders = await Promise.all(
      Array.from({ length: 50 }, (_, index) => {
        if (index % 4 === 0) return place(own.as.cashier, { items }, key());
        if (index % 4 === 1) return place(own.as.staff, { items, tableId: own.tables["3"].id }, key());
        return place(guests[index % 2] as Context<GuestActor>, { items }, key());
      }),
    );
    expect(orders.map(({ number }) => number).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 50 }, (_, i) => i + 1),
    );
    const rows = await getPrisma().order.findMany({
      where: { venueId: own.venue.id },
      select: { id: true, number: true },
    });
    expect(new Map(rows.map(({ id, number }) => [id, number]))).toEqual(
      new Map(orders.map(({ id, number }) => [id, number])),
    );
  });

  it("begin again with the next service day", async () => {
    const own = await makeHouse({ orderingPolicy: "OPEN" });
    const guest = await own.sit("1");
    await place(guest, burger(own));
    await getPrisma().orderCounter.updateMany({
      where: { venueId: own.venue.id },
      data: { serviceDay: new Date("2001-01-01") },
    });
    await getPrisma().order.updateMany({
      where: { venueId: own.venue.id },
      data: { serviceDay: new Date("2001-01-01") },
    });
    expect((await place(guest, burger(own))).number).toBe(1);
  });
});

describe("events", () => {
  it("are written with the order: whole, numbered, on exactly their channels", async () => {
    const own = await makeHouse({ orderingPolicy: "OPEN" });
    const guest = await own.sit("1");
    await place(guest, burger(own));
    const seen = (await own.events()).length;
    const order = await place(
      guest,
      input({ items: [line(own.items.burger), line(own.items.beer), line(own.items.water)] }),
    );
    const events = (await own.events()).slice(seen);
    const { slug } = own.venue;
    expect(events.map(({ name, channels }) => ({ name, channels }))).toEqual([
      {
        name: "new-order",
        channels: [
          `private-${slug}-orders`,
          `presence-${slug}-staff`,
          `private-${slug}-table-1-${guest.actor.sessionId}`,
        ],
      },
      { name: "ticket-created", channels: [`private-${slug}-kitchen`, `private-${slug}-station-grill`] },
      { name: "ticket-created", channels: [`private-${slug}-kitchen`, `private-${slug}-station-bar`] },
    ]);
    const { id: orderId, number: orderNumber, ...rest } = order;
    expect(orderNumber).toBe(2);
    expect(events[0]?.payload).toEqual({ orderId, orderNumber, ...rest });
    expect(events[1]?.payload).toMatchObject({
      orderId,
      orderNumber: 2,
      tableNumber: "1",
      station: "grill",
      version: 1,
    });
    for (const { name, payload, actor } of events) {
      const definition = eventRegistry.find((each) => each.name === name);
      expect(definition?.payload.parse(payload)).toEqual(payload);
      expect(actor).toBeNull();
    }
  });

  it("name the person only outside the payload, and keep their number when they are cut", async () => {
    const items = Array.from({ length: 60 }, () => line(house.items.burger));
    const order = await place(house.as.cashier, { items });
    const events = (await house.events()).slice(-2);
    for (const { payload, actor } of events) {
      expect(payload).toMatchObject({ truncated: true, orderId: order.id, orderNumber: order.number });
      expect(payload).not.toHaveProperty("items");
      expect(actor).toEqual({ id: house.as.cashier.actor.userId, name: "The cashier" });
    }
  });

  it("cannot be lost: an order whose event cannot be written does not exist", async () => {
    const own = await makeHouse({ orderingPolicy: "OPEN" });
    const guest = await own.sit("1");
    await place(guest, burger(own));
    const name = `refuse_${own.venue.slug.replace("-", "_")}`;
    await getPool().query(
      `alter table "OutboxEvent" add constraint "${name}" check ("venueId" <> '${own.venue.id}' or "name" <> 'ticket-created') not valid`,
    );
    const same = key();
    try {
      await expect(placeOrder(guest, burger(own), same)).rejects.toThrow(name);
    } finally {
      await getPool().query(`alter table "OutboxEvent" drop constraint "${name}"`);
    }
    expect(await orderCount(own)).toBe(1);
    expect(await getPrisma().idempotencyKey.count({ where: { key: same.key } })).toBe(0);
    expect((await place(guest, burger(own), same)).number).toBe(2);
  });
});

it("takes one statement when nothing else has changed", async () => {
  const own = await makeHouse({ orderingPolicy: "OPEN" });
  const guest = await own.sit("1");
  await place(guest, burger(own));
  const pool = getPool();
  const { query } = pool;
  let statements = 0;
  pool.query = function counting(this: typeof pool, ...args: unknown[]) {
    statements++;
    return Reflect.apply(query, this, args);
  } as typeof pool.query;
  try {
    await place(guest, burger(own), key());
    await place(own.as.cashier, burger(own), key());
    await place(own.as.staff, { ...burger(own), tableId: own.tables["2"].id }, key());
  } finally {
    pool.query = query;
  }
  expect(statements).toBe(3);
});

it("survives an evening in which everybody touches the same rows: no deadlock, no lost number", async () => {
  const own = await makeHouse();
  const { staff, manager } = own.as;
  const tables = ["1", "2", "3"] as const;
  const expected = new Set(["state-moved", "sitting-ended", "unfinished-orders", "sold-out"]);
  const unexpected: unknown[] = [];
  const attempt = (work: Promise<unknown>) =>
    work.catch((error) => {
      if (!(error instanceof AppError && expected.has(error.code))) unexpected.push(error);
    });
  const evening = tables.map(async (number) => {
    for (let round = 0; round < 5; round++) {
      const phone = await own.sit(number);
      const tableId = own.tables[number].id;
      const waiting = await place(phone, burger(own), key());
      await Promise.all([
        attempt(acceptOrder(staff, waiting.id)),
        attempt(placeOrder(phone, burger(own), key())),
        attempt(placeOrder(staff, { ...burger(own), tableId }, key())),
        attempt(placeOrder(staff, burger(own), key())),
        attempt(openTable(manager, tableId)),
        attempt(setAvailability(manager, own.items.water, { available: round % 2 === 0 })),
        attempt(setOrderStatus(staff, waiting.id, { status: "preparing" })),
        attempt(placeOrder(phone, burger(own), key())),
      ]);
      await attempt(closeTable(manager, tableId, { force: true }));
    }
  });
  await Promise.all(evening);
  expect(unexpected).toEqual([]);
  const numbers = await getPrisma().order.findMany({
    where: { venueId: own.venue.id },
    orderBy: { number: "asc" },
    select: { number: true },
  });
  expect(numbers.map(({ number }) => number)).toEqual(numbers.map((_, index) => index + 1));
  expect(numbers.length).toBeGreaterThan(40);
});
