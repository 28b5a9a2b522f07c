"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { StationDto, StationFiguresDto } from "../../schema";
import { axisSteps, countUnits, hoursShown, sumHours, timeUnits } from "./figures-sums";
import { ChartKey, HourChart } from "./hour-chart";
import type { FiguresWords } from "./use-figures-words";

interface Shown {
  cutoff: number;
  /** The clock's hour by now, and what to call it; null when the days are over. */
  running: { hour: number; time: string } | null;
  names: { now: string; before: string };
  words: FiguresWords;
}

/** How many tickets came in each hour, of all these stations. */
export function TicketsChart({
  now,
  before,
  cutoff,
  running,
  names,
}: Shown & { now: readonly StationFiguresDto[]; before: readonly StationFiguresDto[] }) {
  const t = useTranslations("kitchen.figures.chart");
  const [counts, countsBefore] = [sumHours(now), sumHours(before)];
  const seen = [...counts, ...countsBefore].map(({ hour }) => hour);
  const hours = hoursShown(running ? [...seen, running.hour] : seen, cutoff);
  const passed = running ? hours.slice(0, hours.indexOf(running.hour) + 1) : hours;
  const of = (list: typeof counts, hour: number) => list.find((each) => each.hour === hour)?.tickets ?? 0;
  const most = Math.max(0, ...[...counts, ...countsBefore].map(({ tickets }) => tickets));
  const title = t("tickets");
  return (
    <ChartFrame title={title} names={names} isCompared={before.length > 0}>
      <HourChart
        label={t("label", { title, ...names })}
        hours={hours}
        steps={axisSteps(most, countUnits)}
        stepName={String}
        now={hours.map((hour) => (passed.includes(hour) ? of(counts, hour) : null))}
        before={hours.map((hour) => (before.length > 0 ? of(countsBefore, hour) : null))}
        running={
          running
            ? { hour: running.hour, title: running.time, text: t("soFar", { count: of(counts, running.hour) }) }
            : undefined
        }
      />
    </ChartFrame>
  );
}

/** One station's median by hour, with its goal. */
export function MedianChart({
  now,
  before,
  station,
  cutoff,
  running,
  names,
  words,
}: Shown & { now: StationFiguresDto; before: StationFiguresDto | undefined; station: StationDto }) {
  const t = useTranslations("kitchen.figures.chart");
  const all = [...now.hours, ...(before?.hours ?? [])];
  const hours = hoursShown(
    all.map(({ hour }) => hour),
    cutoff,
  );
  const of = (figures: StationFiguresDto | undefined, hour: number) =>
    figures?.hours.find((each) => each.hour === hour)?.medianSeconds ?? null;
  const most = Math.max(station.targetSeconds * 1.15, ...all.map(({ medianSeconds }) => medianSeconds));
  const title = t("median");
  return (
    <ChartFrame title={title} names={names} isCompared={before !== undefined}>
      <HourChart
        label={t("label", { title, ...names })}
        hours={hours}
        steps={axisSteps(most, timeUnits)}
        stepName={(step) => words.time(step)}
        now={hours.map((hour) => of(now, hour))}
        before={hours.map((hour) => of(before, hour))}
        goal={{
          value: station.targetSeconds,
          name: t("goal", { time: words.time(station.targetSeconds) }),
        }}
        running={running ? { hour: running.hour, title: running.time, text: null } : undefined}
      />
    </ChartFrame>
  );
}

function ChartFrame({
  title,
  names,
  isCompared,
  children,
}: {
  title: string;
  names: Shown["names"];
  /** Whether there is anything of the days before. */
  isCompared: boolean;
  children: ReactNode;
}) {
  return (
    <section className="pt-5">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <h2 className="text-lg font-semibold tracking-[-0.01em]">{title}</h2>
        <ChartKey now={names.now} before={isCompared ? names.before : null} />
      </div>
      {children}
    </section>
  );
}
