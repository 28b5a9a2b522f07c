import type { ReactNode } from "react";
import type { OrderWords } from "@/lib/orders/components/staff/order-words";
import type { PadTarget } from "@/lib/orders/pad-draft";
import type { OrderDto } from "@/lib/orders/schema";
import type { TableLook } from "@/lib/tables/client";
import type { AreaDto, TableDto } from "@/lib/tables/schema";

export interface OrderPadProps {
  venue: string;
  locale: string;
  timezone: string;
  me: { id: string };
  areas: readonly AreaDto[];
  /** For that table, or more for that order; neither asks for a table first. */
  start: { tableId?: string; order?: OrderDto };
  words: OrderWords;
  /** How each table stands; without it free and taken are all that is told. */
  lookOf?: (table: TableDto) => TableLook;
  /** Pop-ups and messages, which must stay reachable while the pad is open; it shows the messages itself without it. */
  overlays?: ReactNode;
  /** Its guests were counted here. */
  onCounted: (table: TableDto) => void;
  onDone: (order: OrderDto) => void;
  onClose: () => void;
}

export interface TakeOrderProps extends OrderPadProps {
  target: PadTarget;
  /** The order that is added to, while the page holds it. */
  existing: OrderDto | null;
  /** Goes on with the same lines for another table. */
  onTarget: (target: PadTarget) => void;
  /** Chooses another table. */
  onPick: () => void;
}
