"use client";

import { Delete, Lock, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { type PointerEvent, type ReactNode, useEffect } from "react";
import { formatElapsed } from "@/components/ui/elapsed";
import { type PinTrouble, pinDigits } from "./use-pin-entry";

const rows = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];
const key =
  "press grid h-16 place-items-center rounded-md border border-line bg-paper text-2xl font-medium hover:bg-sunk active:bg-sunk disabled:text-ink-3 md:h-20 [@media(max-height:740px)]:h-14";

/** Keeps the focus where it is: a pressed digit must not be what Enter presses next. */
const keepFocus = (event: PointerEvent) => event.preventDefault();

interface Props {
  /** Nobody is chosen yet, or whoever is must wait. */
  disabled: boolean;
  digits: string;
  isSending: boolean;
  trouble: PinTrouble | null;
  /** How long the person must wait after wrong PINs, in ms; 0 for not at all. */
  lockedMs: number;
  onDigit: (digit: string) => void;
  onErase: () => void;
  onSubmit: () => void;
}

/** Places for the digits, what is wrong with them, and the keys. Digits, Backspace and Enter of a keyboard do the same. */
export function PinPad({ disabled, digits, isSending, trouble, lockedMs, onDigit, onErase, onSubmit }: Props) {
  const t = useTranslations("signIn.pin");
  const enough = digits.length >= pinDigits.least;

  useEffect(() => {
    if (disabled) return;
    const type = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.target instanceof HTMLInputElement) return;
      if (/^[0-9]$/.test(event.key)) onDigit(event.key);
      else if (event.key === "Backspace") onErase();
      else if (event.key === "Enter" && !isControl(event.target)) onSubmit();
      else return;
      event.preventDefault();
    };
    window.addEventListener("keydown", type);
    return () => window.removeEventListener("keydown", type);
  }, [disabled, onDigit, onErase, onSubmit]);

  return (
    <div aria-busy={isSending}>
      <Places count={digits.length} label={t("entered", { count: digits.length })} />
      <div role="alert" className="mb-3 min-h-12 [@media(max-height:740px)]:mb-1">
        <Message trouble={trouble} lockedMs={lockedMs} />
      </div>
      <fieldset aria-label={t("keys")} className="grid grid-cols-3 gap-2.5">
        {rows.map((digit) => (
          <Digit key={digit} digit={digit} disabled={disabled} onPress={onDigit} />
        ))}
        <button
          type="button"
          aria-label={t("erase")}
          disabled={disabled || digits === ""}
          onPointerDown={keepFocus}
          onClick={onErase}
          className="press grid h-16 place-items-center rounded-md text-accent-ink hover:bg-sunk active:bg-sunk disabled:text-ink-3 md:h-20 [@media(max-height:740px)]:h-14"
        >
          <Delete aria-hidden className="size-7" strokeWidth={1.75} />
        </button>
        <Digit digit="0" disabled={disabled} onPress={onDigit} />
        <button
          type="button"
          disabled={disabled || !enough || isSending}
          onPointerDown={keepFocus}
          onClick={onSubmit}
          className="press grid h-16 place-items-center rounded-md bg-accent px-1 text-base font-semibold text-on-accent hover:bg-accent-down active:bg-accent-down disabled:bg-sunk disabled:text-ink-3 md:h-20 [@media(max-height:740px)]:h-14"
        >
          {t(isSending ? "entering" : "enter")}
        </button>
      </fieldset>
    </div>
  );
}

/** Enter on these is a press of theirs; the chosen person's card is none of them. */
function isControl(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("a, button:not([aria-pressed=true])") !== null;
}

function Digit({ digit, disabled, onPress }: { digit: string; disabled: boolean; onPress: (digit: string) => void }) {
  return (
    <button type="button" disabled={disabled} onPointerDown={keepFocus} onClick={() => onPress(digit)} className={key}>
      {digit}
    </button>
  );
}

/** Four places, and one more with each digit beyond: they say what was typed, not how long the PIN is. */
function Places({ count, label }: { count: number; label: string }) {
  const places = Array.from({ length: Math.max(pinDigits.least, count) }, (_, at) => at);
  return (
    <div className="mt-5 mb-4 md:mt-7 [@media(max-height:740px)]:mt-2 [@media(max-height:740px)]:mb-3">
      <div aria-hidden className="flex gap-3">
        {places.map((at) => (
          <span
            key={at}
            className={`grid h-12 flex-1 place-items-center border-b-[3px] md:h-14 [@media(max-height:740px)]:h-10 ${
              at < count ? "border-accent-ink" : at === count ? "border-ink" : "border-edge"
            }`}
          >
            {at < count ? <span className="size-4 rounded-full bg-ink" /> : null}
          </span>
        ))}
      </div>
      <output className="sr-only">{label}</output>
    </div>
  );
}

function Message({ trouble, lockedMs }: { trouble: PinTrouble | null; lockedMs: number }): ReactNode {
  const t = useTranslations("signIn.pin");
  if (lockedMs > 0) {
    return (
      <p className="flex items-start gap-2 text-sm font-medium text-urgent-ink">
        <Lock aria-hidden className="mt-px size-5 flex-none" strokeWidth={1.75} />
        <span>
          {t("locked")} {/* The seconds change all the time; read aloud they would never end. */}
          <span aria-hidden className="font-semibold whitespace-nowrap">
            {t("lockedFor", { time: formatElapsed(Math.max(1_000, lockedMs)) })}
          </span>
        </span>
      </p>
    );
  }
  if (!trouble) return null;
  return (
    <p className="flex items-start gap-2 text-sm font-medium text-urgent-ink">
      <TriangleAlert aria-hidden className="mt-px size-5 flex-none" strokeWidth={1.75} />
      {trouble.kind === "wrong" ? t("wrong", { count: trouble.triesLeft }) : t(trouble.kind)}
    </p>
  );
}
