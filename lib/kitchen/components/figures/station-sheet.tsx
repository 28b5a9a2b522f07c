"use client";

import { TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Sheet } from "@/components/ui/sheet";
import { ApiError } from "@/lib/platform/http/client";
import type { StationDto } from "../../schema";
import { findHandOverFault } from "../../station-rules";
import { type StationValues, sendStation } from "./figures-client";
import { StationConflict } from "./station-conflict";
import type { FiguresWords } from "./use-figures-words";

/** Minutes as they are typed, also with a comma, in seconds; null is not from 1 to 120. */
function secondsOf(minutes: string): number | null {
  const seconds = Math.round(Number(minutes.trim().replace(",", ".")) * 60);
  return seconds >= 60 && seconds <= 7200 ? seconds : null;
}

/** Sets a station's goal, and where what is made there goes. */
export function StationSheet({
  venue,
  station,
  stations,
  words,
  onSaved,
  onMoved,
  onClose,
}: {
  venue: string;
  station: StationDto;
  stations: readonly StationDto[];
  words: FiguresWords;
  /** `before` is what an undo goes back to. */
  onSaved: (saved: StationDto, before: StationValues) => void;
  /** Somebody else changed it: the page shows theirs. */
  onMoved: (current: StationDto) => void;
  onClose: () => void;
}) {
  const t = useTranslations("kitchen.figures.edit");
  const common = useTranslations("common");
  const errors = useTranslations("errors");
  const group = useId();
  // What was opened: a change that comes in meanwhile must not slip under the hand that is typing.
  const [opened] = useState(station);
  const [minutes, setMinutes] = useState(String(Math.round((opened.targetSeconds / 60) * 100) / 100));
  const [nextStation, setNextStation] = useState(opened.nextStation);
  const [busy, setBusy] = useState(false);
  const [tried, setTried] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [theirs, setTheirs] = useState<StationDto | null>(null);
  const targetSeconds = secondsOf(minutes);
  const name = words.station(opened.type);
  const givers = stations.filter((each) => each.nextStation === opened.type);

  async function save(against: StationDto) {
    setTried(true);
    if (targetSeconds === null) return;
    setBusy(true);
    setFailure(null);
    try {
      const saved = await sendStation(venue, opened.id, { targetSeconds, nextStation, version: against.version });
      onSaved(saved, against);
    } catch (error) {
      setBusy(false);
      const code = error instanceof ApiError ? error.code : "internal";
      if (error instanceof ApiError && code === "version-moved" && error.current) {
        const current = error.current as StationDto;
        onMoved(current);
        setTheirs(current);
      } else setFailure(code === "invalid" ? t("cannot") : t("failed", { reason: errors(code) }));
    }
  }

  const title = name;
  if (theirs && targetSeconds !== null) {
    return (
      <Sheet title={title} closeLabel={common("close")} onClose={onClose}>
        <StationConflict
          question={t("conflict", { station: name })}
          theirs={theirs}
          yours={{ targetSeconds, nextStation }}
          busy={busy}
          failure={failure}
          words={words}
          onTheirs={onClose}
          onYours={() => void save(theirs)}
        />
      </Sheet>
    );
  }
  return (
    <Sheet
      title={title}
      closeLabel={common("close")}
      onClose={onClose}
      footer={
        <Button look="primary" size="main" type="submit" form={group} disabled={busy} className="w-full">
          {common("save")}
        </Button>
      }
    >
      <form
        id={group}
        noValidate
        className="px-5 pb-5"
        onSubmit={(event) => {
          event.preventDefault();
          void save(opened);
        }}
      >
        <Field
          label={t("target")}
          hint={t("targetHint")}
          error={tried && targetSeconds === null ? t("targetFault") : null}
          inputMode="decimal"
          autoComplete="off"
          value={minutes}
          onChange={({ target }) => setMinutes(target.value)}
        />
        <fieldset className="mt-5">
          <legend className="mb-1.5 text-sm font-medium">{t("next")}</legend>
          {givers.length > 0 ? (
            <p className="text-sm text-ink-2">
              {t("receives", { stations: givers.map(({ type }) => words.station(type)).join(", ") })}
            </p>
          ) : (
            <div className="grid gap-2">
              {[null, ...stations.map(({ type }) => type).filter((type) => type !== opened.type)].map((type) => {
                const isOff = type !== null && findHandOverFault(stations, opened.type, type) !== null;
                return (
                  <label
                    key={type ?? ""}
                    className="press flex min-h-12 cursor-pointer items-center gap-3 rounded-md border border-edge bg-surface px-3.5 text-base hover:bg-sunk has-checked:border-accent-ink has-checked:bg-accent-tint has-disabled:cursor-default has-disabled:border-line has-disabled:text-ink-3 has-disabled:hover:bg-surface has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent-ink"
                  >
                    <input
                      type="radio"
                      name={`${group}-next`}
                      className="size-5 flex-none accent-accent-ink"
                      checked={nextStation === type}
                      disabled={isOff}
                      onChange={() => setNextStation(type)}
                    />
                    <span className="flex-1">{type === null ? t("nobody") : words.station(type)}</span>
                    {isOff ? <span className="text-xs">{t("handsOn")}</span> : null}
                  </label>
                );
              })}
            </div>
          )}
        </fieldset>
        <p className="mt-4 text-sm text-ink-2">{t("newOrders")}</p>
        {failure ? (
          <p role="alert" className="mt-4 flex items-start gap-2 text-sm font-medium text-urgent-ink">
            <TriangleAlert aria-hidden className="size-5 flex-none" strokeWidth={1.75} />
            {failure}
          </p>
        ) : null}
      </form>
    </Sheet>
  );
}
