"use client";

import { Maximize, Minimize, Volume2, VolumeX } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useSound } from "@/components/alerts/sound-controls";
import { muteFor, testSound, unmute } from "@/components/alerts/sounds";
import { useFullScreen } from "@/components/app/use-full-screen";
import { useNow } from "@/components/ui/elapsed";

/** Quiet, at least 44 px in a page whose measures follow the screen's width. */
function Control({ label, onPress, children }: { label: string; onPress: () => void; children: ReactNode }) {
  return (
    <button
      type="button"
      onClick={onPress}
      className="press flex min-h-[max(2.75rem,44px)] min-w-[max(2.75rem,44px)] items-center justify-center gap-2 rounded-md px-2 text-sm font-medium text-ink-2 hover:bg-surface active:bg-surface"
      aria-label={label}
    >
      {children}
    </button>
  );
}

const icon = { "aria-hidden": true, className: "size-6 flex-none", strokeWidth: 1.75 } as const;

/** The house's name, its clock, and the two things a person sets once: sound and full screen. */
export function PickupHead({ name, timezone, offset }: { name: string; timezone: string; offset: number }) {
  const t = useTranslations("pickup");
  const format = useFormatter();
  const now = useNow();
  const { mutedUntil, blocked } = useSound();
  const screen = useFullScreen();
  const silent = blocked || mutedUntil !== null;
  return (
    <header className="flex-none">
      <div className="flex min-h-16 items-center gap-x-2 py-2 md:min-h-21">
        <div className="mr-auto">
          <h1 className="text-xl font-semibold tracking-[-0.018em] md:text-3xl">{name}</h1>
          <p className="sr-only">{t("title")}</p>
        </div>
        <Control
          label={silent ? t("soundOff") : t("soundOn")}
          onPress={() => {
            if (mutedUntil !== null) unmute();
            else if (blocked) testSound("ready");
            else muteFor(null);
          }}
        >
          {silent ? <VolumeX {...icon} /> : <Volume2 {...icon} />}
          {silent ? <span className="hidden md:inline">{t("soundOff")}</span> : null}
        </Control>
        {screen ? (
          <Control label={screen.on ? t("leaveFullScreen") : t("fullScreen")} onPress={screen.toggle}>
            {screen.on ? <Minimize {...icon} /> : <Maximize {...icon} />}
          </Control>
        ) : null}
        <time
          suppressHydrationWarning
          className="ml-2 text-2xl font-semibold tracking-[-0.02em] md:ml-4 md:text-[3.25rem]/[3.5rem]"
        >
          {now === null
            ? "\u00a0"
            : format.dateTime(now + offset, {
                hour: "2-digit",
                minute: "2-digit",
                hourCycle: "h23",
                timeZone: timezone,
              })}
        </time>
      </div>
      <div className="rail" />
    </header>
  );
}
