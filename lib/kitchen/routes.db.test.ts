import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { outputs } from "@/app/api/openapi.json/schemas";
import { GET as getAllDay } from "@/app/api/venues/[venue]/kitchen/all-day/route";
import { GET as getFigures } from "@/app/api/venues/[venue]/kitchen/figures/route";
import { GET as getHistory } from "@/app/api/venues/[venue]/kitchen/history/route";
import { DELETE as bringBack, POST as sellOut } from "@/app/api/venues/[venue]/menu-items/[id]/sold-out/route";
import { GET as getStations } from "@/app/api/venues/[venue]/stations/route";
import { POST as recall } from "@/app/api/venues/[venue]/tickets/[id]/recall/route";
import { POST as rush } from "@/app/api/venues/[venue]/tickets/[id]/rush/route";
import { POST as see } from "@/app/api/venues/[venue]/tickets/[id]/seen/route";
import { getMenu } from "@/lib/menu/queries";
import { endOfSoldOut } from "@/lib/menu/rules";
import { type House, makeHouse } from "@/lib/orders/testing/fixture";
import { newsSince, order } from "@/lib/orders/testing/orders";
import type { Context, GuestActor, StaffActor } from "@/lib/platform/auth/actor";
import { closeDatabase, getPrisma } from "@/lib/platform/db";
import { newToken } from "@/lib/platform/ids";
import { listTickets } from "./queries";

let house: House;
beforeAll(async () => {
  process.env.NEXTAUTH_SECRET ??= newToken();
  house = await makeHouse({ orderingPolicy: "OPEN" });
});
afterAll(closeDatabase);

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;

/** Asks a route as this person; nobody is without a cookie. */
async function ask(
  handler: Handler,
  who: Context<StaffActor | GuestActor> | null,
  {
    method = "GET",
    id = "",
    query = "",
    body,
    of = house,
  }: { method?: string; id?: string; query?: string; body?: object; of?: House } = {},
) {
  const cookie = who ? await house.cookieOf(who) : "";
  const request = new Request(`http://localhost/x?${query}`, {
    method,
    headers: { cookie, "content-type": "application/json" },
    body: body && JSON.stringify(body),
  });
  const answer = await handler(request, { params: Promise.resolve({ venue: of.venue.slug, id }) });
  return { status: answer.status, body: await answer.json() };
}
async function newTicket() {
  const { id } = await order(house, house.as.cashier, "burger");
  const ticket = (await listTickets(house.venue)).find(({ orderId }) => orderId === id);
  if (!ticket) throw new Error("No ticket.");
  return ticket;
}

describe("reading", () => {
  const reads: [string, Handler, (typeof outputs)[keyof typeof outputs], string[]][] = [
    ["stations", getStations, outputs.StationList, ["admin", "manager", "cashier", "staff", "kitchen", "releaser"]],
    ["all-day", getAllDay, outputs.AllDay, ["admin", "manager", "cashier", "staff", "kitchen", "releaser"]],
    ["history", getHistory, outputs.TicketHistory, ["admin", "manager", "cashier", "staff", "kitchen", "releaser"]],
    ["figures", getFigures, outputs.KitchenFigures, ["admin", "manager", "kitchen"]],
  ];

  it.each(reads)(
    "%s is for those who need it, as described, in their own house",
    async (_name, handler, schema, allowed) => {
      await newTicket();
      for (const [role, who] of Object.entries(house.as)) {
        const { status, body } = await ask(handler, who);
        expect([role, status]).toEqual([role, allowed.includes(role) ? 200 : 403]);
        if (status === 200) expect(schema.parse(body)).toEqual(body);
      }
      expect((await ask(handler, null)).status).toBe(401);
      expect((await ask(handler, await house.sit("2"))).status).toBe(403);
      expect((await ask(handler, house.as.manager, { of: await makeHouse() })).status).toBe(404);
    },
  );

  it("refuses what is no page and no day", async () => {
    const { kitchen } = house.as;
    for (const query of ["limit=0", "limit=201", "limit=x"]) {
      expect((await ask(getHistory, kitchen, { query })).status).toBe(422);
    }
    // A cursor of ours holds an instant and an id; the last has the shape of an id and is none.
    for (const cursor of [
      "x",
      "%00",
      Buffer.from(`2026-05-01T18:00:00.000Z ${"-".repeat(36)}`).toString("base64url"),
    ]) {
      expect((await ask(getHistory, kitchen, { query: `cursor=${cursor}` })).status).toBe(400);
    }
    for (const read of [getAllDay, getHistory, getFigures]) {
      expect((await ask(read, kitchen, { query: "station=%2F" })).status).toBe(422);
    }
    for (const query of ["from=yesterday", "from=2026-02-30", "from=2026-05-02&to=2026-05-01"]) {
      expect((await ask(getFigures, kitchen, { query })).status).toBe(422);
    }
  });
});

describe("writing on a ticket", () => {
  it.each([
    ["recall", recall, 409],
    ["rush", rush, 200],
    ["seen", see, 200],
  ] as const)(
    "%s is for floor and kitchen, takes its fields only, and knows its own house's tickets",
    async (_name, handler, status) => {
      const { id } = await newTicket();
      for (const [role, who] of Object.entries(house.as)) {
        const answer = await ask(handler, who, { method: "POST", id, body: {} });
        expect([role, answer.status]).toEqual([role, role === "releaser" ? 403 : status]);
      }
      const { kitchen } = house.as;
      expect((await ask(handler, kitchen, { method: "POST", id, body: { x: 1 } })).status).toBe(422);
      expect((await ask(handler, kitchen, { method: "POST", id, body: { version: 0 } })).status).toBe(422);
      expect((await ask(handler, kitchen, { method: "POST", id: "x", body: {} })).status).toBe(404);
      expect((await ask(handler, await house.sit("3"), { method: "POST", id, body: {} })).status).toBe(403);
      const neighbour = await makeHouse({ orderingPolicy: "OPEN" });
      await order(neighbour, neighbour.as.cashier, "burger");
      const [theirs] = await listTickets(neighbour.venue);
      expect((await ask(handler, kitchen, { method: "POST", id: theirs?.id ?? "", body: {} })).status).toBe(404);
    },
  );

  it("rushes unless told not to", async () => {
    const { id } = await newTicket();
    const rushed = await ask(rush, house.as.staff, { method: "POST", id });
    expect(outputs.Ticket.parse(rushed.body)).toMatchObject({ rushAt: expect.any(String) });
    const calm = await ask(rush, house.as.staff, { method: "POST", id, body: { rush: false } });
    expect(calm.body).toMatchObject({ rushAt: null });
  });
});

describe("86", () => {
  const post = (body: object, who: Context<StaffActor | GuestActor> = house.as.kitchen, id = house.items.burger) =>
    ask(sellOut, who, { method: "POST", id, body });
  const onMenu = async () => {
    const { venue } = await house.fresh(house.as.manager);
    const items = (await getMenu(venue, "en")).categories.flatMap((category) => category.items);
    return items.find(({ id }) => id === house.items.burger);
  };

  it("is off every phone at once until the service day ends, and back at a tap; who did it is kept", async () => {
    const before = (await house.events()).length;
    const { status, body } = await post({ until: "tomorrow" });
    const until = endOfSoldOut("tomorrow", house.venue, new Date());
    expect([status, body]).toMatchObject([200, { soldOut: true, available: false, soldOutUntil: until }]);
    expect(await onMenu()).toMatchObject({ available: false, soldOutUntil: until });
    const [told] = await newsSince(house, before);
    expect(told).toMatchObject({
      name: "product-availability-changed",
      channels: [`${house.venue.slug}-menu`],
      payload: { menuItemId: house.items.burger, available: false, until },
    });
    await post({ until: "tomorrow" });
    expect(await house.events()).toHaveLength(before + 1);
    const back = await ask(bringBack, house.as.staff, { method: "DELETE", id: house.items.burger });
    expect([back.status, back.body]).toMatchObject([200, { soldOut: false, available: true }]);
    expect(await onMenu()).toMatchObject({ available: true });
    const audit = await getPrisma().auditEntry.findMany({
      where: { subjectId: house.items.burger },
      orderBy: { at: "asc" },
    });
    expect(audit).toMatchObject([
      { action: "menu-item.sold-out", actorName: "The kitchen", subject: "burger", after: { soldOut: true, until } },
      {
        action: "menu-item.available",
        actorName: "The staff",
        before: { soldOut: true, until },
        after: { soldOut: false },
      },
    ]);
  });

  it("takes an instant, or none; nothing that has passed, nobody who only hands over, no other house's items", async () => {
    const until = new Date(Date.now() + 3_600_000).toISOString();
    expect((await post({ until })).body).toMatchObject({ soldOutUntil: until });
    const { body } = await post({});
    expect(body).toMatchObject({ soldOut: true, soldOutUntil: null });
    expect((await post({ version: body.version - 1 })).status).toBe(409);
    expect((await post({ until: new Date(0).toISOString() })).status).toBe(422);
    expect((await post({ until: "today" })).status).toBe(422);
    expect((await post({ available: true })).status).toBe(422);
    expect((await post({}, house.as.releaser)).status).toBe(403);
    expect((await post({}, await house.sit("1"))).status).toBe(403);
    const { items } = await makeHouse();
    expect((await post({}, house.as.kitchen, items.burger)).status).toBe(404);
    expect((await ask(bringBack, house.as.kitchen, { method: "DELETE", id: items.burger })).status).toBe(404);
    expect((await ask(bringBack, house.as.releaser, { method: "DELETE", id: house.items.burger })).status).toBe(403);
  });
});
