"use client";

import {
  AlarmClock,
  Bell,
  ConciergeBell,
  FilePen,
  Hand,
  Hourglass,
  Play,
  Receipt,
  Volume1,
  Volume2,
  VolumeX,
} from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useId, useSyncExternalStore } from "react";
import { Button } from "@/components/ui/button";
import { Popover } from "@/components/ui/popover";
import {
  floorSounds,
  muteFor,
  readSound,
  readSoundOnServer,
  type SoundKind,
  type SoundState,
  setVolume,
  subscribeSound,
  testSound,
  unlockSound,
  unmute,
} from "./sounds";

const icons = {
  order: Receipt,
  call: Hand,
  ready: ConciergeBell,
  notice: Bell,
  change: FilePen,
  soon: Hourglass,
  late: AlarmClock,
} satisfies Record<SoundKind, unknown>;

export function useSound(): SoundState {
  return useSyncExternalStore(subscribeSound, readSound, readSoundOnServer);
}

/** The loudspeaker in the page head: how loud this device is, until when it is silent, and what each thing sounds like. */
export function SoundButton({ kinds = floorSounds }: { kinds?: readonly SoundKind[] }) {
  const t = useTranslations("staff.sound");
  const { mutedUntil, volume, blocked } = useSound();
  const silent = mutedUntil !== null || blocked;
  const Icon = silent ? VolumeX : volume < 0.5 ? Volume1 : Volume2;
  return (
    <Popover
      label={silent ? t("isOff") : t("isOn")}
      title={t("title")}
      trigger={<Icon aria-hidden className="size-[22px]" strokeWidth={1.75} />}
    >
      <div className="p-4">
        <SoundPanel kinds={kinds} />
      </div>
    </Popover>
  );
}

/** Volume, silence with an end, and a press to hear each of `kinds`. All of it holds for this device. */
export function SoundPanel({ kinds }: { kinds: readonly SoundKind[] }) {
  const t = useTranslations("staff.sound");
  const { mutedUntil, volume } = useSound();
  const id = useId();
  const [first = "order"] = kinds;
  return (
    <div className="grid gap-4">
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
          onChange={(event) => setVolume(Number(event.target.value) / 100)}
          onPointerUp={() => testSound(first)}
          onKeyUp={() => testSound(first)}
          className="h-[max(2.75rem,44px)] w-full accent-accent-ink"
        />
      </div>
      {mutedUntil !== null ? (
        <Button onClick={unmute} className="w-full">
          <Volume2 aria-hidden className="size-5" strokeWidth={1.75} />
          {t("turnOn")}
        </Button>
      ) : (
        <fieldset>
          <legend className="mb-1.5 text-sm font-medium">{t("mute")}</legend>
          <div className="grid grid-cols-2 gap-2">
            <Button size="row" onClick={() => muteFor(15)}>
              {t("mute15")}
            </Button>
            <Button size="row" onClick={() => muteFor(60)}>
              {t("mute60")}
            </Button>
            <Button size="row" className="col-span-2" onClick={() => muteFor(null)}>
              {t("muteAlways")}
            </Button>
          </div>
        </fieldset>
      )}
      <fieldset>
        <legend className="mb-1 text-sm font-medium">{t("test")}</legend>
        <ul>
          {kinds.map((kind) => {
            const KindIcon = icons[kind];
            return (
              <li key={kind}>
                <button
                  type="button"
                  aria-label={t("play", { kind: t(`kind.${kind}`) })}
                  onClick={() => testSound(kind)}
                  className="press -mx-2 flex min-h-[max(2.75rem,44px)] w-[calc(100%+1rem)] items-center gap-2.5 rounded-md px-2 text-left text-sm hover:bg-sunk"
                >
                  <KindIcon aria-hidden className="size-5 text-ink-2" strokeWidth={1.75} />
                  <span className="flex-1">{t(`kind.${kind}`)}</span>
                  <Play aria-hidden className="size-4 text-accent-ink" strokeWidth={2} />
                </button>
              </li>
            );
          })}
        </ul>
      </fieldset>
      <p className="text-xs text-ink-2">{t("thisDevice")}</p>
    </div>
  );
}

/** Says what stays silent (`silent`, calls unless given) and until when; it goes when the sound is on and in no other way. */
export function SoundBar({ silent }: { silent?: string }) {
  const t = useTranslations("staff.sound");
  const format = useFormatter();
  const { mutedUntil, blocked } = useSound();
  const muted = mutedUntil !== null;
  if (!muted && !blocked) return null;
  const until =
    muted && mutedUntil !== Number.POSITIVE_INFINITY
      ? format.dateTime(mutedUntil, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" })
      : null;
  return (
    <section aria-label={t("title")} className="flex min-h-14 items-center gap-3 bg-ink px-4 py-2 text-sm text-paper">
      <VolumeX aria-hidden className="size-5 flex-none" strokeWidth={1.75} />
      <p className="flex-1">
        <b className="font-semibold">{until ? t("offUntil", { time: until }) : t("off")}</b> {silent ?? t("silent")}
      </p>
      <button
        type="button"
        onClick={() => (muted ? unmute() : unlockSound())}
        className="press min-h-11 flex-none rounded-md bg-paper px-3.5 text-sm font-semibold whitespace-nowrap text-ink hover:bg-sunk focus-visible:outline-paper"
      >
        {t("turnOn")}
      </button>
    </section>
  );
}
