import { AlarmClock } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { KitchenFigures, StationDto, StationFiguresDto } from "../../schema";
import { type FiguresWords, hourName } from "./use-figures-words";

const cell = "py-2 pl-3 text-right align-top font-normal whitespace-nowrap";
const rowHead = "py-2 pr-2 text-left align-top font-normal whitespace-nowrap text-ink-2";

function Scrolling({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reached by keys too.
    <section aria-label={label} tabIndex={0} className="overflow-x-auto print:overflow-visible">
      {children}
    </section>
  );
}

function isOver({ medianSeconds }: KitchenFigures, goal: number): boolean {
  return Math.round(medianSeconds) > goal;
}

function Median({ figures, goal, words }: { figures: KitchenFigures; goal: number; words: FiguresWords }) {
  const t = useTranslations("kitchen.figures.table");
  const over = isOver(figures, goal);
  return (
    <span className={`inline-flex items-center gap-1 font-semibold ${over ? "text-urgent-ink" : ""}`}>
      {over ? (
        <>
          <AlarmClock aria-hidden className="size-4" strokeWidth={2} />
          <span className="sr-only">{t("overGoal")}</span>
        </>
      ) : null}
      {words.time(figures.medianSeconds)}
    </span>
  );
}

function Legend({ hasOver, children }: { hasOver: boolean; children?: ReactNode }) {
  const t = useTranslations("kitchen.figures.table");
  return (
    <p className="mt-3 max-w-[70ch] text-xs text-ink-2">
      {hasOver ? (
        <>
          <AlarmClock aria-hidden className="mr-1 inline size-4 -translate-y-px text-urgent-ink" strokeWidth={2} />
          {t("overGoal")}.{" "}
        </>
      ) : null}
      {children} {t("explain")}
    </p>
  );
}

/** The times of all stations, an hour a row: the median, and below it the time that nine of ten kept. */
export function StationHoursTable({
  hours,
  stations,
  figures,
  words,
}: {
  hours: readonly number[];
  stations: readonly StationDto[];
  figures: readonly StationFiguresDto[];
  words: FiguresWords;
}) {
  const t = useTranslations("kitchen.figures.table");
  const shown = stations.filter(({ type }) => figures.some(({ station }) => station === type));
  const of = (type: string) => figures.find(({ station }) => station === type);
  const times = (each: StationDto, one: KitchenFigures | undefined) => (
    <td key={each.id} className={cell}>
      {one ? (
        <>
          <Median figures={one} goal={each.targetSeconds} words={words} />
          <span className="block text-xs text-ink-2">{words.time(one.p90Seconds)}</span>
        </>
      ) : (
        <>
          <span aria-hidden className="text-ink-3">
            –
          </span>
          <span className="sr-only">{t("none")}</span>
        </>
      )}
    </td>
  );
  return (
    <>
      <Scrolling label={t("byStation")}>
        <table className="w-full border-collapse text-sm">
          <thead className="border-b border-ink text-xs">
            <tr>
              <th scope="col" className={rowHead}>
                {t("hour")}
              </th>
              {shown.map((each) => (
                <th key={each.id} scope="col" className="py-2 pl-3 text-right align-bottom font-semibold">
                  {words.station(each.type)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {hours.map((hour) => (
              <tr key={hour} className="border-b border-line">
                <th scope="row" className={rowHead}>
                  {hourName(hour)}
                </th>
                {shown.map((each) =>
                  times(
                    each,
                    of(each.type)?.hours.find((one) => one.hour === hour),
                  ),
                )}
              </tr>
            ))}
            <tr className="border-b border-ink">
              <th scope="row" className={`${rowHead} font-semibold text-ink`}>
                {t("total")}
              </th>
              {shown.map((each) => times(each, of(each.type)?.all))}
            </tr>
          </tbody>
        </table>
      </Scrolling>
      <Legend hasOver={shown.some((each) => of(each.type)?.hours.some((one) => isOver(one, each.targetSeconds)))}>
        {t("cell")}
      </Legend>
    </>
  );
}

/** All figures of one station, an hour a row. */
export function HoursTable({
  hours,
  figures,
  goal,
  words,
}: {
  hours: readonly number[];
  figures: StationFiguresDto;
  goal: number;
  words: FiguresWords;
}) {
  const t = useTranslations("kitchen.figures.table");
  const cells = (one: KitchenFigures) => (
    <>
      <td className={cell}>
        <Median figures={one} goal={goal} words={words} />
      </td>
      <td className={cell}>{words.time(one.p90Seconds)}</td>
      <td className={cell}>{words.share(one.lateShare)}</td>
      <td className={cell}>{words.count(one.tickets)}</td>
      <td className={cell}>{words.count(one.items)}</td>
      <td className={cell}>{words.count(one.itemsPerHour)}</td>
    </>
  );
  return (
    <>
      <Scrolling label={t("byHour")}>
        <table className="w-full border-collapse text-sm">
          <thead className="border-b border-ink text-xs">
            <tr>
              <th scope="col" className={rowHead}>
                {t("hour")}
              </th>
              {(["median", "p90", "late", "tickets", "items", "perHour"] as const).map((column) => (
                <th key={column} scope="col" className="py-2 pl-3 text-right align-bottom font-semibold">
                  {t(column)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {hours.map((hour) => {
              const one = figures.hours.find((each) => each.hour === hour);
              return (
                <tr key={hour} className="border-b border-line">
                  <th scope="row" className={rowHead}>
                    {hourName(hour)}
                  </th>
                  {one ? (
                    cells(one)
                  ) : (
                    <td colSpan={6} className={`${cell} text-ink-3`}>
                      {t("none")}
                    </td>
                  )}
                </tr>
              );
            })}
            <tr className="border-b border-ink">
              <th scope="row" className={`${rowHead} font-semibold text-ink`}>
                {t("total")}
              </th>
              {cells(figures.all)}
            </tr>
          </tbody>
        </table>
      </Scrolling>
      <Legend hasOver={figures.hours.some((one) => isOver(one, goal))} />
    </>
  );
}
