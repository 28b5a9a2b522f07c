"use client";

import { X } from "lucide-react";
import { type ReactNode, useLayoutEffect, useRef } from "react";
import { IconButton } from "./button";

/**
 * A sheet from below on phones, a dialog 520 px wide from 768 px. The native dialog element keeps focus inside, closes on
 * Escape and gives focus back. Mounted means open: render it conditionally.
 */
export function Sheet({
  title,
  hideTitle = false,
  closeLabel,
  onClose,
  footer,
  children,
}: {
  /** Names the dialog; shown unless `hideTitle`. */
  title: string;
  hideTitle?: boolean;
  closeLabel: string;
  onClose: () => void;
  /** The action bar, fixed at the foot. */
  footer?: ReactNode;
  children: ReactNode;
}) {
  const ref = useRef<HTMLDialogElement>(null);
  // A layout effect: the dialog must still be in the document when it closes, or focus has nowhere to go back from.
  useLayoutEffect(() => {
    const dialog = ref.current;
    if (dialog && !dialog.open) dialog.showModal();
    return () => dialog?.close();
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a press on the scrim is the pointer's Escape; keys have Escape itself.
    <dialog
      ref={ref}
      aria-label={title}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === ref.current) onClose();
      }}
      className="fixed inset-x-0 top-10 bottom-0 h-auto w-full animate-sheet overflow-hidden rounded-t-lg bg-paper p-0 text-ink shadow-float md:inset-0 md:m-auto md:h-fit md:max-h-[calc(100dvh-5rem)] md:w-[520px] md:rounded-lg"
    >
      <div className="flex h-full max-h-[inherit] flex-col">
        <div className="absolute top-3 right-3 z-10">
          <IconButton
            label={closeLabel}
            onClick={onClose}
            className="min-h-[44px] min-w-[44px] border border-edge bg-surface in-data-[surface=kitchen]:size-[max(3.75rem,48px)]"
          >
            <X aria-hidden className="size-5" strokeWidth={1.75} />
          </IconButton>
        </div>
        <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain">
          {hideTitle ? null : (
            <h2 className="px-5 pt-5 pr-16 pb-3 text-xl font-semibold tracking-[-0.018em] in-data-[surface=kitchen]:py-6 in-data-[surface=kitchen]:pr-22">
              {title}
            </h2>
          )}
          {children}
        </div>
        {footer ? (
          <div className="flex-none border-t border-line bg-paper px-5 pt-3 pb-[max(1.375rem,env(safe-area-inset-bottom))]">
            {footer}
          </div>
        ) : null}
      </div>
    </dialog>
  );
}
