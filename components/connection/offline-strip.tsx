"use client";

import { CloudOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { useConnection } from "@/lib/platform/realtime/provider";
import { useLastSync } from "./connection-indicator";

/** On a narrow screen, under the page head: nothing answers, and since when. The indicator in the head announces it. */
export function OfflineStrip() {
  const t = useTranslations("connection");
  const { status, lastSync } = useConnection();
  const at = useLastSync(lastSync);
  if (status !== "offline" || !at) return null;
  return (
    <p className="flex min-h-10 items-center gap-2 bg-pending-tint px-4 py-1.5 text-sm font-medium text-pending-ink tabular-nums">
      <CloudOff aria-hidden className="size-5 flex-none" strokeWidth={2} />
      {t("offlineSince", { time: at })}
    </p>
  );
}
