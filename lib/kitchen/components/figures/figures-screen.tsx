"use client";

import { useFormatter, useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { MessageHost, showNotice, showToast } from "@/components/alerts/messages";
import { EmptyState } from "@/components/ui/empty-state";
import { ApiError } from "@/lib/platform/http/client";
import { localTime } from "@/lib/platform/time";
import type { StationDto } from "../../schema";
import { AllFigures, StationFigures } from "./big-figures";
import { MedianChart, TicketsChart } from "./figures-charts";
import { type StationValues, sendStation } from "./figures-client";
import type { FiguresDays } from "./figures-days";
import { FiguresHead } from "./figures-head";
import { hoursShown } from "./figures-sums";
import { HoursTable, StationHoursTable } from "./hour-tables";
import { StationList } from "./station-list";
import { StationSheet } from "./station-sheet";
import { type FiguresData, useFigures } from "./use-figures";
import { useFiguresWords } from "./use-figures-words";

/** How fast the kitchen was: of all stations, or of one; and what they are measured by. */
export function FiguresScreen({
  venue,
  venueLocale,
  timezone,
  cutoff,
  days,
  station,
  makers,
  mayChange,
  initial,
  lock,
}: {
  venue: string;
  venueLocale: string;
  timezone: string;
  /** The hour at which a service day ends. */
  cutoff: number;
  days: FiguresDays;
  /** Its type; null is all. */
  station: string | null;
  /** The types of the stations that make something of the menu themselves. */
  makers: readonly string[];
  /** Whether this person sets goals and hand-overs. */
  mayChange: boolean;
  initial: FiguresData;
  lock: ReactNode;
}) {
  const t = useTranslations("kitchen.figures");
  const common = useTranslations("common");
  const errors = useTranslations("errors");
  const format = useFormatter();
  const { data, failure, putStation } = useFigures(venue, days, initial);
  const [editing, setEditing] = useState<string | null>(null);
  const { figures, before, stations, at } = data;
  const words = useFiguresWords(venueLocale, stations);
  const isToday = days.from === days.today;
  const isOpen = isToday ? "day" : days.to === days.today ? "span" : null;
  const running = isToday
    ? {
        hour: localTime(new Date(at), timezone).hour,
        time: format.dateTime(at, { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: timezone }),
      }
    : null;
  const daysName = words.days(days, days.today);
  const beforeName = words.days(days.before, days.today);
  const shown = { cutoff, running, words, names: { now: daysName, before: beforeName } };
  const receivers = stations.filter(({ type }) => stations.some(({ nextStation }) => nextStation === type));
  // What a pass gathers was made, and is counted, at the stations that hand over to it.
  const passes = receivers.filter(({ type }) => !makers.includes(type));
  const cooks = receivers.filter(({ type }) => makers.includes(type));
  const isMaker = ({ station: type }: { station: string }) => !passes.some((pass) => pass.type === type);
  const namesOf = (list: readonly StationDto[]) => list.map(({ type }) => words.station(type)).join(", ");
  const [made, madeBefore] = [figures.filter(isMaker), before.filter(isMaker)];
  const chosen = stations.find(({ type }) => type === station);
  const one = chosen && figures.find((each) => each.station === chosen.type);
  const oneBefore = chosen && before.find((each) => each.station === chosen.type);
  const isEmpty = chosen ? !one : figures.length === 0;
  const hours = hoursShown(
    (one ? [one] : figures).flatMap((each) => each.hours.map(({ hour }) => hour)),
    cutoff,
  );

  const compared = (hasBefore: boolean) => (
    <p className="pt-3 text-xs text-ink-2">{t(hasBefore ? "comparedWith" : "noBefore", { days: beforeName })}</p>
  );

  function saved(after: StationDto, was: StationValues) {
    putStation(after);
    setEditing(null);
    const name = words.station(after.type);
    const time = words.time(after.targetSeconds);
    const text = after.nextStation
      ? t("edit.savedNext", { station: name, time, next: words.station(after.nextStation) })
      : t("edit.saved", { station: name, time });
    if (after.targetSeconds === was.targetSeconds && after.nextStation === was.nextStation) showToast(text);
    else showToast(text, { label: common("undo"), run: () => void undo(after, was) });
  }

  async function undo({ id, type, version }: StationDto, { targetSeconds, nextStation }: StationValues) {
    try {
      putStation(await sendStation(venue, id, { targetSeconds, nextStation, version }));
      showToast(t("edit.undone", { station: words.station(type) }));
    } catch (error) {
      if (error instanceof ApiError && error.current) putStation(error.current as StationDto);
      const code = error instanceof ApiError ? error.code : "internal";
      showNotice(t("edit.failed", { reason: errors(code) }));
    }
  }

  const edited = stations.find(({ id }) => id === editing);
  return (
    <div data-page="figures" className="mx-auto max-w-[90rem] px-4 pb-16 md:px-6 print:max-w-none print:p-0">
      <title>{t("title")}</title>
      <FiguresHead
        venue={venue}
        timezone={timezone}
        cutoff={cutoff}
        days={days}
        daysName={daysName}
        station={station}
        stations={stations.map(({ type }) => ({ type, name: words.station(type) }))}
        at={at}
        failure={failure}
        lock={lock}
      />
      <main id="content">
        {isEmpty ? (
          <EmptyState picture="grill" linen="sage" title={t("emptyTitle")}>
            {isToday ? t("emptyToday") : t("emptyText")}
          </EmptyState>
        ) : one && chosen ? (
          <>
            <StationFigures
              name={words.station(chosen.type)}
              now={one.all}
              before={oneBefore?.all}
              words={words}
              beforeName={beforeName}
              isRunning={isOpen}
            />
            {compared(oneBefore !== undefined)}
            <MedianChart {...shown} now={one} before={oneBefore} station={chosen} />
          </>
        ) : (
          <>
            <AllFigures now={made} before={madeBefore} words={words} beforeName={beforeName} isRunning={isOpen} />
            {compared(madeBefore.length > 0)}
            {passes.length > 0 ? (
              <p className="text-xs text-ink-2">{t("withoutPass", { stations: namesOf(passes) })}</p>
            ) : null}
            {cooks.length > 0 ? (
              <p className="text-xs text-ink-2">{t("countedTwice", { stations: namesOf(cooks) })}</p>
            ) : null}
            <TicketsChart {...shown} now={made} before={madeBefore} />
          </>
        )}
        <div className="mt-8 grid items-start gap-x-8 gap-y-8 lg:grid-cols-2 print:grid-cols-1">
          <section>
            <h2 className="mb-2 text-lg font-semibold tracking-[-0.01em]">{t("stations.title")}</h2>
            <StationList
              stations={stations}
              figuresOf={(type) => figures.find((each) => each.station === type)?.all}
              words={words}
              onChange={mayChange ? ({ id }) => setEditing(id) : undefined}
            />
          </section>
          {isEmpty ? null : (
            <section>
              <h2 className="mb-2 text-lg font-semibold tracking-[-0.01em]">
                {t(one ? "table.byHour" : "table.byStation")}
              </h2>
              {one && chosen ? (
                <HoursTable hours={hours} figures={one} goal={chosen.targetSeconds} words={words} />
              ) : (
                <StationHoursTable hours={hours} stations={stations} figures={figures} words={words} />
              )}
            </section>
          )}
        </div>
      </main>
      {edited ? (
        <StationSheet
          key={edited.id}
          venue={venue}
          station={edited}
          stations={stations}
          words={words}
          onSaved={saved}
          onMoved={putStation}
          onClose={() => setEditing(null)}
        />
      ) : null}
      <div className="print:hidden">
        <MessageHost />
      </div>
    </div>
  );
}
