import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { outputs } from "@/app/api/openapi.json/schemas";
import { PATCH } from "@/app/api/venues/[venue]/stations/[id]/route";
import { type House, makeHouse } from "@/lib/orders/testing/fixture";
import { failure, order } from "@/lib/orders/testing/orders";
import type { Context, GuestActor, StaffActor } from "@/lib/platform/auth/actor";
import { closeDatabase, getPrisma } from "@/lib/platform/db";
import { newId, newToken } from "@/lib/platform/ids";
import { listBusyStations, listStations, listTickets } from "../queries";
import type { StationDto } from "../schema";
import { updateStation } from "./update-station";

let house: House;
let grill: StationDto;
let bar: StationDto;
beforeEach(async () => {
  process.env.NEXTAUTH_SECRET ??= newToken();
  house = await makeHouse({ orderingPolicy: "OPEN" });
  [grill, bar] = (await listStations(house.venue)) as [StationDto, StationDto];
});
afterAll(closeDatabase);

async function addStation(type: string): Promise<StationDto> {
  const data = { id: newId(), venueId: house.venue.id, type, names: { en: type }, position: 9, targetSeconds: 120 };
  await getPrisma().station.create({ data });
  return (await listStations(house.venue)).find((each) => each.type === type) as StationDto;
}
async function patch(who: Context<StaffActor | GuestActor> | null, id: string, body: object, of = house) {
  const cookie = who ? await house.cookieOf(who) : "";
  const headers = { cookie, "content-type": "application/json" };
  const request = new Request("http://localhost/x", { method: "PATCH", headers, body: JSON.stringify(body) });
  const answer = await PATCH(request, { params: Promise.resolve({ venue: of.venue.slug, id }) });
  return { status: answer.status, body: await answer.json() };
}
const auditOf = ({ id }: StationDto) =>
  getPrisma().auditEntry.findMany({ where: { subjectId: id }, orderBy: { at: "asc" } });

/** When the next burger is due after it came, in seconds. */
async function secondsOfNextBurger(): Promise<number> {
  const { id } = await order(house, await house.fresh(house.as.cashier), "burger");
  const ticket = (await listTickets(house.venue)).find(({ orderId, isPass }) => orderId === id && !isPass);
  if (!ticket) throw new Error("No ticket.");
  return Math.round((Date.parse(ticket.dueAt) - Date.parse(ticket.createdAt)) / 1000);
}

describe("updateStation", () => {
  it("measures the orders that come from now on by the new target, and leaves those on the wall alone", async () => {
    const before = (await house.fresh(house.as.manager)).venue.menuVersion;
    expect(await secondsOfNextBurger()).toBe(900);
    const changed = await updateStation(house.as.manager, grill.id, { targetSeconds: 600, version: grill.version });
    expect(changed).toEqual({ ...grill, targetSeconds: 600, version: grill.version + 1 });
    expect((await house.fresh(house.as.manager)).venue.menuVersion).toBe(before + 1);
    expect(await secondsOfNextBurger()).toBe(600);
    const dues = (await listTickets(house.venue)).map(
      ({ createdAt, dueAt }) => Date.parse(dueAt) - Date.parse(createdAt),
    );
    expect(dues.map((ms) => Math.round(ms / 1000)).sort()).toEqual([600, 900]);
    expect(await auditOf(grill)).toMatchObject([
      {
        action: "station.updated",
        subject: "Grill",
        actorName: "The manager",
        before: { targetSeconds: 900, nextStation: null },
        after: { targetSeconds: 600, nextStation: null },
      },
    ]);
  });

  it("hands over to another station and back to nobody", async () => {
    const pass = await addStation("pass");
    const { version } = await updateStation(house.as.admin, grill.id, { nextStation: "pass", version: 1 });
    expect(await listStations(house.venue)).toMatchObject([{ nextStation: "pass" }, { nextStation: null }, pass]);
    expect(await listBusyStations(house.venue)).toMatchObject([{ nextStation: "pass", version }, {}, {}]);
    expect(await updateStation(house.as.admin, grill.id, { nextStation: null, version })).toMatchObject({
      nextStation: null,
      targetSeconds: 900,
    });
  });

  it("changes nothing, and raises nothing, when it is so already", async () => {
    const before = (await house.fresh(house.as.manager)).venue.menuVersion;
    const same = { targetSeconds: 900, nextStation: null, version: 1 };
    expect(await updateStation(house.as.manager, grill.id, same)).toEqual(grill);
    expect(await updateStation(house.as.manager, grill.id, { version: 1 })).toEqual(grill);
    expect((await house.fresh(house.as.manager)).venue.menuVersion).toBe(before);
    expect(await auditOf(grill)).toEqual([]);
  });

  it("hands a dish over once only, whichever end is tried", async () => {
    await addStation("pass");
    await updateStation(house.as.manager, grill.id, { nextStation: "pass", version: 1 });
    const pass = await addStation("window");
    const refused = async (station: StationDto, nextStation: string) => {
      const { version } = (await listStations(house.venue)).find(({ id }) => id === station.id) as StationDto;
      const error = await failure(updateStation(house.as.manager, station.id, { nextStation, version }));
      expect([error.code, error.details.errors?.map(({ path }) => path)]).toEqual(["invalid", ["nextStation"]]);
      return error.details.errors?.[0]?.message;
    };
    expect(await refused(bar, "grill")).toContain("That station hands on itself");
    const receiving = (await listStations(house.venue)).find(({ type }) => type === "pass") as StationDto;
    expect(await refused(receiving, "window")).toContain("Another station hands over to this one");
    expect(await refused(grill, "grill")).toContain("itself");
    expect(await refused(grill, "nowhere")).toContain("no such station");
    // Two may hand over to the same one, and one may choose another.
    await updateStation(house.as.manager, bar.id, { nextStation: "pass", version: 1 });
    expect(await updateStation(house.as.manager, grill.id, { nextStation: pass.type, version: 2 })).toMatchObject({
      nextStation: "window",
    });
  });

  it("cannot be made a chain by two at once", async () => {
    await addStation("pass");
    const both = await Promise.allSettled([
      updateStation(house.as.manager, grill.id, { nextStation: "bar", version: 1 }),
      updateStation(house.as.admin, bar.id, { nextStation: "pass", version: 1 }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  it("lets one of two win, and shows the other what is now", async () => {
    const both = await Promise.allSettled(
      [600, 720].map((targetSeconds) => updateStation(house.as.manager, grill.id, { targetSeconds, version: 1 })),
    );
    const [won, lost] = [...both].sort((a, b) => a.status.localeCompare(b.status)) as [
      PromiseFulfilledResult<StationDto>,
      PromiseRejectedResult,
    ];
    expect(lost.reason).toMatchObject({ code: "version-moved", details: { current: won.value } });
    expect((await listStations(house.venue))[0]).toEqual(won.value);
  });
});

describe("PATCH stations/{id}", () => {
  it("is for managers and admins, takes its fields only, and knows its own house's stations", async () => {
    for (const [role, who] of Object.entries(house.as)) {
      const { status, body } = await patch(who, grill.id, { version: 1 });
      expect([role, status]).toEqual([role, role === "admin" || role === "manager" ? 200 : 403]);
      if (status === 200) expect(outputs.Station.parse(body)).toEqual(body);
    }
    const { manager } = house.as;
    expect((await patch(null, grill.id, { version: 1 })).status).toBe(401);
    expect((await patch(await house.sit("1"), grill.id, { version: 1 })).status).toBe(403);
    const bad = [{ version: undefined }, { version: 0 }, { targetSeconds: 59 }, { targetSeconds: 7201 }];
    for (const body of [...bad, { targetSeconds: 90.5 }, { nextStation: "/" }, { names: {} }]) {
      expect((await patch(manager, grill.id, { version: 1, ...body })).status).toBe(422);
    }
    expect((await patch(manager, "x", { version: 1 })).status).toBe(404);
    expect((await patch(manager, newId(), { version: 1 })).status).toBe(404);
    const neighbour = await makeHouse();
    const [theirs] = await listStations(neighbour.venue);
    expect((await patch(manager, theirs?.id ?? "", { version: 1 })).status).toBe(404);
    expect((await patch(manager, theirs?.id ?? "", { version: 1 }, neighbour)).status).toBe(404);
    // A type is looked for in this house only.
    await getPrisma().station.updateMany({
      where: { venueId: neighbour.venue.id, type: "bar" },
      data: { type: "theirs" },
    });
    expect((await patch(manager, grill.id, { version: 1, nextStation: "theirs" })).status).toBe(422);
    const moved = await patch(manager, grill.id, { version: 7, targetSeconds: 600 });
    expect([moved.status, moved.body]).toMatchObject([409, { code: "version-moved", current: grill }]);
  });
});
