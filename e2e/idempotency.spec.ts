import { randomUUID } from "node:crypto";
import type { OrderDto } from "@/lib/orders/schema";
import { expect, test } from "./fixtures";
import { tablesOf } from "./tables";

const [table, otherTable] = tablesOf.idempotency;

test("fifty posts at once under one key make one order and get one answer", async ({ house }) => {
  const { client } = await house.sit(table);
  const items = [await house.line("Shopska salad"), await house.line("Beef burger", 2)];
  const key = randomUUID();
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => client.post<OrderDto>("orders", { items }, { key })),
  );
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
  expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
  expect(answers.filter(({ headers }) => headers.get("idempotent-replay") !== "true")).toHaveLength(1);
  const { body } = await client.get<{ items: OrderDto[] }>("orders");
  expect(body.items.map(({ id }) => id)).toEqual([answers[0]?.body.id]);
});

test("a key keeps its first answer and refuses another body", async ({ house }) => {
  const { client } = await house.sit(table);
  const items = [await house.line("Shopska salad")];
  const key = randomUUID();
  const first = await client.post<OrderDto>("orders", { items }, { key });
  expect(first.status).toBe(201);
  expect(first.headers.get("idempotent-replay")).toBeNull();
  const other = await client.post("orders", { items: [await house.line("Shopska salad", 2)] }, { key });
  expect([other.status, other.body.code]).toEqual([422, "idempotency-key-reused"]);
  expect(other.headers.get("content-type")).toContain("application/problem+json");
  const again = await client.post<OrderDto>("orders", { items }, { key });
  expect([again.status, again.headers.get("idempotent-replay"), again.body]).toEqual([201, "true", first.body]);
});

test("the same key of another phone is another key", async ({ house }) => {
  const one = await house.sit(table);
  const two = await house.sit(otherTable);
  const items = [await house.line("Shopska salad")];
  const key = randomUUID();
  const first = await one.client.post<OrderDto>("orders", { items }, { key });
  const second = await two.client.post<OrderDto>("orders", { items }, { key });
  expect([first.status, second.status]).toEqual([201, 201]);
  expect(second.body.id).not.toBe(first.body.id);
  expect(second.body.tableNumber).toBe(otherTable);
});

test("a create without a usable key is refused and makes nothing", async ({ house }) => {
  const { client } = await house.sit(table);
  const items = [await house.line("Shopska salad")];
  const missing = await client.post("orders", { items }, { key: false });
  expect([missing.status, missing.body.code]).toEqual([400, "idempotency-key-missing"]);
  const tooLong = await client.post("orders", { items }, { key: "k".repeat(256) });
  expect(tooLong.status).toBe(400);
  const call = await client.post("waiter-calls", { callType: "help" }, { key: false });
  expect(call.status).toBe(400);
  expect((await client.get("orders")).body.items).toEqual([]);
  const longest = await client.post("orders", { items }, { key: "k".repeat(255) });
  expect(longest.status).toBe(201);
});

test("twenty calls of one kind at once are one call", async ({ house }) => {
  const { client } = await house.sit(table);
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => client.post("waiter-calls", { callType: "payment_card" })),
  );
  expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
});
