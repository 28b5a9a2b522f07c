"use client";

import { useTranslations } from "next-intl";
import type { KitchenFigures, StationFiguresDto } from "../../schema";
import { type Comparison, Figure, FigureRow } from "./figure-row";
import { sumStations } from "./figures-sums";
import { type FiguresWords, hourName } from "./use-figures-words";

function compare(
  kind: Comparison["kind"],
  now: number,
  before: number | undefined,
  write: (difference: number) => string,
): Comparison | null {
  if (before === undefined) return null;
  const by = write(Math.abs(now - before));
  // What is not to be seen when it is written is no difference.
  if (by === write(0)) return { kind, direction: "same", by };
  return { kind, direction: now > before ? "up" : "down", by };
}

interface Shown {
  words: FiguresWords;
  /** What the days before are called. */
  beforeName: string;
  /** What is not over: counts of a whole one are no measure for it. */
  isRunning: "day" | "span" | null;
}

function useCompared({ words, beforeName, isRunning }: Shown) {
  const t = useTranslations("kitchen.figures");
  const points = (share: number) => words.count(Math.round(share * 1000) / 10);
  return {
    t,
    /** Counts of a day that is not over stand beside the whole of the other. */
    counted: (now: number, before: number | undefined) =>
      before === undefined
        ? {}
        : isRunning
          ? {
              note: t.rich(isRunning === "day" ? "wholeDay" : "wholeSpan", {
                count: words.count(before),
                day: beforeName,
                b: (text) => <b className="font-semibold text-ink">{text}</b>,
              }),
            }
          : { comparison: compare("count", now, before, words.count) },
    timed: (now: number, before: number | undefined) => compare("time", now, before, words.time),
    shared: (now: number, before: number | undefined) => compare("points", now, before, points),
    rated: (now: number, before: number | undefined) => compare("count", now, before, words.count),
  };
}

/** All stations together: what can be added up. */
export function AllFigures({
  now,
  before,
  ...shown
}: Shown & { now: readonly StationFiguresDto[]; before: readonly StationFiguresDto[] }) {
  const { t, counted, shared } = useCompared(shown);
  const { words } = shown;
  const sums = sumStations(now);
  const sumsBefore = before.length > 0 ? sumStations(before) : undefined;
  return (
    <FigureRow label={t("all")} columns={4}>
      <Figure
        name={t("figure.tickets")}
        value={words.count(sums.tickets)}
        {...counted(sums.tickets, sumsBefore?.tickets)}
      />
      <Figure name={t("figure.items")} value={words.count(sums.items)} {...counted(sums.items, sumsBefore?.items)} />
      <Figure
        name={t("figure.late")}
        value={words.share(sums.lateShare)}
        comparison={shared(sums.lateShare, sumsBefore?.lateShare)}
      />
      <Figure
        name={t("figure.busiest")}
        value={sums.busiest ? hourName(sums.busiest.hour) : "–"}
        note={sums.busiest ? t("busiestTickets", { count: sums.busiest.tickets }) : null}
      />
    </FigureRow>
  );
}

/** One station's figures. */
export function StationFigures({
  name,
  now,
  before,
  ...shown
}: Shown & { name: string; now: KitchenFigures; before: KitchenFigures | undefined }) {
  const { t, counted, timed, shared, rated } = useCompared(shown);
  const { words } = shown;
  return (
    <FigureRow label={name} columns={5}>
      <Figure
        name={t("figure.median")}
        value={words.time(now.medianSeconds)}
        comparison={timed(now.medianSeconds, before?.medianSeconds)}
      />
      <Figure
        name={t("figure.p90")}
        value={words.time(now.p90Seconds)}
        comparison={timed(now.p90Seconds, before?.p90Seconds)}
      />
      <Figure
        name={t("figure.late")}
        value={words.share(now.lateShare)}
        comparison={shared(now.lateShare, before?.lateShare)}
      />
      <Figure
        name={t("figure.perHour")}
        value={words.count(now.itemsPerHour)}
        comparison={rated(now.itemsPerHour, before?.itemsPerHour)}
      />
      <Figure name={t("figure.tickets")} value={words.count(now.tickets)} {...counted(now.tickets, before?.tickets)} />
    </FigureRow>
  );
}
