"use client";

import { useTranslations } from "next-intl";
import { KitchenSheet } from "./kitchen-sheet";

const keys = [
  { keys: ["1", "…", "9", "0"], act: "slot" },
  { keys: ["Enter"], act: "oldest" },
  { keys: ["Backspace", "U"], act: "undo" },
  { keys: ["R"], act: "recall" },
  { keys: ["PageUp", "PageDown", "←", "→"], act: "pages" },
  { keys: ["H", "?"], act: "help" },
] as const;

/** What the keys of a bump bar do. */
export function KeysSheet({ onClose }: { onClose: () => void }) {
  const t = useTranslations("kitchen.wall.keys");
  return (
    <KitchenSheet title={t("title")} onClose={onClose}>
      <dl className="border-t border-line">
        {keys.map(({ keys, act }) => (
          <div key={act} className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line py-3">
            <dt className="flex min-w-52 flex-wrap gap-1.5">
              {keys.map((each) =>
                each === "…" ? (
                  <span key={each} aria-hidden>
                    …
                  </span>
                ) : (
                  <kbd
                    key={each}
                    className="grid min-h-9 min-w-9 place-items-center rounded-sm border border-edge bg-surface px-2 font-sans text-base font-semibold"
                  >
                    {each}
                  </kbd>
                ),
              )}
            </dt>
            <dd className="min-w-48 flex-1 text-base">{t(act)}</dd>
          </div>
        ))}
      </dl>
      <p className="pt-4 text-base text-ink-2">{t("swipe")}</p>
    </KitchenSheet>
  );
}
