import { ApiError, sendOnce } from "@/lib/platform/http/client";
import { linesNamed } from "./guest-client";
import type { PadPending, Refusal } from "./pad-draft";
import type { OrderDto } from "./schema";

export type SendAnswer =
  | { outcome: "sent"; order: OrderDto }
  | { outcome: "refused"; refusal: Refusal; current: unknown }
  /** The session has ended: it goes on when its owner is back. */
  | { outcome: "signed-out" };

/** Failures that say nothing about the order: the same request with the same key goes again. */
const worthRetrying = new Set(["offline", "unavailable", "request-running", "rate-limited", "internal"]);
const maxWait = 10_000;
/** A server that fails this often at the same request will fail at it again. */
const maxInternal = 5;

/**
 * Sends a request until there is an answer, under the one key it was kept with: it becomes one order however often it is repeated.
 * `onWaiting` is told whenever an attempt came to nothing; `pause` waits the given ms, or until it makes sense to try again.
 * Resolves with null once `signal` aborts; rejects only for what is no answer of the API.
 */
export async function sendUntilAnswered(
  venue: string,
  { path, body, key, lineKeys }: PadPending,
  {
    signal,
    onWaiting,
    pause,
    send = sendOnce,
  }: {
    signal: AbortSignal;
    onWaiting: () => void;
    pause: (ms: number) => Promise<void>;
    send?: typeof sendOnce;
  },
): Promise<SendAnswer | null> {
  let internal = 0;
  for (let attempt = 0; !signal.aborted; attempt++) {
    try {
      const order = await send<OrderDto>(`/api/venues/${venue}/${path}`, body, key, {
        signal,
        // One quick repetition; a longer absence is told to the person who waits.
        forMs: 1_000,
        timeoutMs: 10_000,
      });
      return signal.aborted ? null : { outcome: "sent", order };
    } catch (error) {
      if (signal.aborted) return null;
      if (!(error instanceof ApiError)) throw error;
      const { code, errors, retryAfter, current } = error;
      if (code === "unauthenticated") return { outcome: "signed-out" };
      if (code === "internal") internal += 1;
      if (!worthRetrying.has(code) || internal >= maxInternal) {
        return { outcome: "refused", refusal: { code, lines: linesNamed({ lineKeys }, errors) }, current };
      }
      onWaiting();
      await pause(
        retryAfter ? retryAfter * 1000 : Math.min(maxWait, 1000 * 2 ** attempt) * (0.8 + Math.random() * 0.4),
      );
    }
  }
  return null;
}
