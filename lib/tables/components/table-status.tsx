import { ChefHat, ConciergeBell, Hand, Hourglass, type LucideIcon, ReceiptText, Users } from "lucide-react";
import { useTranslations } from "next-intl";
import type { TableLook } from "../client";
import type { TableDto, TableStatus } from "../schema";

interface Face {
  icon: LucideIcon | null;
  /** On the plan: edge, ground and text. */
  tile: string;
  /** Of the number, where it is not the text's colour. */
  number: string;
  /** As a chip. */
  chip: string;
}

const faces: Record<TableStatus, Face> = {
  free: {
    icon: null,
    tile: "border-dashed border-edge bg-paper text-ink-3 font-medium",
    number: "font-medium",
    chip: "bg-sunk text-ink-2",
  },
  seated: { icon: Users, tile: "border-ink bg-surface text-ink", number: "", chip: "bg-sunk text-ink-2" },
  pending: {
    icon: Hourglass,
    tile: "border-pending-ink bg-pending-tint text-pending-ink",
    number: "text-ink",
    chip: "bg-pending-tint text-pending-ink",
  },
  preparing: {
    icon: ChefHat,
    tile: "border-preparing-ink bg-preparing-tint text-preparing-ink",
    number: "text-ink",
    chip: "bg-preparing-tint text-preparing-ink",
  },
  ready: {
    icon: ConciergeBell,
    tile: "border-[2.5px] border-ready-ink bg-ready-tint text-ready-ink",
    number: "text-ink",
    chip: "bg-ready-tint text-ready-ink",
  },
  paying: {
    icon: ReceiptText,
    tile: "border-urgent-ink bg-urgent-tint text-urgent-ink",
    number: "text-ink",
    chip: "bg-urgent-tint text-urgent-ink",
  },
  calling: {
    icon: Hand,
    tile: "border-urgent-ink bg-urgent-tint text-urgent-ink",
    number: "text-ink",
    chip: "bg-urgent-tint text-urgent-ink",
  },
};

/** How a table is drawn; who rings and is not answered stands out by more than its colour. */
export function faceOf({ status, ringing }: TableLook): Face {
  const face = faces[status];
  return ringing && (status === "calling" || status === "paying")
    ? { ...face, tile: "animate-ring border-urgent bg-urgent text-on-urgent", number: "" }
    : face;
}

/** "Table 7", "Room 204". */
export function useTableName(): (table: Pick<TableDto, "kind" | "number">) => string {
  const t = useTranslations("common");
  return ({ kind, number }) => (kind === "ROOM" ? t("roomNumber", { number }) : t("tableNumber", { number }));
}

/** A status as icon and word; `plain` leaves the ground away, for keys. */
export function TableStatusChip({ status, plain = false }: { status: TableStatus; plain?: boolean }) {
  const t = useTranslations("floor.status");
  const { icon: Icon, chip } = faces[status];
  return (
    <span
      className={`inline-flex h-7 flex-none items-center gap-1.5 rounded-sm text-xs font-semibold whitespace-nowrap ${
        plain ? chip.replace(/\bbg-\S+/, "") : `${chip} px-2`
      }`}
    >
      {Icon ? <Icon aria-hidden className="size-4" strokeWidth={2} /> : null}
      {t(status)}
    </span>
  );
}
