"use client";

import { Volume1, Volume2, VolumeX } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useSyncExternalStore } from "react";
import { Button } from "@/components/ui/button";
import { Popover } from "@/components/ui/popover";
import {
  playSound,
  readSound,
  readSoundOnServer,
  type SoundState,
  setMuted,
  setVolume,
  subscribeSound,
  unlockSound,
} from "./sounds";

export function useSound(): SoundState {
  return useSyncExternalStore(subscribeSound, readSound, readSoundOnServer);
}

/** The loudspeaker in the page head: on or off, and how loud, for this device. */
export function SoundButton() {
  const t = useTranslations("staff.sound");
  const { muted, volume, blocked } = useSound();
  const id = useId();
  const Icon = muted || blocked ? VolumeX : volume < 0.5 ? Volume1 : Volume2;
  return (
    <Popover
      label={muted || blocked ? t("isOff") : t("isOn")}
      title={t("title")}
      trigger={<Icon aria-hidden className="size-[22px]" strokeWidth={1.75} />}
    >
      <div className="grid gap-3 p-4">
        <Button onClick={() => setMuted(!muted)} className="w-full">
          {muted ? (
            <Volume2 aria-hidden className="size-5" strokeWidth={1.75} />
          ) : (
            <VolumeX aria-hidden className="size-5" strokeWidth={1.75} />
          )}
          {muted ? t("turnOn") : t("turnOff")}
        </Button>
        <div>
          <label htmlFor={id} className="text-sm font-medium">
            {t("volume")}
          </label>
          <input
            id={id}
            type="range"
            min={0}
            max={100}
            step={10}
            value={Math.round(volume * 100)}
            disabled={muted}
            onChange={(event) => setVolume(Number(event.target.value) / 100)}
            onPointerUp={() => playSound("order")}
            onKeyUp={() => playSound("order")}
            className="h-11 w-full accent-accent-ink"
          />
        </div>
        <p className="text-xs text-ink-2">{t("thisDevice")}</p>
      </div>
    </Popover>
  );
}

/** Says that calls stay silent; it goes when the sound is on and in no other way. */
export function SoundBar() {
  const t = useTranslations("staff.sound");
  const { muted, blocked } = useSound();
  if (!muted && !blocked) return null;
  return (
    <section aria-label={t("title")} className="flex min-h-14 items-center gap-3 bg-ink px-4 py-2 text-sm text-paper">
      <VolumeX aria-hidden className="size-5 flex-none" strokeWidth={1.75} />
      <p className="flex-1">
        <b className="font-semibold">{t("off")}</b> {t("silent")}
      </p>
      <button
        type="button"
        onClick={() => (muted ? setMuted(false) : unlockSound())}
        className="press min-h-11 flex-none rounded-md bg-paper px-3.5 text-sm font-semibold whitespace-nowrap text-ink hover:bg-sunk focus-visible:outline-paper"
      >
        {t("turnOn")}
      </button>
    </section>
  );
}
