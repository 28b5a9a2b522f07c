import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { GET } from "@/app/api/openapi.json/route";

type Json = Record<string, unknown>;
interface Described {
  operationId: string;
  parameters: { name: string; in: string }[];
  responses: Record<string, { content?: Json }>;
  requestBody?: { content: Json };
}

const root = fileURLToPath(new URL("../app/api", import.meta.url));
const document = (await GET().json()) as {
  openapi: string;
  paths: Record<string, Record<string, Described>>;
  components: { schemas: Record<string, { properties?: Json }> };
};
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);

/** METHOD and path of every route file; catch-alls describe their own, the benchmark's yardstick is no part of the API. */
function served(): string[] {
  return readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith("route.ts") && !file.includes("[...") && !file.startsWith("bench/"))
    .flatMap((file) => {
      const source = readFileSync(join(root, file), "utf8");
      const path = `/api/${relative(".", file)
        .replace(/\/?route\.ts$/, "")
        .replace(/\[(\w+)\]/g, "{$1}")}`;
      const names = [
        ...source.matchAll(/export (?:const|function|async function|\{.*? as) (GET|POST|PATCH|PUT|DELETE)\b/g),
      ];
      expect(names, `${file} exports no method`).not.toHaveLength(0);
      return names.map(([, method]) => `${method} ${path}`);
    });
}

describe("the OpenAPI document", () => {
  it("describes every route, and nothing that is not there", () => {
    const described = operations
      .map(({ path, method }) => `${method.toUpperCase()} ${path}`)
      .filter((each) => !each.includes(" /api/auth/"));
    expect(described.sort()).toEqual(served().sort());
  });

  it("is OpenAPI 3.1 whose references all lead somewhere", () => {
    expect(document.openapi).toBe("3.1.0");
    const refs = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, ref]) => ref ?? "");
    expect(refs.length).toBeGreaterThan(50);
    const missing = refs.filter((ref) => !(ref.replace("#/components/schemas/", "") in document.components.schemas));
    expect(missing).toEqual([]);
    expect(JSON.stringify(document)).not.toContain('"$id"');
  });

  it("names each operation once, lists its path parameters and how it fails", () => {
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { path, method, operation } of operations) {
      const inPath = operation.parameters.filter((each) => each.in === "path").map(({ name }) => name);
      expect(inPath, `${method} ${path}`).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
      expect(operation.responses["500"]?.content).toHaveProperty("application/problem+json");
      expect(Object.keys(operation.responses).some((status) => status.startsWith("2"))).toBe(true);
    }
  });

  it("offers Idempotency-Key where something is created, with the answers it can cause", () => {
    const keyed = operations.filter(({ operation }) =>
      operation.parameters.some(({ name }) => name === "Idempotency-Key"),
    );
    expect(keyed.map(({ path }) => path).sort()).toEqual([
      "/api/venues/{venue}/devices",
      "/api/venues/{venue}/notices",
      "/api/venues/{venue}/orders",
      "/api/venues/{venue}/orders/{id}/comments",
      "/api/venues/{venue}/orders/{id}/items",
      "/api/venues/{venue}/push-subscriptions",
      "/api/venues/{venue}/waiter-calls",
    ]);
    for (const { operation } of keyed) {
      expect(operation.responses).toHaveProperty("400");
      expect(operation.responses).toHaveProperty("409");
      expect(operation.responses).toHaveProperty("422");
    }
  });

  it("comes from the schemas that routes parse with: an order's input knows no price", () => {
    const line = JSON.stringify(document.components.schemas.PlaceOrderInput);
    expect(line).toContain("menuItemId");
    expect(line).not.toContain("price");
    expect(line).toContain('"additionalProperties":false');
    expect(document.components.schemas.Order?.properties).toHaveProperty("secondTotal");
  });
});
