"use client";

import { Popover as Base } from "@base-ui/react/popover";
import type { ReactNode } from "react";

/** A small panel under a 44 px icon button; closes on Escape and on a press outside, and gives focus back. */
export function Popover({
  label,
  title,
  trigger,
  side = "bottom",
  align = "end",
  className = "",
  children,
}: {
  /** What the button is called. */
  label: string;
  /** What the panel is called. */
  title: string;
  trigger: ReactNode;
  side?: "bottom" | "right";
  align?: "start" | "end";
  className?: string;
  children: ReactNode;
}) {
  return (
    <Base.Root>
      <Base.Trigger
        aria-label={label}
        className={`press grid min-h-11 min-w-11 flex-none place-items-center rounded-md hover:bg-sunk active:bg-sunk ${className}`}
      >
        {trigger}
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner side={side} align={align} sideOffset={8} collisionPadding={12} className="z-40">
          <Base.Popup
            aria-label={title}
            className="w-72 max-w-[calc(100vw-1.5rem)] rounded-md border border-line bg-surface text-ink shadow-float outline-none"
          >
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
