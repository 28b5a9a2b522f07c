"use client";

import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { type PadDraft, type PadPending, type PadTarget, targetId } from "@/lib/orders/pad-draft";
import { sendUntilAnswered } from "@/lib/orders/pad-send";
import type { OrderDto } from "@/lib/orders/schema";
import type { PadDraftBook } from "./use-pad-drafts";

export interface PadSender {
  /** Keeps the request in its draft and sends it; nothing while one of that draft is on its way. */
  send: (target: PadTarget, pending: PadPending) => void;
  /** Does not wait for the next attempt. */
  tryNow: () => void;
  /** By `targetId`: those that nobody has answered yet. */
  waiting: ReadonlySet<string>;
}

/** Longer than this without an answer is told (ms). */
const patience = 1_500;

/**
 * Sends what the drafts have on its way, also what a reload or a closed pad has left there, until there is an answer. Lives as long
 * as the page of the staff, not as long as the pad.
 */
export function usePadSender({
  venue,
  book,
  onSent,
  onRefused,
  onSignedOut,
}: {
  venue: string;
  book: PadDraftBook;
  onSent: (order: OrderDto, draft: PadDraft) => void;
  onRefused: (code: string, draft: PadDraft, current: unknown) => void;
  onSignedOut: () => void;
}): PadSender {
  const [waiting, setWaiting] = useState<ReadonlySet<string>>(new Set());
  const running = useRef(new Map<string, AbortController>());
  const wakers = useRef(new Set<() => void>());
  const latest = useRef({ book, onSent, onRefused, onSignedOut });
  latest.current = { book, onSent, onRefused, onSignedOut };

  const tryNow = useCallback(() => {
    for (const wake of wakers.current) wake();
  }, []);

  const run = useCallback(
    async (draft: PadDraft, pending: PadPending) => {
      const id = targetId(draft.target);
      if (running.current.has(id)) return;
      const control = new AbortController();
      running.current.set(id, control);
      const tell = (isWaiting: boolean) =>
        setWaiting((before) => {
          if (before.has(id) === isWaiting) return before;
          const next = new Set(before);
          if (isWaiting) next.add(id);
          else next.delete(id);
          return next;
        });
      const late = setTimeout(() => tell(true), patience);
      const pause = (ms: number) =>
        new Promise<void>((resolve) => {
          const wake = () => {
            clearTimeout(timer);
            control.signal.removeEventListener("abort", wake);
            wakers.current.delete(wake);
            resolve();
          };
          const timer = setTimeout(wake, ms);
          wakers.current.add(wake);
          control.signal.addEventListener("abort", wake);
        });
      const answer = await sendUntilAnswered(venue, pending, {
        signal: control.signal,
        onWaiting: () => tell(true),
        pause,
      });
      clearTimeout(late);
      if (!answer) return;
      running.current.delete(id);
      tell(false);
      if (answer.outcome === "signed-out") return latest.current.onSignedOut();
      const isThis = (held: PadDraft | undefined) => held?.pending?.key === pending.key;
      if (answer.outcome === "sent") {
        latest.current.book.replace((all) => {
          if (!isThis(all[id])) return all;
          const { [id]: _sent, ...others } = all;
          return others;
        });
        latest.current.onSent(answer.order, draft);
        return;
      }
      const { refusal, current } = answer;
      latest.current.book.change(draft.target, (held) => (isThis(held) ? { ...held, pending: null, refusal } : held));
      latest.current.onRefused(refusal.code, draft, current);
    },
    [venue],
  );

  const { drafts } = book;
  useEffect(() => {
    for (const draft of Object.values(drafts)) if (draft.pending) void run(draft, draft.pending);
  }, [drafts, run]);

  useEffect(() => {
    const all = running.current;
    addEventListener("online", tryNow);
    return () => {
      removeEventListener("online", tryNow);
      for (const control of all.values()) control.abort();
      all.clear();
    };
  }, [tryNow]);

  const send = useCallback((target: PadTarget, pending: PadPending) => {
    latest.current.book.change(target, (draft) => (draft.pending ? draft : { ...draft, pending, refusal: null }));
  }, []);
  return useMemo(() => ({ send, tryNow, waiting }), [send, tryNow, waiting]);
}
