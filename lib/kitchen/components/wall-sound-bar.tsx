"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { SoundBar, useSound } from "@/components/alerts/sound-controls";

/** The first touch of a page lets it sound: what was touched must not move away because the bar goes, in ms. */
const holdMs = 900;

/** Says that the wall is silent; its room stays for a moment when it goes, so that nothing moves under a finger. */
export function WallSoundBar() {
  const t = useTranslations("kitchen.alarms");
  const { mutedUntil, blocked } = useSound();
  const silent = mutedUntil !== null || blocked;
  const box = useRef<HTMLDivElement>(null);
  const height = useRef(0);
  const [held, setHeld] = useState(false);
  const [was, setWas] = useState(silent);
  if (was !== silent) {
    setWas(silent);
    setHeld(!silent);
  }
  useEffect(() => {
    if (silent) height.current = box.current?.offsetHeight ?? 0;
  });
  useEffect(() => {
    if (!held) return;
    const timer = setTimeout(() => setHeld(false), holdMs);
    return () => clearTimeout(timer);
  }, [held]);
  return (
    <div
      ref={box}
      className={`flex-none [&_*]:!text-[1.25rem] ${silent || held ? "mb-3" : ""}`}
      style={held ? { height: height.current } : undefined}
    >
      <SoundBar silent={t("silent")} />
    </div>
  );
}
