"use client";

import { AlarmClock } from "lucide-react";
import { formatElapsed, useNow } from "./elapsed";

/** How long something has waited, inside a line of text; over the limit in urgent ink with its clock. */
export function AgeTimer({
  since,
  limitSeconds,
  className = "",
}: {
  since: string;
  /** Seconds; none means it is never late. */
  limitSeconds?: number | null;
  className?: string;
}) {
  const now = useNow();
  const age = now === null ? null : now - Date.parse(since);
  const late = age !== null && !!limitSeconds && age > limitSeconds * 1000;
  return (
    <time
      dateTime={since}
      suppressHydrationWarning
      className={`inline-flex items-center gap-1 align-top font-semibold whitespace-nowrap ${late ? "text-urgent-ink" : "text-ink"} ${className}`}
    >
      {late ? <AlarmClock aria-hidden className="size-4 flex-none" strokeWidth={1.75} /> : null}
      {age === null ? "\u00a0" : formatElapsed(age)}
    </time>
  );
}
