import { answering } from "@/lib/platform/http/route";
import { authoriseChannels } from "@/lib/platform/realtime/channel-auth";

/** Pusher channel authorisation, for one channel or several. */
export function POST(request: Request): Promise<Response> {
  return answering(request, async () =>
    Response.json(await authoriseChannels(request), { headers: { "cache-control": "no-store" } }),
  );
}
