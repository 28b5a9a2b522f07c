"use client";

import { AlarmClock } from "lucide-react";
import { useTranslations } from "next-intl";
import { formatElapsed, useNow } from "./elapsed";

/** The share of the limit from which on it is soon. */
const soon = 0.8;

/**
 * How long something has waited. Near its limit it is inverted; over it, urgent with its clock, the word and by how much. Plain
 * without a limit. The words are there for people who do not see colours, and for those who listen.
 */
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
  const t = useTranslations("common.status");
  const now = useNow();
  const age = now === null ? null : now - Date.parse(since);
  const limit = limitSeconds ? limitSeconds * 1000 : Number.POSITIVE_INFINITY;
  const level = age === null || age < limit * soon ? "fine" : age <= limit ? "soon" : "late";
  const look = {
    fine: "text-ink",
    soon: "rounded-sm bg-ink px-1.5 text-paper",
    late: "rounded-sm bg-urgent px-1.5 font-bold text-on-urgent",
  }[level];
  return (
    <time
      dateTime={since}
      data-age={level}
      suppressHydrationWarning
      className={`inline-flex items-center gap-1 align-top font-semibold whitespace-nowrap ${look} ${className}`}
    >
      {level === "late" ? <AlarmClock aria-hidden className="size-4 flex-none" strokeWidth={2} /> : null}
      {age === null ? "\u00a0" : level === "late" ? `${t("late")} +${formatElapsed(age - limit)}` : formatElapsed(age)}
    </time>
  );
}
