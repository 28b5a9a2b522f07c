import fc from "fast-check";
import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { type House, makeHouse } from "@/lib/orders/testing/fixture";
import { failure, order } from "@/lib/orders/testing/orders";
import type { Venue } from "@/lib/platform/auth/actor";
import { getPool } from "@/lib/platform/db";
import { newId } from "@/lib/platform/ids";
import { useOwnDatabase } from "@/lib/platform/realtime/testing";
import { localTime, serviceDay } from "@/lib/platform/time";
import { recallTicket, setTicketState } from "../commands";
import { listPastTickets, listTickets, readAllDay } from "../queries";
import type { KitchenFigures } from "../schema";
import { readFigures } from "./figures";

let close: () => Promise<void>;
let house: House;
beforeAll(async () => {
  close = await useOwnDatabase();
  house = await makeHouse({ orderingPolicy: "OPEN" });
}, 60_000);
afterAll(async () => close());
afterEach(() => vi.restoreAllMocks());

interface Line {
  quantity: number;
  state: "QUEUED" | "PREPARING" | "READY" | "SERVED" | "VOIDED";
  voidStage: Line["state"] | null;
}
interface Made {
  station: string;
  createdAt: Date;
  readyAt: Date | null;
  dueAt: Date;
  items: Line[];
}

async function write(of: House, tickets: readonly Made[]): Promise<void> {
  const { id: orderId } = await order(of, of.as.cashier, "water");
  const rows = tickets.map(({ items, ...ticket }) => ({
    ...ticket,
    id: newId(),
    venueId: of.venue.id,
    orderId,
    state: ticket.readyAt ? "SERVED" : "PREPARING",
    isPass: false,
    slaLevel: 0,
    version: 1,
    items,
  }));
  const lines = rows.flatMap(({ id: ticketId, venueId, items }) =>
    items.map((item, position) => ({
      ...item,
      id: newId(),
      orderId,
      venueId,
      ticketId,
      position,
      menuItemId: of.items.burger,
      names: {},
      unitPrice: 0,
      vatBasisPoints: 0,
      options: [],
      allergens: [],
    })),
  );
  for (const [table, values] of [
    ["KitchenTicket", rows],
    ["OrderItem", lines],
  ] as const) {
    await getPool().query(
      `insert into "${table}" select * from jsonb_populate_recordset(null::"${table}", $1::jsonb)`,
      [JSON.stringify(values)],
    );
  }
}

/** The same figures, counted one by one. */
function counted(tickets: readonly Made[], from: string, to: string, { timezone, serviceDayCutoffHour }: Venue) {
  const groups = new Map<string, Made[]>();
  for (const ticket of tickets) {
    const day = serviceDay(ticket.createdAt, timezone, serviceDayCutoffHour);
    if (!ticket.readyAt || day < from || day > to) continue;
    for (const hour of ["all", localTime(ticket.createdAt, timezone).hour]) {
      const name = `${ticket.station} ${hour}`;
      groups.set(name, [...(groups.get(name) ?? []), ticket]);
    }
  }
  return new Map([...groups].map(([name, group]) => [name, figuresOf(group, timezone)]));
}

function figuresOf(group: readonly Made[], timezone: string): KitchenFigures {
  const seconds = group.map(({ createdAt, readyAt }) => ((readyAt?.getTime() ?? 0) - createdAt.getTime()) / 1000);
  const sorted = seconds.sort((a, b) => a - b);
  const percentile = (share: number) => {
    const place = share * (sorted.length - 1);
    const [low, high] = [sorted[Math.floor(place)] ?? 0, sorted[Math.ceil(place)] ?? 0];
    return low + (high - low) * (place - Math.floor(place));
  };
  const madeStages = ["READY", "SERVED"];
  const items = group
    .flatMap((ticket) => ticket.items)
    .filter(({ state, voidStage }) => madeStages.includes(state === "VOIDED" ? (voidStage ?? "") : state))
    .reduce((sum, { quantity }) => sum + quantity, 0);
  // An hour's beginning as an instant: the one that comes twice begins twice.
  const hours = new Set(
    group.map(({ createdAt }) => {
      const minutes = Math.floor(createdAt.getTime() / 60_000);
      return minutes - localTime(createdAt, timezone).minute;
    }),
  );
  return {
    tickets: group.length,
    items,
    medianSeconds: percentile(0.5),
    p90Seconds: percentile(0.9),
    itemsPerHour: items / hours.size,
    lateShare: group.filter(({ readyAt, dueAt }) => readyAt && readyAt > dueAt).length / group.length,
  };
}

const ticketsBetween = (first: string, last: string) =>
  fc.array(
    fc
      .record({
        station: fc.constantFrom("grill", "bar"),
        createdAt: fc.date({ min: new Date(first), max: new Date(last), noInvalidDate: true }),
        // In ms; null was never made.
        took: fc.option(fc.integer({ min: 1, max: 3_000_000 }), { nil: null }),
        items: fc.array(
          fc.record({
            quantity: fc.integer({ min: 1, max: 9 }),
            state: fc.constantFrom("READY" as const, "SERVED" as const, "VOIDED" as const),
            voidStage: fc.constantFrom("QUEUED" as const, "PREPARING" as const, "READY" as const, "SERVED" as const),
          }),
          { minLength: 1, maxLength: 3 },
        ),
      })
      .map(
        ({ took, ...ticket }): Made => ({
          ...ticket,
          readyAt: took === null ? null : new Date(ticket.createdAt.getTime() + took),
          dueAt: new Date(ticket.createdAt.getTime() + 900_000),
        }),
      ),
    { minLength: 1, maxLength: 60 },
  );

describe("figures", () => {
  // Each span holds the night on which the zone's clocks go back, or forward.
  it.each([
    ["Europe/Sofia", "2026-10-23T12:00:00Z", "2026-10-26T12:00:00Z", "2026-10-24", "2026-10-25"],
    ["Europe/Sofia", "2026-03-27T12:00:00Z", "2026-03-30T12:00:00Z", "2026-03-28", "2026-03-28"],
    ["America/New_York", "2026-10-31T00:00:00Z", "2026-11-02T18:00:00Z", "2026-10-31", "2026-11-01"],
    ["Asia/Kolkata", "2026-06-01T00:00:00Z", "2026-06-03T18:00:00Z", "2026-06-01", "2026-06-02"],
  ])(
    "in %s are what a plain count gives, from %s to %s",
    async (timezone, first, last, from, to) => {
      await fc.assert(
        fc.asyncProperty(ticketsBetween(first, last), fc.constantFrom(0, 1, 3, 5), async (tickets, cutoff) => {
          const own = await makeHouse({ orderingPolicy: "OPEN", timezone });
          const venue = { ...own.venue, serviceDayCutoffHour: cutoff };
          await write(own, tickets);
          const { items } = await readFigures(venue, { from, to });
          const told = new Map<string, KitchenFigures>(
            items.flatMap(({ station, all, hours }) => [
              [`${station} all`, all] as const,
              ...hours.map(({ hour, ...figures }) => [`${station} ${hour}`, figures] as const),
            ]),
          );
          const expected = counted(tickets, from, to, venue);
          expect([...told.keys()].sort()).toEqual([...expected.keys()].sort());
          for (const [name, figures] of expected) {
            const { tickets: count, items: lines, ...shares } = figures;
            expect(told.get(name)).toMatchObject({ tickets: count, items: lines });
            // Told to a tenth.
            for (const share of ["medianSeconds", "p90Seconds", "itemsPerHour"] as const) {
              expect(Math.abs((told.get(name)?.[share] ?? Number.NaN) - shares[share])).toBeLessThan(0.0501);
            }
            expect(told.get(name)?.lateShare).toBeCloseTo(shares.lateShare, 2);
          }
          for (const { hours } of items) {
            const places = hours.map(({ hour }) => (hour - cutoff + 24) % 24);
            expect(places).toEqual([...places].sort((a, b) => a - b));
          }
          const [grill] = items.filter(({ station }) => station === "grill");
          const alone = await readFigures(venue, { from, to, station: "grill" });
          expect(alone.items).toEqual(grill ? [grill] : []);
        }),
        { numRuns: 8 },
      );
    },
    60_000,
  );

  it("count a recalled ticket once, until it was ready for good, and not while it is back", async () => {
    const own = await makeHouse({ orderingPolicy: "OPEN" });
    await order(own, own.as.cashier, "burger");
    const [ticket] = await listTickets(own.venue);
    const id = ticket?.id ?? "";
    for (const status of ["preparing", "ready", "served"] as const)
      await setTicketState(own.as.manager, id, { status });
    const all = async () => (await readFigures(own.venue)).items[0]?.all;
    expect(await all()).toMatchObject({ tickets: 1, items: 1, lateShare: 0 });
    await recallTicket(own.as.kitchen, id);
    expect(await all()).toMatchObject({ tickets: 1 });
    await recallTicket(own.as.kitchen, id);
    expect(await all()).toBeUndefined();
    await getPool().query(
      `update "KitchenTicket" set "createdAt" = "createdAt" - interval '20 minutes', "dueAt" = "dueAt" - interval '20 minutes' where "id" = $1`,
      [id],
    );
    await setTicketState(own.as.kitchen, id, { status: "ready" });
    const again = await readFigures(own.venue, { from: "2020-01-01" }).catch(() => null);
    expect(again).toBeNull();
    const [station] = (
      await readFigures(own.venue, { from: serviceDay(new Date(Date.now() - 3_600_000), "Europe/Sofia", 5) })
    ).items;
    expect(station?.all).toMatchObject({ tickets: 1, items: 1, lateShare: 1, itemsPerHour: 1 });
    expect(station?.all.medianSeconds).toBeGreaterThanOrEqual(1200);
  });

  it("are today's unless said, of this house alone, and refuse days that make no span", async () => {
    const now = new Date("2026-06-10T01:30:00Z");
    expect(await readFigures(house.venue, {}, now)).toEqual({
      from: "2026-06-09",
      to: "2026-06-09",
      items: [],
      nextCursor: null,
    });
    const backwards = await failure(readFigures(house.venue, { from: "2026-06-02", to: "2026-06-01" }, now));
    expect(backwards).toMatchObject({ code: "invalid" });
    expect(await readFigures(house.venue, { from: "2025-06-10", to: "2026-06-10" }, now)).toMatchObject({ items: [] });
    const long = await failure(readFigures(house.venue, { from: "2025-06-09", to: "2026-06-10" }, now));
    expect(long).toMatchObject({ code: "invalid" });
  });
});

describe("a year of tickets", () => {
  it("is searched by its indexes: figures, history, wall and all-day counts", async () => {
    const own = await makeHouse({ orderingPolicy: "OPEN" });
    const { id: orderId } = await order(own, own.as.cashier, "burger");
    await getPool().query(
      `with t as (
         insert into "KitchenTicket" ("id", "venueId", "orderId", "station", "state", "createdAt", "dueAt", "startedAt", "readyAt", "servedAt")
         select gen_random_uuid(), $1, $2, (array['grill', 'bar'])[1 + n % 2], 'SERVED', now() - n * interval '5 minutes',
                now() - n * interval '5 minutes' + interval '15 minutes', now() - n * interval '5 minutes',
                now() - n * interval '5 minutes' + n % 1800 * interval '1 second', now() - n * interval '5 minutes'
           from generate_series(1, 100000) n returning "id", "orderId", "venueId")
       insert into "OrderItem" ("id", "orderId", "venueId", "ticketId", "position", "menuItemId", "names", "quantity", "unitPrice",
           "vatBasisPoints", "options", "state")
       select gen_random_uuid(), "orderId", "venueId", "id", 0, $3, '{}', 2, 0, 0, '[]', 'SERVED' from t`,
      [own.venue.id, orderId, own.items.burger],
    );
    await getPool().query('analyze "KitchenTicket"; analyze "OrderItem"');
    const sent = vi.spyOn(pg.Client.prototype, "query");
    const figures = await readFigures(own.venue, {
      from: serviceDay(new Date(Date.now() - 7 * 86_400_000), "Europe/Sofia", 5),
    });
    const past = await listPastTickets(own.venue, { station: "grill", limit: 20 });
    await listPastTickets(own.venue, { cursor: past.nextCursor ?? undefined, limit: 20 });
    await listTickets(own.venue);
    await readAllDay(own.venue, "grill");
    const statements = (sent.mock.calls as unknown as [{ text?: string; values?: unknown[] }][])
      .map(([config]) => config)
      .filter(({ text }) => text?.includes("KitchenTicket") || text?.includes("OrderItem"));
    sent.mockRestore();
    expect(figures.items.map(({ station }) => station)).toEqual(["bar", "grill"]);
    expect(figures.items[0]?.all.tickets).toBeGreaterThan(900);
    expect(past.nextCursor).not.toBeNull();
    // Figures, all-day and, for each of the three lists, its tickets and their items.
    expect(statements.length).toBeGreaterThanOrEqual(8);
    const plans: string[] = [];
    for (const { text, values } of statements) {
      const { rows } = await getPool().query<{ "QUERY PLAN": string }>(`explain ${text}`, values);
      plans.push(rows.map((row) => row["QUERY PLAN"]).join("\n"));
    }
    for (const plan of plans) expect(plan).not.toMatch(/Seq Scan on (public\.)?"(KitchenTicket|OrderItem)"/);
    // The wall and both pages of the history.
    expect(plans.filter((plan) => plan.includes("KitchenTicket_served"))).toHaveLength(3);
  }, 60_000);
});
