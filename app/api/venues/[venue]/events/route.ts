import { AppError } from "@/lib/platform/errors";
import { route } from "@/lib/platform/http/route";
import { checkMayHear, isOpenChannel, readReplay, readReplayRequests } from "@/lib/platform/realtime/replay";

type Input = Pick<Parameters<Parameters<typeof route>[0]["handler"]>[0], "ctx" | "request">;

/** What came after a number on a channel (`channel`, `after`, `epoch`), or on several: the parameters repeated in parallel. */
async function replay({ ctx, request }: Input): Promise<object> {
  const requests = readReplayRequests(new URL(request.url).searchParams);
  checkMayHear(
    ctx,
    requests.map(({ channel }) => channel),
  );
  const channels = await readReplay(ctx.venue, requests);
  const [only] = Object.values(channels);
  if (requests.length > 1 || !only) return { channels };
  if (!("gone" in only)) return only;
  throw new AppError("events-gone", "These events are no longer there. Fetch the resource anew.", { current: only });
}

const forAnyone = route({ actors: ["staff", "guest", "public"], handler: replay });
const forActors = route({ actors: ["staff", "guest"], handler: replay });

export function GET(request: Request, context: { params: Promise<{ venue: string }> }): Promise<Response> {
  const channels = new URL(request.url).searchParams.getAll("channel");
  return (channels.length > 0 && channels.every((name) => isOpenChannel(name)) ? forAnyone : forActors)(
    request,
    context,
  );
}
