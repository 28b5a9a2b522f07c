import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { setItemState } from "@/lib/orders/commands/set-item-state";
import { voidItem } from "@/lib/orders/commands/void-item";
import { makeHouse } from "@/lib/orders/testing/fixture";
import { failure, line, order, place } from "@/lib/orders/testing/orders";
import { closeDatabase, getPool, getPrisma } from "@/lib/platform/db";
import { AppError } from "@/lib/platform/errors";
import { setTicketState } from "./commands";
import { listBusyStations, listPastTickets, listTickets, readAllDay } from "./queries";
import { allDay } from "./rules";

afterAll(closeDatabase);

describe("stations", () => {
  it("are listed in their order with what is open at each", async () => {
    const own = await makeHouse({ orderingPolicy: "OPEN" });
    const placed = await order(own, own.as.cashier, "burger", "beer");
    await order(own, own.as.cashier, "beer");
    const grill = (await listTickets(own.venue, { station: "grill" }))[0]?.id ?? "";
    for (const status of ["preparing", "ready", "served"] as const) {
      await setTicketState(own.as.manager, grill, { status });
    }
    expect(await listBusyStations(own.venue)).toEqual([
      {
        id: expect.any(String),
        type: "grill",
        names: { en: "Grill" },
        position: 0,
        targetSeconds: 900,
        nextStation: null,
        version: 1,
        openTickets: 0,
      },
      {
        id: expect.any(String),
        type: "bar",
        names: { en: "Bar" },
        position: 1,
        targetSeconds: 300,
        nextStation: null,
        version: 1,
        openTickets: 2,
      },
    ]);
    expect(placed.id).toBeTruthy();
  });
});

describe("the day's history", () => {
  it("has each served ticket once, the last first, page by page, of today alone", async () => {
    const own = await makeHouse({ orderingPolicy: "OPEN" });
    const now = new Date("2026-06-10T18:00:00Z");
    const served: { id: string; station: string }[] = [];
    for (let n = 0; n < 6; n++) {
      await order(own, own.as.cashier, n % 2 === 0 ? "burger" : "beer");
      const ticket = (await listTickets(own.venue)).find(({ state }) => state === "queued");
      for (const status of ["preparing", "ready", "served"] as const) {
        await setTicketState(own.as.manager, ticket?.id ?? "", { status });
      }
      // Three at the same instant, so that a page ends between equals; the first one was yesterday's.
      const at = n === 0 ? "2026-06-10T01:59:59.999Z" : n < 4 ? "2026-06-10T12:00:00Z" : `2026-06-10T1${n}:00:00Z`;
      await getPrisma().kitchenTicket.update({ where: { id: ticket?.id }, data: { servedAt: new Date(at) } });
      if (n > 0) served.push({ id: ticket?.id ?? "", station: ticket?.station ?? "" });
    }
    await order(own, own.as.cashier, "burger");
    const pages: string[][] = [];
    let cursor: string | undefined;
    do {
      const page = await listPastTickets(own.venue, { cursor, limit: 2 }, now);
      pages.push(page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(pages.map((page) => page.length)).toEqual([2, 2, 1]);
    expect(pages.flat().slice(0, 2)).toEqual([served[4]?.id, served[3]?.id]);
    expect([...pages.flat()].sort()).toEqual(served.map(({ id }) => id).sort());
    const bar = await listPastTickets(own.venue, { station: "bar" }, now);
    expect(bar.items.map(({ id }) => id).sort()).toEqual(
      served
        .filter(({ station }) => station === "bar")
        .map(({ id }) => id)
        .sort(),
    );
    expect(bar.nextCursor).toBeNull();
    expect(await failure(listPastTickets(own.venue, { cursor: "nonsense" }, now))).toMatchObject({ code: "malformed" });
  });
});

describe("what is still to cook", () => {
  it("is the same from the database as from the tickets, whatever happened to them", async () => {
    const own = await makeHouse({ orderingPolicy: "OPEN" });
    const { items, modifiers } = own;
    const options = [
      [modifiers.rare],
      [modifiers.wellDone, modifiers.pepper],
      [modifiers.rare, modifiers.pepper, modifiers.noSauce],
    ];
    const lines = fc.oneof(
      fc.record({ quantity: fc.integer({ min: 1, max: 5 }), of: fc.constantFrom("burger", "beer", "water") }),
      fc.record({
        quantity: fc.integer({ min: 1, max: 5 }),
        of: fc.constant("steak"),
        modifierIds: fc.constantFrom(...options),
      }),
    );
    const act = fc.oneof(
      {
        weight: 3,
        arbitrary: fc.record({ kind: fc.constant("order"), lines: fc.array(lines, { minLength: 1, maxLength: 4 }) }),
      },
      {
        weight: 3,
        arbitrary: fc.record({ kind: fc.constantFrom("preparing", "ready", "served", "void"), nth: fc.nat(30) }),
      },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant("rename"), nth: fc.nat(1000) }) },
    );
    let counted = 0;
    async function run(step: { kind: string; nth?: number; lines?: object[] }) {
      if (step.kind === "order") {
        const chosen = (step.lines ?? []) as { of: keyof typeof items; quantity: number; modifierIds?: string[] }[];
        const input = { items: chosen.map(({ of, quantity, modifierIds }) => line(items[of], quantity, modifierIds)) };
        await place(await own.fresh(own.as.cashier), input);
      } else if (step.kind === "rename") {
        await getPrisma().menuItem.update({
          where: { id: items.burger },
          data: { names: { en: `Burger ${step.nth}` } },
        });
        await getPool().query(`update "Venue" set "menuVersion" = "menuVersion" + 1 where "id" = $1`, [own.venue.id]);
      } else {
        const all = (await listTickets(own.venue)).flatMap((ticket) => ticket.items);
        const item = all[(step.nth ?? 0) % Math.max(1, all.length)];
        if (!item) return;
        const done =
          step.kind === "void"
            ? voidItem(own.as.manager, item.id, { reason: "No" })
            : setItemState(own.as.manager, item.id, { status: step.kind as "ready" });
        await done.catch((error) => {
          if (!(error instanceof AppError)) throw error;
        });
      }
    }
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 8 }), async (steps) => {
        for (const step of steps) await run(step);
        for (const station of [null, "grill", "bar"]) {
          const expected = allDay(await listTickets(own.venue, { station: station ?? undefined }));
          counted += expected.length;
          expect(await readAllDay(own.venue, station)).toEqual(expected);
        }
      }),
      { numRuns: 12 },
    );
    expect(counted).toBeGreaterThan(0);
  });

  it("counts quantities by dish and option, and nothing of another house", async () => {
    const own = await makeHouse({ orderingPolicy: "OPEN" });
    const { items, modifiers } = own;
    await place(own.as.cashier, {
      items: [
        line(items.beer, 7),
        line(items.steak, 2, [modifiers.rare]),
        line(items.steak, 1, [modifiers.rare, modifiers.butter]),
      ],
    });
    expect(await readAllDay(own.venue, "grill")).toEqual([
      {
        menuItemId: items.steak,
        name: "steak",
        names: { en: "steak", bg: "steak-bg" },
        quantity: 3,
        options: [
          { modifierId: modifiers.rare, name: "rare", names: { en: "rare" }, quantity: 3 },
          { modifierId: modifiers.butter, name: "butter", names: { en: "butter" }, quantity: 1 },
        ],
      },
    ]);
    expect((await readAllDay(own.venue, null)).map(({ name, quantity }) => [name, quantity])).toEqual([
      ["beer", 7],
      ["steak", 3],
    ]);
    expect(await readAllDay((await makeHouse()).venue, null)).toEqual([]);
  });
});
