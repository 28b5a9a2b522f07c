"use client";

import { clockTime, fill } from "@/components/fill-text";
import { useGuestTexts } from "@/components/guest-texts";
import { StatusChip } from "@/components/ui/status-chip";
import type { CallDto } from "../../schema";

const kinds = { pending: "pending", acknowledged: "ready", completed: "done" } as const;

/** How far a call has come: called, a waiter is coming, done. */
export function CallState({ call, since = false }: { call: CallDto | null; since?: boolean }) {
  const { guest, locale, timezone } = useGuestTexts();
  if (!call) return null;
  return (
    <span role="status" className="inline-flex flex-wrap items-center gap-x-3">
      <StatusChip kind={kinds[call.status]}>{guest.call[call.status]}</StatusChip>
      {since ? (
        <span className="text-xs text-ink-3">
          {fill(guest.call.since, { time: clockTime(call.createdAt, locale, timezone) })}
        </span>
      ) : null}
    </span>
  );
}
