"use client";

import { TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import type { StationValues } from "./figures-client";
import type { FiguresWords } from "./use-figures-words";

/** Two people changed a station at once: what stands now and what was about to be saved, each a button. */
export function StationConflict({
  question,
  theirs,
  yours,
  busy,
  failure,
  words,
  onTheirs,
  onYours,
}: {
  question: string;
  theirs: StationValues;
  yours: StationValues;
  busy: boolean;
  failure: string | null;
  words: FiguresWords;
  onTheirs: () => void;
  onYours: () => void;
}) {
  const t = useTranslations("kitchen.figures.edit");
  const heading = useRef<HTMLParagraphElement>(null);
  // The button that was pressed is gone.
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className="px-5 pb-6">
      <p
        ref={heading}
        tabIndex={-1}
        role="alert"
        className="flex items-start gap-2.5 text-base font-medium focus-visible:outline-none"
      >
        <TriangleAlert aria-hidden className="mt-0.5 size-5 flex-none text-urgent-ink" strokeWidth={1.75} />
        {question}
      </p>
      <div className="mt-4 grid gap-3 sm:grid-cols-2">
        {(
          [
            ["theirs", theirs, onTheirs],
            ["yours", yours, onYours],
          ] as const
        ).map(([whose, { targetSeconds, nextStation }, choose]) => (
          <button
            key={whose}
            type="button"
            disabled={busy}
            onClick={choose}
            className="press grid min-h-[4.75rem] content-center rounded-md border border-edge bg-surface px-4 py-3 text-left hover:bg-sunk active:bg-sunk disabled:text-ink-3"
          >
            <span className="text-sm text-ink-2">{t(whose)}</span>
            <span className="text-2xl font-semibold tracking-[-0.022em]">{words.time(targetSeconds)}</span>
            <span className="text-sm">
              {nextStation ? t("nextOf", { station: words.station(nextStation) }) : t("noNext")}
            </span>
          </button>
        ))}
      </div>
      {failure ? (
        <p role="alert" className="mt-4 text-sm font-medium text-urgent-ink">
          {failure}
        </p>
      ) : null}
    </div>
  );
}
