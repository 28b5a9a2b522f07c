import type { NextApiRequest, NextApiResponse } from "next";
import type { NextRequest } from "next/server";
import NextAuth, { type NextAuthOptions } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { AppError } from "@/lib/platform/errors";
import { type Problem, problemResponse, toAppError } from "@/lib/platform/http/problem";
import { isLocale } from "@/lib/platform/i18n/locales";
import { newId } from "@/lib/platform/ids";
import { logger } from "@/lib/platform/log";
import { localeCookie, secureCookies, staffCookieName } from "./cookies";

/** What signing in needs of the people feature; the route hands it over, so that this layer knows no feature. */
export interface SignInPorts {
  /** Null for wrong credentials; throws AppError `rate-limited`. */
  signIn(
    credentials: unknown,
    from: { ip: string; userAgent: string | null },
  ): Promise<{ userId: string; name: string; email: string; locale: string; sid: string } | null>;
  isSessionLive(sid: string): Promise<boolean>;
  revokeSession(sid: string): Promise<void>;
  destinationOf(userId: string): Promise<string>;
  sessionSeconds: number;
}

interface Outcome {
  signedIn: { userId: string; locale: string } | null;
  failure: AppError | null;
}

function authOptions(request: NextRequest, ports: SignInPorts, outcome: Outcome): NextAuthOptions {
  return {
    secret: process.env.NEXTAUTH_SECRET,
    useSecureCookies: secureCookies(),
    session: { strategy: "jwt", maxAge: ports.sessionSeconds },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    cookies: {
      sessionToken: {
        name: staffCookieName(),
        options: { httpOnly: true, sameSite: "lax", path: "/", secure: secureCookies() },
      },
    },
    providers: [
      Credentials({
        credentials: { email: { type: "email" }, password: { type: "password" } },
        async authorize(credentials) {
          const from = {
            ip: request.headers.get("x-servery-ip") ?? "unknown",
            userAgent: request.headers.get("user-agent"),
          };
          try {
            const user = await ports.signIn(credentials, from);
            outcome.signedIn = user;
            if (!user) outcome.failure = new AppError("wrong-credentials", "The e-mail or the password is wrong.");
            return user && { id: user.userId, name: user.name, email: user.email, sid: user.sid };
          } catch (error) {
            outcome.failure = toAppError(error);
            if (outcome.failure.code === "internal") logger.error({ err: error }, "sign-in");
            throw error;
          }
        },
      }),
    ],
    callbacks: {
      async jwt({ token, user }) {
        if (user) return { ...token, sid: user.sid };
        if (!token.sid || !(await ports.isSessionLive(token.sid))) throw new Error("The session was ended.");
        return token;
      },
      session({ session, token }) {
        return { ...session, user: { id: token.sub ?? "", name: token.name ?? "", email: token.email ?? "" } };
      },
    },
    events: {
      async signOut({ token }) {
        if (token?.sid) await ports.revokeSession(token.sid);
      },
    },
    logger: {
      // An ended session is no fault: the answer is "nobody is signed in".
      error: (code, meta) => code !== "JWT_SESSION_ERROR" && logger.error({ code, meta }, "next-auth"),
      warn: () => {},
      debug: () => {},
    },
  };
}

type Form = Record<string, string>;

async function readForm(request: NextRequest): Promise<Form> {
  if (request.method !== "POST") return {};
  const text = await request.text();
  if (request.headers.get("content-type")?.includes("application/json")) {
    const parsed: unknown = JSON.parse(text || "{}");
    return typeof parsed === "object" && parsed !== null ? (parsed as Form) : {};
  }
  return Object.fromEntries(new URLSearchParams(text));
}

// next-auth's own handler for route files asks Next for the request behind our back and takes its origin from the environment;
// the one for Node-style handlers takes what it is given, so that any host and port this house is reached by works.
async function runNextAuth(request: NextRequest, segments: string[], form: Form, options: NextAuthOptions) {
  // Read by next-auth: without it the origin is NEXTAUTH_URL or localhost:3000.
  process.env.AUTH_TRUST_HOST ??= "1";
  const host = request.headers.get("x-forwarded-host") ?? request.headers.get("host") ?? request.nextUrl.host;
  const headers = new Headers();
  const answer = { status: 200, body: null as string | null };
  const req = {
    method: request.method,
    headers: {
      ...Object.fromEntries(request.headers),
      "x-forwarded-host": host,
      "x-forwarded-proto": secureCookies() ? "https" : "http",
    },
    cookies: Object.fromEntries(request.cookies.getAll().map(({ name, value }) => [name, value])),
    query: { ...Object.fromEntries(request.nextUrl.searchParams), nextauth: segments },
    body: form,
  };
  const res = {
    status(code: number) {
      answer.status = code;
      return res;
    },
    getHeader: (name: string) => (name.toLowerCase() === "set-cookie" ? headers.getSetCookie() : headers.get(name)),
    setHeader(name: string, value: string | string[]) {
      headers.delete(name);
      for (const each of [value].flat()) headers.append(name, each);
      return res;
    },
    json(body: unknown) {
      headers.set("content-type", "application/json");
      answer.body = JSON.stringify(body);
    },
    send(body: unknown) {
      if (typeof body === "string") answer.body = body;
      else if (body !== undefined) res.json(body);
    },
    end() {},
  };
  await NextAuth(req as unknown as NextApiRequest, res as unknown as NextApiResponse, options);
  if (!headers.has("cache-control")) headers.set("cache-control", "private, no-store");
  return { ...answer, headers };
}

/**
 * Everything under /api/auth: csrf, callback/credentials (form fields csrfToken, email, password, json=true), session, signout.
 * A failed sign-in answers a problem document that also has next-auth's `url`; a form without json=true is sent back to /sign-in.
 */
export async function handleAuth(request: NextRequest, segments: string[], ports: SignInPorts): Promise<Response> {
  try {
    const form = await readForm(request).catch(() => {
      throw new AppError("malformed", "The body could not be read.");
    });
    const outcome: Outcome = { signedIn: null, failure: null };
    const answer = await runNextAuth(request, segments, form, authOptions(request, ports, outcome));
    if (outcome.failure) return failed(outcome.failure, answer, form);
    if (outcome.signedIn) return await signedIn(outcome.signedIn, answer, form, request, ports);
    return new Response(answer.body, { status: answer.status, headers: answer.headers });
  } catch (error) {
    return problemResponse(toAppError(error), newId());
  }
}

type Answer = Awaited<ReturnType<typeof runNextAuth>>;

async function failed(failure: AppError, answer: Answer, form: Form): Promise<Response> {
  if (form.json !== "true") {
    const location = `/sign-in?${new URLSearchParams({ error: failure.code })}`;
    return new Response(null, { status: 303, headers: { location, "cache-control": "no-store" } });
  }
  const response = problemResponse(failure, newId());
  const problem = (await response.json()) as Problem;
  const { url } = JSON.parse(answer.body ?? "{}") as { url?: string };
  return new Response(JSON.stringify({ ...problem, url }), { status: response.status, headers: response.headers });
}

async function signedIn(
  { userId, locale }: { userId: string; locale: string },
  answer: Answer,
  form: Form,
  request: NextRequest,
  ports: SignInPorts,
): Promise<Response> {
  const { headers } = answer;
  if (isLocale(locale)) headers.append("set-cookie", localeCookie(locale));
  // next-auth remembers the last callbackUrl in a cookie; whoever named none goes where their work begins.
  const destination = form.callbackUrl ? null : await ports.destinationOf(userId);
  if (form.json !== "true") {
    if (destination) headers.set("location", destination);
    return new Response(null, { status: 303, headers });
  }
  if (!destination) return new Response(answer.body, { status: 200, headers });
  const host = request.headers.get("x-forwarded-host") ?? request.headers.get("host") ?? request.nextUrl.host;
  const url = new URL(destination, `${secureCookies() ? "https" : "http"}://${host}`).href;
  return new Response(JSON.stringify({ url }), { status: 200, headers });
}
