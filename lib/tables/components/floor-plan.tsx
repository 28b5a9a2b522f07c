"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, type RefObject, useState } from "react";
import { EmptyState } from "@/components/ui/empty-state";
import { inLocale } from "@/lib/platform/i18n/locales";
import type { Floor, TableLook } from "../client";
import type { AreaDto, TableDto } from "../schema";
import { TableButton } from "./table-button";
import { TableStatusChip } from "./table-status";

/** Areas are laid out on 1000 × 1000 and drawn 772 × 656. */
const proportion = "772 / 656";
const share = (thousandths: number) => `${thousandths / 10}%`;

/** How a table that somebody put elsewhere gets there; under reduced motion it takes no time. */
export const glide = "left var(--duration-move) var(--ease-out), top var(--duration-move) var(--ease-out)";

/** Where something of the plan's units is drawn. */
export function placeStyle({ x, y, width, height }: Pick<TableDto, "x" | "y" | "width" | "height">) {
  return { left: share(x), top: share(y), width: share(width), height: share(height) };
}

export function floorName(floor: Floor, locale: string): string {
  return inLocale(floor.areas[0]?.names, locale, "bg");
}

/** The counter that stools of a bar stand at, between them and the wall; none where there is no room for it. */
function barOf(tables: readonly TableDto[]): { x: number; y: number; width: number; height: number } | null {
  const stools = tables.filter((table) => table.kind === "COUNTER");
  if (stools.length === 0) return null;
  const right = Math.max(...stools.map((stool) => stool.x + stool.width));
  const top = Math.min(...stools.map((stool) => stool.y));
  const bottom = Math.max(...stools.map((stool) => stool.y + stool.height));
  const width = Math.min(68, 974 - right - 16);
  return width < 30 ? null : { x: right + 16, y: top - 18, width, height: bottom - top + 36 };
}

/** The walls of a room and its bar; what stands in it is the caller's. */
export function Room({
  floor,
  locale,
  children,
  ref,
}: {
  floor: Floor;
  locale: string;
  children: ReactNode;
  ref?: RefObject<HTMLElement | null>;
}) {
  const t = useTranslations("staff.tables");
  const tf = useTranslations("floor");
  const bar = barOf(floor.tables);
  const barArea = floor.areas.find((area) => area.tables.some((table) => table.kind === "COUNTER"));
  return (
    <section
      ref={ref}
      aria-label={t("planOf", { area: floorName(floor, locale) })}
      className="relative mx-auto border-4 border-ink-3"
      // As large as its place allows, whatever bars stand above it. The place is a size container.
      style={{ aspectRatio: proportion, width: "min(100%, 100cqh * 772 / 656)" }}
    >
      {bar && barArea ? (
        <div
          aria-hidden
          className="absolute grid place-items-center overflow-hidden rounded-md border border-edge bg-sunk text-xs font-semibold text-ink-3"
          style={placeStyle(bar)}
        >
          <span className="whitespace-nowrap [writing-mode:vertical-rl]">{inLocale(barArea.names, locale, "bg")}</span>
        </div>
      ) : null}
      {floor.tables.length === 0 ? (
        <p className="absolute inset-0 grid place-items-center px-6 text-center text-base text-ink-2">
          {tf("emptyArea")}
        </p>
      ) : null}
      {children}
    </section>
  );
}

/** The room from above. */
export function FloorPlan({
  floor,
  locale,
  lookOf,
  onOpen,
}: {
  floor: Floor;
  locale: string;
  lookOf: (table: TableDto) => TableLook;
  onOpen: (tableId: string) => void;
}) {
  return (
    <Room floor={floor} locale={locale}>
      {floor.tables.map((table) => (
        <TableButton
          key={table.id}
          table={table}
          look={lookOf(table)}
          onOpen={onOpen}
          className="absolute"
          style={{ ...placeStyle(table), transition: glide }}
        />
      ))}
    </Room>
  );
}

/** The same tables where there is no width for a plan: in rows, area by area, or those of one area alone. */
export function FloorGrid({
  floors,
  locale,
  lookOf,
  onOpen,
}: {
  floors: readonly Floor[];
  locale: string;
  lookOf: (table: TableDto) => TableLook;
  onOpen: (tableId: string) => void;
}) {
  const t = useTranslations("floor");
  const [areaId, setAreaId] = useState<string | null>(null);
  const areas = floors.flatMap((floor) => floor.areas);
  const chosen = areas.find(({ id }) => id === areaId);
  if (areas.length === 0) return <EmptyState title={t("empty.title")}>{t("empty.text")}</EmptyState>;
  return (
    <>
      {areas.length > 1 ? (
        <fieldset className="flex flex-wrap gap-2 px-4 pt-4">
          <legend className="sr-only">{t("filter.label")}</legend>
          <AreaKey pressed={!chosen} onPress={() => setAreaId(null)}>
            {t("filter.all")}
          </AreaKey>
          {areas.map((area) => (
            <AreaKey key={area.id} pressed={area === chosen} onPress={() => setAreaId(area.id)}>
              {inLocale(area.names, locale, "bg")}
            </AreaKey>
          ))}
        </fieldset>
      ) : null}
      <div className="grid gap-6 px-4 py-4">
        {(chosen ? [chosen] : areas).map((area) => (
          <AreaTables key={area.id} area={area} locale={locale}>
            {(table) => (
              <TableButton
                table={table}
                look={lookOf(table)}
                onOpen={onOpen}
                className="aspect-square w-full max-w-24"
              />
            )}
          </AreaTables>
        ))}
      </div>
    </>
  );
}

function AreaKey({ pressed, onPress, children }: { pressed: boolean; onPress: () => void; children: ReactNode }) {
  return (
    <button
      type="button"
      aria-pressed={pressed}
      onClick={onPress}
      className={`press min-h-11 min-w-11 rounded-md border px-3.5 text-sm ${
        pressed ? "border-ink bg-ink font-semibold text-paper" : "border-edge bg-surface font-medium text-ink"
      }`}
    >
      {children}
    </button>
  );
}

/** An area's name over its tables in rows. */
export function AreaTables({
  area,
  locale,
  children,
}: {
  area: AreaDto;
  locale: string;
  children: (table: TableDto) => ReactNode;
}) {
  const t = useTranslations("floor");
  return (
    <section aria-label={inLocale(area.names, locale, "bg")}>
      <h2 className="mb-2 text-lg font-semibold tracking-[-0.01em]">{inLocale(area.names, locale, "bg")}</h2>
      {area.tables.length === 0 ? <p className="text-sm text-ink-2">{t("emptyArea")}</p> : null}
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(76px,1fr))] gap-3">
        {area.tables.map((table) => (
          <li key={table.id} className="grid justify-items-center">
            {children(table)}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What the colours mean, and how full the house is. */
export function FloorKey({ guests, taken, tables }: { guests: number; taken: number; tables: number }) {
  const t = useTranslations("staff.tables");
  return (
    <div className="flex flex-wrap items-center gap-x-[22px] gap-y-1">
      {(["pending", "preparing", "ready", "paying", "calling"] as const).map((status) => (
        <TableStatusChip key={status} status={status} plain />
      ))}
      <span className="ml-auto text-xs text-ink-3">{t("house", { guests, taken, tables })}</span>
    </div>
  );
}
