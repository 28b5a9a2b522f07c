import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ApiError, apiFetch, newIdempotencyKey, refuseChanges, sendOnce } from "./client";

interface Seen {
  method?: string;
  headers: IncomingMessage["headers"];
  body: string;
}

let server: Server;
let origin: string;
let seen: Seen[];
let answer: (res: ServerResponse, nth: number) => void;

beforeEach(async () => {
  seen = [];
  server = createServer(async (req, res) => {
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk);
    seen.push({ method: req.method, headers: req.headers, body: Buffer.concat(chunks).toString() });
    answer(res, seen.length);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

function problem(
  res: ServerResponse,
  status: number,
  body: object | string,
  headers: Record<string, string> = {},
): void {
  res.writeHead(status, { "content-type": "application/problem+json", ...headers });
  res.end(typeof body === "string" ? body : JSON.stringify(body));
}
const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: ApiError) => error,
  );

describe("apiFetch", () => {
  it("sends what it is given, and only then", async () => {
    answer = (res) => res.end('{"id":1}');
    expect(await apiFetch(`${origin}/a`)).toEqual({ id: 1 });
    await apiFetch(`${origin}/a`, { body: { x: 1 }, idempotencyKey: "k", as: "guest" });
    await apiFetch(`${origin}/a`, { method: "PATCH", body: {}, as: "staff" });
    expect(seen.map(({ method, body }) => [method, body])).toEqual([
      ["GET", ""],
      ["POST", '{"x":1}'],
      ["PATCH", "{}"],
    ]);
    expect(seen[0]?.headers["content-type"]).toBeUndefined();
    expect(seen[1]?.headers).toMatchObject({ "idempotency-key": "k", "x-servery-as": "guest" });
    expect(seen[2]?.headers["x-servery-as"]).toBeUndefined();
  });

  it("answers nothing with undefined", async () => {
    answer = (res) => res.writeHead(204).end();
    expect(await apiFetch(`${origin}/a`)).toBeUndefined();
  });

  it("throws the problem as it was told", async () => {
    const told = { code: "state-moved", detail: "Moved.", errors: [{ path: "a", message: "b" }], current: { id: 1 } };
    answer = (res) => problem(res, 409, told, { "retry-after": "7" });
    const error = await failureOf(apiFetch(`${origin}/a`));
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ status: 409, ...told, retryAfter: 7 });
  });

  it.each([
    [503, "unavailable"],
    [404, "not-found"],
    [500, "internal"],
  ])("names a %i that a proxy answered in HTML", async (status, code) => {
    answer = (res) => problem(res, status, "<h1>no</h1>");
    expect(await failureOf(apiFetch(`${origin}/a`))).toMatchObject({ status, code, retryAfter: null });
  });

  it("is offline when nothing answers, or not in time", async () => {
    answer = (res) => res.destroy();
    expect(await failureOf(apiFetch(`${origin}/a`))).toMatchObject({ status: 0, code: "offline" });
    answer = () => {};
    expect(await failureOf(apiFetch(`${origin}/a`, { timeoutMs: 50 }))).toMatchObject({ status: 0, code: "offline" });
  });
});

describe("sendOnce", () => {
  it("sends the same create under the same key until it is answered", async () => {
    answer = (res, nth) => {
      if (nth === 1) res.destroy();
      else if (nth === 2) problem(res, 503, { code: "unavailable" });
      else res.end('{"id":"o1"}');
    };
    const key = newIdempotencyKey();
    expect(await sendOnce(`${origin}/orders`, { a: 1 }, key, { as: "guest" })).toEqual({ id: "o1" });
    expect(seen).toHaveLength(3);
    expect(new Set(seen.map(({ method, headers, body }) => `${method} ${headers["idempotency-key"]} ${body}`))).toEqual(
      new Set([`POST ${key} {"a":1}`]),
    );
  });

  it("does not repeat what was refused, and gives up in time", async () => {
    answer = (res) => problem(res, 409, { code: "sold-out" });
    expect(await failureOf(sendOnce(`${origin}/orders`, {}, "k"))).toMatchObject({ code: "sold-out" });
    expect(seen).toHaveLength(1);
    answer = (res) => problem(res, 503, {});
    expect(await failureOf(sendOnce(`${origin}/orders`, {}, "k", { forMs: 900 }))).toMatchObject({
      code: "unavailable",
    });
    expect(seen.length).toBeLessThan(5);
  });
});

it("makes keys that differ and fit the header", () => {
  const keys = new Set(Array.from({ length: 1_000 }, newIdempotencyKey));
  expect(keys.size).toBe(1_000);
  for (const key of keys) expect(key).toMatch(/^[0-9a-f]{32}$/);
});

describe("refuseChanges", () => {
  it("fails every change at once and sends none of it, until the last who asked for that takes it back", async () => {
    answer = (res) => res.end("{}");
    const ends = [refuseChanges(), refuseChanges()];
    for (const method of ["POST", "PATCH", "PUT", "DELETE"] as const) {
      await expect(apiFetch(origin, { method })).rejects.toMatchObject({ code: "offline", status: 0 });
    }
    expect(seen).toEqual([]);
    await expect(apiFetch(origin)).resolves.toEqual({});
    ends[0]?.();
    ends[0]?.();
    await expect(apiFetch(origin, { body: {} })).rejects.toMatchObject({ code: "offline" });
    ends[1]?.();
    await expect(apiFetch(origin, { body: {} })).resolves.toEqual({});
  });
});
