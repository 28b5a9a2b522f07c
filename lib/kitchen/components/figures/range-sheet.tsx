"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Sheet } from "@/components/ui/sheet";
import { type FiguresDays, findSpanFault, type Span } from "./figures-days";

/** Chooses any service days up to today. */
export function RangeSheet({
  days,
  cutoff,
  hrefOf,
  onClose,
}: {
  days: FiguresDays;
  /** The hour at which a service day ends. */
  cutoff: number;
  hrefOf: (span: Span) => string;
  onClose: () => void;
}) {
  const t = useTranslations("kitchen.figures");
  const words = useTranslations("common");
  const router = useRouter();
  const [span, setSpan] = useState<Span>({ from: days.from, to: days.to });
  const [tried, setTried] = useState(false);
  const fault = findSpanFault(span, days.today);
  return (
    <Sheet title={t("range")} closeLabel={words("close")} onClose={onClose}>
      <form
        noValidate
        className="px-5 pb-5"
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (fault) return;
          router.push(hrefOf(span));
          onClose();
        }}
      >
        <div className="grid gap-4 sm:grid-cols-2">
          <Field
            label={t("rangeFrom")}
            type="date"
            required
            max={days.today}
            value={span.from}
            onChange={({ target }) => setSpan({ ...span, from: target.value })}
          />
          <Field
            label={t("rangeTo")}
            type="date"
            required
            max={days.today}
            value={span.to}
            error={tried && fault ? t(`fault.${fault}`) : null}
            onChange={({ target }) => setSpan({ ...span, to: target.value })}
          />
        </div>
        <p className="mt-4 text-sm text-ink-2">{t("rangeHint", { hour: `${cutoff}:00` })}</p>
        <Button look="primary" size="main" type="submit" className="mt-5 w-full">
          {t("show")}
        </Button>
      </form>
    </Sheet>
  );
}
