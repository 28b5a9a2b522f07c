import { getToken } from "next-auth/jwt";

/** The guest's cookie: a random token, HttpOnly. Its SHA-256 is TableGuest.tokenHash. */
export const guestCookieName = "servery_guest";

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

/** The Set-Cookie value that gives a phone its guest token, for 24 hours. */
export function guestCookie(token: string): string {
  return `${guestCookieName}=${token}; Path=/; Max-Age=86400; HttpOnly; SameSite=Lax${secureCookies() ? "; Secure" : ""}`;
}
