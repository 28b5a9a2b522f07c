"use client";

import { MapPin } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Initials } from "@/components/ui/initials";
import { Sheet } from "@/components/ui/sheet";
import type { RoleName } from "@/lib/platform/auth/actor";

/** A colleague, and what their screens tell of them. */
export interface PersonOnShift {
  id: string;
  name: string;
  role: RoleName;
  /** A staff screen of theirs is open. */
  here: boolean;
  /** "Table 7", "Grill": what they look at; null when nobody knows. */
  where: string | null;
}

/** Everybody who works here: first those on shift, with where they are. */
export function PeopleSheet({
  people,
  overlays,
  onClose,
}: {
  people: readonly PersonOnShift[];
  overlays: ReactNode;
  onClose: () => void;
}) {
  const t = useTranslations("staff.person");
  const tc = useTranslations("common");
  const groups = [
    { key: "on", title: t("onShiftTitle"), list: people.filter(({ here }) => here) },
    { key: "off", title: t("offShiftTitle"), list: people.filter(({ here }) => !here) },
  ] as const;
  return (
    <Sheet title={t("people")} closeLabel={tc("close")} onClose={onClose}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list without a button is scrolled by keys only where it takes the focus. */}
      <div tabIndex={0} className="focus-visible:-outline-offset-3">
        {groups.map(({ key, title, list }) =>
          list.length === 0 && key === "off" ? null : (
            <section key={key} aria-label={title} className="pb-4">
              <h3 className="px-5 pt-2 pb-1.5 text-sm font-semibold text-ink-2">
                {title} <span className="ml-1 font-normal text-ink-3">{list.length}</span>
              </h3>
              {list.length === 0 ? <p className="px-5 py-2 text-sm text-ink-2">{t("nobodyOnShift")}</p> : null}
              <ul className="divide-y divide-line border-y border-line bg-surface">
                {list.map((person) => (
                  <li key={person.id} className="flex min-h-15 items-center gap-3 px-5 py-2">
                    <Initials name={person.name} />
                    <span className="min-w-0 flex-1">
                      <span className="block text-base font-semibold">{person.name}</span>
                      <span className="block text-sm text-ink-2">{t(`role.${person.role}`)}</span>
                    </span>
                    {person.where ? (
                      <span className="flex items-center gap-1.5 text-right text-sm font-medium">
                        <MapPin aria-hidden className="size-4 flex-none text-ink-2" strokeWidth={1.75} />
                        {person.where}
                      </span>
                    ) : null}
                  </li>
                ))}
              </ul>
            </section>
          ),
        )}
      </div>
      {overlays}
    </Sheet>
  );
}
