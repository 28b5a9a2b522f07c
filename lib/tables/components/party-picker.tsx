"use client";

import { useTranslations } from "next-intl";
import type { TableLook } from "../client";
import type { AreaDto, TableDto } from "../schema";
import { AreaTables } from "./floor-plan";
import { TableButton } from "./table-button";

export type PartyStep = "move" | "merge";

/** The tables that a party can go to: free ones to move to, taken ones to join. Its own area stands first. */
export function targetsOf(step: PartyStep, from: TableDto, areas: readonly AreaDto[]): AreaDto[] {
  const fits = (table: TableDto) => table.id !== from.id && (table.sessionId !== null) === (step === "merge");
  return areas
    .map((area) => ({ ...area, tables: area.tables.filter(fits) }))
    .filter((area) => area.tables.length > 0)
    .sort((a, b) => Number(b.id === from.areaId) - Number(a.id === from.areaId));
}

/** Picks where a party goes. Pressing a table chooses it; what then happens is said, and confirmed, at the sheet's foot. */
export function PartyPicker({
  step,
  areas,
  locale,
  lookOf,
  chosenId,
  onChoose,
}: {
  step: PartyStep;
  /** As targetsOf answers them. */
  areas: readonly AreaDto[];
  locale: string;
  lookOf: (table: TableDto) => TableLook;
  chosenId: string | null;
  onChoose: (tableId: string) => void;
}) {
  const t = useTranslations("floor");
  if (areas.length === 0) return <p className="px-5 py-6 text-base text-ink-2">{t(`${step}.none`)}</p>;
  return (
    <div className="grid gap-6 px-5 pt-2 pb-6">
      {areas.map((area) => (
        <AreaTables key={area.id} area={area} locale={locale}>
          {(table) => (
            <TableButton
              table={table}
              look={lookOf(table)}
              chosen={table.id === chosenId}
              onOpen={onChoose}
              className="aspect-square w-full max-w-24"
            />
          )}
        </AreaTables>
      ))}
    </div>
  );
}
