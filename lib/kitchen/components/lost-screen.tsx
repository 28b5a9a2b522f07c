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
  const above = useRef<Element | null>(null);
  useEffect(() => refuseChanges(), []);
  // In the top layer, above a sheet that is open, and again above one that was opened since.
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked at once a second
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const sheet = [...document.querySelectorAll("dialog:modal")].at(-1) ?? null;
    const isOpen = element.matches(":popover-open");
    if (isOpen && sheet === above.current) return;
    above.current = sheet;
    if (isOpen) element.hidePopover();
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
      className="pointer-events-none fixed inset-0 m-0 h-dvh w-dvw max-h-none max-w-none border-0 bg-transparent p-0 text-ink"
    >
      <div aria-hidden className="lost-veil absolute inset-0 border-[0.875rem] border-pending" />
      {/* As high as the head, whose clock and buttons are worth nothing now: the tickets' own heads stay in sight. */}
      <div
        role="alert"
        className="relative flex flex-wrap items-center gap-x-8 gap-y-1 bg-pending px-6 py-3 text-on-pending min-[900px]:h-[5.25rem] min-[900px]:flex-nowrap min-[900px]:py-0"
      >
        <p className="flex items-center gap-5 text-[2.125rem]/[2.375rem] font-bold tracking-[-0.025em] min-[900px]:text-[2.875rem]/[3rem] min-[900px]:whitespace-nowrap">
          <CloudOff aria-hidden className="size-[1.2em] flex-none" strokeWidth={2.25} />
          <span>
            {/* The minutes go on; read aloud they would never end. */}
            <span className="sr-only">{t("title", { age: "" })}</span>
            <span aria-hidden>{t("title", { age: formatElapsed(Date.now() - since) })}</span>
          </span>
        </p>
        <p className="text-[1.5rem]/[1.875rem] font-semibold">
          {t("from", { time })} <span className="inline-block">{t("refused")}</span>
        </p>
      </div>
    </div>
  );
}
