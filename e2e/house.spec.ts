import { statSync } from "node:fs";
import { join } from "node:path";
import { signIn } from "./api-client";
import { expect, readRun, test } from "./fixtures";

test("the demo sheet is private and every sign-in on it works", async ({ house }) => {
  const { dataDir } = readRun();
  expect(statSync(join(dataDir, "demo.json")).mode & 0o777).toBe(0o600);
  const roles = new Set(house.sheet.users.map(({ role }) => role.toLowerCase()));
  expect(roles).toEqual(new Set(["admin", "manager", "cashier", "staff", "kitchen", "releaser"]));
  expect(house.sheet.tables.length).toBeGreaterThanOrEqual(16);
  for (const role of roles) {
    const user = house.sheet.users.find((each) => each.role.toLowerCase() === role);
    const client = await signIn(house.base, house.venue, user?.email ?? "", user?.password ?? "");
    expect((await client.get("orders")).status, role).toBe(200);
  }
});

test("a wrong password is refused in words", async ({ house }) => {
  const { email } = house.userOf("staff", 2);
  await expect(signIn(house.base, house.venue, email, "wrong")).rejects.toThrow("401");
});

test("health tells whether the house serves", async ({ house }) => {
  const anyone = house.stranger();
  expect((await anyone.get("/api/health/live")).status).toBe(200);
  const ready = await anyone.get("/api/health/ready");
  expect([ready.status, ready.body.status]).toEqual([200, "ok"]);
});

test("the API describes every path that outside clients use", async ({ house }) => {
  const { status, body } = await house.stranger().get("/api/openapi.json");
  expect(status).toBe(200);
  expect(body.openapi).toMatch(/^3\.1/);
  const paths: Record<string, string[]> = {
    "/api/venues/{venue}/table-sessions": ["post"],
    "/api/venues/{venue}/table-sessions/current": ["get"],
    "/api/venues/{venue}/menu": ["get"],
    "/api/venues/{venue}/menu-items/{id}/availability": ["patch"],
    "/api/venues/{venue}/orders": ["post", "get"],
    "/api/venues/{venue}/orders/{id}": ["get"],
    "/api/venues/{venue}/orders/{id}/status": ["patch"],
    "/api/venues/{venue}/orders/{id}/accept": ["post"],
    "/api/venues/{venue}/orders/{id}/reject": ["post"],
    "/api/venues/{venue}/orders/{id}/cancel": ["post"],
    "/api/venues/{venue}/order-items/{id}/status": ["patch"],
    "/api/venues/{venue}/tickets": ["get"],
    "/api/venues/{venue}/tickets/{id}/status": ["patch"],
    "/api/venues/{venue}/waiter-calls": ["post", "get"],
    "/api/venues/{venue}/waiter-calls/{id}/acknowledge": ["post"],
    "/api/venues/{venue}/waiter-calls/{id}/complete": ["post"],
    "/api/venues/{venue}/events": ["get"],
    "/api/realtime/auth": ["post"],
    "/api/realtime/info": ["get"],
    "/api/health/live": ["get"],
    "/api/health/ready": ["get"],
  };
  for (const [path, methods] of Object.entries(paths)) {
    expect(Object.keys(body.paths[path] ?? {}), path).toEqual(expect.arrayContaining(methods));
  }
  const order = body.paths["/api/venues/{venue}/orders"].post;
  expect(JSON.stringify(order.parameters)).toContain("Idempotency-Key");
});

test("the broker's address carries no secret", async ({ house }) => {
  const { status, body } = await house.stranger().get("/api/realtime/info");
  expect(status).toBe(200);
  expect(body.key).toMatch(/\S+/);
  expect(JSON.stringify(body)).not.toMatch(/secret/i);
  expect(body).toHaveProperty("channelPrefixes");
});

test("the menu is the house's, in each language", async ({ house }) => {
  const counts = new Set<number>();
  for (const [locale, name] of [
    ["bg", "Шопска салата"],
    ["en", "Shopska salad"],
    ["uk", "Салат шопський"],
  ]) {
    const { body } = await house.stranger().get(`menu?locale=${locale}`);
    const items = body.categories.flatMap((category: { items: { name: string }[] }) => category.items);
    expect(items.map((item: { name: string }) => item.name)).toContain(name);
    expect(items.every((item: { name: string }) => item.name.length > 0)).toBe(true);
    expect(body.categories.length).toBeGreaterThanOrEqual(8);
    counts.add(items.length);
  }
  expect(counts.size).toBe(1);
  expect([...counts][0]).toBeGreaterThanOrEqual(60);
  const { body } = await house.stranger().get("menu", { headers: { "accept-language": "uk-UA,uk;q=0.9" } });
  expect(body.locale).toBe("uk");
});
