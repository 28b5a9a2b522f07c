import { AppError } from "@/lib/platform/errors";
import { answering, route } from "@/lib/platform/http/route";
import { authoriseChannels } from "./channel-auth";
import { readRealtimeInfo } from "./info";
import { checkMayHear, isOpenChannel, readLag, readReplay, readReplayRequests } from "./replay";

/** Where a client connects: nothing here is secret. Read at run time, so one build serves every house. */
export function getInfo(request: Request): Promise<Response> {
  return answering(request, async () =>
    Response.json(readRealtimeInfo(request), {
      headers: { "cache-control": "public, max-age=60" },
    }),
  );
}

/** Pusher channel authorisation, for one channel or several. */
export function postAuth(request: Request): Promise<Response> {
  return answering(request, async () =>
    Response.json(await authoriseChannels(request), { headers: { "cache-control": "no-store" } }),
  );
}

type Input = Pick<Parameters<Parameters<typeof route>[0]["handler"]>[0], "ctx" | "request">;

async function replay({ ctx, request }: Input): Promise<object> {
  const params = new URL(request.url).searchParams;
  const requests = readReplayRequests(params);
  checkMayHear(
    ctx,
    requests.map(({ channel }) => channel),
  );
  const [channels, lag] = await Promise.all([
    readReplay(ctx.venue, requests),
    params.get("beat") === "1" ? readLag(ctx.venue).then((lagMs) => ({ lagMs })) : {},
  ]);
  const [only] = Object.values(channels);
  if (requests.length > 1 || !only) return { channels, ...lag };
  if (!("gone" in only)) return { ...only, ...lag };
  throw new AppError("events-gone", "These events are no longer there. Fetch the resource anew.", { current: only });
}

const forAnyone = route({ actors: ["staff", "guest", "public"], handler: replay });
const forActors = route({ actors: ["staff", "guest"], handler: replay });

/**
 * What came after a number on a channel (`channel`, `after`, `epoch`), or on several: the parameters repeated in
 * parallel. With `beat=1` the answer says as `lagMs` whether all that happened is numbered.
 */
export function getEvents(request: Request, context: { params: Promise<{ venue: string }> }): Promise<Response> {
  const channels = new URL(request.url).searchParams.getAll("channel");
  const open = channels.length > 0 && channels.every((name) => isOpenChannel(name));
  return (open ? forAnyone : forActors)(request, context);
}
