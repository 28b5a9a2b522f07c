import { rm } from "node:fs/promises";
import path from "node:path";
import pg from "pg";
import { demoPassword, mailDomain, people } from "@/prisma/seed/demo-house/people";
import { type DemoSheet, seedDemoHouse } from "@/prisma/seed/seed-demo-house";
import { readIfThere, writePrivateFile } from "./private-file";

const sheetName = "demo.json";
/** There while the demo house is being written: a start that was killed in it is finished by the next. */
const pendingName = "demo.pending";

/** The demo sign-ins and table tokens; null in a house of one's own. */
export async function readDemoSheet(directory: string): Promise<DemoSheet | null> {
  const text = await readIfThere(path.join(directory, sheetName));
  try {
    return text === null ? null : (JSON.parse(text) as DemoSheet);
  } catch {
    return null;
  }
}

/** The sheet of a demo house that is in the database already, while everything in it is still as it was written. */
async function readSheetFromDatabase(pool: pg.Pool, slug: string): Promise<DemoSheet> {
  const { rows } = await pool.query<{ number: string; kind: string; token: string }>(
    `select "Table"."number", "Table"."kind", "Table"."token" from "Table"
     join "Venue" on "Venue"."id" = "Table"."venueId" where "Venue"."slug" = $1 order by "Table"."id"`,
    [slug],
  );
  const members = await pool.query<{ id: string; email: string }>(
    `select "Membership"."id", "User"."email" from "Membership"
     join "User" on "User"."id" = "Membership"."userId"
     join "Venue" on "Venue"."id" = "Membership"."venueId" where "Venue"."slug" = $1`,
    [slug],
  );
  const idOf = new Map(members.rows.map(({ id, email }) => [email, id]));
  const users = people.map(({ role, name, mailbox, pin }) => ({
    membershipId: idOf.get(`${mailbox}@${mailDomain}`) ?? "",
    role: role.toLowerCase(),
    name,
    email: `${mailbox}@${mailDomain}`,
    password: demoPassword,
    pin,
  }));
  return { venue: slug, users, tables: rows };
}

/**
 * Writes the demo house into a database that has no venue yet, and its sign-ins into demo.json (mode 0600). Answers the
 * sheet, also that of an earlier start; null in a house of one's own.
 */
export async function seedDemo(databaseUrl: string, directory: string): Promise<DemoSheet | null> {
  const pending = path.join(directory, pendingName);
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 5 });
  pool.on("error", () => {});
  try {
    const { rows } = await pool.query<{ slug: string }>('select "slug" from "Venue" limit 1');
    const wasInterrupted = (await readIfThere(pending)) !== null;
    if (rows[0] && !wasInterrupted) return await readDemoSheet(directory);
    await writePrivateFile(pending, "");
    const sheet = rows[0] ? await readSheetFromDatabase(pool, rows[0].slug) : await seedDemoHouse(pool);
    await writePrivateFile(path.join(directory, sheetName), `${JSON.stringify(sheet, null, 2)}\n`);
    await rm(pending, { force: true });
    return sheet;
  } finally {
    await pool.end();
  }
}
