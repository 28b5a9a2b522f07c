import { z } from "zod";
import type { StaffActor } from "@/lib/platform/auth/actor";
import { readCookies, readCredentials } from "@/lib/platform/auth/cookies";
import { type Identities, resolveIdentities } from "@/lib/platform/auth/resolve";
import { getPool } from "@/lib/platform/db";
import { AppError } from "@/lib/platform/errors";
import { mayHear, parseChannel, slugOfChannel } from "./channels";
import { signChannel } from "./publisher";

const SocketId = z.string().regex(/^\d+\.\d+$/, "A socket id is digits.digits.");
const Channel = z.string().min(1).max(164);
const AuthRequest = z.union([
  z.object({ socket_id: SocketId, channel_name: Channel }),
  z.object({ socket_id: SocketId, channels: z.array(Channel).min(1).max(100) }),
]);

export type ChannelAuth = { auth: string; channel_data?: string };
/** The HTTP status a request for that channel alone would get. */
export type ChannelRefusal = { error: 401 | 403 };

const maxBodyBytes = 32 * 1024;

/** Pusher clients post forms; ours posts JSON and may name several channels. */
async function readBody(request: Request): Promise<z.infer<typeof AuthRequest>> {
  const text = await request.text();
  if (text.length > maxBodyBytes) throw new AppError("too-large", "The request is too large.");
  let body: unknown;
  if (request.headers.get("content-type")?.includes("json")) {
    try {
      body = JSON.parse(text);
    } catch {
      throw new AppError("malformed", "The body is not JSON.");
    }
  } else {
    const form = new URLSearchParams(text);
    const several = form.getAll("channels[]");
    body = { ...Object.fromEntries(form), ...(several.length > 0 ? { channels: several } : {}) };
  }
  const parsed = AuthRequest.safeParse(body);
  if (parsed.success) return parsed.data;
  const socketId = SocketId.safeParse((body as { socket_id?: unknown } | null)?.socket_id);
  const path = socketId.success ? "channel_name" : "socket_id";
  throw new AppError("invalid", "Send socket_id (digits.digits) and channel_name, or channels.", {
    errors: [{ path, message: socketId.success ? "Name a channel." : "A socket id is digits.digits." }],
  });
}

/** Whose session it is, for channels that belong to a person rather than to a venue. */
async function userOfSession(sid: string): Promise<string | null> {
  const { rows } = await getPool().query<{ userId: string }>({
    name: "realtime-user-of-session",
    text: `select s."userId" from "Session" s join "User" u on u."id" = s."userId" and u."disabledAt" is null
           left join "Device" d on d."id" = s."deviceId"
           where s."id" = $1::uuid and s."revokedAt" is null and s."expiresAt" > now() and d."revokedAt" is null`,
    values: [sid],
  });
  return rows[0]?.userId ?? null;
}

const memberOf = ({ userId, name, role }: StaffActor) => ({ user_id: userId, user_info: { name, role } });

/**
 * Signs subscriptions for whoever the cookies make the caller, as staff or as guest: what either may hear is signed. The venue
 * is the one in the channel's name, and only an actor of that venue gets a signature.
 */
class Authoriser {
  #venues = new Map<string, Promise<Identities | null>>();
  #user: Promise<string | null> | undefined;

  constructor(private readonly credentials: { sid: string | null; guestToken: string | null }) {}

  async authorise(socketId: string, name: string): Promise<ChannelAuth | ChannelRefusal> {
    const refusal: ChannelRefusal = { error: this.credentials.sid || this.credentials.guestToken ? 403 : 401 };
    // Public channels need no signature.
    if (!/^(private|presence)-/.test(name)) return refusal;
    const slug = slugOfChannel(name);
    if (slug === null) {
      const channel = parseChannel(name, "");
      if (channel?.kind !== "user" || !this.credentials.sid) return refusal;
      this.#user ??= userOfSession(this.credentials.sid);
      return (await this.#user) === channel.userId ? signChannel(socketId, name) : refusal;
    }
    const channel = parseChannel(name, slug);
    if (!channel) return refusal;
    const identities = await this.#identitiesIn(slug);
    const { staff = null, guest = null } = identities ?? {};
    if (channel.kind === "namespace" && channel.presence) {
      return staff && mayHear(staff, channel) ? signChannel(socketId, name, memberOf(staff)) : refusal;
    }
    const allowed = [staff, guest].some((actor) => actor !== null && mayHear(actor, channel));
    return allowed ? signChannel(socketId, name) : refusal;
  }

  #identitiesIn(slug: string): Promise<Identities | null> {
    let identities = this.#venues.get(slug);
    if (!identities) {
      identities = resolveIdentities(slug, this.credentials);
      this.#venues.set(slug, identities);
    }
    return identities;
  }
}

/**
 * The answer to a channel-auth request: one channel's signature, or `{ [channel]: signature or refusal }` for several.
 * @throws AppError 401 without credentials and 403 for a refused channel, when one was asked for; 422 for a malformed socket id
 */
export async function authoriseChannels(
  request: Request,
): Promise<ChannelAuth | Record<string, ChannelAuth | ChannelRefusal>> {
  if (request.headers.get("sec-fetch-site") === "cross-site") {
    throw new AppError("forbidden", "Requests from other sites are not accepted.");
  }
  const asked = await readBody(request);
  const authoriser = new Authoriser(await readCredentials(readCookies(request)));
  if ("channels" in asked) {
    const names = [...new Set(asked.channels)];
    const answers = await Promise.all(names.map((name) => authoriser.authorise(asked.socket_id, name)));
    return Object.fromEntries(names.map((name, at) => [name, answers[at] as ChannelAuth | ChannelRefusal]));
  }
  const answer = await authoriser.authorise(asked.socket_id, asked.channel_name);
  if (!("error" in answer)) return answer;
  if (answer.error === 401) throw new AppError("unauthenticated", "Sign in, or scan the code on your table.");
  throw new AppError("forbidden", "This channel is not for you.");
}
