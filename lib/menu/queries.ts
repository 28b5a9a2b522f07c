import type { Venue } from "@/lib/platform/auth/actor";
import { getPool } from "@/lib/platform/db";
import { inLocale, type Locale, type Translations } from "@/lib/platform/i18n/locales";
import { toSecond } from "@/lib/platform/money";
import type { TimeWindow } from "@/lib/platform/time";
import { hoursToShow, isOrderable, isSoldOut } from "./rules";
import type { MenuDto, MenuItemDto } from "./schema";

export interface SnapshotModifier {
  id: string;
  names: Translations;
  /** Minor units added to the item's price. */
  price: number;
  kind: "ADD" | "REMOVE" | "CHOICE";
  soldOut: boolean;
  soldOutUntil: Date | null;
}

export interface SnapshotGroup {
  id: string;
  names: Translations;
  min: number;
  max: number;
  modifiers: SnapshotModifier[];
}

export interface SnapshotItem {
  id: string;
  categoryId: string;
  names: Translations;
  descriptions: Translations | null;
  /** Minor units, VAT included. */
  price: number;
  vatBasisPoints: number;
  /** The type of the station that makes it: its own, else its category's; null is made nowhere. */
  station: string | null;
  allergens: string[];
  diets: string[];
  picture: string;
  linen: string;
  photo: string | null;
  soldOut: boolean;
  soldOutUntil: Date | null;
  availability: TimeWindow[] | null;
  version: number;
  groups: SnapshotGroup[];
}

/** The whole menu of a venue in every language, as it stood at one `version`. Shared between requests: never change it. */
export interface MenuSnapshot {
  version: number;
  categories: { id: string; names: Translations; notes: Translations | null; itemIds: string[] }[];
  items: Map<string, SnapshotItem>;
  stations: Map<string, { names: Translations; targetSeconds: number; nextStation: string | null }>;
}

type Stored<T extends { soldOutUntil: Date | null }> = Omit<T, "soldOutUntil"> & { soldOutUntil: string | null };

interface SnapshotRow {
  version: number;
  categories: { id: string; names: Translations; notes: Translations | null }[];
  items: (Omit<Stored<SnapshotItem>, "groups"> & { groupIds: string[] })[];
  groups: (Omit<SnapshotGroup, "modifiers"> & { modifiers: Stored<SnapshotModifier>[] })[];
  stations: { type: string; names: Translations; targetSeconds: number; nextStation: string | null }[];
}

// One statement sees one state of the database: the version it returns is the version of exactly this menu.
const snapshotStatement = {
  name: "menu-snapshot",
  text: `
    select v."menuVersion" as "version",
      (select coalesce(jsonb_agg(jsonb_build_object('id', c."id", 'names', c."names", 'notes', c."notes")
                order by c."position", c."id"), '[]')
         from "MenuCategory" c where c."venueId" = v."id") as "categories",
      (select coalesce(jsonb_agg(jsonb_build_object(
                'id', i."id", 'categoryId', i."categoryId", 'names', i."names", 'descriptions', i."descriptions",
                'price', i."price", 'vatBasisPoints', i."vatBasisPoints",
                'station', case when i."noStation" then null else coalesce(own."type", cs."type") end,
                'allergens', i."allergens", 'diets', i."diets", 'picture', i."picture", 'linen', i."linen", 'photo', i."photo",
                'soldOut', i."soldOut", 'soldOutUntil', i."soldOutUntil", 'availability', i."availability",
                'version', i."version",
                'groupIds', (select coalesce(jsonb_agg(l."groupId" order by l."position", l."groupId"), '[]')
                               from "MenuItemModifierGroup" l where l."itemId" = i."id")
              ) order by i."position", i."id"), '[]')
         from "MenuItem" i
         join "MenuCategory" c on c."id" = i."categoryId"
         left join "Station" own on own."id" = i."stationId"
         left join "Station" cs on cs."id" = c."stationId"
        where i."venueId" = v."id" and i."archivedAt" is null) as "items",
      (select coalesce(jsonb_agg(jsonb_build_object('id', g."id", 'names', g."names", 'min', g."min", 'max', g."max",
                'modifiers', (select coalesce(jsonb_agg(jsonb_build_object('id', m."id", 'names', m."names",
                                'price', m."price", 'kind', m."kind", 'soldOut', m."soldOut", 'soldOutUntil', m."soldOutUntil")
                                order by m."position", m."id"), '[]')
                                from "Modifier" m where m."groupId" = g."id"))), '[]')
         from "ModifierGroup" g where g."venueId" = v."id") as "groups",
      (select coalesce(jsonb_agg(jsonb_build_object('type', s."type", 'names', s."names", 'targetSeconds', s."targetSeconds",
                'nextStation', s."nextStation")
                order by s."position"), '[]')
         from "Station" s where s."venueId" = v."id") as "stations"
    from "Venue" v where v."id" = $1::uuid`,
};

const toDate = (value: string | null): Date | null => (value === null ? null : new Date(value));

async function loadSnapshot(venueId: string): Promise<MenuSnapshot> {
  const { rows } = await getPool().query<SnapshotRow>({ ...snapshotStatement, values: [venueId] });
  const row = rows[0];
  if (!row) throw new Error(`Venue ${venueId} is gone.`);
  const groups = new Map(
    row.groups.map((group) => [
      group.id,
      {
        ...group,
        modifiers: group.modifiers.map((each) => ({ ...each, soldOutUntil: toDate(each.soldOutUntil) })),
      },
    ]),
  );
  const items = row.items.map(
    ({ groupIds, ...item }): SnapshotItem => ({
      ...item,
      soldOutUntil: toDate(item.soldOutUntil),
      groups: groupIds.map((id) => groups.get(id)).filter((group) => group !== undefined),
    }),
  );
  return {
    version: row.version,
    categories: row.categories.map((category) => ({
      ...category,
      itemIds: items.filter(({ categoryId }) => categoryId === category.id).map(({ id }) => id),
    })),
    items: new Map(items.map((item) => [item.id, item])),
    stations: new Map(row.stations.map(({ type, ...station }) => [type, station])),
  };
}

const snapshots = new Map<string, MenuSnapshot>();
const loading = new Map<string, Promise<MenuSnapshot>>();

/**
 * The menu for pricing and for projections, kept in this process while `venue.menuVersion` (read with every request) has not
 * passed it. Archived items are not in it. Requests that find it outdated at once share one load.
 */
export async function getMenuSnapshot(venue: Pick<Venue, "id" | "menuVersion">): Promise<MenuSnapshot> {
  const kept = snapshots.get(venue.id);
  if (kept && kept.version >= venue.menuVersion) return kept;
  let load = loading.get(venue.id);
  if (!load) {
    load = loadSnapshot(venue.id).finally(() => loading.delete(venue.id));
    loading.set(venue.id, load);
  }
  const fresh = await load;
  // A load that began before this request's version was committed may be older than it.
  if (fresh.version < venue.menuVersion) return getMenuSnapshot(venue);
  if ((snapshots.get(venue.id)?.version ?? 0) <= fresh.version) snapshots.set(venue.id, fresh);
  return fresh;
}

/** One item as a guest sees it at `now`, in a language it surely has. Prices in minor units of the venue's currency. */
export function toMenuItemDto(item: SnapshotItem, venue: Venue, locale: Locale, now: Date): MenuItemDto {
  const text = (texts: Translations | null) => inLocale(texts, locale, venue.defaultLocale);
  const soldOut = isSoldOut(item, now);
  return {
    id: item.id,
    name: text(item.names),
    description: text(item.descriptions),
    price: item.price,
    secondPrice: venue.second ? toSecond(item.price, venue.currency, venue.second) : null,
    available: isOrderable(item, now, venue.timezone),
    soldOut,
    soldOutUntil: soldOut ? (item.soldOutUntil?.toISOString() ?? null) : null,
    hours: hoursToShow(item.availability, now, venue.timezone),
    allergens: item.allergens,
    diets: item.diets,
    station: item.station,
    picture: item.picture,
    linen: item.linen,
    photo: item.photo,
    version: item.version,
    modifierGroups: item.groups.map(({ id, names, min, max, modifiers }) => ({
      id,
      name: text(names),
      min,
      max,
      modifiers: modifiers.map((modifier) => ({
        id: modifier.id,
        name: text(modifier.names),
        price: modifier.price,
        kind: modifier.kind,
        available: !isSoldOut(modifier, now),
      })),
    })),
  };
}

/** The menu in one language at `now`; categories without items are left out. */
export async function getMenu(venue: Venue, locale: Locale, now = new Date()): Promise<MenuDto> {
  const snapshot = await getMenuSnapshot(venue);
  const text = (texts: Translations | null) => inLocale(texts, locale, venue.defaultLocale);
  return {
    venue: venue.slug,
    venueName: text(venue.names),
    locale,
    currency: venue.currency,
    secondCurrency: venue.second?.currency ?? null,
    kitchenClosesAt: venue.kitchenClosesAt,
    version: snapshot.version,
    categories: snapshot.categories
      .filter(({ itemIds }) => itemIds.length > 0)
      .map(({ id, names, notes, itemIds }) => ({
        id,
        name: text(names),
        note: text(notes) || null,
        items: itemIds
          .map((itemId) => snapshot.items.get(itemId))
          .filter((item) => item !== undefined)
          .map((item) => toMenuItemDto(item, venue, locale, now)),
      })),
  };
}
