import { NextRequest } from "next/server";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { acknowledgeCall, createCall } from "@/lib/calls/commands";
import { revokeSession, sessionSeconds, signIn } from "@/lib/people/commands/sign-in";
import { isSessionLive, signInDestination } from "@/lib/people/queries";
import { getPrisma } from "@/lib/platform/db";
import { type RouteDefinition, route } from "@/lib/platform/http/route";
import { toSitting } from "@/lib/tables/queries";
import { createHouse, createStaff, type House, seatGuest } from "@/lib/tables/testing/fixture";
import { guestCookie } from "./cookies";
import { handleAuth } from "./next-auth";
import { hashPassword } from "./password";

const ports = { signIn, isSessionLive, revokeSession, sessionSeconds, destinationOf: signInDestination };
const password = "correct horse";
let house: House;
let passwordHash: string;
let lastAddress = 0;

beforeAll(async () => {
  process.env.NEXTAUTH_SECRET = "a secret of this test";
  house = await createHouse();
  passwordHash = await hashPassword(password);
});

/** A client with a cookie jar that reaches the house under some name and port. */
function createClient(host = "localhost:3000", ip = `203.0.113.${++lastAddress}`) {
  const jar = new Map<string, string>();
  const cookie = () => [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
  async function call(path: string, form?: Record<string, string>) {
    const request = new NextRequest(`http://localhost:3000/api/auth/${path}`, {
      method: form ? "POST" : "GET",
      headers: {
        host,
        cookie: cookie(),
        "x-servery-ip": ip,
        ...(form ? { "content-type": "application/x-www-form-urlencoded" } : {}),
      },
      body: form && new URLSearchParams(form).toString(),
    });
    const response = await handleAuth(request, path.split("?")[0]?.split("/") ?? [], ports);
    for (const each of response.headers.getSetCookie()) {
      const [pair = ""] = each.split(";");
      const at = pair.indexOf("=");
      if (/max-age=0/i.test(each) || pair.length === at + 1) jar.delete(pair.slice(0, at));
      else jar.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return response;
  }
  async function csrf() {
    return ((await (await call("csrf")).json()) as { csrfToken: string }).csrfToken;
  }
  return {
    jar,
    cookie,
    call,
    async signIn(email: string, secret = password, extra: Record<string, string> = { json: "true" }) {
      return call("callback/credentials", { csrfToken: await csrf(), email, password: secret, ...extra });
    },
    async signOut() {
      return call("signout", { csrfToken: await csrf(), json: "true" });
    },
  };
}

const whoAmI = route({ actors: ["staff"], handler: async ({ ctx }) => ({ name: ctx.actor.name }) });

function ask(
  handler: ReturnType<typeof route>,
  cookie: string,
  { venue = house.slug, method = "GET", params = {} as Record<string, string> } = {},
) {
  const request = new Request(`http://localhost:3000/api/venues/${venue}/x`, { method, headers: { cookie } });
  return handler(request, { params: Promise.resolve({ venue, ...params }) });
}

describe("signing in", () => {
  it("works for a script, under any name and port, and leads to where work begins", async () => {
    const { email } = await createStaff(house, "staff", { passwordHash });
    for (const host of ["localhost:3000", "192.168.1.20:8080", "servery.local"]) {
      const client = createClient(host);
      const response = await client.signIn(email.toUpperCase());
      expect(response.status).toBe(200);
      expect(await response.json()).toEqual({ url: `http://${host}/v/${house.slug}/dashboard` });
      expect((await ask(whoAmI, client.cookie())).status).toBe(200);
    }
  });

  it("sets a cookie that scripts of a page cannot read, and the person's language", async () => {
    const { email } = await createStaff(house, "staff", { passwordHash, locale: "uk" });
    const client = createClient();
    const cookies = (await client.signIn(email)).headers.getSetCookie();
    const session = cookies.find((each) => each.startsWith("next-auth.session-token="));
    expect(session).toMatch(/HttpOnly/);
    expect(session).toMatch(/SameSite=Lax/);
    expect(client.jar.get("servery_locale")).toBe("uk");
    expect(await (await client.call("session")).json()).toMatchObject({ user: { email } });
  });

  it("sends a cook to the kitchen, and a form without scripts there by a redirect", async () => {
    const { email } = await createStaff(house, "kitchen", { passwordHash });
    const response = await createClient().signIn(email, password, {});
    expect(response.status).toBe(303);
    expect(response.headers.get("location")).toBe(`/v/${house.slug}/kitchen`);
  });

  it("goes back to where the person came from, on this host only", async () => {
    const { email } = await createStaff(house, "staff", { passwordHash });
    const to = async (callbackUrl: string) =>
      ((await (await createClient().signIn(email, password, { json: "true", callbackUrl })).json()) as { url: string })
        .url;
    expect(await to(`/v/${house.slug}/kitchen`)).toBe(`http://localhost:3000/v/${house.slug}/kitchen`);
    expect(await to("https://elsewhere.example/steal")).toBe("http://localhost:3000");
  });

  it("refuses a wrong password and an unknown e-mail in the same words", async () => {
    const { email } = await createStaff(house, "staff", { passwordHash });
    const client = createClient();
    for (const [who, secret] of [
      [email, "wrong horse"],
      ["nobody@example.com", password],
      [email, ""],
    ] as const) {
      const response = await client.signIn(who, secret);
      expect(response.status).toBe(401);
      expect(await response.json()).toMatchObject({ code: "wrong-credentials", url: expect.any(String) });
    }
    expect(client.jar.has("next-auth.session-token")).toBe(false);
    const form = await client.signIn(email, "wrong horse", {});
    expect(form.headers.get("location")).toBe("/sign-in?error=wrong-credentials");
  });

  it("needs the csrf token that its own cookie vouches for", async () => {
    const { email } = await createStaff(house, "staff", { passwordHash });
    const client = createClient();
    await client.call("callback/credentials", { csrfToken: "guessed", email, password, json: "true" });
    expect(client.jar.has("next-auth.session-token")).toBe(false);
  });

  it("slows guessing down for one address and one e-mail, not for the colleagues", async () => {
    const { email } = await createStaff(house, "staff", { passwordHash });
    const colleague = await createStaff(house, "staff", { passwordHash });
    const ip = "198.51.100.9";
    for (let tries = 0; tries < 10; tries++) {
      expect((await createClient("localhost:3000", ip).signIn(email, "wrong")).status).toBe(401);
    }
    const limited = await createClient("localhost:3000", ip).signIn(email, password);
    expect(limited.status).toBe(429);
    expect(Number(limited.headers.get("retry-after"))).toBeGreaterThan(60);
    expect((await createClient("localhost:3000", ip).signIn(colleague.email)).status).toBe(200);
    expect((await createClient().signIn(email)).status).toBe(200);
  });

  it("is as slow for guesses that come at once, and forgets what was no failure", async () => {
    const { email } = await createStaff(house, "staff", { passwordHash });
    const from = { ip: "198.51.100.10", userAgent: null };
    for (let times = 0; times < 12; times++) expect(await signIn({ email, password }, from)).not.toBeNull();
    const guesses = await Promise.allSettled(
      Array.from({ length: 25 }, () => signIn({ email, password: "wrong" }, from)),
    );
    expect(guesses.filter(({ status }) => status === "fulfilled")).toHaveLength(10);
    await expect(signIn({ email, password }, from)).rejects.toMatchObject({ code: "rate-limited" });
  });

  it("does not let in a person who was disabled, however right the password", async () => {
    const { email, actor } = await createStaff(house, "staff", { passwordHash });
    const client = createClient();
    await client.signIn(email);
    await getPrisma().user.update({ where: { id: actor.userId }, data: { disabledAt: new Date() } });
    expect((await ask(whoAmI, client.cookie())).status).toBe(401);
    expect((await createClient().signIn(email)).status).toBe(401);
  });
});

describe("a session", () => {
  it("is over for every copy of its cookie when the person signs out", async () => {
    const { email } = await createStaff(house, "staff", { passwordHash });
    const client = createClient();
    await client.signIn(email);
    const copy = client.cookie();
    expect((await ask(whoAmI, copy)).status).toBe(200);
    expect((await client.signOut()).status).toBe(200);
    expect(client.jar.has("next-auth.session-token")).toBe(false);
    expect((await ask(whoAmI, copy)).status).toBe(401);
  });

  it("is over at once when it is revoked, also for next-auth itself", async () => {
    const { email, actor } = await createStaff(house, "staff", { passwordHash });
    const client = createClient();
    await client.signIn(email);
    const own = await getPrisma().session.findFirstOrThrow({
      where: { userId: actor.userId },
      orderBy: { id: "desc" },
    });
    await revokeSession(own.id);
    expect((await ask(whoAmI, client.cookie())).status).toBe(401);
    expect(await (await client.call("session")).json()).toEqual({});
  });

  it("cannot be made up without the secret", async () => {
    const { email } = await createStaff(house, "staff", { passwordHash });
    const client = createClient();
    await client.signIn(email);
    const cookie = client.cookie();
    const secret = process.env.NEXTAUTH_SECRET;
    process.env.NEXTAUTH_SECRET = "another secret";
    expect((await ask(whoAmI, cookie)).status).toBe(401);
    process.env.NEXTAUTH_SECRET = "";
    expect((await ask(whoAmI, cookie)).status).toBe(401);
    process.env.NEXTAUTH_SECRET = secret;
    expect((await ask(whoAmI, "next-auth.session-token=%E0%A4%A; servery_guest=%")).status).toBe(401);
  });

  it("opens its own venue only: another one is not there", async () => {
    const neighbour = await createHouse();
    const { email } = await createStaff(house, "staff", { passwordHash });
    const client = createClient();
    await client.signIn(email);
    const elsewhere = await ask(whoAmI, client.cookie(), { venue: neighbour.slug });
    expect(elsewhere.status).toBe(404);
    const guest = await seatGuest(neighbour);
    const { body: call } = await createCall(guest, { callType: "help" }, null);
    const acknowledge = route({
      actors: ["staff"],
      params: z.object({ id: z.uuid() }),
      handler: ({ ctx, params }) => acknowledgeCall(ctx, params.id),
    } satisfies RouteDefinition<"staff", z.ZodObject<{ id: z.ZodUUID }>, z.ZodType, z.ZodType>);
    const theirs = await ask(acknowledge, client.cookie(), { method: "POST", params: { id: call.id } });
    expect(theirs.status).toBe(404);
    expect(await theirs.json()).toMatchObject({ code: "not-found" });
  });
});

describe("a guest's cookie", () => {
  const sitting = route({ actors: ["guest"], handler: async ({ ctx }) => toSitting(ctx) });

  it("is the sitting's key, beside a staff cookie too", async () => {
    const guest = await seatGuest(house);
    const [cookie = ""] = guestCookie(guest.token).split(";");
    expect(guestCookie(guest.token)).toMatch(/HttpOnly; SameSite=Lax/);
    const answer = await ask(sitting, cookie);
    expect(await answer.json()).toMatchObject({ sessionId: guest.actor.sessionId, tableNumber: "1" });
    expect((await ask(sitting, `${cookie}x`)).status).toBe(401);
    expect((await ask(whoAmI, cookie)).status).toBe(403);
  });
});
