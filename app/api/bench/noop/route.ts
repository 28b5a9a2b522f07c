/** What an order is measured against: a handler that parses the same JSON and does nothing. There only under `npm run bench`. */
export async function POST(request: Request): Promise<Response> {
  if (process.env.SERVERY_BENCH !== "1") return new Response(null, { status: 404 });
  await request.json();
  return Response.json({ ok: true }, { status: 201 });
}
