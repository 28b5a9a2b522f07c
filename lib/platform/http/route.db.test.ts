import { afterAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { closeDatabase } from "@/lib/platform/db";
import { findVenueByTableToken } from "@/lib/tables/queries";
import { createHouse } from "@/lib/tables/testing/fixture";
import { route } from "./route";

afterAll(closeDatabase);

it("finds nothing by a name with a character that no column keeps, and reads no query with it", async () => {
  const { slug } = await createHouse();
  const open = route({ actors: ["public"], query: z.object({ q: z.string().optional() }), handler: async () => ({}) });
  const ask = async (venue: string, query = "") =>
    (await open(new Request(`http://localhost:3000/x${query}`), { params: Promise.resolve({ venue }) })).status;
  expect(await ask(slug, "?q=%D0%96")).toBe(200);
  expect(await ask(`${slug}\0`)).toBe(404);
  expect(await ask(slug, "?q=a%00")).toBe(400);
  expect(await findVenueByTableToken("a\0b")).toBeNull();
});

describe("a route's body", () => {
  const echo = route({
    actors: ["public"],
    body: z.strictObject({ text: z.string() }),
    handler: async ({ body }) => body,
  });

  it("is refused where it holds what no text column keeps", async () => {
    const { slug: venue } = await createHouse();
    const say = async (body: string) => {
      const request = new Request(`http://localhost:3000/api/venues/${venue}/x`, { method: "POST", body });
      const response = await echo(request, { params: Promise.resolve({ venue }) });
      return [response.status, ((await response.json()) as { text?: string; code?: string }).text];
    };
    for (const half of ["\\u0000", "\\ud83d", "a\\ude00b"])
      expect(await say(`{"text":"a${half}"}`)).toEqual([400, undefined]);
    expect(await say('{"text":"\\u0416 \\ud83d\\ude00 \\\\u0000"}')).toEqual([200, "Ж 😀 \\u0000"]);
    expect((await say('{"text":'))[0]).toBe(400);
  });
});
