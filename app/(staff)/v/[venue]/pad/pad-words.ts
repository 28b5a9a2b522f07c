"use client";

import { useTranslations } from "next-intl";
import type { PadTarget } from "@/lib/orders/pad-draft";
import type { OrderDto } from "@/lib/orders/schema";
import type { TableDto } from "@/lib/tables/schema";

/** "Table 12", "Room 203", "Counter". */
export function useTargetName(): (target: PadTarget) => string {
  const t = useTranslations("pad");
  const tc = useTranslations("common");
  return (target) => {
    if (target.kind === "counter" || target.tableNumber === null) return t("counter");
    return tc(target.room ? "roomNumber" : "tableNumber", { number: target.tableNumber });
  };
}

export function targetOfTable({ id, number, kind }: TableDto): PadTarget {
  return { kind: "table", tableId: id, tableNumber: number, room: kind === "ROOM" };
}

export function targetOfOrder({ id, number, tableNumber }: OrderDto, room: boolean): PadTarget {
  return { kind: "order", orderId: id, number, tableNumber, room };
}
