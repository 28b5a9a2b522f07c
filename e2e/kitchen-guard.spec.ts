import { randomUUID } from "node:crypto";
import type { StationDto } from "@/lib/kitchen/schema";
import { joinTable, placeOrder } from "./api-client";
import { expect, test } from "./fixtures";
import { grilled, readRows, ticketAt } from "./kitchen-house";
import { makeSecondVenue } from "./second-venue";
import { tablesOf } from "./tables";

const [table] = tablesOf.kitchenFlow;

test("what is sold out until tomorrow is back when the venue's night is over, what has an hour at that hour, by itself", async ({
  house,
}) => {
  const { client } = await house.sit(table);
  const cook = await house.staff("kitchen");
  const dish = await house.dish("Tarator");
  const path = `menu-items/${dish.id}/sold-out`;
  const isOffered = async () => {
    const { body } = await house.stranger().get("menu?locale=en");
    const items = body.categories.flatMap((each: { items: { id: string; available: boolean }[] }) => each.items);
    return items.find(({ id }: { id: string }) => id === dish.id).available;
  };
  try {
    const key = randomUUID();
    const [first, again] = [
      await cook.post(path, { until: "tomorrow" }, { key }),
      await cook.post(path, { until: "tomorrow" }, { key }),
    ];
    expect([first.status, again.status, again.body]).toEqual([200, 200, first.body]);
    const until = new Date(first.body.soldOutUntil);
    const clock = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/Sofia", timeStyle: "medium" }).format(until);
    expect(clock).toBe("05:00:00");
    const hours = (until.getTime() - Date.now()) / 3_600_000;
    expect(hours).toBeGreaterThan(0);
    expect(hours).toBeLessThanOrEqual(25);
    expect(await isOffered()).toBe(false);

    const soon = new Date(Date.now() + 4_000).toISOString();
    expect((await cook.post(path, { until: soon })).body).toMatchObject({ soldOutUntil: soon, available: false });
    const refused = await client.post("orders", { items: [{ menuItemId: dish.id, quantity: 1 }] });
    expect([refused.status, refused.body.code]).toEqual([409, "sold-out"]);
    await expect.poll(isOffered, { timeout: 10_000 }).toBe(true);
    expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(soon));
    expect((await client.post("orders", { items: [{ menuItemId: dish.id, quantity: 1 }] })).status).toBe(201);
  } finally {
    const [gone, again] = [await cook.request("DELETE", path), await cook.request("DELETE", path)];
    expect([gone.status, again.status, again.body]).toEqual([200, 200, gone.body]);
    expect(again.body).toMatchObject({ soldOut: false, available: true, soldOutUntil: null });
  }
});

test("guests, those who only hand over, and the house next door have no part in the kitchen", async ({ house }) => {
  const { client: guest } = await house.sit(table);
  const [cook, releaser, manager] = [
    await house.staff("kitchen"),
    await house.staff("releaser"),
    await house.staff("manager"),
  ];
  const order = await placeOrder(guest, [await house.line(grilled)]);
  const { id } = await ticketAt(cook, order, "grill");
  const { body: stations } = await manager.get<{ items: StationDto[] }>("stations");
  const grill = stations.items.find(({ type }) => type === "grill") as StationDto;
  const second = await makeSecondVenue();
  const foreign = await joinTable(house.base, second.slug, second.tableToken);
  const theirs = await placeOrder(foreign.client, [{ menuItemId: second.menuItemId, quantity: 1 }]);
  const [theirTicket] = await readRows<{ id: string }>(
    `select "id" from "KitchenTicket" where "orderId" = $1`,
    theirs.id,
  );
  const [theirStation] = await readRows<{ id: string }>(`select "id" from "Station" where "venueId" = $1`, second.id);
  const dish = (await house.dish(grilled)).id;
  const writes: [method: string, path: (which: "own" | "theirs") => string, body: object, bad: object[]][] = [
    ["POST", (of) => `tickets/${of === "own" ? id : theirTicket?.id}/recall`, {}, [{ version: "1" }, { back: 2 }]],
    ["POST", (of) => `tickets/${of === "own" ? id : theirTicket?.id}/rush`, {}, [{ rush: "yes" }, { rush: null }]],
    ["POST", (of) => `tickets/${of === "own" ? id : theirTicket?.id}/seen`, {}, [{ version: 1.5 }, { seen: true }]],
    [
      "POST",
      (of) => `menu-items/${of === "own" ? dish : second.menuItemId}/sold-out`,
      {},
      [{ until: "later" }, { until: 5 }],
    ],
    ["DELETE", (of) => `menu-items/${of === "own" ? dish : second.menuItemId}/sold-out`, {}, []],
    [
      "PATCH",
      (of) => `stations/${of === "own" ? grill.id : theirStation?.id}`,
      { version: grill.version },
      [{}, { version: grill.version, nextStation: "nowhere" }, { version: grill.version, targetSeconds: 5 }],
    ],
  ];
  for (const [method, path, body, bad] of writes) {
    for (const who of [guest, releaser]) {
      expect((await who.request(method, path("own"), { body })).status, `${method} ${path("own")}`).toBe(403);
    }
    expect((await house.stranger().request(method, path("own"), { body })).status).toBe(401);
    expect((await manager.request(method, path("theirs"), { body })).status, `${method} ${path("theirs")}`).toBe(404);
    for (const wrong of bad) {
      const answer = await manager.request(method, path("own"), { body: wrong });
      expect([answer.status, answer.body.code], JSON.stringify(wrong)).toEqual([422, "invalid"]);
      expect(answer.body.errors.length).toBeGreaterThan(0);
    }
  }
  const reads = ["stations", "kitchen/all-day", "kitchen/figures", "kitchen/history"];
  for (const path of reads) {
    expect((await guest.get(path)).status, path).toBe(403);
    expect((await house.stranger().get(path)).status, path).toBe(401);
    expect((await manager.get(`/api/venues/${second.slug}/${path}`)).status, path).toBe(404);
    expect((await manager.get(path)).status, path).toBe(200);
  }
  expect((await releaser.get("kitchen/figures")).status).toBe(403);
  for (const query of ["kitchen/figures?from=2026-02-30", "kitchen/history?limit=0", "kitchen/all-day?station=a%2Fb"]) {
    expect((await manager.get(query)).status, query).toBe(422);
  }
  // Nobody's refused tap changed anything.
  expect(await ticketAt(cook, order, "grill")).toMatchObject({ state: "queued", rushAt: null, version: 1 });
});
