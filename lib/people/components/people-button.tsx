"use client";

import { Users } from "lucide-react";
import { useTranslations } from "next-intl";

/** How many colleagues are on shift; opens the list of them. */
export function PeopleButton({ count, onOpen }: { count: number; onOpen: () => void }) {
  const t = useTranslations("staff.person");
  return (
    <button
      type="button"
      aria-haspopup="dialog"
      aria-label={t("showPeople", { count })}
      onClick={onOpen}
      className="press flex h-11 min-w-11 flex-none items-center justify-center gap-1 rounded-md px-1.5 hover:bg-sunk active:bg-sunk"
    >
      <Users aria-hidden className="size-[22px]" strokeWidth={1.75} />
      <span className="text-xs font-semibold">{count}</span>
    </button>
  );
}
