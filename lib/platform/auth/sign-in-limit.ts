import { RateLimiterMemory } from "rate-limiter-flexible";
import { AppError } from "@/lib/platform/errors";

const window = 15 * 60;
/** Wrong passwords for one e-mail from one address; a whole house shares an address, hence the wider second limit. */
const perPair = new RateLimiterMemory({ keyPrefix: "sign-in", points: 10, duration: window });
const perAddress = new RateLimiterMemory({ keyPrefix: "sign-in-address", points: 100, duration: window });

const pair = (ip: string, email: string) => `${ip} ${email}`;

/** Throws 429 when too many sign-ins failed lately. Only failures count: a shift that starts together never waits. */
export async function checkSignInLimit(ip: string, email: string): Promise<void> {
  const [mine, all] = await Promise.all([perPair.get(pair(ip, email)), perAddress.get(ip)]);
  const spent = [mine && mine.remainingPoints <= 0 ? mine : null, all && all.remainingPoints <= 0 ? all : null];
  const wait = Math.max(0, ...spent.map((each) => each?.msBeforeNext ?? 0));
  if (wait > 0) {
    throw new AppError("rate-limited", "Too many wrong passwords. Try again later.", {
      retryAfter: Math.ceil(wait / 1000),
    });
  }
}

export async function countFailedSignIn(ip: string, email: string): Promise<void> {
  // consume rejects past the limit; the check above is what answers.
  await Promise.allSettled([perPair.consume(pair(ip, email)), perAddress.consume(ip)]);
}

export async function forgetFailedSignIns(ip: string, email: string): Promise<void> {
  await perPair.delete(pair(ip, email));
}
