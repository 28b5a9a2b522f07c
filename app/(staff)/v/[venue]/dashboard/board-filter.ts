import type { CallDto } from "@/lib/calls/schema";
import type { OrderDto } from "@/lib/orders/schema";
import { findTable } from "@/lib/tables/client";
import type { AreaDto, TableDto } from "@/lib/tables/schema";

/** What somebody wants to see of the board; all conditions hold at once, several areas are any of them. */
export interface BoardFilter {
  mine: boolean;
  /** Ids of areas. */
  areas: readonly string[];
  /** What was typed of a table's number. */
  table: string;
}

export const noFilter: BoardFilter = { mine: false, areas: [], table: "" };

export function isFiltering({ mine, areas, table }: BoardFilter): boolean {
  return mine || areas.length > 0 || table.trim() !== "";
}

/** Reads what the browser kept; what is not a filter is none. Areas that the house does not have any more fall away. */
export function readFilter(text: string | null, areas: readonly AreaDto[]): BoardFilter {
  try {
    const kept = JSON.parse(text ?? "{}") as Partial<BoardFilter>;
    const known = new Set(areas.map(({ id }) => id));
    return {
      mine: kept.mine === true,
      areas: Array.isArray(kept.areas) ? kept.areas.filter((id) => known.has(id)) : [],
      table: typeof kept.table === "string" ? kept.table.slice(0, 6) : "",
    };
  } catch {
    return noFilter;
  }
}

export interface FilterFacts {
  me: { id: string; name: string };
  areas: readonly AreaDto[];
  /** Order id → who took it. */
  takenBy: Readonly<Record<string, string>>;
}

/** What belongs to the filter. Mine is: a table that I opened, an order that I took, a call that I answered. */
export function matcherOf(filter: BoardFilter, { me, areas, takenBy }: FilterFacts) {
  const typed = filter.table.trim().toUpperCase();
  const isExact = areas.some((area) => area.tables.some((table) => table.number.toUpperCase() === typed));
  const isMine = (table: TableDto | null) => table?.openedBy?.id === me.id;
  // "1" means table 1 where there is one, and not 10 to 19 besides.
  const isThere = (number: string | null, table: TableDto | null) =>
    (filter.areas.length === 0 || (table !== null && filter.areas.includes(table.areaId))) &&
    (typed === "" ||
      (number !== null && (isExact ? number.toUpperCase() === typed : number.toUpperCase().startsWith(typed))));
  return {
    order: (order: OrderDto): boolean => {
      const table = findTable(areas, order.tableNumber);
      return isThere(order.tableNumber, table) && (!filter.mine || isMine(table) || takenBy[order.id] === me.id);
    },
    call: (call: CallDto): boolean => {
      const table = findTable(areas, call.tableNumber);
      return isThere(call.tableNumber, table) && (!filter.mine || isMine(table) || call.acknowledgedBy === me.name);
    },
  };
}
