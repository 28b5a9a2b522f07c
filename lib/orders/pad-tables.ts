import type { AreaDto, TableDto } from "@/lib/tables/schema";

/** The tables as somebody looks for one to order for. Pure. */

export interface TableGroup {
  /** null: the person's own tables, wherever they stand. */
  area: AreaDto | null;
  tables: TableDto[];
}

/** The person's own tables, then each area's; a table stands once. Areas without tables are left out. */
export function groupTables(areas: readonly AreaDto[], userId: string): TableGroup[] {
  const isMine = (table: TableDto) => table.openedBy?.id === userId;
  const mine = areas.flatMap(({ tables }) => tables.filter(isMine));
  const rest = areas.map((area): TableGroup => ({ area, tables: area.tables.filter((table) => !isMine(table)) }));
  return [{ area: null, tables: mine }, ...rest].filter(({ tables }) => tables.length > 0);
}

// Cyrillic letters that look like the Latin ones on the tables' cards.
const alike: Record<string, string> = {
  А: "A",
  В: "B",
  Е: "E",
  К: "K",
  М: "M",
  Н: "H",
  О: "O",
  Р: "P",
  С: "C",
  Т: "T",
  Х: "X",
};

const plain = (text: string) =>
  text
    .toUpperCase()
    .replace(/\s+/g, "")
    .replace(/[А-Я]/g, (letter) => alike[letter] ?? letter);

/**
 * The tables a typed number means, the likeliest first: that very number, numbers that begin so, numbers whose digits are or begin so
 * ("2" is also B2: a phone's number pad has no letters). Nothing for an empty query.
 */
export function findTables(areas: readonly AreaDto[], query: string): TableDto[] {
  const wanted = plain(query);
  if (wanted === "") return [];
  const rank = (number: string): number => {
    const name = plain(number);
    const digits = name.replace(/\D+/g, "");
    if (name === wanted) return 0;
    if (digits === wanted) return 1;
    if (name.startsWith(wanted)) return 2;
    return digits.startsWith(wanted) ? 3 : 4;
  };
  return areas
    .flatMap(({ tables }) => tables.map((table) => ({ table, rank: rank(table.number) })))
    .filter((each) => each.rank < 4)
    .sort((a, b) => a.rank - b.rank || a.table.number.localeCompare(b.table.number, "en", { numeric: true }))
    .map(({ table }) => table);
}
