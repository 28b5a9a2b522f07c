import { beforeEach, describe, expect, it } from "vitest";
import { acknowledgeCall, createCall } from "@/lib/calls/commands";
import { setOrderStatus } from "@/lib/orders/commands/set-order-status";
import { type House, makeHouse } from "@/lib/orders/testing/fixture";
import { failure, line, order, place } from "@/lib/orders/testing/orders";
import { getPrisma } from "@/lib/platform/db";
import { newId } from "@/lib/platform/ids";
import { closeTable } from "./commands/close-table";
import { openTable } from "./commands/open-table";
import { placeTable } from "./commands/place-table";
import { getTableCard, listAreas, listTables } from "./queries";

let house: House;

beforeEach(async () => {
  house = await makeHouse();
});

async function statusOf(number: string) {
  const { items } = await listTables(house.venue);
  const table = items.find((each) => each.number === number);
  return [table?.status, table?.since];
}

describe("listTables", () => {
  it("names the areas once, empty ones too, and every table flat without its secret", async () => {
    const empty = newId();
    await getPrisma().area.create({
      data: { id: empty, venueId: house.venue.id, names: { en: "Attic" }, position: 9 },
    });
    const { items, areas, nextCursor } = await listTables(house.venue);
    expect(items.map(({ number, status, since }) => [number, status, since])).toEqual([
      ["1", "free", null],
      ["2", "free", null],
      ["3", "free", null],
    ]);
    expect(areas).toEqual([
      { id: items[0]?.areaId, names: { en: "Hall", bg: "Зала" } },
      { id: empty, names: { en: "Attic" } },
    ]);
    expect(nextCursor).toBeNull();
    expect(JSON.stringify(items)).not.toContain(house.tables["1"].token);
    expect((await listAreas(house.venue)).map(({ tables }) => tables.length)).toEqual([3, 0]);
  });

  it("says of several at once what somebody waits for most, and since when", async () => {
    const waiting = await house.sit("1");
    expect(await statusOf("1")).toEqual(["seated", null]);
    const asks = await order(house, waiting, "beer");
    expect(await statusOf("1")).toEqual(["pending", asks.createdAt]);

    const opened = await openTable(house.as.staff, house.tables["2"].id);
    const guest = await house.sit("2");
    expect(await statusOf("2")).toEqual(["seated", opened.openedAt]);
    const food = await order(house, guest, "burger");
    expect(await statusOf("2")).toEqual(["pending", food.createdAt]);
    await setOrderStatus(house.as.staff, food.id, { status: "preparing" });
    expect(await statusOf("2")).toEqual(["preparing", food.createdAt]);
    const ready = await setOrderStatus(house.as.staff, food.id, { status: "ready" });
    expect(await statusOf("2")).toEqual(["ready", ready.items[0]?.stateAt]);
    const pay = (await createCall(guest, { callType: "payment_card" }, null)).body;
    expect(await statusOf("2")).toEqual(["paying", pay.createdAt]);
    await acknowledgeCall(house.as.staff, pay.id);
    expect(await statusOf("2")).toEqual(["paying", pay.createdAt]);
    const help = (await createCall(guest, { callType: "help" }, null)).body;
    expect(await statusOf("2")).toEqual(["calling", help.createdAt]);
    await acknowledgeCall(house.as.staff, help.id);
    expect(await statusOf("2")).toEqual(["paying", pay.createdAt]);
  });

  it("wants to pay when its bill was sent to payment", async () => {
    const { sessionId } = await openTable(house.as.staff, house.tables["3"].id);
    await getPrisma().bill.update({ where: { sessionId: sessionId ?? "" }, data: { status: "TO_PAYMENT" } });
    expect(await statusOf("3")).toEqual(["paying", null]);
  });

  it("goes on showing an order that outlived its sitting, until others sit there", async () => {
    const beer = { items: [line(house.items.beer)], tableId: house.tables["1"].id };
    const left = await place(house.as.staff, beer);
    await closeTable(house.as.staff, house.tables["1"].id, { force: true });
    expect(await statusOf("1")).toEqual(["pending", left.createdAt]);
    const opened = await openTable(house.as.staff, house.tables["1"].id);
    expect(await statusOf("1")).toEqual(["seated", opened.openedAt]);
  });
});

describe("getTableCard", () => {
  it("draws the landing address, and knows no table of another venue", async () => {
    const { id, token } = house.tables["1"];
    const card = await getTableCard(house.venue, id, "https://floor.example.com");
    expect(card).toMatchObject({ tableId: id, number: "1", token, url: `https://floor.example.com/t/${token}` });
    expect(card?.svg).toMatch(/^<svg .*#ffffff.*#000000.*<\/svg>\s*$/s);
    expect(await getTableCard((await makeHouse()).venue, id, "https://floor.example.com")).toBeNull();
  });
});

describe("placeTable", () => {
  it("puts a table elsewhere and tells every screen", async () => {
    const { id } = house.tables["1"];
    expect(await placeTable(house.as.manager, id, { x: 900, y: 0 })).toMatchObject({
      id,
      x: 900,
      y: 0,
      status: "free",
    });
    const { name, channels, payload } = (await house.events()).at(-1) ?? {};
    expect([name, payload]).toEqual(["floor-plan-updated", { tables: [{ id, x: 900, y: 0 }] }]);
    expect(channels).toEqual([`private-${house.venue.slug}-tables`, `presence-${house.venue.slug}-staff`]);
  });

  it("refuses a place over the edge, and another venue's table", async () => {
    const { id } = house.tables["1"];
    const over = await failure(placeTable(house.as.manager, id, { x: 901, y: 0 }));
    expect([over.code, over.details.errors?.[0]?.path]).toEqual(["invalid", "x"]);
    const under = await failure(placeTable(house.as.manager, id, { x: 0, y: 950 }));
    expect(under.details.errors?.[0]?.path).toBe("y");
    const other = await makeHouse();
    expect((await failure(placeTable(other.as.manager, id, { x: 0, y: 0 }))).code).toBe("not-found");
  });
});
