import { encode, getToken } from "next-auth/jwt";
import type { Locale } from "@/lib/platform/i18n/locales";

/** The guest's cookie: a random token, HttpOnly. Its SHA-256 is TableGuest.tokenHash. */
export const guestCookieName = "servery_guest";

/** A shared tablet's cookie: a random token, HttpOnly. Its SHA-256 is Device.tokenHash. */
export const deviceCookieName = "servery_device";

/** Where the language of a signed-in person is kept for pages; not a secret. */
const localeCookieName = "servery_locale";

/** Cookies as the identity look-up needs them, from a request or from Next's `cookies()`. */
export interface CookieReader {
  get(name: string): { value: string } | undefined;
}

export function readCookies(request: Request): CookieReader {
  const pairs = new Map(
    (request.headers.get("cookie") ?? "").split(";").map((pair) => {
      const at = pair.indexOf("=");
      return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()] as const;
    }),
  );
  return {
    get: (name) => {
      const value = pairs.get(name);
      if (value === undefined) return undefined;
      try {
        return { value: decodeURIComponent(value) };
      } catch {
        // Nothing Servery sets looks like this: to the caller it is a cookie that does not fit.
        return { value };
      }
    },
  };
}

const sessionCookieName = "next-auth.session-token";

/** Whether cookies are sent over TLS only: the public address says so. */
export function secureCookies(): boolean {
  return (process.env.PUBLIC_URL ?? "").startsWith("https://");
}

export function staffCookieName(): string {
  return secureCookies() ? `__Secure-${sessionCookieName}` : sessionCookieName;
}

/** The credentials in the cookies: the session id of a staff cookie whose signature holds, and the guest's token. */
export async function readCredentials(
  cookies: CookieReader,
): Promise<{ sid: string | null; guestToken: string | null }> {
  const guestToken = cookies.get(guestCookieName)?.value ?? null;
  const name = staffCookieName();
  const raw = cookies.get(name)?.value;
  const secret = process.env.NEXTAUTH_SECRET;
  // Without a secret anybody could sign: then nobody is signed in.
  if (!raw || !secret) return { sid: null, guestToken };
  const jwt = await getToken({
    // getToken reads only this cookie of the request it is given.
    req: { cookies: { [name]: raw }, headers: {} } as unknown as Parameters<typeof getToken>[0]["req"],
    secret,
    cookieName: name,
  }).catch(() => null);
  return { sid: typeof jwt?.sid === "string" ? jwt.sid : null, guestToken };
}

function setCookie(name: string, value: string, seconds: number, { readable = false } = {}): string {
  const flags = `${readable ? "" : "; HttpOnly"}; SameSite=Lax${secureCookies() ? "; Secure" : ""}`;
  return `${name}=${value}; Path=/; Max-Age=${seconds}${flags}`;
}

/** The token of a shared tablet's cookie, as it came: only the database knows what it is worth. */
export function readDeviceToken(cookies: CookieReader): string | null {
  return cookies.get(deviceCookieName)?.value || null;
}

/** The Set-Cookie value that gives a phone its guest token, for 24 hours. */
export function guestCookie(token: string): string {
  return setCookie(guestCookieName, token, 86_400);
}

/** The Set-Cookie value that makes a browser a shared tablet, for 400 days: the longest that browsers keep a cookie. */
export function deviceCookie(token: string): string {
  return setCookie(deviceCookieName, token, 400 * 86_400);
}

/** The Set-Cookie value that keeps a person's language in the browser, for a year. Scripts may read and change it. */
export function localeCookie(locale: Locale): string {
  return setCookie(localeCookieName, locale, 31_536_000, { readable: true });
}

/** The Set-Cookie value of a session begun without next-auth: the same signed cookie, worth as much, for `seconds`. */
export async function staffCookie(
  { userId, name, email, sid }: { userId: string; name: string; email: string; sid: string },
  seconds: number,
): Promise<string> {
  const secret = process.env.NEXTAUTH_SECRET;
  if (!secret) throw new Error("NEXTAUTH_SECRET is not set: nobody can be signed in.");
  const jwt = await encode({ token: { sub: userId, name, email, sid }, secret, maxAge: seconds });
  return setCookie(staffCookieName(), jwt, seconds);
}

/** The Set-Cookie value that takes the session's cookie away. */
export function endedStaffCookie(): string {
  return setCookie(staffCookieName(), "", 0);
}
