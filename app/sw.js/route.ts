import { readFile } from "node:fs/promises";
import path from "node:path";

export const dynamic = "force-dynamic";

/**
 * The service worker, as scripts/worker.mjs bundled it with the last build. In development there is none: pages reload by
 * themselves there, and a cache in between would show yesterday's code.
 */
export async function GET(): Promise<Response> {
  if (process.env.NODE_ENV !== "production") return new Response("", { status: 404 });
  // Read every time: browsers ask about once an hour.
  const source = await readFile(path.join(/*turbopackIgnore: true*/ process.cwd(), "dist", "sw.js")).catch(() => null);
  if (!source) return new Response("", { status: 404 });
  return new Response(new Uint8Array(source), {
    headers: { "content-type": "text/javascript; charset=utf-8", "cache-control": "no-cache" },
  });
}
