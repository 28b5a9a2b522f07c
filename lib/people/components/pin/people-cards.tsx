"use client";

import { Lock } from "lucide-react";
import { useTranslations } from "next-intl";
import { initialsOf } from "@/components/ui/initials";

export interface PersonOnTablet {
  membershipId: string;
  userId: string;
  /** As short as tells people apart: "Мария П." */
  name: string;
  firstName: string;
  initialsName: string;
  /** The role, or a cook's station. */
  work: string;
}

/** Everybody with a PIN, to be picked up as one thing each. `locked` are those who must wait. */
export function PeopleCards({
  people,
  chosen,
  locked,
  onChoose,
}: {
  people: readonly PersonOnTablet[];
  chosen: string | null;
  locked: ReadonlySet<string>;
  onChoose: (membershipId: string) => void;
}) {
  const t = useTranslations("signIn.pin");
  return (
    <ul className="grid grid-cols-1 gap-2.5 min-[480px]:grid-cols-2 md:grid-cols-3 lg:grid-cols-2 xl:grid-cols-3">
      {people.map((person) => {
        const isChosen = person.membershipId === chosen;
        return (
          <li key={person.membershipId} className="grid">
            <button
              type="button"
              aria-pressed={isChosen}
              onClick={() => onChoose(person.membershipId)}
              className={`press grid min-h-18 grid-cols-[48px_1fr] items-center gap-x-3.5 rounded-md border px-4 py-3 text-left lg:min-h-23 ${
                isChosen
                  ? "border-accent-ink bg-accent-tint shadow-[inset_0_0_0_2px_var(--color-accent-ink)]"
                  : "border-line bg-surface hover:bg-sunk active:bg-sunk"
              }`}
            >
              <span
                aria-hidden
                className={`grid size-12 place-items-center rounded-sm text-base font-semibold ${
                  isChosen ? "bg-accent text-on-accent" : "bg-sunk text-ink"
                }`}
              >
                {initialsOf(person.initialsName)}
              </span>
              <span>
                <span className="block text-lg leading-6 font-semibold">{person.name}</span>
                <span className="block text-sm text-ink-2">{person.work}</span>
                {locked.has(person.membershipId) ? (
                  <span className="mt-0.5 flex items-center gap-1.5 text-xs font-semibold text-urgent-ink">
                    <Lock aria-hidden className="size-4" strokeWidth={2} />
                    {t("mustWait")}
                  </span>
                ) : null}
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
