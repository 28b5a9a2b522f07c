import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { AppError } from "./errors";

export interface RateLimit {
  /** Names the counter. */
  name: string;
  points: number;
  /** Seconds in which `points` may be used. */
  seconds: number;
}

const limiters = new Map<string, RateLimiterMemory>();

/** Uses one point of `who`; throws 429 with Retry-After when none is left. One process serves a house, so memory is enough. */
export async function takePoint({ name, points, seconds }: RateLimit, who: string): Promise<void> {
  let limiter = limiters.get(name);
  if (!limiter) {
    limiter = new RateLimiterMemory({ keyPrefix: name, points, duration: seconds });
    limiters.set(name, limiter);
  }
  try {
    await limiter.consume(who);
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    throw new AppError("rate-limited", "Too many requests; try again in a moment.", {
      retryAfter: Math.max(1, Math.ceil(error.msBeforeNext / 1000)),
    });
  }
}
