import { hash } from "@node-rs/argon2";
import { PrismaPg } from "@prisma/adapter-pg";
import type pg from "pg";
import { AppError } from "@/lib/platform/errors";
import { newId, newToken } from "@/lib/platform/ids";
import { PrismaClient } from "@/lib/platform/prisma/client";
import { describeItem, menu } from "./demo-house/menu";
import { modifierGroups } from "./demo-house/modifiers";
import { demoPassword, mailDomain, people } from "./demo-house/people";
import { areas } from "./demo-house/tables";
import { stations, vatBasisPoints, venue } from "./demo-house/venue";
import type { SeedItem, SeedPerson, SeedSoldOut, SeedTable, StationKey } from "./types";

/** What somebody needs to walk into the demo house; the shape of DATA_DIR/demo.json. */
export interface DemoSheet {
  /** The slug. */
  venue: string;
  users: { membershipId: string; role: string; name: string; email: string; password: string; pin: string }[];
  tables: { number: string; kind: string; token: string }[];
}

interface PersonRow extends SeedPerson {
  id: string;
  membershipId: string;
  email: string;
  passwordHash: string;
  pinHash: string;
}

/**
 * Writes the demo house into an empty database, in one transaction, and returns its sign-ins and table tokens.
 * The tokens are random, so the sheet cannot be made again later: keep it.
 * @param pool stays open
 * @throws AppError state-moved when the house is already there; nothing is changed then
 */
export async function seedDemoHouse(pool: pg.Pool): Promise<DemoSheet> {
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  try {
    const existing = await prisma.venue.findUnique({ where: { slug: venue.slug }, select: { id: true } });
    if (existing) throw new AppError("state-moved", `The demo house "${venue.slug}" is already there.`);

    const staff = await Promise.all(people.map(preparePerson));
    const venueId = newId();
    const stationIds = new Map(stations.map((station) => [station.key, newId()]));
    const floor = floorRows(venueId);
    const card = menuRows(venueId, stationIds, new Date());

    await prisma.$transaction([
      prisma.venue.create({ data: { id: venueId, ...venue, secondRateDirection: "MULTIPLY" } }),
      prisma.station.createMany({
        data: stations.map(({ key, ...rest }, position) => ({
          id: idOf(stationIds, key),
          venueId,
          type: key,
          position,
          ...rest,
        })),
      }),
      prisma.area.createMany({ data: floor.areas }),
      prisma.table.createMany({ data: floor.tables }),
      prisma.menuCategory.createMany({ data: card.categories }),
      prisma.modifierGroup.createMany({ data: card.groups }),
      prisma.modifier.createMany({ data: card.modifiers }),
      prisma.menuItem.createMany({ data: card.items }),
      prisma.menuItemModifierGroup.createMany({ data: card.itemGroups }),
      prisma.user.createMany({
        data: staff.map(({ id, email, name, passwordHash, locale }) => ({ id, email, name, passwordHash, locale })),
      }),
      prisma.membership.createMany({
        data: staff.map(({ id, membershipId, role, pinHash, station }) => ({
          id: membershipId,
          venueId,
          userId: id,
          role,
          pinHash,
          stationId: station ? idOf(stationIds, station) : null,
        })),
      }),
    ]);

    return {
      venue: venue.slug,
      users: staff.map(({ membershipId, role, name, email, pin }) => ({
        membershipId,
        role: role.toLowerCase(),
        name,
        email,
        password: demoPassword,
        pin,
      })),
      tables: floor.tables.map(({ number, kind, token }) => ({ number, kind, token })),
    };
  } finally {
    await prisma.$disconnect();
  }
}

async function preparePerson(person: SeedPerson): Promise<PersonRow> {
  const [passwordHash, pinHash] = await Promise.all([hash(demoPassword), hash(person.pin)]);
  return {
    ...person,
    id: newId(),
    membershipId: newId(),
    email: `${person.mailbox}@${mailDomain}`,
    passwordHash,
    pinHash,
  };
}

function floorRows(venueId: string) {
  const withIds = areas.map((area) => ({ ...area, id: newId() }));
  return {
    areas: withIds.map(({ id, names }, position) => ({ id, venueId, names, position })),
    tables: withIds.flatMap((area) => area.tables.map((table) => tableRow(venueId, area.id, table))),
  };
}

function tableRow(venueId: string, areaId: string, { place: [x, y, width, height], ...table }: SeedTable) {
  return { id: newId(), venueId, areaId, ...table, x, y, width, height, token: newToken() };
}

function menuRows(venueId: string, stationIds: Map<StationKey, string>, now: Date) {
  const groupIds = new Map(Object.keys(modifierGroups).map((key) => [key, newId()]));
  const categories = menu.map((category) => ({ ...category, id: newId() }));
  const items = categories.flatMap((category) =>
    category.items.map((item, position) => ({
      item,
      row: {
        id: newId(),
        venueId,
        categoryId: category.id,
        names: item.names,
        descriptions: describeItem(item),
        position,
        price: item.price,
        vatBasisPoints,
        stationId: item.station ? idOf(stationIds, item.station) : null,
        noStation: isHandedOverAsItIs(item, category.station),
        allergens: item.allergens ?? [],
        diets: item.diets ?? [],
        picture: item.picture ?? category.picture,
        linen: item.linen ?? category.linen,
        availability: item.availability,
        ...soldOutColumns(item.soldOut, now),
      },
    })),
  );
  return {
    categories: categories.map(({ id, names, notes, station }, position) => ({
      id,
      venueId,
      names,
      notes,
      position,
      stationId: station && idOf(stationIds, station),
    })),
    groups: Object.entries(modifierGroups).map(([key, { names, min, max }]) => ({
      id: idOf(groupIds, key),
      venueId,
      names,
      min,
      max,
    })),
    modifiers: Object.entries(modifierGroups).flatMap(([key, group]) =>
      group.modifiers.map(({ names, price = 0, kind = "CHOICE" as const, soldOut }, position) => ({
        id: newId(),
        groupId: idOf(groupIds, key),
        names,
        position,
        price,
        kind,
        ...soldOutColumns(soldOut, now),
      })),
    ),
    items: items.map(({ row }) => row),
    itemGroups: items.flatMap(({ item, row }) =>
      (item.groups ?? []).map((key, position) => ({ itemId: row.id, groupId: idOf(groupIds, key), position })),
    ),
  };
}

function isHandedOverAsItIs(item: SeedItem, categoryStation: StationKey | null): boolean {
  return item.station === null || (item.station === undefined && categoryStation === null);
}

const quarterHourMs = 15 * 60_000;

// Nobody says "back at 19:23", so the end is the next full quarter of an hour.
function soldOutColumns(soldOut: SeedSoldOut | undefined, now: Date) {
  if (!soldOut) return { soldOut: false, soldOutUntil: null };
  if (soldOut === true) return { soldOut: true, soldOutUntil: null };
  const end = now.getTime() + soldOut.minutes * 60_000;
  return { soldOut: true, soldOutUntil: new Date(Math.ceil(end / quarterHourMs) * quarterHourMs) };
}

function idOf<Key>(ids: Map<Key, string>, key: Key): string {
  const id = ids.get(key);
  if (!id) throw new Error(`The demo house refers to "${key}", which is not in it.`);
  return id;
}
