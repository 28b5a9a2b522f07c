"use client";

import { useTranslations } from "next-intl";
import { StatusChip } from "@/components/ui/status-chip";
import { inLocale } from "@/lib/platform/i18n/locales";
import type { Floor, TableLook } from "../client";
import type { TableDto } from "../schema";
import { TableButton } from "./table-button";

/** Areas are laid out on 1000 × 1000 and drawn 772 × 656. */
const proportion = "772 / 656";
const share = (thousandths: number) => `${thousandths / 10}%`;

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
  const t = useTranslations("staff.tables");
  const bar = barOf(floor.tables);
  const barArea = floor.areas.find((area) => area.tables.some((table) => table.kind === "COUNTER"));
  return (
    <section
      aria-label={t("planOf", { area: floorName(floor, locale) })}
      className="relative mx-auto max-h-full w-full border-4 border-ink-3"
      style={{ aspectRatio: proportion, maxWidth: "calc((100dvh - 144px) * 772 / 656)" }}
    >
      {bar && barArea ? (
        <div
          aria-hidden
          className="absolute grid place-items-center rounded-md border border-edge bg-sunk text-xs font-semibold text-ink-3"
          style={{ left: share(bar.x), top: share(bar.y), width: share(bar.width), height: share(bar.height) }}
        >
          <span className="rotate-90">{inLocale(barArea.names, locale, "bg")}</span>
        </div>
      ) : null}
      {floor.tables.map((table) => (
        <TableButton
          key={table.id}
          table={table}
          look={lookOf(table)}
          onOpen={onOpen}
          className="absolute"
          style={{ left: share(table.x), top: share(table.y), width: share(table.width), height: share(table.height) }}
        />
      ))}
    </section>
  );
}

/** The same tables where there is no width for a plan: in rows, area by area. */
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
  return (
    <div className="grid gap-6 px-4 py-4">
      {floors
        .flatMap((floor) => floor.areas)
        .map((area) => (
          <section key={area.id} aria-labelledby={`area-${area.id}`}>
            <h2 id={`area-${area.id}`} className="mb-2 text-lg font-semibold tracking-[-0.01em]">
              {inLocale(area.names, locale, "bg")}
            </h2>
            <ul className="grid grid-cols-[repeat(auto-fill,minmax(76px,1fr))] gap-3">
              {area.tables.map((table) => (
                <li key={table.id} className="grid justify-items-center">
                  <TableButton
                    table={table}
                    look={lookOf(table)}
                    onOpen={onOpen}
                    className="aspect-square w-full max-w-24"
                  />
                </li>
              ))}
            </ul>
          </section>
        ))}
    </div>
  );
}

/** What the colours mean, and how full the house is. */
export function FloorKey({ guests, taken, tables }: { guests: number; taken: number; tables: number }) {
  const t = useTranslations("staff.tables");
  return (
    <div className="flex flex-wrap items-center gap-x-[22px] gap-y-1">
      <StatusChip kind="pending" plain>
        {t("status.pending")}
      </StatusChip>
      <StatusChip kind="preparing" plain>
        {t("status.preparing")}
      </StatusChip>
      <StatusChip kind="ready" plain>
        {t("status.ready")}
      </StatusChip>
      <StatusChip kind="calling" plain>
        {t("status.calling")}
      </StatusChip>
      <span className="ml-auto text-xs text-ink-3">{t("house", { guests, taken, tables })}</span>
    </div>
  );
}
