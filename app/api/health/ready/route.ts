import { checkReadiness } from "../checks";

export const dynamic = "force-dynamic";

/** Whether this house can serve: 503 while the database is away or events are not getting out. */
export async function GET(): Promise<Response> {
  const { ready, checks } = await checkReadiness();
  return Response.json(
    { status: ready ? "ok" : "unavailable", checks },
    { status: ready ? 200 : 503, headers: { "cache-control": "no-store", ...(ready ? {} : { "retry-after": "2" }) } },
  );
}
