"use client";

import { useTranslations } from "next-intl";
import { SoundBar, SoundButton } from "@/components/alerts/sound-controls";
import { ConnectionIndicator } from "@/components/connection/connection-indicator";
import { OfflineStrip } from "@/components/connection/offline-strip";
import { PeopleButton } from "@/lib/people/components/people-button";
import { PersonMenu } from "@/lib/people/components/person-menu";
import type { RoleName } from "@/lib/platform/auth/actor";

/** The page head below 1024 px; on wider screens each column has its own. */
export function PhoneHeader({
  me,
  onShift,
  onPeople,
}: {
  me: { name: string; role: RoleName };
  /** How many colleagues are on shift. */
  onShift: number;
  onPeople: () => void;
}) {
  const t = useTranslations("staff");
  return (
    <header className="lg:hidden">
      <div className="flex h-13 items-center gap-3 pr-2.5 pl-4">
        <h1 className="flex-none text-xl font-semibold tracking-[-0.02em]">{t("title")}</h1>
        <div className="mr-auto min-w-0">
          <ConnectionIndicator short className="leading-4 whitespace-normal!" />
        </div>
        <div className="flex items-center">
          <PeopleButton count={onShift} onOpen={onPeople} />
          <SoundButton />
          <div className="md:hidden">
            <PersonMenu name={me.name} role={me.role} />
          </div>
        </div>
      </div>
      <div aria-hidden className="rail mx-4" />
      <OfflineStrip />
      <SoundBar />
    </header>
  );
}
