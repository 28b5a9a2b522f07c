import { useCallback, useRef, useState } from "react";
import { ApiError, newIdempotencyKey, sendOnce } from "@/lib/platform/http/client";
import type { CallDto, CallType, CreateCallInput } from "./schema";

/** The sitting's call of a kind that is the news: an open one, else the one last completed. */
export function callOf(calls: readonly CallDto[], type: CallType): CallDto | null {
  const own = calls.filter((call) => call.callType === type);
  return own.find((call) => call.status !== "completed") ?? own.at(-1) ?? null;
}

/** How long a press goes on trying before it says that it did not go through. */
const patienceMs = 6_000;

/**
 * Calls the waiter. A press that failed and is repeated unchanged is the same call, whether or not the first one arrived.
 * `failed` is the code of the last failure.
 */
export function useCallWaiter(venue: string, onCalled: (call: CallDto) => void) {
  const [busy, setBusy] = useState<CallType | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const last = useRef<{ body: string; key: string } | null>(null);

  const call = useCallback(
    async (input: CreateCallInput): Promise<boolean> => {
      const body = JSON.stringify(input);
      if (last.current?.body !== body) last.current = { body, key: newIdempotencyKey() };
      setBusy(input.callType);
      setFailed(null);
      try {
        const made = await sendOnce<CallDto>(`/api/venues/${venue}/waiter-calls`, input, last.current.key, {
          as: "guest",
          forMs: patienceMs,
        });
        last.current = null;
        onCalled(made);
        return true;
      } catch (error) {
        setFailed(error instanceof ApiError ? error.code : "internal");
        return false;
      } finally {
        setBusy(null);
      }
    },
    [venue, onCalled],
  );

  return { call, busy, failed };
}
