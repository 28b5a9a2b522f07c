import { useEffect, useState } from "react";
import { ApiError } from "@/lib/platform/http/client";
import { fetchSharedTablet } from "../../client";

/** How often a shared tablet asks whether it still is one, in ms. */
const askEveryMs = 60_000;

/**
 * Asks once a minute, and when the tablet wakes, whether it is enrolled: `onEnrolled` runs after each yes, `onRevoked` at the no. Answers
 * whether the server was reached last. Both functions must keep their identity.
 */
export function useEnrolment(
  venue: string,
  { onEnrolled, onRevoked }: { onEnrolled?: () => void; onRevoked: () => void },
): boolean {
  const [isReached, setIsReached] = useState(true);
  useEffect(() => {
    let isOver = false;
    const ask = async () => {
      if (document.visibilityState !== "visible") return;
      try {
        await fetchSharedTablet(venue);
        if (isOver) return;
        setIsReached(true);
        onEnrolled?.();
      } catch (error) {
        if (isOver) return;
        if (error instanceof ApiError && error.code === "device-not-enrolled") onRevoked();
        else setIsReached(false);
      }
    };
    const lose = () => setIsReached(false);
    const timer = setInterval(ask, askEveryMs);
    document.addEventListener("visibilitychange", ask);
    window.addEventListener("online", ask);
    window.addEventListener("offline", lose);
    return () => {
      isOver = true;
      clearInterval(timer);
      document.removeEventListener("visibilitychange", ask);
      window.removeEventListener("online", ask);
      window.removeEventListener("offline", lose);
    };
  }, [venue, onEnrolled, onRevoked]);
  return isReached;
}
