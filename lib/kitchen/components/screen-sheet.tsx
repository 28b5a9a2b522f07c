"use client";

import { Maximize, Minimize } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useId } from "react";
import { SoundPanel } from "@/components/alerts/sound-controls";
import { kitchenSounds } from "@/components/alerts/sounds";
import { useFullScreen } from "@/components/app/use-full-screen";
import { useWakeLock } from "@/components/app/use-wake-lock";
import { Button } from "@/components/ui/button";
import { Sheet } from "@/components/ui/sheet";
import { SwitchRow } from "@/components/ui/switch";
import type { Density, WallOrder } from "./wall-types";

const densities = ["roomy", "normal", "dense"] as const satisfies readonly Density[];
const orders = ["arrival", "due"] as const satisfies readonly WallOrder[];

/** How this screen shows the wall, sounds, stays lit and speaks; all but the language for this device alone. */
export function ScreenSheet({
  settings,
  language,
  onClose,
}: {
  settings: {
    density: Density;
    order: WallOrder;
    set(change: Partial<{ density: Density; order: WallOrder }>): void;
  };
  /** Chooses the language of whoever is signed in. */
  language: ReactNode;
  onClose: () => void;
}) {
  const t = useTranslations("kitchen.screen");
  const words = useTranslations("common");
  const screen = useFullScreen();
  const wake = useWakeLock(true);
  return (
    <Sheet title={t("title")} closeLabel={words("close")} onClose={onClose}>
      <div className="grid gap-6 px-5 pb-6">
        <Choice
          label={t("density")}
          options={densities}
          chosen={settings.density}
          nameOf={(density) => t(density)}
          onChoose={(density) => settings.set({ density })}
        />
        <Choice
          label={t("order")}
          options={orders}
          chosen={settings.order}
          nameOf={(order) => t(order)}
          onChoose={(order) => settings.set({ order })}
        />
        <div className="border-t border-line pt-3">
          {wake.state === "unsupported" ? (
            <p className="py-2 text-sm text-ink-2">{t("awakeUnsupported")}</p>
          ) : (
            <SwitchRow
              label={t("awake")}
              hint={wake.state === "refused" ? t("awakeRefused") : wake.wanted ? t("awakeOn") : t("awakeOff")}
              checked={wake.wanted}
              onChange={wake.choose}
            />
          )}
          {screen ? (
            <Button size="main" className="mt-2 w-full" onClick={screen.toggle}>
              {screen.on ? <Minimize {...icon} /> : <Maximize {...icon} />}
              {screen.on ? t("leaveFullScreen") : t("fullScreen")}
            </Button>
          ) : null}
        </div>
        <Section title={t("sound")}>
          <div className="[&_button]:min-h-[max(3.5rem,52px)] [&_button]:text-base [&_label]:text-base [&_legend]:text-base [&_li_svg]:size-6">
            <SoundPanel kinds={kitchenSounds} />
          </div>
        </Section>
        <Section title={t("language")}>
          <div className="[&_button]:min-h-[max(4rem,56px)] [&_button]:justify-center [&_button]:border [&_button]:border-edge [&_button]:bg-surface [&_button]:text-base [&_button[aria-pressed=true]]:border-2 [&_button[aria-pressed=true]]:border-ink [&_button[aria-pressed=false]_svg]:hidden [&_fieldset]:gap-2 sm:[&_fieldset]:grid-cols-3">
            {language}
          </div>
        </Section>
      </div>
    </Sheet>
  );
}

const icon = { "aria-hidden": true, className: "size-6 flex-none", strokeWidth: 2 } as const;

function Section({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="border-t border-line pt-4">
      <h3 id={id} className="mb-2 text-lg font-semibold tracking-[-0.01em]">
        {title}
      </h3>
      {children}
    </section>
  );
}

function Choice<T extends string>({
  label,
  options,
  chosen,
  nameOf,
  onChoose,
}: {
  label: string;
  options: readonly T[];
  chosen: T;
  nameOf: (option: T) => string;
  onChoose: (option: T) => void;
}) {
  return (
    <fieldset>
      <legend className="mb-2 text-lg font-semibold tracking-[-0.01em]">{label}</legend>
      <div className="grid auto-cols-fr grid-flow-col gap-2">
        {options.map((option) => (
          <button
            key={option}
            type="button"
            aria-pressed={option === chosen}
            onClick={() => onChoose(option)}
            className="press min-h-[max(4rem,56px)] rounded-md border border-edge bg-surface px-3 text-base font-medium hover:bg-sunk aria-pressed:border-ink aria-pressed:bg-ink aria-pressed:font-semibold aria-pressed:text-paper"
          >
            {nameOf(option)}
          </button>
        ))}
      </div>
    </fieldset>
  );
}
