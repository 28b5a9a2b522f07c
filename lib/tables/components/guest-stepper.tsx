"use client";

import { Minus, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useId, useState } from "react";
import { maxPartySize } from "../schema";

const steps: Record<string, number> = { ArrowUp: 1, ArrowDown: -1 };

/** How many people sit at a table, between two 48 px buttons: 1–99, or not counted. It can be typed, and stepped by the arrows up and down. */
export function GuestStepper({
  value,
  seats,
  atLeast,
  disabled = false,
  onChange,
  className = "",
}: {
  /** Null where nobody has counted them. */
  value: number | null;
  /** The table's. */
  seats: number;
  /** The phones there: where nobody has counted, there are at least so many people. */
  atLeast: number;
  disabled?: boolean;
  onChange: (value: number | null) => void;
  className?: string;
}) {
  const t = useTranslations("floor.guests");
  const id = useId();
  /** While it is typed in. */
  const [typed, setTyped] = useState<string | null>(null);
  const step = (by: number) => {
    setTyped(null);
    if (value === null) {
      if (by > 0) onChange(Math.min(maxPartySize, Math.max(1, atLeast)));
    } else if (value + by <= maxPartySize) onChange(value + by < 1 ? null : value + by);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const by = steps[event.key];
    if (by === undefined) return;
    event.preventDefault();
    step(by);
  };
  const button = "press grid size-12 flex-none place-items-center hover:bg-sunk active:bg-sunk disabled:text-ink-3";
  return (
    <div className={`flex items-center justify-between gap-3 ${className}`}>
      <div className="min-w-0">
        <label htmlFor={id} className="block text-base leading-6 font-semibold">
          {t("label")}
        </label>
        <p id={`${id}-hint`} className="text-sm text-ink-2">
          {t(value === null ? "notCounted" : value > seats ? "over" : "hint", { seats })}
        </p>
      </div>
      <div className="flex flex-none items-center rounded-md border border-edge bg-surface">
        <button
          type="button"
          aria-label={t("fewer")}
          disabled={disabled || value === null}
          onClick={() => step(-1)}
          className={`${button} rounded-l-md`}
        >
          <Minus aria-hidden className="size-[22px]" strokeWidth={1.75} />
        </button>
        <input
          id={id}
          type="text"
          role="spinbutton"
          inputMode="numeric"
          autoComplete="off"
          placeholder="–"
          aria-valuemin={1}
          aria-valuemax={maxPartySize}
          aria-valuenow={value ?? undefined}
          aria-valuetext={value === null ? t("none") : String(value)}
          aria-describedby={`${id}-hint`}
          disabled={disabled}
          value={typed ?? value ?? ""}
          onFocus={(event) => event.currentTarget.select()}
          onBlur={() => setTyped(null)}
          onKeyDown={onKeyDown}
          onChange={(event) => {
            const digits = event.target.value.replace(/\D/g, "").replace(/^0+/, "").slice(0, 2);
            setTyped(digits);
            onChange(digits === "" ? null : Number(digits));
          }}
          className="h-12 w-12 border-x border-line bg-transparent text-center text-xl font-semibold tabular-nums placeholder:text-ink-3 focus-visible:outline-3 focus-visible:outline-accent-ink"
        />
        <button
          type="button"
          aria-label={t("more")}
          disabled={disabled || value === maxPartySize}
          onClick={() => step(1)}
          className={`${button} rounded-r-md`}
        >
          <Plus aria-hidden className="size-[22px]" strokeWidth={1.75} />
        </button>
      </div>
    </div>
  );
}
