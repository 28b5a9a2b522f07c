"use client";

import { useNow } from "@/components/ui/elapsed";

/** The time on this device; empty until the page is awake, so that server and client agree. */
export function Clock() {
  const now = useNow();
  const at = now === null ? null : new Date(now);
  const two = (value: number) => String(value).padStart(2, "0");
  return (
    <time suppressHydrationWarning className="text-2xl font-semibold tracking-[-0.03em] lg:text-3xl">
      {at ? `${two(at.getHours())}:${two(at.getMinutes())}` : "\u00a0"}
    </time>
  );
}
