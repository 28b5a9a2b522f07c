"use client";

import { useTranslations } from "next-intl";
import { Elapsed } from "@/components/ui/elapsed";
import { type StatusKind, statusIcon } from "@/components/ui/status-chip";
import type { TableLook } from "@/lib/tables/client";
import type { TableDto, TableStatus } from "@/lib/tables/schema";

const looks: Record<TableStatus, { kind: StatusKind | null; ground: string }> = {
  free: { kind: null, ground: "border-dashed border-edge bg-paper text-ink-2" },
  seated: { kind: null, ground: "border-ink bg-surface text-ink-2" },
  pending: { kind: "pending", ground: "border-pending-ink bg-pending-tint text-pending-ink" },
  preparing: { kind: "preparing", ground: "border-preparing-ink bg-preparing-tint text-preparing-ink" },
  ready: { kind: "ready", ground: "border-ready-ink border-2 bg-ready-tint text-ready-ink" },
  paying: { kind: "calling", ground: "border-urgent-ink bg-urgent-tint text-urgent-ink" },
  calling: { kind: "calling", ground: "border-urgent-ink bg-urgent-tint text-urgent-ink" },
};

/** A table to order for: its number, how it stands, and whose it is. */
export function TableTile({
  table,
  look,
  mine,
  likely,
  onChoose,
}: {
  table: TableDto;
  look: TableLook;
  mine: boolean;
  /** Enter chooses it. */
  likely: boolean;
  onChoose: (table: TableDto) => void;
}) {
  const t = useTranslations("pad.tables");
  const tc = useTranslations("common");
  const { kind, ground } = looks[look.status];
  const Icon = kind ? statusIcon(kind) : null;
  const place = tc(table.kind === "ROOM" ? "roomNumber" : "tableNumber", { number: table.number });
  const owner = mine ? t("yours") : (table.openedBy?.name.split(" ")[0] ?? null);
  const status = t(`status.${look.status}`);
  return (
    <button
      type="button"
      data-table={table.number}
      aria-label={[place, status, mine ? t("yours") : table.openedBy?.name].filter(Boolean).join(", ")}
      onClick={() => onChoose(table)}
      className={`press grid min-h-[84px] content-center justify-items-center gap-0.5 rounded-md border px-1 py-2 text-center hover:brightness-[.97] ${ground} ${likely ? "outline-3 outline-offset-2 outline-accent-ink" : ""}`}
    >
      <span
        className={`text-2xl leading-8 tracking-[-0.02em] ${look.status === "free" ? "font-medium" : "font-semibold text-ink"} ${table.number.length > 3 ? "text-xl" : ""}`}
      >
        {table.number}
      </span>
      <span className="inline-flex items-center gap-1 text-xs leading-4 font-semibold">
        {Icon ? <Icon aria-hidden className="size-[15px] flex-none" strokeWidth={2} /> : null}
        {Icon && look.since ? <Elapsed since={look.since} /> : status}
      </span>
      {owner ? (
        <span className={`text-xs leading-4 ${mine ? "font-semibold text-accent-ink" : "text-ink-2"}`}>{owner}</span>
      ) : null}
    </button>
  );
}
