"use client";

import { CloudOff } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useBeats, useConnection } from "@/lib/platform/realtime/provider";

const time = { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" } as const;
const dayAndTime = { ...time, day: "numeric", month: "short" } as const;
/** Past this, a time alone could be taken for today's (ms). */
const longAgoMs = 12 * 3_600_000;

/** When the server was last heard, in words: the time, with the day when that is long ago; null when it never was. */
export function useLastSync(lastSync: number): string | null {
  const format = useFormatter();
  if (lastSync === 0) return null;
  return format.dateTime(lastSync, Date.now() - lastSync > longAgoMs ? dayAndTime : time);
}

/**
 * How live the screen is: a dot and a word, a ring while it asks in turns, a crossed cloud when nothing answers. Where the page has its
 * connection prove itself, the dot beats with each proof. `short`: the time stands in an OfflineStrip below.
 */
export function ConnectionIndicator({ short = false, className = "" }: { short?: boolean; className?: string }) {
  const t = useTranslations("connection");
  const { status, lastSync } = useConnection();
  const at = useLastSync(lastSync);
  const beats = useBeats();
  return (
    <output
      aria-live="polite"
      data-connection={status}
      className={`inline-flex items-center gap-2 text-xs font-medium whitespace-nowrap tabular-nums ${className}`}
    >
      {status === "live" && (
        <>
          <span
            // A new element begins its beat anew.
            key={beats}
            aria-hidden
            data-beats={beats || undefined}
            className={`size-2 flex-none rounded-full bg-accent-ink ${beats > 0 ? "animate-beat" : ""}`}
          />
          <span className="text-ink-2">{t("live")}</span>
        </>
      )}
      {status === "connecting" && (
        <>
          <span aria-hidden className="size-2 flex-none rounded-full border-2 border-edge" />
          <span className="text-ink-2">{t("connecting")}</span>
        </>
      )}
      {status === "polling" && (
        <>
          <span aria-hidden className="size-2.5 flex-none rounded-full border-2 border-pending-ink" />
          <span className="text-pending-ink">
            {t("polling")}
            {/* The time changes with every question; read aloud it would never end. */}
            {at && <span aria-hidden>{t("pollingSince", { time: at })}</span>}
          </span>
        </>
      )}
      {status === "offline" && (
        <>
          <CloudOff aria-hidden className="size-4 flex-none text-pending-ink" strokeWidth={2} />
          <span className="text-pending-ink">{at && !short ? t("offlineSince", { time: at }) : t("offline")}</span>
        </>
      )}
    </output>
  );
}
