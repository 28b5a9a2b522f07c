import { randomBytes } from "node:crypto";
import { encode } from "next-auth/jwt";
import type { Context, GuestActor, RoleName, StaffActor, Venue } from "@/lib/platform/auth/actor";
import { guestCookieName, staffCookieName } from "@/lib/platform/auth/cookies";
import { resolveIdentities } from "@/lib/platform/auth/resolve";
import { getPrisma } from "@/lib/platform/db";
import { newId, newToken } from "@/lib/platform/ids";
import type { OutboxEvent } from "@/lib/platform/prisma/client";
import { joinTable } from "@/lib/tables/commands/join-table";

/** Names of the small menu below, so that a test reads like a menu. */
const dishes = {
  /** On the grill, 18.00; needs one doneness, takes up to two sauces. */
  steak: { price: 1800, station: "grill" },
  /** On the grill, 12.50. */
  burger: { price: 1250, station: "grill" },
  /** At the bar, 4.20. */
  beer: { price: 420, station: "bar" },
  /** Made nowhere, 2.00. */
  water: { price: 200, station: null },
  /** On the grill, 9.00, sold out until somebody says otherwise. */
  soldOut: { price: 900, station: "grill" },
  /** On the grill, 8.00, served in no minute of the week. */
  neverServed: { price: 800, station: "grill" },
} as const;
export type Dish = keyof typeof dishes;

const options = {
  rare: 0,
  wellDone: 0,
  pepper: 150,
  butter: 100,
  noSauce: -50,
  /** Sold out. */
  truffle: 900,
} as const;
export type Option = keyof typeof options;

const roles = ["admin", "manager", "cashier", "staff", "kitchen", "releaser"] as const satisfies readonly RoleName[];

export interface HouseOptions {
  orderingPolicy?: Venue["orderingPolicy"];
  timezone?: string;
  approvalTimeoutMinutes?: number;
}

/** A venue of its own: three tables, a grill and a bar, six things to order, one person of every role. */
export interface House {
  venue: Venue;
  items: Record<Dish, string>;
  modifiers: Record<Option, string>;
  tables: Record<"1" | "2" | "3", { id: string; number: string; token: string }>;
  /** Who may do what: the context of each role, with a session row behind its `sid`. */
  as: Record<RoleName, Context<StaffActor>>;
  /** A phone that scans the table's code. */
  sit(table: "1" | "2" | "3"): Promise<Context<GuestActor>>;
  /** The same phone as its next request finds it; null once its sitting's row is gone. */
  again(guest: Context<GuestActor>): Promise<Context<GuestActor>>;
  /** The Cookie header that makes a request this person's; staff cookies are signed with NEXTAUTH_SECRET. */
  cookieOf(ctx: Context<StaffActor | GuestActor>): Promise<string>;
  /** The context of the same person with the venue as it stands now. */
  fresh<C extends Context>(ctx: C): Promise<C>;
  /** All events written so far, in their order. */
  events(): Promise<OutboxEvent[]>;
}

async function readVenue(slug: string): Promise<Venue> {
  const identities = await resolveIdentities(slug, { sid: null, guestToken: null });
  if (!identities) throw new Error(`No venue ${slug}.`);
  return identities.venue;
}

async function seedFloor(venueId: string, slug: string): Promise<House["tables"]> {
  const prisma = getPrisma();
  const areaId = newId();
  await prisma.area.create({ data: { id: areaId, venueId, names: { en: "Hall", bg: "Зала" }, position: 0 } });
  const place = (number: "1" | "2" | "3", x: number) => ({
    id: newId(),
    venueId,
    areaId,
    number,
    seats: 4,
    x,
    y: 100,
    width: 100,
    height: 100,
    token: `${slug}-${newToken()}`,
  });
  const tables = { "1": place("1", 100), "2": place("2", 300), "3": place("3", 500) };
  await prisma.table.createMany({ data: Object.values(tables) });
  return tables;
}

async function seedMenu(venueId: string): Promise<Pick<House, "items" | "modifiers">> {
  const prisma = getPrisma();
  const stations = { grill: newId(), bar: newId() };
  await prisma.station.createMany({
    data: [
      { id: stations.grill, venueId, type: "grill", names: { en: "Grill" }, position: 0, targetSeconds: 900 },
      { id: stations.bar, venueId, type: "bar", names: { en: "Bar" }, position: 1, targetSeconds: 300 },
    ],
  });
  const categoryId = newId();
  await prisma.menuCategory.create({
    data: {
      id: categoryId,
      venueId,
      names: { en: "Everything", bg: "Всичко" },
      position: 0,
      stationId: stations.grill,
    },
  });
  const idsOf = <Name extends string>(names: Record<Name, unknown>) =>
    Object.fromEntries(Object.keys(names).map((name) => [name, newId()])) as Record<Name, string>;
  const items = idsOf(dishes);
  const modifiers = idsOf(options);
  await prisma.menuItem.createMany({
    data: (Object.keys(dishes) as Dish[]).map((name, position) => ({
      id: items[name],
      venueId,
      categoryId,
      names: { en: name, bg: `${name}-bg` },
      position,
      price: dishes[name].price,
      vatBasisPoints: 2000,
      stationId: dishes[name].station === "bar" ? stations.bar : null,
      noStation: dishes[name].station === null,
      allergens: name === "burger" ? ["gluten", "milk"] : [],
      diets: [],
      picture: "plate",
      linen: "sage",
      soldOut: name === "soldOut",
      // From and to are the same minute and `to` is exclusive: an empty window.
      availability: name === "neverServed" ? [{ from: "03:00", to: "03:00" }] : undefined,
    })),
  });
  const doneness = newId();
  const sauces = newId();
  await prisma.modifierGroup.createMany({
    data: [
      { id: doneness, venueId, names: { en: "Doneness" }, min: 1, max: 1 },
      { id: sauces, venueId, names: { en: "Sauces" }, min: 0, max: 2 },
    ],
  });
  await prisma.modifier.createMany({
    data: (Object.keys(options) as Option[]).map((name, position) => ({
      id: modifiers[name],
      groupId: name === "rare" || name === "wellDone" ? doneness : sauces,
      names: { en: name },
      position,
      price: options[name],
      kind: name === "noSauce" ? ("REMOVE" as const) : ("CHOICE" as const),
      soldOut: name === "truffle",
    })),
  });
  await prisma.menuItemModifierGroup.createMany({
    data: [
      { itemId: items.steak, groupId: doneness, position: 0 },
      { itemId: items.steak, groupId: sauces, position: 1 },
    ],
  });
  return { items, modifiers };
}

async function seedStaff(venueId: string, slug: string): Promise<Omit<StaffActor, "kind">[]> {
  const prisma = getPrisma();
  const people = roles.map((role) => ({ role, userId: newId(), sid: newId(), name: `The ${role}` }));
  const expiresAt = new Date(Date.now() + 86_400_000);
  await prisma.user.createMany({
    data: people.map(({ role, userId, name }) => ({
      id: userId,
      email: `${role}@${slug}.test`,
      name,
      passwordHash: "-",
      locale: "en",
    })),
  });
  await prisma.membership.createMany({
    data: people.map(({ role, userId }) => ({
      id: newId(),
      venueId,
      userId,
      role: role.toUpperCase() as Uppercase<RoleName>,
    })),
  });
  await prisma.session.createMany({ data: people.map(({ sid, userId }) => ({ id: sid, userId, expiresAt })) });
  return people.map((person) => ({ ...person, locale: "en", station: null, deviceId: null }));
}

/** Makes a house of its own for a suite, so that suites can share a database. EUR, shown in BGN too. */
export async function makeHouse({
  orderingPolicy = "FIRST_ORDER_ACCEPTED",
  timezone = "Europe/Sofia",
  approvalTimeoutMinutes = 15,
}: HouseOptions = {}): Promise<House> {
  const venueId = newId();
  const slug = `house-${randomBytes(6).toString("hex")}`;
  await getPrisma().venue.create({
    data: {
      id: venueId,
      slug,
      names: { en: "House", bg: "Къща" },
      timezone,
      defaultLocale: "en",
      currency: "EUR",
      secondCurrency: "BGN",
      secondRate: "1.95583",
      secondRateDirection: "MULTIPLY",
      orderingPolicy,
      approvalTimeoutMinutes,
    },
  });
  const tables = await seedFloor(venueId, slug);
  const { items, modifiers } = await seedMenu(venueId);
  const people = await seedStaff(venueId, slug);
  const venue = await readVenue(slug);
  const contextOf = <A extends StaffActor | GuestActor>(actor: A, of = venue): Context<A> => ({
    actor,
    venue: of,
    requestId: newId(),
    ip: "127.0.0.1",
  });
  const tokens = new Map<string, string>();
  const guestWith = async (token: string): Promise<Context<GuestActor>> => {
    const identities = await resolveIdentities(slug, { sid: null, guestToken: token });
    if (!identities?.guest) throw new Error("The phone is nobody here.");
    tokens.set(identities.guest.guestId, token);
    return contextOf(identities.guest, identities.venue);
  };
  return {
    venue,
    items,
    modifiers,
    tables,
    as: Object.fromEntries(
      people.map((person) => [person.role, contextOf({ kind: "staff", ...person })]),
    ) as House["as"],
    sit: async (table) => {
      const { token } = await joinTable(
        await readVenue(slug),
        { token: tables[table].token },
        { currentGuest: null, locale: "en" },
      );
      return guestWith(token ?? "");
    },
    again: (guest) => guestWith(tokens.get(guest.actor.guestId) ?? ""),
    cookieOf: async ({ actor }) =>
      actor.kind === "guest"
        ? `${guestCookieName}=${tokens.get(actor.guestId)}`
        : `${staffCookieName()}=${await encode({ token: { sid: actor.sid }, secret: process.env.NEXTAUTH_SECRET ?? "" })}`,
    fresh: async (ctx) => ({ ...ctx, venue: await readVenue(slug) }),
    events: () => getPrisma().outboxEvent.findMany({ where: { venueId }, orderBy: { position: "asc" } }),
  };
}

/** The house with one of its stations handing over to another, as its orders see it from now on. */
export async function handOver(house: House, station: "grill" | "bar", nextStation: string | null): Promise<House> {
  const { id } = house.venue;
  await getPrisma().station.update({ where: { venueId_type: { venueId: id, type: station } }, data: { nextStation } });
  await getPrisma().venue.update({ where: { id }, data: { menuVersion: { increment: 1 } } });
  const venue = await readVenue(house.venue.slug);
  const as = Object.fromEntries(
    Object.entries(house.as).map(([role, ctx]) => [role, { ...ctx, venue }]),
  ) as House["as"];
  return { ...house, venue, as };
}
