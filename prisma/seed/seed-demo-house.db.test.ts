import { randomUUID } from "node:crypto";
import { verify } from "@node-rs/argon2";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { PrismaClient } from "@/lib/platform/prisma/client";
import { applyMigrations } from "@/lib/server/migrate";
import { menu } from "./demo-house/menu";
import { type DemoSheet, seedDemoHouse } from "./seed-demo-house";

// There is one demo house to a database, so this suite takes a database of its own on the server of the run.
const server = new pg.Pool({ connectionString: inject("databaseUrl"), max: 1 });
const database = `seed_${randomUUID().replaceAll("-", "")}`;
const url = Object.assign(new URL(inject("databaseUrl")), { pathname: `/${database}` }).href;
const pool = new pg.Pool({ connectionString: url });
const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });

let sheet: DemoSheet;
let venueId: string;
let startedAt: number;

beforeAll(async () => {
  await server.query(`create database ${database}`);
  await applyMigrations(url);
  startedAt = Date.now();
  sheet = await seedDemoHouse(pool);
  ({ id: venueId } = await prisma.venue.findUniqueOrThrow({ where: { slug: sheet.venue } }));
});

afterAll(async () => {
  await prisma.$disconnect();
  await pool.end();
  await server.end();
});

describe("seedDemoHouse", () => {
  it("leaves the pool open for whoever lent it", async () => {
    expect((await pool.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
  });

  it("settles in euro and shows lev at the fixed rate", async () => {
    const venue = await prisma.venue.findUniqueOrThrow({ where: { id: venueId } });
    expect(venue).toMatchObject({
      currency: "EUR",
      secondCurrency: "BGN",
      secondRateDirection: "MULTIPLY",
      timezone: "Europe/Sofia",
      defaultLocale: "bg",
      serviceDayCutoffHour: 5,
    });
    expect(venue.secondRate?.toString()).toBe("1.95583");
    expect(venue.names).toEqual({ bg: "Под липите", en: "Under the Lindens", uk: "Під липами" });
  });

  it("hands out one sign-in a role that really opens the door", async () => {
    expect(new Set(sheet.users.map((user) => user.role.toUpperCase()))).toEqual(
      new Set(["ADMIN", "MANAGER", "CASHIER", "STAFF", "KITCHEN", "RELEASER"]),
    );
    for (const { membershipId, email, password, pin, role, name } of sheet.users) {
      const user = await prisma.user.findUniqueOrThrow({ where: { email }, include: { memberships: true } });
      const [membership] = user.memberships;
      expect([membership?.id, user.name, user.memberships.length, membership?.venueId, membership?.role]).toEqual([
        membershipId,
        name,
        1,
        venueId,
        role.toUpperCase(),
      ]);
      expect(user.passwordHash).toMatch(/^\$argon2id\$/);
      expect(await verify(user.passwordHash, password)).toBe(true);
      expect(await verify(user.passwordHash, pin)).toBe(false);
      expect(await verify(membership?.pinHash ?? "", pin)).toBe(true);
    }
  });

  it("gives every table, stool and room a secret of its own, the one on the sheet", async () => {
    const tables = await prisma.table.findMany({
      where: { venueId },
      select: { number: true, kind: true, token: true },
    });
    const byNumber = (a: { number: string }, b: { number: string }) => a.number.localeCompare(b.number);
    expect(tables.sort(byNumber)).toEqual([...sheet.tables].sort(byNumber));
    expect(new Set(tables.map((table) => table.token)).size).toBe(tables.length);
    expect(tables.filter((table) => !/^[\w-]{22,}$/.test(table.token))).toEqual([]);
  });

  it("keeps the menu in its order, with places where each thing is made", async () => {
    const categories = await prisma.menuCategory.findMany({
      where: { venueId },
      orderBy: { position: "asc" },
      include: { station: true, items: { orderBy: { position: "asc" }, include: { station: true, groups: true } } },
    });
    expect(categories.map((category) => category.names)).toEqual(menu.map((category) => category.names));
    expect(categories.map((category) => category.items.map((item) => item.names))).toEqual(
      menu.map((category) => category.items.map((item) => item.names)),
    );
    const named = (en: string) =>
      categories
        .flatMap((category) => category.items.map((item) => ({ ...item, made: item.station ?? category.station })))
        .find((item) => (item.names as { en: string }).en === en);
    expect(named("Kebapche, 3 pcs")).toMatchObject({ made: { type: "grill" }, noStation: false });
    expect(named("Fried sprats")).toMatchObject({ made: { type: "hot" }, stationId: expect.any(String) });
    expect(named("Negroni")).toMatchObject({ made: { type: "bar" }, stationId: null });
    expect(named("Still mineral water")).toMatchObject({ noStation: true, stationId: null });
    expect(named("Linden honey")).toMatchObject({ noStation: true, made: null });
    expect(named("Shopska salad")).toMatchObject({
      descriptions: { en: "Tomatoes, cucumbers, roast peppers, onion, grated white cheese, parsley. 350\u00a0g" },
      vatBasisPoints: 2000,
      allergens: ["milk"],
      picture: "salad",
      linen: "sage",
    });
    expect(named("Banitsa with white cheese")?.availability).toEqual([
      { from: "07:30", to: "11:00", days: [1, 2, 3, 4, 5, 6, 7] },
    ]);
    expect(named("Rib-eye steak")?.groups).toHaveLength(3);
  });

  it("sells out until a quarter of an hour ahead, or until somebody says otherwise", async () => {
    const soldOut = await prisma.menuItem.findMany({ where: { venueId, soldOut: true } });
    const ends = soldOut.flatMap((item) => (item.soldOutUntil ? [item.soldOutUntil.getTime()] : []));
    expect(soldOut.length).toBeGreaterThan(ends.length);
    expect(ends.length).toBeGreaterThan(0);
    for (const end of ends) {
      expect(end % (15 * 60_000)).toBe(0);
      expect(end).toBeGreaterThan(startedAt + 60 * 60_000);
      expect(end).toBeLessThan(startedAt + 5 * 60 * 60_000);
    }
  });

  it("refuses a second time and changes nothing", async () => {
    const before = await prisma.menuItem.count();
    await expect(seedDemoHouse(pool)).rejects.toMatchObject({ code: "state-moved" });
    expect(await prisma.menuItem.count()).toBe(before);
  });
});
