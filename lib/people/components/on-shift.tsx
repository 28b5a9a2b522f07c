"use client";

import { useTranslations } from "next-intl";
import { Initials } from "@/components/ui/initials";
import type { PersonOnShift } from "./people-sheet";

/** Who else has a staff screen open now, and where; a press lists them all. */
export function OnShift({ people, onOpen }: { people: readonly PersonOnShift[]; onOpen: () => void }) {
  const t = useTranslations("staff.person");
  const shown = people.slice(0, 4);
  const words = people
    .slice(0, 3)
    .map(({ name, where }) => {
      const first = name.split(" ")[0] ?? name;
      return where ? t("at", { name: first, where }) : first;
    })
    .join(", ");
  const more = people.length - 3;
  return (
    <button
      type="button"
      aria-haspopup="dialog"
      onClick={onOpen}
      className="press flex min-h-12 w-full items-center gap-1.5 rounded-md px-2 py-1.5 text-left hover:bg-sunk"
    >
      {shown.map((person) => (
        <Initials key={person.id} name={person.name} />
      ))}
      <span className="ml-1.5 min-w-0 text-xs text-ink-2">
        {people.length === 0 ? t("nobodyOnShift") : more > 0 ? t("andMore", { names: words, count: more }) : words}
      </span>
    </button>
  );
}
