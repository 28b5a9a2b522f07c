"use client";

import { RefreshCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import type { Update } from "./use-app-worker";

/**
 * A new version is here. It waits, however long, until somebody presses. `rail`: a bar above the tabs of phones, a sign in the
 * rail of wider screens; `floating`: a bar.
 */
export function UpdateBar({
  update,
  place,
  onReload,
}: {
  update: Update;
  place: "rail" | "floating";
  onReload: () => void;
}) {
  const t = useTranslations("app.update");
  const isShown = update !== "none";
  const inRail = place === "rail";
  useEffect(() => {
    if (!isShown) return;
    const { style } = document.documentElement;
    // On phones the page keeps clear of it.
    style.setProperty("--update-bar", "3.125rem");
    return () => void style.removeProperty("--update-bar");
  }, [isShown]);
  return (
    <div aria-live="polite">
      {isShown ? (
        <div data-update={update}>
          <div
            className={`flex min-h-12 items-center gap-3 bg-surface py-1 pr-1.5 pl-4 text-sm text-ink ${
              inRail ? "border-b border-line md:hidden" : "rounded-md border border-line shadow-float"
            }`}
          >
            <RefreshCw aria-hidden className="size-5 flex-none text-accent-ink" strokeWidth={1.75} />
            <p className="flex-1">{t("ready")}</p>
            <button
              type="button"
              onClick={onReload}
              className="press min-h-11 flex-none rounded-md px-3.5 font-semibold text-accent-ink hover:bg-sunk"
            >
              {t("reload")}
            </button>
          </div>
          {inRail ? (
            <button
              type="button"
              onClick={onReload}
              className="press hidden w-full justify-items-center gap-1 px-1 py-[11px] text-center text-xs leading-4 font-medium text-ink-2 hover:bg-sunk active:bg-sunk md:grid"
            >
              <RefreshCw aria-hidden className="size-6 text-accent-ink" strokeWidth={1.75} />
              <span>{t("short")}</span>
              <span className="font-semibold text-accent-ink">{t("reload")}</span>
            </button>
          ) : null}
        </div>
      ) : null}
    </div>
  );
}
