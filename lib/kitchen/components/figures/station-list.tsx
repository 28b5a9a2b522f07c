"use client";

import { CornerDownRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { StatusChip } from "@/components/ui/status-chip";
import type { KitchenFigures, StationDto } from "../../schema";
import type { FiguresWords } from "./use-figures-words";

/** The median as a bar, with the goal as a tick; `top` is the end of the scale, in seconds. */
function GoalBar({ seconds, goal, top }: { seconds: number | null; goal: number; top: number }) {
  const share = (value: number) => `${Math.min(100, (value / top) * 100)}%`;
  return (
    <div aria-hidden className="relative my-1.5 h-2.5 bg-surface print:border print:border-line">
      {seconds === null ? null : (
        <i className="absolute inset-y-0 left-0 rounded-r-[1px] bg-ink-2" style={{ width: share(seconds) }} />
      )}
      <i className="absolute -inset-y-1.5 w-0.5 bg-ink outline-2 outline-paper" style={{ left: share(goal) }} />
    </div>
  );
}

/** Every station: its median against its goal, what it made, where it hands over, and the way to change that. */
export function StationList({
  stations,
  figuresOf,
  words,
  onChange,
}: {
  stations: readonly StationDto[];
  figuresOf: (type: string) => KitchenFigures | undefined;
  words: FiguresWords;
  /** Missing for who may not. */
  onChange?: (station: StationDto) => void;
}) {
  const t = useTranslations("kitchen.figures.stations");
  const top =
    Math.max(...stations.flatMap((each) => [each.targetSeconds, figuresOf(each.type)?.medianSeconds ?? 0])) * 1.08;
  return (
    <ul className="border-t border-line">
      {stations.map((each) => {
        const figures = figuresOf(each.type);
        const over = figures ? Math.round(figures.medianSeconds) - each.targetSeconds : 0;
        const name = words.station(each.type);
        return (
          <li
            key={each.id}
            className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 border-b border-line py-2.5 sm:grid-cols-[8rem_minmax(0,1fr)_auto]"
          >
            <div className="max-sm:col-span-2">
              <h3 className="text-sm font-semibold">{name}</h3>
              {each.nextStation ? (
                <p className="flex items-start gap-1 text-xs text-ink-2">
                  <CornerDownRight aria-hidden className="size-4 flex-none" strokeWidth={1.75} />
                  {t("handsOver", { station: words.station(each.nextStation) })}
                </p>
              ) : null}
            </div>
            <div className="min-w-0">
              <div className="grid grid-cols-[minmax(3rem,1fr)_auto] items-center gap-x-3 gap-y-1">
                <GoalBar seconds={figures?.medianSeconds ?? null} goal={each.targetSeconds} top={top} />
                <b className="w-16 text-right text-base font-semibold">
                  {figures ? words.time(figures.medianSeconds) : "–"}
                </b>
              </div>
              <p className="flex flex-wrap items-center gap-x-3 text-xs text-ink-2">
                <span className="whitespace-nowrap">{t("goal", { time: words.time(each.targetSeconds) })}</span>
                {figures ? (
                  <>
                    <span className="whitespace-nowrap">{t("p90", { time: words.time(figures.p90Seconds) })}</span>
                    <span className="whitespace-nowrap">{t("late", { share: words.share(figures.lateShare) })}</span>
                    <span>{t("count", { tickets: figures.tickets, items: figures.items })}</span>
                    <span className="whitespace-nowrap">
                      {t("perHour", { count: words.count(figures.itemsPerHour) })}
                    </span>
                  </>
                ) : (
                  <span>{t("none")}</span>
                )}
              </p>
              {over > 0 ? (
                <p className="mt-1.5">
                  <StatusChip kind="late">{t("over", { time: words.time(over) })}</StatusChip>
                </p>
              ) : null}
            </div>
            {onChange ? (
              <Button
                size="row"
                look="quiet"
                className="print:hidden"
                aria-label={t("changeOf", { station: name })}
                onClick={() => onChange(each)}
              >
                {t("change")}
              </Button>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}
