"use client";

import { Popover } from "@base-ui/react/popover";
import type { LucideIcon } from "lucide-react";
import Link from "next/link";
import { type ReactNode, useState } from "react";

/** A target on the wall: 60 px, on a phone 48. */
export const wallTarget = "min-h-[max(3.75rem,48px)] min-[900px]:min-h-[max(3.75rem,60px)]";

const entry = `press flex w-full items-center gap-4 px-5 text-left text-[1.5rem]/[1.75rem] font-medium hover:bg-sunk active:bg-sunk aria-[current]:font-semibold aria-[current]:text-accent-ink ${wallTarget}`;

export interface WallEntry {
  key: string;
  label: string;
  icon?: LucideIcon;
  /** Said after the label, small: how many tickets. */
  count?: number;
  current?: boolean;
  /** Begins a new group. */
  apart?: boolean;
  /** Where it leads, or what it does. */
  to: string | (() => void);
}

/** A list that opens under a button of the head; a press on an entry closes it. */
export function WallMenu({
  label,
  trigger,
  triggerClass,
  align,
  entries,
  children,
}: {
  label: string;
  trigger: ReactNode;
  triggerClass: string;
  align: "start" | "end";
  entries: readonly WallEntry[];
  /** Stands below the entries. */
  children?: ReactNode;
}) {
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger className={triggerClass}>{trigger}</Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner side="bottom" align={align} sideOffset={6} collisionPadding={12} className="z-40">
          <Popover.Popup
            aria-label={label}
            className="max-h-[calc(100dvh-7rem)] w-[23rem] max-w-[calc(100vw-1.5rem)] overflow-y-auto rounded-md border border-line bg-surface py-1.5 text-ink shadow-float outline-none"
          >
            {entries.map(({ key, label, icon: Icon, count, current, apart, to }) => {
              const inner = (
                <>
                  {Icon ? <Icon aria-hidden className="size-7 flex-none text-ink-2" strokeWidth={2} /> : null}
                  <span className="flex-1">{label}</span>
                  {count === undefined ? null : <span className="font-semibold text-ink-2">{count}</span>}
                </>
              );
              const className = `${entry} ${apart ? "mt-1.5 border-t border-line" : ""}`;
              return typeof to === "string" ? (
                <Link
                  key={key}
                  href={to}
                  aria-current={current ? "page" : undefined}
                  onClick={close}
                  className={className}
                >
                  {inner}
                </Link>
              ) : (
                <button
                  key={key}
                  type="button"
                  onClick={() => {
                    close();
                    to();
                  }}
                  className={className}
                >
                  {inner}
                </button>
              );
            })}
            {children}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
