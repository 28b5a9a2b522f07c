"use client";

import { useTranslations } from "next-intl";
import { Initials } from "./initials";

/** Who else has a staff screen open now. */
export function OnShift({ people }: { people: readonly { id: string; name: string }[] }) {
  const t = useTranslations("staff.person");
  const shown = people.slice(0, 4);
  const firstNames = people.map((person) => person.name.split(" ")[0]).join(", ");
  if (people.length === 0) return <p className="text-xs text-ink-3">{t("nobodyOnShift")}</p>;
  return (
    <div className="flex items-center gap-1.5">
      {shown.map((person) => (
        <Initials key={person.id} name={person.name} />
      ))}
      <p className="ml-1.5 text-xs text-ink-3">{t("onShift", { names: firstNames, count: people.length })}</p>
    </div>
  );
}
