import { AlarmClock, Ban, Check, ChefHat, ConciergeBell, Hand, Hourglass, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

/** The families of meaning a chip can have; a status is always icon + word + colour. */
export type StatusKind = "pending" | "preparing" | "ready" | "calling" | "late" | "void" | "done" | "off";

const families: Record<StatusKind, { icon: LucideIcon; ground: string; ink: string }> = {
  pending: { icon: Hourglass, ground: "bg-pending-tint", ink: "text-pending-ink" },
  preparing: { icon: ChefHat, ground: "bg-preparing-tint", ink: "text-preparing-ink" },
  ready: { icon: ConciergeBell, ground: "bg-ready-tint", ink: "text-ready-ink" },
  calling: { icon: Hand, ground: "bg-urgent-tint", ink: "text-urgent-ink" },
  late: { icon: AlarmClock, ground: "bg-urgent-tint", ink: "text-urgent-ink" },
  void: { icon: Ban, ground: "bg-urgent-tint", ink: "text-urgent-ink" },
  done: { icon: Check, ground: "bg-sunk", ink: "text-ink-2" },
  off: { icon: Ban, ground: "bg-sunk", ink: "text-ink-2" },
};

export function statusIcon(kind: StatusKind): LucideIcon {
  return families[kind].icon;
}

/** 28 px chip. `plain` leaves the ground away, for legends and keys. */
export function StatusChip({
  kind,
  plain = false,
  children,
}: {
  kind: StatusKind;
  plain?: boolean;
  children: ReactNode;
}) {
  const { icon: Icon, ground, ink } = families[kind];
  return (
    <span
      className={`inline-flex h-7 flex-none items-center gap-1.5 rounded-sm text-xs font-semibold whitespace-nowrap ${ink} ${plain ? "" : `${ground} pr-[9px] pl-[7px]`}`}
    >
      <Icon aria-hidden className="size-4" strokeWidth={2} />
      {children}
    </span>
  );
}
