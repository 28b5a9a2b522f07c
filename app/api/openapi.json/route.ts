import { guestCookieName, staffCookieName } from "@/lib/platform/auth/cookies";
import { buildOpenApi } from "@/lib/platform/http/openapi";
import { operations } from "./operations";
import { inputs, outputs } from "./schemas";

export const dynamic = "force-dynamic";

/** The API's description, made from the schemas that the routes parse with. */
export function GET(): Response {
  const document = buildOpenApi({
    title: "Servery",
    version: "1",
    description:
      "Orders, kitchen, calls and tables of a venue. Money is an integer in the currency's minor unit; times are ISO 8601 UTC; ids are UUIDs; errors are RFC 9457 problem documents with a `code`.",
    inputs,
    outputs,
    operations,
    staffCookie: staffCookieName(),
    guestCookie: guestCookieName,
  });
  return Response.json(document, { headers: { "cache-control": "no-store" } });
}
