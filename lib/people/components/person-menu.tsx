"use client";

import { LogOut } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { showNotice } from "@/components/alerts/messages";
import { Button } from "@/components/ui/button";
import { Popover } from "@/components/ui/popover";
import type { RoleName } from "@/lib/platform/auth/actor";
import { Initials } from "./initials";
import { LanguageChoice } from "./language-choice";
import { signOut } from "./sign-out";

/** Who is signed in here; their language, and leaving. */
export function PersonMenu({
  name,
  role,
  side = "bottom",
}: {
  name: string;
  role: RoleName;
  side?: "bottom" | "right";
}) {
  const t = useTranslations("staff.person");
  const [leaving, setLeaving] = useState(false);
  return (
    <Popover label={t("menuOf", { name })} title={name} side={side} align="end" trigger={<Initials name={name} />}>
      <div className="border-b border-line px-4 py-3">
        <p className="text-base font-semibold">{name}</p>
        <p className="text-sm text-ink-2">{t(`role.${role}`)}</p>
      </div>
      <div className="border-b border-line p-1">
        <LanguageChoice />
      </div>
      <div className="p-3">
        <Button
          className="w-full"
          disabled={leaving}
          onClick={() => {
            setLeaving(true);
            signOut().catch(() => {
              setLeaving(false);
              showNotice(t("signOutOffline"));
            });
          }}
        >
          <LogOut aria-hidden className="size-5" strokeWidth={1.75} />
          {t("signOut")}
        </Button>
      </div>
    </Popover>
  );
}
