"use client";

import { CloudOff } from "lucide-react";
import { useConnection } from "@/lib/platform/realtime/provider";
import { clockTime, fill } from "./fill-text";
import { useGuestTexts } from "./guest-texts";

/** Whether this page is live: a dot; when it is not, since when. `quiet` says nothing while all is well. */
export function GuestConnection({ quiet = false }: { quiet?: boolean }) {
  const { guest, locale, timezone } = useGuestTexts();
  const { status, lastSync } = useConnection();
  const words = guest.connection;
  const time = lastSync > 0 ? clockTime(lastSync, locale, timezone) : "";
  if (quiet && (status === "live" || status === "connecting")) return null;
  if (status === "offline") {
    return (
      <p role="status" className="inline-flex items-center gap-2 text-sm font-semibold text-pending-ink">
        <CloudOff aria-hidden className="size-5 flex-none" strokeWidth={1.75} />
        {time ? fill(words.offline, { time }) : words.offlineNever}
      </p>
    );
  }
  return (
    <p role="status" className="inline-flex items-center gap-[7px] text-xs font-medium text-ink-2">
      <span
        aria-hidden
        className={`size-2 flex-none rounded-full ${status === "live" ? "bg-accent-ink" : "border-[1.5px] border-pending-ink"}`}
      />
      {status === "live" ? words.live : status === "polling" && time ? fill(words.polling, { time }) : words.connecting}
    </p>
  );
}
