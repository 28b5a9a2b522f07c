"use client";

import { useCallback, useEffect, useRef, useState } from "react";

/** With no further step for this long (ms), the count is sent. */
const restMs = 500;

/**
 * A count that shows what was pressed at once and is sent when the fingers rest, one request at a time; what a sheet that closes leaves
 * unsent goes at once. `save` resolves when it was answered and never rejects: what is shown is then `saved` again.
 */
export function useGuestCount(saved: number | null, save: (count: number | null) => Promise<unknown>) {
  const [shown, setShown] = useState<{ count: number | null } | null>(null);
  const latest = useRef(save);
  latest.current = save;
  // With what saves it: who is pressed for may have left until it is sent.
  const unsent = useRef<{ count: number | null; save: typeof save } | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const isSending = useRef(false);

  const flush = useCallback(async () => {
    clearTimeout(timer.current);
    if (isSending.current) return;
    isSending.current = true;
    for (let next = unsent.current; next; next = unsent.current) {
      unsent.current = null;
      await next.save(next.count);
    }
    isSending.current = false;
    setShown(null);
  }, []);
  const set = useCallback(
    (count: number | null) => {
      unsent.current = { count, save: latest.current };
      setShown({ count });
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void flush(), restMs);
    },
    [flush],
  );
  useEffect(() => () => void flush(), [flush]);
  return { count: shown ? shown.count : saved, set };
}
