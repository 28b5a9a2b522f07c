"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Sheet } from "@/components/ui/sheet";

/** A sheet of the wall: read at arm's length, pressed with wet hands. */
export function KitchenSheet({
  title,
  steady = false,
  onClose,
  footer,
  children,
}: {
  title: string;
  /** Keeps its height while what it lists comes and goes. */
  steady?: boolean;
  onClose: () => void;
  footer?: ReactNode;
  children: ReactNode;
}) {
  const words = useTranslations("common");
  return (
    <Sheet title={title} closeLabel={words("close")} onClose={onClose} footer={footer}>
      <div className={`px-5 pb-6 text-lg ${steady ? "min-h-[68dvh]" : ""}`}>{children}</div>
    </Sheet>
  );
}

/** The look of a button that a wet hand finds: 60 px on the wall, 48 at the least. */
export const wetButton =
  "press inline-flex min-h-[max(3.75rem,48px)] items-center justify-center gap-2.5 rounded-md border border-edge bg-surface px-4 text-left text-lg font-semibold leading-tight active:bg-sunk disabled:border-transparent disabled:bg-sunk disabled:text-ink-3 aria-pressed:border-accent-ink aria-pressed:bg-accent-tint aria-pressed:text-accent-ink";
