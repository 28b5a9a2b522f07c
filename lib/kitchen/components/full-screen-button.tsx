"use client";

import { Maximize, Minimize } from "lucide-react";
import { useTranslations } from "next-intl";
import { useFullScreen } from "@/components/app/use-full-screen";

/** Fills the screen with the wall, and back. Nothing where the browser cannot. */
export function FullScreenButton({ className = "" }: { className?: string }) {
  const t = useTranslations("kitchen.screen");
  const screen = useFullScreen();
  if (!screen) return null;
  const Icon = screen.on ? Minimize : Maximize;
  return (
    <button
      type="button"
      aria-label={screen.on ? t("leaveFullScreen") : t("fullScreen")}
      onClick={screen.toggle}
      className={`press grid size-[max(3.75rem,44px)] flex-none place-items-center rounded-md hover:bg-sunk active:bg-sunk ${className}`}
    >
      <Icon aria-hidden className="size-7" strokeWidth={2.25} />
    </button>
  );
}
