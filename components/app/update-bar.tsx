"use client";

import { RefreshCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import type { Update } from "./use-app-worker";

/** A new version is here. It waits, however long, until somebody presses. */
export function UpdateBar({ update, onReload }: { update: Update; onReload: () => void }) {
  const t = useTranslations("app.update");
  const isShown = update !== "none";
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
        <div
          data-update={update}
          className="flex min-h-12 items-center gap-3 border-t border-line bg-surface py-1 pr-1.5 pl-4 text-sm text-ink md:rounded-md md:border md:shadow-float"
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
      ) : null}
    </div>
  );
}
