"use client";

import { ChefHat, ConciergeBell, Hand, Hourglass, type LucideIcon, Users } from "lucide-react";
import { useTranslations } from "next-intl";
import type { CSSProperties } from "react";
import { Elapsed } from "@/components/ui/elapsed";
import type { TableLook } from "../client";
import type { TableDto, TableStatus } from "../schema";

const looks: Record<TableStatus, { ground: string; number: string; icon: LucideIcon | null }> = {
  free: { ground: "border-dashed border-edge bg-paper text-ink-3 font-medium", number: "font-medium", icon: null },
  seated: { ground: "border-ink bg-surface text-ink", number: "", icon: Users },
  pending: { ground: "border-pending-ink bg-pending-tint text-pending-ink", number: "text-ink", icon: Hourglass },
  preparing: { ground: "border-preparing-ink bg-preparing-tint text-preparing-ink", number: "text-ink", icon: ChefHat },
  ready: {
    ground: "border-[2.5px] border-ready-ink bg-ready-tint text-ready-ink",
    number: "text-ink",
    icon: ConciergeBell,
  },
  calling: { ground: "animate-ring border-urgent bg-urgent text-on-urgent", number: "", icon: Hand },
};

/** A table in its real shape with what it needs and for how long. */
export function TableButton({
  table,
  look,
  style,
  className = "",
  onOpen,
}: {
  table: TableDto;
  look: TableLook;
  style?: CSSProperties;
  className?: string;
  onOpen: (tableId: string) => void;
}) {
  const t = useTranslations("staff.tables");
  const tc = useTranslations("common");
  const { ground, number, icon: Icon } = looks[look.status];
  const name =
    table.kind === "ROOM" ? tc("roomNumber", { number: table.number }) : tc("tableNumber", { number: table.number });
  const counter = table.kind === "COUNTER";
  const calm = look.status === "free" || look.status === "seated";
  return (
    <button
      type="button"
      data-status={look.status}
      aria-label={t("openTable", { table: name, status: t(`status.${look.status}`), seats: table.seats })}
      onClick={() => onOpen(table.id)}
      style={style}
      className={`press grid content-center justify-items-center gap-0.5 border-[1.5px] text-center ${
        table.shape === "ROUND" ? "rounded-full" : "rounded-md"
      } ${ground} ${className}`}
    >
      <span
        className={`font-semibold tracking-[-0.02em] ${counter ? "text-[22px] leading-6" : "text-[30px] leading-8"} ${number}`}
      >
        {table.number}
      </span>
      <span className="inline-flex items-center gap-1 text-xs leading-4 font-semibold">
        {Icon ? <Icon aria-hidden className="size-[15px]" strokeWidth={2} /> : null}
        {calm ? (
          look.status === "free" ? (
            // A stool on a small tablet's plan has no width for the word; its dashes say the same.
            <span className={counter ? "lg:hidden xl:inline" : ""}>
              {counter ? t("status.free") : t("seats", { count: table.seats })}
            </span>
          ) : (
            Math.max(1, table.guests)
          )
        ) : look.since ? (
          <Elapsed since={look.since} />
        ) : null}
      </span>
    </button>
  );
}
