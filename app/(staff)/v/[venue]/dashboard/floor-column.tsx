"use client";

import { Move, Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useCallback, useMemo, useState } from "react";
import { SoundBar } from "@/components/alerts/sound-controls";
import { ConnectionIndicator } from "@/components/connection/connection-indicator";
import { Button, buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { floorsOf, mergePlace, type TableLook } from "@/lib/tables/client";
import { ArrangePlan } from "@/lib/tables/components/arrange-plan";
import { FloorGrid, FloorKey, FloorPlan, floorName } from "@/lib/tables/components/floor-plan";
import { useArranging } from "@/lib/tables/components/use-arranging";
import { headcount } from "@/lib/tables/rules";
import type { AreaDto, TableDto } from "@/lib/tables/schema";
import type { DashboardState } from "./dashboard-state";

/** The tables: the plan of one room at a time on tablets, all of them in rows on phones. */
export function FloorColumn({
  venue,
  areas,
  locale,
  hiddenOnPhones,
  mayArrange,
  lookOf,
  update,
  onOpen,
}: {
  venue: string;
  areas: readonly AreaDto[];
  locale: string;
  /** Below 1024 px the list has the page. */
  hiddenOnPhones: boolean;
  /** May put tables elsewhere on the plan. */
  mayArrange: boolean;
  lookOf: (table: TableDto) => TableLook;
  update: (change: (state: DashboardState) => DashboardState) => void;
  onOpen: (tableId: string) => void;
}) {
  const t = useTranslations("staff");
  const tf = useTranslations("floor");
  const [floorId, setFloorId] = useState<string | null>(null);
  const [isArranging, setIsArranging] = useState(false);
  const onPlaced = useCallback(
    (place: Pick<TableDto, "id" | "x" | "y">) =>
      update((state) => ({ ...state, floor: mergePlace(state.floor, place) })),
    [update],
  );
  const arranging = useArranging(venue, onPlaced);
  const floors = useMemo(() => floorsOf(areas), [areas]);
  const floor = floors.find(({ areas: inside }) => inside.some(({ id }) => id === floorId)) ?? floors[0];
  const all = areas.flatMap((area) => area.tables);
  const tables = all.filter((table) => table.kind !== "COUNTER");
  return (
    <section
      aria-label={t("nav.tables")}
      className={`min-h-0 min-w-0 flex-col lg:flex lg:h-dvh ${hiddenOnPhones ? "hidden" : "flex"}`}
    >
      <header className="hidden lg:block">
        <div className="flex h-15 items-center gap-5 px-6">
          <h1 className="text-xl font-semibold tracking-[-0.02em]">{t("title")}</h1>
          <nav aria-label={t("areas")} className="mr-auto ml-2 flex min-w-0 gap-5 overflow-x-auto">
            {floors.map((one) => (
              <button
                key={one.id}
                type="button"
                aria-pressed={one.id === floor?.id}
                onClick={() => setFloorId(one.id)}
                className={`flex min-h-11 items-center border-b-[3px] text-base whitespace-nowrap ${
                  one.id === floor?.id
                    ? "border-accent-ink font-semibold text-ink"
                    : "border-transparent font-medium text-ink-2 hover:text-ink"
                }`}
              >
                {floorName(one, locale)}
              </button>
            ))}
          </nav>
          {mayArrange && floor && !isArranging ? (
            <button
              type="button"
              onClick={() => setIsArranging(true)}
              className={buttonClass("quiet", "row", "flex-none")}
            >
              <Move aria-hidden className="size-5" strokeWidth={1.75} />
              {tf("arrange.start")}
            </button>
          ) : null}
          <ConnectionIndicator />
        </div>
        <div aria-hidden className="rail mx-6" />
        <SoundBar />
        {isArranging ? (
          // The pop-ups reach this far into the column: they must not lie on Done.
          <div className="mt-3 mr-17 ml-6 flex min-h-14 items-center gap-3 rounded-md bg-ink py-1.5 pr-1.5 pl-4 text-paper">
            <p className="min-w-0 flex-1 text-sm">
              <strong className="font-semibold">{tf("arrange.on")}.</strong> {tf("arrange.hint")}
            </p>
            <button
              type="button"
              disabled={!arranging.undo}
              onClick={arranging.undo ?? undefined}
              className="press inline-flex min-h-11 flex-none items-center gap-2 rounded-md px-3.5 text-sm font-semibold hover:bg-paper/15 focus-visible:outline-paper disabled:opacity-60"
            >
              <Undo2 aria-hidden className="size-5" strokeWidth={1.75} />
              {tf("arrange.undo")}
            </button>
            <Button
              size="row"
              className="flex-none"
              onClick={() => {
                setIsArranging(false);
                arranging.forget();
              }}
            >
              {tf("arrange.done")}
            </Button>
          </div>
        ) : null}
      </header>
      <div className="pt-(--clear) lg:hidden">
        <FloorGrid floors={floors} locale={locale} lookOf={lookOf} onOpen={onOpen} />
      </div>
      <div className="mx-6 mt-4 hidden min-h-0 flex-1 @container-size lg:block">
        {!floor ? (
          <EmptyState title={tf("empty.title")}>{tf("empty.text")}</EmptyState>
        ) : isArranging ? (
          <ArrangePlan
            key={floor.id}
            floor={floor}
            locale={locale}
            lookOf={lookOf}
            places={arranging.places}
            onDrop={arranging.drop}
          />
        ) : (
          <FloorPlan floor={floor} locale={locale} lookOf={lookOf} onOpen={onOpen} />
        )}
      </div>
      <div className="px-4 pt-2 pb-4 lg:px-6 lg:pt-4 lg:pb-3.5">
        <FloorKey
          guests={all.reduce((sum, table) => sum + headcount(table), 0)}
          taken={tables.filter((table) => lookOf(table).status !== "free").length}
          tables={tables.length}
        />
      </div>
    </section>
  );
}
