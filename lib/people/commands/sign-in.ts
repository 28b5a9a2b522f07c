import { verifyPassword } from "@/lib/platform/auth/password";
import { forgetAttempt, forgetFailedSignIns, takeSignInAttempt } from "@/lib/platform/auth/sign-in-limit";
import { getPrisma } from "@/lib/platform/db";
import { newId } from "@/lib/platform/ids";
import { SignInInput } from "../schema";

/** How long a sign-in lasts: a fortnight. */
export const sessionSeconds = 14 * 24 * 60 * 60;

export interface SignedIn {
  userId: string;
  name: string;
  email: string;
  locale: string;
  /** The new Session row. */
  sid: string;
}

/**
 * Checks an e-mail and password and begins a session; null when they do not fit. Throws 429 after too many failures from the
 * address.
 */
export async function signIn(
  input: unknown,
  { ip, userAgent }: { ip: string; userAgent: string | null },
): Promise<SignedIn | null> {
  const parsed = SignInInput.safeParse(input);
  if (!parsed.success) return null;
  const { email, password } = parsed.data;
  await takeSignInAttempt(ip, email);
  const user = await getPrisma()
    .user.findFirst({ where: { email, disabledAt: null } })
    .catch(async (error) => {
      await forgetAttempt(ip, email);
      throw error;
    });
  if (!(await verifyPassword(user?.passwordHash ?? null, password)) || !user) return null;
  await forgetFailedSignIns(ip, email);
  const sid = newId();
  await getPrisma().session.create({
    data: {
      id: sid,
      userId: user.id,
      userAgent: userAgent?.slice(0, 300) ?? null,
      expiresAt: new Date(Date.now() + sessionSeconds * 1000),
    },
  });
  return { userId: user.id, name: user.name, email: user.email, locale: user.locale, sid };
}

/** Ends a session: its cookie is worth nothing from now on. Ending it twice is fine. */
export async function revokeSession(sid: string): Promise<void> {
  await getPrisma().session.updateMany({ where: { id: sid, revokedAt: null }, data: { revokedAt: new Date() } });
}
