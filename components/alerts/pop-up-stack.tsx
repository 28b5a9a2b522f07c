"use client";

import { type ReactNode, useLayoutEffect, useRef } from "react";

/**
 * Where pop-ups stand: under the page head on phones, 416 px wide at the top right from 1024 px. They follow each other
 * downwards and never lie on one another. Its height is told, so that the list below can keep clear of it.
 */
export function PopUpStack({
  label,
  inSheet = false,
  onHeight,
  children,
}: {
  label: string;
  /** An open dialog makes everything outside it unreachable, so the stack then stands inside the dialog. */
  inSheet?: boolean;
  /** px; 0 when nothing is up. */
  onHeight?: (height: number) => void;
  children: ReactNode;
}) {
  const ref = useRef<HTMLElement>(null);
  const tell = useRef(onHeight);
  tell.current = onHeight;
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const observer = new ResizeObserver(() => tell.current?.(Math.round(element.offsetHeight)));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const place = inSheet
    ? "fixed inset-x-3 top-3 lg:right-3 lg:left-auto lg:w-[416px]"
    : "absolute inset-x-3 top-[calc(100%+12px)] lg:fixed lg:top-[78px] lg:right-3 lg:left-auto lg:w-[416px]";
  return (
    <section ref={ref} aria-label={label} className={`z-30 grid gap-2 ${place}`}>
      {children}
    </section>
  );
}
