import { useEffect, useRef, useState } from "react";
import { ApiError } from "@/lib/platform/http/client";
import { startPinSession } from "../../client";
import { writeLastTouch } from "../../idle";
import type { PinSessionDto, WrongPinDto } from "../../schema";

export const pinDigits = { least: 4, most: 6 } as const;

export type PinTrouble = { kind: "wrong"; triesLeft: number } | { kind: "offline" | "away" | "gone" };

interface Options {
  venue: string;
  membershipId: string | null;
  /** Wrong PINs locked this person for so many more seconds. */
  onLocked: (membershipId: string, seconds: number) => void;
  /** This browser is no shared tablet any more. */
  onNotEnrolled: () => void;
  /** Where a person goes, given where the server says their work begins. */
  destinationOf: (user: PinSessionDto["user"], destination: string) => string;
}

/**
 * The digits typed so far and what became of them. A PIN has four to six digits and nothing says how many somebody's has: it is
 * sent with the button or Enter from the fourth digit on, and by itself only at the sixth, where it cannot go on.
 */
export function usePinEntry({ venue, membershipId, onLocked, onNotEnrolled, destinationOf }: Options) {
  const [digits, showDigits] = useState("");
  // Keys come faster than renders.
  const typed = useRef("");
  const setDigits = (next: string) => {
    typed.current = next;
    showDigits(next);
  };
  const [isSending, setIsSending] = useState(false);
  const [trouble, setTrouble] = useState<PinTrouble | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another person begins with no digits.
  useEffect(() => {
    setDigits("");
    setTrouble(null);
  }, [membershipId]);

  async function send(pin: string) {
    if (!membershipId || isSending || pin.length < pinDigits.least) return;
    setIsSending(true);
    setTrouble(null);
    try {
      const { user, destination } = await startPinSession(venue, { membershipId, pin });
      try {
        writeLastTouch(window.localStorage, user.id, Date.now());
      } catch {
        // Without a store the page that follows counts from its own beginning.
      }
      window.location.assign(destinationOf(user, destination));
      return;
    } catch (error) {
      setDigits("");
      report(error, membershipId);
    }
    setIsSending(false);
  }

  function report(error: unknown, who: string) {
    const failure = error instanceof ApiError ? error : null;
    if (failure?.code === "device-not-enrolled") return onNotEnrolled();
    if (failure?.code === "pin-locked") return onLocked(who, failure.retryAfter ?? 30);
    if (failure?.code === "wrong-pin") {
      const { triesLeft } = failure.current as WrongPinDto;
      if (triesLeft === 0) return onLocked(who, failure.retryAfter ?? 30);
      return setTrouble({ kind: "wrong", triesLeft });
    }
    setTrouble({ kind: failure?.code === "not-found" ? "gone" : failure?.code === "offline" ? "offline" : "away" });
  }

  return {
    digits,
    isSending,
    trouble,
    press(digit: string) {
      if (isSending || typed.current.length >= pinDigits.most) return;
      const next = typed.current + digit;
      setDigits(next);
      setTrouble(null);
      if (next.length === pinDigits.most) void send(next);
    },
    erase: () => setDigits(typed.current.slice(0, -1)),
    submit: () => void send(typed.current),
  };
}
