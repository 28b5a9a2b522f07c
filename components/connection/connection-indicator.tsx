"use client";

import { CloudOff } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useConnection } from "@/lib/platform/realtime/provider";

const time = { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" } as const;
const dayAndTime = { ...time, day: "numeric", month: "short" } as const;
/** Past this, a time alone could be taken for today's (ms). */
const longAgoMs = 12 * 3_600_000;

/** How live the screen is: a dot and a word, a ring while it asks in turns, a crossed cloud when nothing answers. */
export function ConnectionIndicator({ className = "" }: { className?: string }) {
  const t = useTranslations("connection");
  const format = useFormatter();
  const { status, lastSync } = useConnection();
  const isOld = lastSync > 0 && Date.now() - lastSync > longAgoMs;
  const at = lastSync > 0 ? format.dateTime(lastSync, isOld ? dayAndTime : time) : null;
  return (
    <output
      aria-live="polite"
      data-connection={status}
      className={`inline-flex items-center gap-2 text-xs font-medium whitespace-nowrap tabular-nums ${className}`}
    >
      {status === "live" && (
        <>
          <span aria-hidden className="size-2 flex-none rounded-full bg-accent-ink" />
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
          <span className="text-pending-ink">{at ? t("offlineSince", { time: at }) : t("offline")}</span>
        </>
      )}
    </output>
  );
}
