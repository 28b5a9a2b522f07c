"use client";

import { useEffect, useRef, useState } from "react";
import { markNoticeRead } from "../client";

/** How long "read" can be taken back (ms); only then is it told to the server. */
const undoMs = 10_000;

function readPending(key: string): string[] {
  try {
    const ids: unknown = JSON.parse(sessionStorage.getItem(key) ?? "[]");
    return Array.isArray(ids) ? ids.filter((id) => typeof id === "string") : [];
  } catch {
    return [];
  }
}

function writePending(key: string, ids: readonly string[]): void {
  try {
    if (ids.length > 0) sessionStorage.setItem(key, JSON.stringify(ids));
    else sessionStorage.removeItem(key);
  } catch {
    // Without a store a reload within the ten seconds may show it once more.
  }
}

/**
 * The notices that a person put away here. Each is told to the server when its undo is over or the page goes; one whose telling a
 * reload cut off is told by the page that comes after, under the same person.
 */
export function usePutAway({
  venue,
  userId,
  onRead,
  onFailed,
}: {
  venue: string;
  userId: string;
  /** The server knows now. */
  onRead: (id: string) => void;
  /** The server does not, and the notice is there again. */
  onFailed: (id: string) => void;
}) {
  const key = `servery.notices-read.${venue}.${userId}`;
  const [away, setAway] = useState<ReadonlySet<string>>(new Set());
  const timers = useRef(new Map<string, ReturnType<typeof setTimeout>>());
  const deps = useRef({ onRead, onFailed });
  deps.current = { onRead, onFailed };

  const forget = (id: string) => {
    clearTimeout(timers.current.get(id));
    timers.current.delete(id);
    writePending(
      key,
      readPending(key).filter((one) => one !== id),
    );
  };
  const takeBack = (id: string) => {
    forget(id);
    setAway((before) => new Set([...before].filter((one) => one !== id)));
  };
  const tell = (id: string) => {
    timers.current.delete(id);
    markNoticeRead(venue, id).then(
      () => {
        forget(id);
        deps.current.onRead(id);
      },
      (error: { status?: number }) => {
        // Withdrawn by its author in the meantime: there is nothing left to read.
        if (error.status === 404) return forget(id);
        takeBack(id);
        deps.current.onFailed(id);
      },
    );
  };

  const start = useRef(() => {});
  start.current = () => {
    const pending = readPending(key);
    if (pending.length === 0) return;
    setAway(new Set(pending));
    for (const id of pending) tell(id);
  };
  const leave = useRef(() => {});
  leave.current = () => {
    for (const [id, timer] of timers.current) {
      clearTimeout(timer);
      void markNoticeRead(venue, id, { leaving: true }).catch(() => undefined);
    }
    timers.current.clear();
  };
  useEffect(() => {
    start.current();
    const go = () => leave.current();
    window.addEventListener("pagehide", go);
    return () => {
      window.removeEventListener("pagehide", go);
      go();
    };
  }, []);

  return {
    away,
    takeBack,
    putAway: (id: string) => {
      setAway((before) => new Set(before).add(id));
      writePending(key, [...readPending(key), id]);
      timers.current.set(
        id,
        setTimeout(() => tell(id), undoMs),
      );
    },
  };
}
