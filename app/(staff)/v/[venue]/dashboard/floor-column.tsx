"use client";

import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { SoundBar } from "@/components/alerts/sound-controls";
import { ConnectionIndicator } from "@/components/connection/connection-indicator";
import { floorsOf, type TableLook } from "@/lib/tables/client";
import { FloorGrid, FloorKey, FloorPlan, floorName } from "@/lib/tables/components/floor-plan";
import type { AreaDto, TableDto } from "@/lib/tables/schema";

/** The tables: the plan of one room at a time on tablets, all of them in rows on phones. */
export function FloorColumn({
  areas,
  locale,
  hiddenOnPhones,
  lookOf,
  onOpen,
}: {
  areas: readonly AreaDto[];
  locale: string;
  /** Below 1024 px the list has the page. */
  hiddenOnPhones: boolean;
  lookOf: (table: TableDto) => TableLook;
  onOpen: (tableId: string) => void;
}) {
  const t = useTranslations("staff");
  const [floorId, setFloorId] = useState<string | null>(null);
  const floors = useMemo(() => floorsOf(areas), [areas]);
  const floor = floors.find(({ id }) => id === floorId) ?? floors[0];
  const all = areas.flatMap((area) => area.tables);
  const tables = all.filter((table) => table.kind !== "COUNTER");
  return (
    <section aria-label={t("nav.tables")} className={`min-w-0 flex-col lg:flex ${hiddenOnPhones ? "hidden" : "flex"}`}>
      <header className="hidden lg:block">
        <div className="flex h-15 items-center gap-5 px-6">
          <h1 className="text-xl font-semibold tracking-[-0.02em]">{t("title")}</h1>
          <nav aria-label={t("areas")} className="mr-auto ml-2 flex gap-5">
            {floors.map((one) => (
              <button
                key={one.id}
                type="button"
                aria-pressed={one.id === floor?.id}
                onClick={() => setFloorId(one.id)}
                className={`flex min-h-11 items-center border-b-[3px] text-base ${
                  one.id === floor?.id
                    ? "border-accent-ink font-semibold text-ink"
                    : "border-transparent font-medium text-ink-2 hover:text-ink"
                }`}
              >
                {floorName(one, locale)}
              </button>
            ))}
          </nav>
          <ConnectionIndicator />
        </div>
        <div aria-hidden className="rail mx-6" />
        <SoundBar />
      </header>
      <div className="pt-(--clear) lg:hidden">
        <FloorGrid floors={floors} locale={locale} lookOf={lookOf} onOpen={onOpen} />
      </div>
      {floor ? (
        <div className="hidden min-h-0 flex-1 px-6 pt-4 lg:block">
          <FloorPlan floor={floor} locale={locale} lookOf={lookOf} onOpen={onOpen} />
        </div>
      ) : null}
      <div className="px-4 pt-2 pb-4 lg:px-6 lg:pt-4 lg:pb-3.5">
        <FloorKey
          guests={all.reduce((sum, table) => sum + table.guests, 0)}
          taken={tables.filter((table) => lookOf(table).status !== "free").length}
          tables={tables.length}
        />
      </div>
    </section>
  );
}
