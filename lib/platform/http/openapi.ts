import { z } from "zod";
import { type ErrorCode, statusOfCode } from "@/lib/platform/errors";

export type Method = "get" | "post" | "patch" | "put" | "delete";

/** One endpoint, declared beside the routes. Schemas are named: each becomes a component of the document. */
export interface Operation {
  method: Method;
  /** As the document writes it: /api/venues/{venue}/orders/{id} */
  path: string;
  summary: string;
  tag: string;
  /** Who may call it; empty for anybody. */
  actors: readonly ("staff" | "guest")[];
  query?: Record<string, { schema: z.ZodType; description: string; required?: boolean; repeated?: boolean }>;
  body?: string;
  /** Of the body, where it is not JSON. */
  bodyType?: string;
  /** A creating POST: takes Idempotency-Key and may answer a replay. */
  creates?: boolean;
  answers: readonly { status: number; description: string; schema?: string; headers?: readonly string[] }[];
  /** What it may refuse with, besides what every endpoint may. */
  errors?: readonly ErrorCode[];
}

export interface ApiDescription {
  title: string;
  version: string;
  description: string;
  /** What clients send. */
  inputs: Record<string, z.ZodType>;
  /** What they get back. */
  outputs: Record<string, z.ZodType>;
  operations: readonly Operation[];
  staffCookie: string;
  guestCookie: string;
}

/** An RFC 9457 problem document, as lib/platform/http/problem.ts writes it. */
const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.enum(Object.keys(statusOfCode) as [ErrorCode, ...ErrorCode[]]),
  detail: z.string().optional(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  current: z.unknown().optional().describe("With a 409: the resource as it stands now."),
  requestId: z.string().optional().describe("With a 500 only."),
});

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

function schemasOf(named: Record<string, z.ZodType>, io: "input" | "output"): Record<string, object> {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(named)) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, { uri: (id) => ref(id).$ref, io });
  return Object.fromEntries(
    Object.entries(schemas).map(([id, { $schema: _dialect, $id: _id, ...schema }]) => [id, schema]),
  );
}

function inlineSchema(schema: z.ZodType): object {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io: "input" });
  return rest;
}

const headerTexts: Record<string, string> = {
  "Set-Cookie": "The cookie that the next requests carry.",
  "Idempotent-Replay": "`true` on the repeated answer to a repeated request.",
  "Retry-After": "Seconds until a retry makes sense.",
  Location: "Where to go on.",
};

const headersOf = (names: readonly string[]) =>
  Object.fromEntries(
    names.map((name) => [name, { description: headerTexts[name] ?? name, schema: { type: "string" } }]),
  );

/** The refusals of an operation, one response a status; several codes of one status share it. */
function problemsOf(operation: Operation): Record<string, object> {
  const inVenue = operation.path.includes("{venue}");
  const codes = new Set<ErrorCode>([
    ...(operation.errors ?? []),
    ...(operation.actors.length > 0 ? (["unauthenticated", "forbidden"] as const) : []),
    ...(inVenue ? (["not-found"] as const) : []),
    ...(operation.body ? (["malformed", "too-large", "invalid"] as const) : []),
    ...(operation.query ? (["invalid"] as const) : []),
    ...(operation.creates
      ? (["idempotency-key-missing", "idempotency-key-reused", "request-running", "rate-limited"] as const)
      : []),
    "internal",
    "unavailable",
  ]);
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of codes) byStatus.set(statusOfCode[code], [...(byStatus.get(statusOfCode[code]) ?? []), code]);
  return Object.fromEntries(
    [...byStatus].map(([status, all]) => [
      String(status),
      {
        description: `Refused: ${all.join(", ")}.`,
        ...(status === 429 || status === 503 ? { headers: headersOf(["Retry-After"]) } : {}),
        content: { "application/problem+json": { schema: ref("Problem") } },
      },
    ]),
  );
}

function parametersOf({ path, query, creates }: Operation): object[] {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: name === "id" ? { type: "string", format: "uuid" } : { type: "string" },
    ...(name === "venue" ? { description: "The venue's slug." } : {}),
  }));
  const inQuery = Object.entries(query ?? {}).map(([name, { schema, description, required, repeated }]) => ({
    name,
    in: "query",
    required: required ?? false,
    description,
    ...(repeated
      ? { schema: { type: "array", items: inlineSchema(schema) }, style: "form", explode: true }
      : { schema: inlineSchema(schema) }),
  }));
  const key = {
    name: "Idempotency-Key",
    in: "header",
    // Staff other than cashiers may leave it out.
    required: false,
    description:
      "Makes the request safe to repeat: the same key answers the same. Guests and cashiers must send one. Kept for 24 hours at least.",
    schema: { type: "string", minLength: 1, maxLength: 255 },
  };
  return [...inPath, ...inQuery, ...(creates ? [key] : [])];
}

function describeOperation(operation: Operation): object {
  const { method, path, summary, tag, actors, body, bodyType = "application/json", creates, answers } = operation;
  const words =
    path
      .replace(/^\/api\//, "")
      .replace(/venues\/\{venue\}\//, "")
      .match(/\w+/g) ?? [];
  return {
    operationId: [method, ...words]
      .map((word, at) => (at === 0 ? word : word[0]?.toUpperCase() + word.slice(1)))
      .join(""),
    summary,
    tags: [tag],
    security: actors.map((actor) => ({ [actor]: [] })),
    parameters: parametersOf(operation),
    ...(body ? { requestBody: { required: true, content: { [bodyType]: { schema: ref(body) } } } } : {}),
    responses: {
      ...problemsOf(operation),
      ...Object.fromEntries(
        answers.map(({ status, description, schema, headers = [] }) => {
          const names = creates ? [...headers, "Idempotent-Replay"] : headers;
          return [
            String(status),
            {
              description,
              ...(names.length > 0 ? { headers: headersOf(names) } : {}),
              ...(schema ? { content: { "application/json": { schema: ref(schema) } } } : {}),
            },
          ];
        }),
      ),
    },
  };
}

/** The OpenAPI 3.1 document of an API, its schemas generated from the zod schemas that the routes parse with. */
export function buildOpenApi(api: ApiDescription): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const operation of api.operations) {
    paths[operation.path] = { ...paths[operation.path], [operation.method]: describeOperation(operation) };
  }
  return {
    openapi: "3.1.0",
    info: { title: api.title, version: api.version, description: api.description },
    paths,
    components: {
      schemas: { ...schemasOf(api.inputs, "input"), ...schemasOf({ ...api.outputs, Problem }, "output") },
      securitySchemes: {
        staff: { type: "apiKey", in: "cookie", name: api.staffCookie, description: "A signed-in member of staff." },
        guest: { type: "apiKey", in: "cookie", name: api.guestCookie, description: "A phone at a table." },
      },
    },
  };
}
