"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { inLocale } from "@/lib/platform/i18n/locales";
import type { AreaDto } from "@/lib/tables/schema";
import { type BoardFilter, isFiltering, noFilter } from "./board-filter";

/** What of the board is shown: my own, a table, an area. Each one that is on says so and is taken off by another press. */
export function FilterBar({
  filter,
  areas,
  locale,
  count,
  onChange,
}: {
  filter: BoardFilter;
  areas: readonly AreaDto[];
  locale: string;
  /** How many things a filter leaves. */
  count: (filter: BoardFilter) => number;
  onChange: (filter: BoardFilter) => void;
}) {
  const t = useTranslations("staff.filter");
  const shown = areas.filter((area) => area.tables.length > 0);
  return (
    <fieldset
      aria-label={t("label")}
      className="flex min-w-0 items-center gap-2 overflow-x-auto px-4 py-2.5 [scrollbar-width:none] lg:px-5"
    >
      <FilterChip
        on={filter.mine}
        count={count({ ...noFilter, mine: true })}
        onPress={() => onChange({ ...filter, mine: !filter.mine })}
      >
        {t("mine")}
      </FilterChip>
      <TableField value={filter.table} onChange={(table) => onChange({ ...filter, table })} />
      {shown.length > 1
        ? shown.map((area) => {
            const on = filter.areas.includes(area.id);
            return (
              <FilterChip
                key={area.id}
                on={on}
                count={count({ ...noFilter, areas: [area.id] })}
                onPress={() =>
                  onChange({
                    ...filter,
                    areas: on ? filter.areas.filter((id) => id !== area.id) : [...filter.areas, area.id],
                  })
                }
              >
                {inLocale(area.names, locale, "bg")}
              </FilterChip>
            );
          })
        : null}
      {isFiltering(filter) ? (
        <button
          type="button"
          onClick={() => onChange(noFilter)}
          className="press min-h-11 flex-none rounded-md px-3 text-sm font-semibold whitespace-nowrap text-accent-ink hover:bg-sunk"
        >
          {t("all")}
        </button>
      ) : null}
    </fieldset>
  );
}

function FilterChip({
  on,
  count,
  onPress,
  children,
}: {
  on: boolean;
  count: number;
  onPress: () => void;
  children: ReactNode;
}) {
  return (
    <button
      type="button"
      aria-pressed={on}
      onClick={onPress}
      className={`press flex min-h-11 flex-none items-center gap-1.5 rounded-md border px-3 text-sm whitespace-nowrap ${
        on
          ? "border-accent-ink bg-accent-tint font-semibold text-accent-ink"
          : "border-edge bg-surface font-medium text-ink hover:bg-sunk"
      }`}
    >
      {children}
      <span className={`text-xs ${on ? "" : "text-ink-3"}`}>{count}</span>
      {on ? <X aria-hidden className="size-4" strokeWidth={2} /> : null}
    </button>
  );
}

function TableField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const t = useTranslations("staff.filter");
  const on = value.trim() !== "";
  return (
    <span className="relative flex-none">
      <input
        type="text"
        aria-label={t("table")}
        placeholder={t("tableShort")}
        value={value}
        maxLength={6}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        enterKeyHint="search"
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter") event.currentTarget.blur();
          if (event.key === "Escape") onChange("");
        }}
        className={`h-11 rounded-md border px-3 text-sm placeholder:text-ink-3 focus-visible:outline-offset-0 ${
          on
            ? "w-28 border-accent-ink bg-accent-tint pr-11 font-semibold text-accent-ink"
            : "w-24 border-edge bg-surface font-medium text-ink"
        }`}
      />
      {on ? (
        <button
          type="button"
          aria-label={t("anyTable")}
          onClick={() => onChange("")}
          className="press absolute inset-y-0 right-0 grid w-11 place-items-center rounded-md text-accent-ink hover:bg-sunk"
        >
          <X aria-hidden className="size-4" strokeWidth={2} />
        </button>
      ) : null}
    </span>
  );
}
