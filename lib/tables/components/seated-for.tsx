"use client";

import { useTranslations } from "next-intl";
import { useNow } from "@/components/ui/elapsed";

/** How long a table is taken: whole minutes, from one hour on with the hours. */
export function SeatedFor({ since, className = "" }: { since: string; className?: string }) {
  const t = useTranslations("floor");
  const now = useNow();
  const minutes = now === null ? null : Math.max(0, Math.floor((now - Date.parse(since)) / 60_000));
  return (
    <time dateTime={since} className={className} suppressHydrationWarning>
      {minutes === null
        ? "\u00a0"
        : minutes < 60
          ? t("minutes", { count: minutes })
          : t("hours", { hours: Math.floor(minutes / 60), minutes: minutes % 60 })}
    </time>
  );
}
