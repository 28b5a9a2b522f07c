import { NextResponse } from "next/server";
import type { z } from "zod";
import type { Actor, Context } from "@/lib/platform/auth/actor";
import { readCookies, readCredentials } from "@/lib/platform/auth/cookies";
import { chooseActor, resolveIdentities } from "@/lib/platform/auth/resolve";
import { AppError, notFound } from "@/lib/platform/errors";
import { newId } from "@/lib/platform/ids";
import { logger } from "@/lib/platform/log";
import { type RateLimit, takePoint } from "@/lib/platform/rate-limit";
import { type Idempotency, type Once, readIdempotency } from "./idempotency";
import { problemResponse, toAppError } from "./problem";

type ActorOf<Kind extends Actor["kind"]> = Extract<Actor, { kind: Kind }>;

export interface RouteInput<A extends Actor, Params, Query, Body> {
  ctx: Context<A>;
  params: Params;
  query: Query;
  body: Body;
  idempotency: Idempotency | null;
  request: Request;
}

export interface RouteDefinition<
  Kind extends Actor["kind"],
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
> {
  /** Who may call, in order of preference where a browser is several at once. */
  actors: readonly Kind[];
  /** A further condition on the actor, from the feature's permissions.ts; false is 403. */
  can?: (actor: ActorOf<Kind>) => boolean;
  /** Of the path, besides `venue`. A value that does not fit is simply not there: 404. */
  params?: Params;
  query?: Query;
  body?: Body;
  /** A creating POST: reads Idempotency-Key. */
  creates?: boolean;
  /** Per actor, or per address for the public. */
  limit?: RateLimit;
  handler: (
    input: RouteInput<ActorOf<Kind>, z.output<Params>, z.output<Query>, z.output<Body>>,
  ) => Promise<Response | Once<unknown> | object>;
}

const maxBodyBytes = 256 * 1024;

/** The caller's address: the server sets X-Servery-Ip from the socket (and from a trusted proxy); nothing else is believed. */
export function addressOf(request: Request): string {
  return request.headers.get("x-servery-ip") ?? "unknown";
}

/** PostgreSQL keeps neither the character 0 nor half of a character that takes two. */
function refuseUnstorable(_key: string, value: unknown): unknown {
  if (typeof value === "string" && (value.includes("\0") || /\p{Surrogate}/u.test(value))) {
    throw new AppError("malformed", "The body holds characters that cannot be kept.");
  }
  return value;
}

async function readJson(request: Request): Promise<unknown> {
  const text = await request.text();
  if (text.length > maxBodyBytes) throw new AppError("too-large", "The request is too large.");
  if (text === "") return {};
  try {
    // Only an escape can spell them.
    return JSON.parse(text, text.includes("\\u") ? refuseUnstorable : undefined);
  } catch (error) {
    throw error instanceof AppError ? error : new AppError("malformed", "The body is not JSON.");
  }
}

function isOnce(answer: object): answer is Once<unknown> {
  return "replayed" in answer && "status" in answer && "body" in answer;
}

function respond(answer: Response | Once<unknown> | object): Response {
  if (answer instanceof Response) return answer;
  if (isOnce(answer)) {
    return NextResponse.json(answer.body, {
      status: answer.status,
      headers: { "cache-control": "no-store", ...(answer.replayed ? { "idempotent-replay": "true" } : {}) },
    });
  }
  return NextResponse.json(answer, { headers: { "cache-control": "no-store" } });
}

/** Runs `work` and turns what it throws into a problem document; for the few routes outside a venue. */
export async function answering(request: Request, work: (requestId: string) => Promise<Response>): Promise<Response> {
  const requestId = newId();
  try {
    return await work(requestId);
  } catch (error) {
    const known = toAppError(error);
    if (known.code === "internal" || known.code === "unavailable") {
      logger.error({ err: error, requestId, method: request.method, path: new URL(request.url).pathname }, known.code);
    }
    return problemResponse(known, requestId);
  }
}

/**
 * A route of /api/venues/{venue}/…: who → how often → what → handler → answer. The handler returns the resource (200), the
 * result of `once` (its status, replay marked) or a Response.
 */
export function route<
  Kind extends Actor["kind"],
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
>(definition: RouteDefinition<Kind, Params, Query, Body>) {
  return (request: Request, { params }: { params: Promise<Record<string, string>> }): Promise<Response> =>
    answering(request, async (requestId) => {
      const { venue: slug = "", ...pathParams } = await params;
      // Cookies travel with forged cross-site posts; browsers tell where a request was made.
      if (request.method !== "GET" && request.headers.get("sec-fetch-site") === "cross-site") {
        throw new AppError("forbidden", "Requests from other sites are not accepted.");
      }
      const identities = await resolveIdentities(slug, await readCredentials(readCookies(request)));
      if (!identities) throw notFound("venue");
      const asGuest = request.headers.get("x-servery-as") === "guest";
      const order = asGuest
        ? [...definition.actors].sort((a, b) => Number(b === "guest") - Number(a === "guest"))
        : definition.actors;
      const actor = chooseActor(identities, order);
      if (!actor) {
        if (identities.elsewhere) throw notFound("venue");
        if (identities.staff || identities.guest) throw new AppError("forbidden", "This is not for you.");
        throw new AppError("unauthenticated", "Sign in, or scan the code on your table.");
      }
      if (definition.can && !definition.can(actor as ActorOf<Kind>))
        throw new AppError("forbidden", "Your role may not do this.");
      if (actor.kind === "guest" && actor.sessionStatus === "CLOSED" && request.method !== "GET") {
        throw new AppError("sitting-ended", "This table was closed. Scan its code again.");
      }
      const ip = addressOf(request);
      if (definition.limit) {
        const who = actor.kind === "staff" ? actor.userId : actor.kind === "guest" ? actor.guestId : ip;
        await takePoint(definition.limit, who);
      }
      const pathResult = definition.params?.safeParse(pathParams);
      if (pathResult && !pathResult.success) throw notFound("resource");
      const url = new URL(request.url);
      if (url.search.includes("%00")) throw new AppError("malformed", "The query holds a character that cannot be.");
      const query = definition.query?.parse(Object.fromEntries(url.searchParams));
      const raw = definition.body ? await readJson(request) : undefined;
      const body = definition.body?.parse(raw);
      const idempotency = definition.creates ? readIdempotency(request, actor, url.pathname, raw) : null;
      const ctx = { actor, venue: identities.venue, requestId, ip } as Context<ActorOf<Kind>>;
      return respond(
        await definition.handler({
          ctx,
          params: pathResult?.data as z.output<Params>,
          query: query as z.output<Query>,
          body: body as z.output<Body>,
          idempotency,
          request,
        }),
      );
    });
}
