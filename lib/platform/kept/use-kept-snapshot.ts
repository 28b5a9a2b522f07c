"use client";

import { useEffect, useRef } from "react";
import type { ConnectionState } from "../realtime/live-connection";
import { useConnection } from "../realtime/provider";
import { readPerson } from "./person";

/** After a change it is kept within this time (ms); a busy evening is not a write per event. */
const pauseMs = 2_000;
/** Without a change, the time of the last sync is kept this often (ms). */
const refreshMs = 15_000;

/** When what is on the screen was last known to be true: now while the line is up. */
function syncedAt({ status, lastSync }: ConnectionState, since: number): number {
  return status === "live" ? Date.now() : Math.max(lastSync, since);
}

async function keep(userId: string, venue: string, data: unknown, at: number): Promise<void> {
  const { keptDatabase } = await import("./database");
  // Whoever left meanwhile, here or in another tab, has asked to be forgotten.
  if (readPerson() !== userId) return;
  await keptDatabase.snapshots.put({ id: `${userId} ${venue}`, userId, venue, data, syncedAt: at });
}

/**
 * Keeps what the person sees, for an app that is opened without network: `data` after every change, throttled, with the time of
 * the last sync. `data` must be new when it changed and the same when it did not, and fit for structured cloning. `fresh`: it
 * came from the server with this page; otherwise only the line says when it was last true.
 */
export function useKeptSnapshot({
  userId,
  venue,
  data,
  fresh,
}: {
  userId: string;
  venue: string;
  data: unknown;
  fresh: boolean;
}): void {
  const connection = useConnection();
  const now = useRef({ data, connection, since: 0 });
  now.current = { ...now.current, data, connection };
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);

  useEffect(() => {
    if (fresh) now.current.since ||= Date.now();
    const save = () => {
      if (timer.current) clearTimeout(timer.current);
      timer.current = null;
      const { data: latest, connection: line, since: from } = now.current;
      // A browser that keeps nothing (a private window, a full disk) still shows everything while there is a network.
      keep(userId, venue, latest, syncedAt(line, from)).catch(() => {});
    };
    saveRef.current = save;
    const refresh = setInterval(() => now.current.connection.status === "live" && save(), refreshMs);
    const onHide = () => document.visibilityState === "hidden" && save();
    document.addEventListener("visibilitychange", onHide);
    return () => {
      clearInterval(refresh);
      document.removeEventListener("visibilitychange", onHide);
      if (timer.current) save();
      saveRef.current = null;
    };
  }, [userId, venue, fresh]);

  const saveRef = useRef<(() => void) | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: new data is what starts the clock.
  useEffect(() => {
    timer.current ??= setTimeout(() => saveRef.current?.(), pauseMs);
  }, [data]);
}

/** What was kept of a venue for a person, if anything. */
export async function readKept<T>(userId: string, venue: string): Promise<{ data: T; syncedAt: number } | null> {
  try {
    const { keptDatabase } = await import("./database");
    const kept = await keptDatabase.snapshots.get(`${userId} ${venue}`);
    return kept ? { data: kept.data as T, syncedAt: kept.syncedAt } : null;
  } catch {
    return null;
  }
}

/** Drops what was kept for anybody but this person. */
export async function keepOnly(userId: string): Promise<void> {
  const { keptDatabase } = await import("./database");
  await keptDatabase.snapshots.where("userId").notEqual(userId).delete();
}
