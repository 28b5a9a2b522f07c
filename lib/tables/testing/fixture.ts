import type { Context, GuestActor, RoleName, StaffActor, Venue } from "@/lib/platform/auth/actor";
import { resolveIdentities } from "@/lib/platform/auth/resolve";
import { getPrisma } from "@/lib/platform/db";
import { newId, newToken } from "@/lib/platform/ids";
import type { LiveEvent } from "@/lib/platform/realtime/define-event";
import { joinTable } from "../commands/join-table";

export interface HouseOptions {
  policy?: Venue["orderingPolicy"];
  second?: boolean;
}

/** A venue of its own for one suite: an area with tables 1, 2 and 10. Nothing of it meets another suite's. */
export async function createHouse({ policy = "FIRST_ORDER_ACCEPTED", second = true }: HouseOptions = {}) {
  const prisma = getPrisma();
  const id = newId();
  const slug = `house-${id.slice(-12)}`;
  await prisma.venue.create({
    data: {
      id,
      slug,
      names: { bg: "Къща", en: "House" },
      timezone: "Europe/Sofia",
      defaultLocale: "bg",
      currency: "EUR",
      orderingPolicy: policy,
      ...(second ? { secondCurrency: "BGN", secondRate: "1.95583", secondRateDirection: "MULTIPLY" as const } : {}),
    },
  });
  const areaId = newId();
  await prisma.area.create({ data: { id: areaId, venueId: id, names: { bg: "Салон" }, position: 1 } });
  const place = { areaId, venueId: id, seats: 4, x: 0, y: 0, width: 80, height: 80 };
  const tables = ["1", "2", "10"].map((number) => ({ ...place, id: newId(), number, token: newToken() }));
  await prisma.table.createMany({ data: tables });
  const [first, other] = tables;
  if (!first || !other) throw new Error("no tables");
  return { id, slug, table: first, otherTable: other };
}
export type House = Awaited<ReturnType<typeof createHouse>>;

/** The venue as a request would read it now. */
export async function readVenue(house: House): Promise<Venue> {
  const identities = await resolveIdentities(house.slug, { sid: null, guestToken: null });
  if (!identities) throw new Error("The house is gone.");
  return identities.venue;
}

/** A signed-in member of the house's staff. */
export async function createStaff(
  house: House,
  role: RoleName = "staff",
  { name = "Мария", passwordHash = "none", locale = "bg" } = {},
): Promise<Context<StaffActor> & { email: string }> {
  const prisma = getPrisma();
  const [userId, sid] = [newId(), newId()];
  const email = `${userId}@example.com`;
  await prisma.user.create({ data: { id: userId, email, name, passwordHash, locale } });
  const upper = role.toUpperCase() as Uppercase<RoleName>;
  await prisma.membership.create({ data: { id: newId(), venueId: house.id, userId, role: upper } });
  await prisma.session.create({ data: { id: sid, userId, expiresAt: new Date(Date.now() + 3_600_000) } });
  const identities = await resolveIdentities(house.slug, { sid, guestToken: null });
  if (!identities?.staff) throw new Error("The session does not resolve.");
  return { actor: identities.staff, venue: identities.venue, requestId: newId(), ip: "127.0.0.1", email };
}

/** What a phone's cookie makes of it now; null when the token is nobody's. */
export async function guestOf(house: House, token: string | null): Promise<GuestActor | null> {
  return (await resolveIdentities(house.slug, { sid: null, guestToken: token }))?.guest ?? null;
}

/** A new phone at a table of the house. */
export async function seatGuest(house: House, table = house.table): Promise<Context<GuestActor> & { token: string }> {
  const venue = await readVenue(house);
  const { token } = await joinTable(venue, { token: table.token }, { currentGuest: null, locale: "en" });
  const actor = await guestOf(house, token);
  if (!actor || !token) throw new Error("The phone did not get a seat.");
  return { actor, venue, requestId: newId(), ip: "127.0.0.1", token };
}

/** The events written for the house, oldest first. */
export async function eventsOf(house: House): Promise<(Pick<LiveEvent, "name" | "data"> & { channels: string[] })[]> {
  const rows = await getPrisma().outboxEvent.findMany({ where: { venueId: house.id }, orderBy: { position: "asc" } });
  return rows.map(({ name, channels, payload }) => ({ name, channels, data: payload as LiveEvent["data"] }));
}
