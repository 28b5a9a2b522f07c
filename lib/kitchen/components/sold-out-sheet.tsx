"use client";

import { Ban, ChevronDown, RotateCcw } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { KitchenSnapshot } from "../schema";
import { KitchenSheet, wetButton } from "./kitchen-sheet";
import { SearchField } from "./search-field";
import { SoldOutControls, useEndWord, useOffNow } from "./sold-out-controls";
import type { TicketActs, WallContext } from "./wall-types";

/** What is off the menu, to bring it back; and every dish of the view, to take it off. */
export function SoldOutSheet({
  wall,
  dishes,
  acts,
  onClose,
}: {
  wall: WallContext;
  dishes: KitchenSnapshot["dishes"];
  acts: Pick<TicketActs, "sellOut" | "bringBack">;
  onClose: () => void;
}) {
  const t = useTranslations("kitchen.soldOutSheet");
  const [typed, setTyped] = useState("");
  const [chosen, setChosen] = useState<string | null>(null);
  const endWord = useEndWord(wall.timezone);
  const off = useOffNow(wall.soldOut);
  const wanted = typed.trim().toLocaleLowerCase();
  const found = dishes.filter(({ id, name }) => !off.has(id) && name.toLocaleLowerCase().includes(wanted));
  return (
    <KitchenSheet title={t("title")} steady onClose={onClose}>
      {off.size === 0 ? <p className="text-ink-2">{t("nothingOff")}</p> : null}
      <ul>
        {[...off.values()].map(({ id, name, until }) => (
          <li key={id} className="flex flex-wrap items-center gap-3 border-b border-line py-2.5">
            <Ban aria-hidden className="size-6 flex-none text-urgent-ink" strokeWidth={2.25} />
            <span className="min-w-40 flex-1">
              <b className="block font-semibold">{name}</b>
              <span className="text-base text-ink-2">{endWord(until)}</span>
            </span>
            <button
              type="button"
              aria-label={t("bringBackDish", { name })}
              onClick={() => acts.bringBack(id, name)}
              className={`${wetButton} flex-none`}
            >
              <RotateCcw aria-hidden className="size-6 flex-none" strokeWidth={2.25} />
              {t("bringBack")}
            </button>
          </li>
        ))}
      </ul>
      <h3 className="pt-6 pb-2 font-semibold">{t("more")}</h3>
      <SearchField label={t("search")} value={typed} onType={setTyped} />
      {found.length === 0 ? <p className="pt-4 text-ink-2">{t("notFound")}</p> : null}
      <ul className="pt-2">
        {found.map(({ id, name }) => (
          <li key={id} className="border-b border-line last:border-0">
            <button
              type="button"
              aria-expanded={chosen === id}
              onClick={() => setChosen(chosen === id ? null : id)}
              className="press flex min-h-[max(3.75rem,48px)] w-full items-center justify-between gap-3 py-2 text-left font-semibold active:bg-sunk"
            >
              {name}
              <ChevronDown
                aria-hidden
                className={`size-6 flex-none text-ink-2 ${chosen === id ? "rotate-180" : ""}`}
                strokeWidth={2.25}
              />
            </button>
            {chosen === id ? (
              <div className="pb-4">
                <SoldOutControls menuItemId={id} name={name} off={undefined} wall={wall} acts={acts} />
              </div>
            ) : null}
          </li>
        ))}
      </ul>
    </KitchenSheet>
  );
}
