import { randomBytes } from "node:crypto";
import pg from "pg";
import { newId, newToken } from "@/lib/platform/ids";
import { readRun } from "./fixtures";

export interface SecondVenue {
  id: string;
  slug: string;
  tableToken: string;
  tableId: string;
  menuItemId: string;
}

const names = (text: string) => JSON.stringify({ bg: text, en: text, uk: text });

/** Another house in the same database, as small as one can be: one area, one table, one dish. */
export async function makeSecondVenue(): Promise<SecondVenue> {
  const client = new pg.Client({ connectionString: readRun().databaseUrl });
  await client.connect();
  const venue = {
    id: newId(),
    slug: `second-${randomBytes(4).toString("hex")}`,
    tableToken: newToken(),
    tableId: newId(),
    menuItemId: newId(),
  };
  const [areaId, stationId, categoryId] = [newId(), newId(), newId()];
  try {
    await client.query("begin");
    await client.query(
      `insert into "Venue" ("id", "slug", "names", "timezone", "defaultLocale", "currency") values ($1, $2, $3, 'Europe/Sofia', 'en', 'EUR')`,
      [venue.id, venue.slug, names("Second")],
    );
    await client.query(`insert into "Area" ("id", "venueId", "names", "position") values ($1, $2, $3, 0)`, [
      areaId,
      venue.id,
      names("Room"),
    ]);
    await client.query(
      `insert into "Table" ("id", "venueId", "areaId", "number", "seats", "x", "y", "width", "height", "token")
       values ($1, $2, $3, '1', 4, 0, 0, 100, 100, $4)`,
      [venue.tableId, venue.id, areaId, venue.tableToken],
    );
    await client.query(
      `insert into "Station" ("id", "venueId", "type", "names", "position", "targetSeconds") values ($1, $2, 'hot', $3, 0, 600)`,
      [stationId, venue.id, names("Hot")],
    );
    await client.query(
      `insert into "MenuCategory" ("id", "venueId", "names", "position", "stationId") values ($1, $2, $3, 0, $4)`,
      [categoryId, venue.id, names("All"), stationId],
    );
    await client.query(
      `insert into "MenuItem" ("id", "venueId", "categoryId", "names", "position", "price", "vatBasisPoints", "allergens", "diets", "picture", "linen")
       values ($1, $2, $3, $4, 0, 500, 2000, '{}', '{}', 'soup', 'sage')`,
      [venue.menuItemId, venue.id, categoryId, names("Soup")],
    );
    await client.query("commit");
  } finally {
    await client.end();
  }
  return venue;
}
