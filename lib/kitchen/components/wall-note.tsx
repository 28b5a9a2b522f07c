"use client";

import { Check, TriangleAlert, Undo2, UserRoundCheck, X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { WallNote } from "./use-ticket-actions";

const looks = {
  done: { icon: Check, className: "bg-ink text-paper" },
  faster: { icon: UserRoundCheck, className: "border-2 border-preparing-ink bg-preparing-tint text-ink" },
  failed: { icon: TriangleAlert, className: "bg-urgent text-on-urgent" },
} as const;

const button = "press flex min-h-[max(4rem,56px)] items-center gap-2.5 rounded-md px-5 font-semibold";

/** At the foot of the wall: what was done, with its undo; that somebody was faster; what did not work. */
export function WallNoteBar({
  note,
  onUndo,
  onDismiss,
}: {
  note: WallNote | null;
  onUndo: () => void;
  onDismiss: () => void;
}) {
  const words = useTranslations("common");
  const { icon: Icon, className } = looks[note?.kind ?? "done"];
  return (
    <div
      aria-live="polite"
      className="pointer-events-none fixed inset-x-0 bottom-5 z-30 flex justify-center px-5 max-[480px]:bottom-3 max-[480px]:px-3"
    >
      {note ? (
        <p
          key={note.id}
          role={note.kind === "failed" ? "alert" : undefined}
          data-note={note.kind}
          className={`pointer-events-auto flex min-h-[max(4rem,56px)] max-w-[56rem] animate-arrive items-center gap-3 rounded-md py-1 pl-5 text-[1.375rem]/[1.75rem] font-medium shadow-float ${className}`}
        >
          <Icon aria-hidden className="size-7 flex-none" strokeWidth={2.25} />
          {note.text}
          {note.undo ? (
            <button type="button" aria-keyshortcuts="Backspace U" onClick={onUndo} className={button}>
              <Undo2 aria-hidden className="size-6" strokeWidth={2.25} />
              {words("undo")}
            </button>
          ) : (
            <button type="button" aria-label={words("close")} onClick={onDismiss} className={button}>
              <X aria-hidden className="size-6" strokeWidth={2.25} />
            </button>
          )}
        </p>
      ) : null}
    </div>
  );
}
