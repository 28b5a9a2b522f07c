import { afterAll, describe, expect, it } from "vitest";
import { closeDatabase } from "@/lib/platform/db";
import { cancelOrder } from "./commands/cancel-order";
import { setOrderStatus } from "./commands/set-order-status";
import { getOrder, listOpenOrders, listOrders, listSittingOrders } from "./queries";
import type { OrderDto } from "./schema";
import { makeHouse } from "./testing/fixture";
import { failure, order } from "./testing/orders";

afterAll(closeDatabase);

describe("lists", () => {
  it("show open orders oldest first, pages newest first, and a guest's own sitting only", async () => {
    const own = await makeHouse({ orderingPolicy: "OPEN" });
    const [one, two] = [await own.sit("1"), await own.sit("2")];
    const placed: OrderDto[] = [];
    for (const who of [one, two, one, two, one]) placed.push(await order(own, who, "burger"));
    const ids = placed.map(({ id }) => id);
    await cancelOrder(own.as.staff, ids[1] ?? "", { reason: "x" });
    await setOrderStatus(own.as.staff, ids[2] ?? "", { status: "preparing" });
    expect((await listOpenOrders(own.venue)).map(({ id }) => id)).toEqual([ids[0], ids[2], ids[3], ids[4]]);
    expect((await listSittingOrders(own.venue, one.actor.sessionId)).map(({ id }) => id)).toEqual([
      ids[0],
      ids[2],
      ids[4],
    ]);
    const seen: string[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < 3; page++) {
      const { items, nextCursor } = await listOrders(own.venue, { limit: 2, cursor });
      seen.push(...items.map(({ id }) => id));
      cursor = nextCursor ?? undefined;
    }
    expect(cursor).toBeUndefined();
    expect(seen).toEqual([...ids].reverse());
    const idsOf = async (options: Parameters<typeof listOrders>[1]) =>
      (await listOrders(own.venue, options)).items.map(({ id }) => id);
    expect(await idsOf({ status: "cancelled" })).toEqual([ids[1]]);
    expect(await idsOf({ status: "preparing" })).toEqual([ids[2]]);
    expect(await idsOf({ status: "open", sessionId: two.actor.sessionId })).toEqual([ids[3]]);
    expect(await getOrder(own.venue, ids[0] ?? "", { sessionId: two.actor.sessionId })).toBeNull();
    expect((await failure(listOrders(own.venue, { cursor: "nonsense" }))).code).toBe("malformed");
    for (const forged of [`${new Date().toISOString()} ${"-".repeat(36)}`, `0000-01-01T00:00:00.000Z ${ids[0]}`]) {
      const cursor = Buffer.from(forged).toString("base64url");
      expect((await failure(listOrders(own.venue, { cursor }))).code).toBe("malformed");
    }
  });
});
