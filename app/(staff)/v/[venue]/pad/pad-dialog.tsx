"use client";

import { type KeyboardEvent, type ReactNode, useLayoutEffect, useRef } from "react";

/**
 * A dialog that has the whole screen: the native element keeps focus inside, closes on Escape and gives focus back. Mounted means
 * open.
 */
export function PadDialog({
  label,
  onClose,
  onKeyDown,
  children,
}: {
  label: string;
  onClose: () => void;
  onKeyDown?: (event: KeyboardEvent<HTMLDialogElement>) => void;
  children: ReactNode;
}) {
  const ref = useRef<HTMLDialogElement>(null);
  // A layout effect: the dialog must still be in the document when it closes, or focus has nowhere to go back from.
  useLayoutEffect(() => {
    const dialog = ref.current;
    if (dialog && !dialog.open) {
      dialog.showModal();
      // Not the first button: on a phone its ring would be the first thing one sees.
      (dialog.querySelector<HTMLElement>("[data-first]") ?? dialog).focus();
    }
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={ref}
      aria-label={label}
      tabIndex={-1}
      onCancel={(event) => {
        // React lets it rise from the sheets inside too.
        if (event.target !== event.currentTarget) return;
        event.preventDefault();
        onClose();
      }}
      onKeyDown={onKeyDown}
      className="fixed inset-0 h-dvh w-full animate-sheet overflow-hidden bg-paper p-0 text-ink outline-none"
    >
      {children}
    </dialog>
  );
}
