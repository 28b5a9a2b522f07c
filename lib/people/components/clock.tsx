"use client";

import { useFormatter } from "next-intl";
import { useNow } from "@/components/ui/elapsed";

/** The time of a place, or of this device where no place is known; empty until the page is awake, so that server and client agree. */
export function Clock({ timezone }: { timezone?: string }) {
  const now = useNow();
  const format = useFormatter();
  const timeZone = timezone ?? (now === null ? undefined : Intl.DateTimeFormat().resolvedOptions().timeZone);
  return (
    <time
      suppressHydrationWarning
      className="flex-none text-2xl font-semibold whitespace-nowrap tracking-[-0.03em] lg:text-3xl"
    >
      {now === null
        ? "\u00a0"
        : format.dateTime(now, { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone })}
    </time>
  );
}
