"use client";

import { useCallback, useEffect, useRef } from "react";
import { lengthOf, playSound } from "@/components/alerts/sounds";
import type { LiveHandlers } from "@/lib/platform/realtime/live-store";
import { AlarmQueue, alarmOf } from "../alarms";
import type { TicketDto } from "../schema";

/**
 * Sounds for what comes to a screen's station (null is all): new, changed, nearly late, late. Hand `onEvent` to useLive. History that a
 * screen learns late makes no sound; a silent device makes none either.
 */
export function useKitchenAlarms({ station, tickets }: { station: string | null; tickets: readonly TicketDto[] }): {
  onEvent: NonNullable<LiveHandlers<unknown>["onEvent"]>;
} {
  const known = useRef({ station, tickets });
  known.current = { station, tickets };
  const queue = useRef<AlarmQueue | null>(null);
  queue.current ??= new AlarmQueue((kind) => {
    playSound(kind);
    return lengthOf(kind) * 1_000;
  });
  useEffect(() => () => queue.current?.stop(), []);
  const onEvent = useCallback<NonNullable<LiveHandlers<unknown>["onEvent"]>>((event, { replayed }) => {
    if (replayed) return;
    const kind = alarmOf(event, known.current.station, known.current.tickets);
    if (kind) queue.current?.add(kind);
  }, []);
  return { onEvent };
}
