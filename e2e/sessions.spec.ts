import pg from "pg";
import { signIn } from "./api-client";
import { expect, readRun, test } from "./fixtures";
import { tablesOf } from "./tables";

const [table] = tablesOf.sessions;

test("a copied cookie is worth nothing after its owner signed out", async ({ house }) => {
  const { email, password } = house.userOf("cashier", 1);
  const client = await signIn(house.base, house.venue, email, password);
  expect((await client.get("orders")).status).toBe(200);
  const copied = new Map(client.cookies);
  const { body } = await client.get("/api/auth/csrf");
  await client.request("POST", "/api/auth/signout", {
    text: new URLSearchParams({ csrfToken: body.csrfToken, json: "true" }).toString(),
    headers: { "content-type": "application/x-www-form-urlencoded" },
    key: false,
  });
  expect((await client.get("orders")).status).toBe(401);
  const thief = house.stranger();
  for (const [name, value] of copied) thief.cookies.set(name, value);
  expect((await thief.get("orders")).status).toBe(401);
  const channel = { socket_id: "1.2", channel_name: `private-${house.venue}-orders` };
  expect((await thief.post("/api/realtime/auth", channel)).status).not.toBe(200);
});

test("a revoked session and a forged one are refused at once", async ({ house }) => {
  const { email, password } = house.userOf("cashier", 1);
  const client = await signIn(house.base, house.venue, email, password);
  expect((await client.get("dashboard")).status).toBe(200);
  const database = new pg.Client({ connectionString: readRun().databaseUrl });
  await database.connect();
  await database.query(
    `update "Session" set "revokedAt" = now() where "userId" = (select "id" from "User" where "email" = $1)`,
    [email],
  );
  await database.end();
  expect((await client.get("dashboard")).status).toBe(401);
  const forged = house.stranger();
  forged.cookies.set("next-auth.session-token", "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..x.y.z");
  expect((await forged.get("dashboard")).status).toBe(401);
});

test("closing the table ends its guests' sessions at once, and a rotated code lets nobody in", async ({ house }) => {
  const { client, sitting } = await house.sit(table);
  const manager = await house.staff("manager");
  await manager.post(`tables/${sitting.tableId}/close`, { force: true }, { key: false });
  const late = await client.post("orders", { items: [await house.line("Shopska salad")] });
  expect([late.status, late.body.code]).toEqual([401, "sitting-ended"]);
  const auth = { socket_id: "1.2", channel_name: sitting.channel };
  expect((await client.post("/api/realtime/auth", auth)).status).toBe(403);
  const rotated = await manager.post(`tables/${sitting.tableId}/rotate-token`, {}, { key: false });
  expect([rotated.status, typeof rotated.body.token]).toEqual([200, "string"]);
  const old = await house.stranger().post("table-sessions", { token: house.tokenOf(table) });
  expect([old.status, old.body.code]).toEqual([404, "wrong-token"]);
  const fresh = await house.stranger().post("table-sessions", { token: rotated.body.token });
  expect(fresh.status).toBe(201);
});
