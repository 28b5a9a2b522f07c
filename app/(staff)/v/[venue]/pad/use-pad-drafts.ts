"use client";

import { useMemo, useRef } from "react";
import { useDraft } from "@/components/use-draft";
import {
  keepDraft,
  newDraft,
  type PadDraft,
  type PadDrafts,
  type PadTarget,
  readDrafts,
  targetId,
} from "@/lib/orders/pad-draft";

export interface PadDraftBook {
  drafts: PadDrafts;
  /** As they are now, also right after a change and outside a rendering. */
  read: () => PadDrafts;
  replace: (change: (drafts: PadDrafts) => PadDrafts) => void;
  /** Changes the draft for a target, or begins one. */
  change: (target: PadTarget, change: (draft: PadDraft) => PadDraft) => void;
}

const none: PadDrafts = {};

/** What this person has taken down in this browser and not sent yet. */
export function usePadDrafts(userId: string): PadDraftBook {
  const [stored, write] = useDraft<PadDrafts>({ userId, name: "orders" }, none);
  const drafts = useMemo(() => readDrafts(stored), [stored]);
  // Several changes may come before the next rendering: each begins from the one before.
  const now = useRef(drafts);
  now.current = drafts;
  const writer = useRef(write);
  writer.current = write;
  return useMemo(() => {
    const replace = (change: (drafts: PadDrafts) => PadDrafts) => {
      const next = change(now.current);
      if (next === now.current) return;
      now.current = next;
      writer.current(next);
    };
    return {
      drafts,
      read: () => now.current,
      replace,
      change: (target, change) =>
        replace((all) => {
          const before = all[targetId(target)] ?? newDraft(target, new Date());
          const after = change(before);
          return after === before ? all : keepDraft(all, after);
        }),
    };
  }, [drafts]);
}
