import { RateLimiterMemory, type RateLimiterRes } from "rate-limiter-flexible";
import { AppError } from "@/lib/platform/errors";

const window = 15 * 60;
/** Wrong passwords for one e-mail from one address; a whole house shares an address, hence the wider second limit. */
const perPair = new RateLimiterMemory({ keyPrefix: "sign-in", points: 10, duration: window });
const perAddress = new RateLimiterMemory({ keyPrefix: "sign-in-address", points: 100, duration: window });

const pair = (ip: string, email: string) => `${ip} ${email}`;

function tooMany({ msBeforeNext }: RateLimiterRes): AppError {
  return new AppError("rate-limited", "Too many wrong passwords. Try again later.", {
    retryAfter: Math.max(1, Math.ceil(msBeforeNext / 1000)),
  });
}

/**
 * Counts a sign-in as failed before its password is looked at, so that guesses which come at once are as few as those that come one
 * after the other. Throws 429 when too many failed lately; what is answered so counts against nobody else. `forgetAttempt` takes the
 * count back: a shift that starts together never waits.
 */
export async function takeSignInAttempt(ip: string, email: string): Promise<void> {
  await perPair.consume(pair(ip, email)).catch((refusal: RateLimiterRes) => {
    throw tooMany(refusal);
  });
  await perAddress.consume(ip).catch(async (refusal: RateLimiterRes) => {
    await perPair.reward(pair(ip, email));
    throw tooMany(refusal);
  });
}

/** The attempt was no wrong password. */
export async function forgetAttempt(ip: string, email: string): Promise<void> {
  await Promise.all([perPair.reward(pair(ip, email)), perAddress.reward(ip)]);
}

/** A right password: the wrong ones before it were slips. */
export async function forgetFailedSignIns(ip: string, email: string): Promise<void> {
  await Promise.all([perPair.delete(pair(ip, email)), perAddress.reward(ip)]);
}
