"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { TextArea } from "@/components/ui/field";

const presets = {
  reject: ["kitchenClosed", "soldOut", "wrongTable", "guestsLeft"],
  cancel: ["guestChangedMind", "soldOut", "mistake", "tooLate"],
  void: ["guestChangedMind", "soldOut", "mistake", "spoiled", "tooLate", "complaint"],
} as const;
export type ReasonKind = keyof typeof presets;

/** Why an order is refused or cancelled, or a line of it taken off: one of the usual reasons, or one's own words. */
export function ReasonForm({
  kind,
  busy,
  children,
  onSubmit,
  onBack,
}: {
  kind: ReasonKind;
  busy: boolean;
  /** What it is about, above the question. */
  children?: ReactNode;
  onSubmit: (reason: string) => void;
  onBack: () => void;
}) {
  const t = useTranslations("staff.reasons");
  const tc = useTranslations("common");
  const name = useId();
  const [chosen, setChosen] = useState<string | null>(null);
  const [own, setOwn] = useState("");
  const [missing, setMissing] = useState(false);
  const reason = own.trim() || (chosen ? t(`${kind}.${chosen}`) : "");
  return (
    <form
      className="px-5 pb-5"
      onSubmit={(event) => {
        event.preventDefault();
        if (reason) onSubmit(reason);
        else setMissing(true);
      }}
    >
      {children}
      <fieldset>
        <legend className="mb-2 text-lg font-semibold tracking-[-0.01em]">{t(`${kind}.why`)}</legend>
        <div className="grid gap-2 sm:grid-cols-2">
          {presets[kind].map((preset) => (
            <label
              key={preset}
              className="press flex min-h-12 cursor-pointer items-center gap-3 rounded-md border border-edge bg-surface px-3.5 text-base hover:bg-sunk has-checked:border-accent-ink has-checked:bg-accent-tint has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent-ink"
            >
              <input
                type="radio"
                name={name}
                value={preset}
                checked={chosen === preset}
                onChange={() => {
                  setChosen(preset);
                  setOwn("");
                  setMissing(false);
                }}
                className="size-5 accent-accent-ink outline-none"
              />
              {t(`${kind}.${preset}`)}
            </label>
          ))}
        </div>
      </fieldset>
      <TextArea
        className="mt-4"
        label={t("own")}
        maxLength={200}
        value={own}
        error={missing ? t("missing") : null}
        onChange={(event) => {
          setOwn(event.target.value);
          setMissing(false);
        }}
      />
      <div className="mt-5 grid grid-cols-[auto_1fr] gap-2">
        <Button onClick={onBack}>{tc("back")}</Button>
        <Button look="destructive" type="submit" disabled={busy}>
          {t(`${kind}.confirm`)}
        </Button>
      </div>
    </form>
  );
}
