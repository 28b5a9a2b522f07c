"use client";

import { CloudOff } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { formatElapsed, useNow } from "@/components/ui/elapsed";
import { refuseChanges } from "@/lib/platform/http/client";
import { useConnection, useHeartbeat } from "@/lib/platform/realtime/provider";
import { serverClock } from "@/lib/platform/server-clock";

/**
 * Over the whole screen while nobody knows whether it still tells the truth: since how long, and from when what it shows is. The tickets
 * stay readable below, grey and hatched; presses reach them, so that pages can be turned, and what would change something is refused.
 * Its presence makes the page's connection prove itself.
 */
export function LostScreen({ timezone }: { timezone: string; venue: string }) {
  const { status, lastSync } = useConnection();
  useHeartbeat();
  if (status !== "offline") return null;
  return <Lost since={lastSync} timezone={timezone} />;
}

function Lost({ since, timezone }: { since: number; timezone: string }) {
  const t = useTranslations("kitchen.lost");
  const format = useFormatter();
  const now = useNow();
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => refuseChanges(), []);
  // In the top layer, above a sheet that is open, and again above one that was opened since.
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked at once a second
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    if (element.matches(":popover-open")) element.hidePopover();
    element.showPopover();
  }, [now]);
  const time = format.dateTime(since + serverClock.offset, {
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
    timeZone: timezone,
  });
  return (
    <div
      ref={ref}
      popover="manual"
      data-lost-screen
      className="pointer-events-none fixed inset-0 m-0 size-full max-h-none max-w-none border-0 bg-transparent p-0 text-ink"
    >
      <div aria-hidden className="lost-veil absolute inset-0 border-[0.875rem] border-pending" />
      <div role="alert" className="relative flex items-center gap-7 bg-pending px-8 py-5 text-on-pending">
        <CloudOff aria-hidden className="size-20 flex-none" strokeWidth={2.25} />
        <div>
          <p className="text-[3.5rem]/[3.75rem] font-bold tracking-[-0.025em]">
            {t("title", { age: formatElapsed(Date.now() - since) })}
          </p>
          <p className="text-[1.875rem]/[2.375rem] font-semibold">
            {t("from", { time })} {t("refused")}
          </p>
        </div>
      </div>
    </div>
  );
}
