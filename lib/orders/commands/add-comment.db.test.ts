import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeDatabase, getPrisma } from "@/lib/platform/db";
import { newId } from "@/lib/platform/ids";
import { getOrder, listComments, listOrderSides } from "../queries";
import { CreateCommentInput, type OrderDto } from "../schema";
import { type House, makeHouse } from "../testing/fixture";
import { failure, key, line, newsSince, order, place } from "../testing/orders";
import { addComment } from "./add-comment";
import { cancelOrder } from "./cancel-order";

let house: House;
let placed: OrderDto;
beforeAll(async () => {
  house = await makeHouse({ orderingPolicy: "OPEN" });
  placed = await order(house, await house.sit("1"), "burger");
});
afterAll(closeDatabase);

const say = (text: string, mentions: string[] = []) => CreateCommentInput.parse({ text, mentions });

describe("a comment", () => {
  it("is told to the staff with its order and whom it names, and leaves the order as it is", async () => {
    const before = (await house.events()).length;
    const { staff, kitchen, manager } = house.as;
    const mentions = [kitchen.actor.userId, manager.actor.userId, kitchen.actor.userId];
    const { status, body } = await addComment(staff, placed.id, say("  Without onions, please  ", mentions), null);
    expect(status).toBe(201);
    expect(body).toEqual({
      id: expect.any(String),
      orderId: placed.id,
      text: "Without onions, please",
      author: { id: staff.actor.userId, name: "The staff" },
      mentions: mentions.slice(0, 2),
      createdAt: expect.any(String),
    });
    const [event, ...others] = await newsSince(house, before);
    expect(others).toEqual([]);
    const { id: commentId, ...rest } = body;
    const { slug } = house.venue;
    expect(event).toMatchObject({
      name: "order-comment",
      channels: [`private-${slug}-orders`, `presence-${slug}-staff`],
      payload: { commentId, orderNumber: placed.number, tableNumber: "1", ...rest },
    });
    expect(await getOrder(house.venue, placed.id)).toEqual(placed);
  });

  it("comes from everybody who follows orders, also on a finished one; mentions are people of this house", async () => {
    const elsewhere = await makeHouse();
    const off = await order(house, await house.sit("2"), "beer");
    await cancelOrder(house.as.staff, off.id, { reason: "x" });
    for (const who of Object.values(house.as))
      expect((await addComment(who, off.id, say("noted"), null)).status).toBe(201);
    expect((await failure(addComment(elsewhere.as.admin, off.id, say("hello"), null))).code).toBe("not-found");
    expect((await failure(addComment(house.as.admin, newId(), say("hello"), null))).code).toBe("not-found");
    const { userId } = house.as.releaser.actor;
    await getPrisma().membership.updateMany({ where: { userId }, data: { disabledAt: new Date() } });
    const named = [house.as.staff.actor.userId, elsewhere.as.staff.actor.userId, userId];
    const error = await failure(addComment(house.as.staff, off.id, say("look", named), null));
    expect([error.code, error.details.errors?.map(({ path }) => path)]).toEqual([
      "invalid",
      ["mentions.1", "mentions.2"],
    ]);
    expect((await listComments(house.venue, off.id))?.items).toHaveLength(6);
  });

  it("is written once under its key", async () => {
    const own = await order(house, await house.sit("3"), "beer");
    const idempotency = key();
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => addComment(house.as.staff, own.id, say("once"), idempotency)),
    );
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect((await listComments(house.venue, own.id))?.items.map(({ text }) => text)).toEqual(["once"]);
  });

  it("has at least a letter and at most 500", () => {
    for (const text of ["", "   ", "x".repeat(501)]) expect(CreateCommentInput.safeParse({ text }).success).toBe(false);
    expect(CreateCommentInput.safeParse({ text: "x", userId: newId() }).success).toBe(false);
  });
});

describe("threads and takers", () => {
  it("are read oldest first, page by page, and counted beside the board", async () => {
    const own = await makeHouse({ orderingPolicy: "OPEN" });
    const items = [line(own.items.beer)];
    const guests = await order(own, await own.sit("1"), "burger");
    const taken = await place(own.as.staff, { items, tableId: own.tables["2"].id });
    const sold = await place(own.as.cashier, { items });
    for (let index = 0; index < 5; index++) await addComment(own.as.staff, guests.id, say(`${index}`), null);
    await addComment(own.as.staff, sold.id, say("paid?"), null);
    const texts: string[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < 3; page++) {
      const answer = await listComments(own.venue, guests.id, { cursor, limit: 2 });
      texts.push(...(answer?.items.map(({ text }) => text) ?? []));
      cursor = answer?.nextCursor ?? undefined;
    }
    expect([texts, cursor]).toEqual([["0", "1", "2", "3", "4"], undefined]);
    expect((await failure(listComments(own.venue, guests.id, { cursor: "nonsense" }))).code).toBe("malformed");
    expect(await listComments(house.venue, guests.id)).toBeNull();
    const ids = [guests.id, taken.id, sold.id];
    expect(await listOrderSides(own.venue, ids)).toEqual({
      comments: { [guests.id]: 5, [sold.id]: 1 },
      takenBy: { [taken.id]: own.as.staff.actor.userId, [sold.id]: own.as.cashier.actor.userId },
    });
    expect(await listOrderSides(own.venue, [])).toEqual({ comments: {}, takenBy: {} });
    expect(await listOrderSides(house.venue, ids)).toEqual({ comments: {}, takenBy: {} });
  });
});
