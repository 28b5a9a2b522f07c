import { answering } from "@/lib/platform/http/route";
import { readRealtimeInfo } from "@/lib/platform/realtime/info";

/** Where a client connects: nothing here is secret. Read at run time, so one build serves every house. */
export function GET(request: Request): Promise<Response> {
  return answering(request, async () =>
    Response.json(readRealtimeInfo(new URL(request.url).searchParams.get("venue")), {
      headers: { "cache-control": "public, max-age=60" },
    }),
  );
}
