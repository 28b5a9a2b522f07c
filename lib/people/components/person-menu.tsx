"use client";

import { Popover as Base } from "@base-ui/react/popover";
import { LogOut, Smartphone, Tablet } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { showNotice } from "@/components/alerts/messages";
import { openDeviceSheet } from "@/components/app/app-events";
import { Button, buttonClass } from "@/components/ui/button";
import { Initials } from "@/components/ui/initials";
import { Popover } from "@/components/ui/popover";
import type { RoleName } from "@/lib/platform/auth/actor";
import { saveLocale } from "../client";
import { mayManageDevices } from "../permissions";
import { LanguageChoice } from "./language-choice";
import { LockButton } from "./lock-button";
import { SharedTablets } from "./shared-tablets";
import { signOut } from "./sign-out";
import { useStaffSession } from "./staff-session";

const entry =
  "press flex min-h-11 w-full items-center gap-3 rounded-md px-3 text-left text-sm font-medium hover:bg-sunk active:bg-sunk";

/** Who is signed in here; their language, this device, and leaving. */
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
  const tp = useTranslations("people");
  const ta = useTranslations("app.device");
  const session = useStaffSession();
  const [leaving, setLeaving] = useState(false);
  const [sheet, setSheet] = useState<"tablets" | null>(null);
  return (
    <>
      <Popover label={t("menuOf", { name })} title={name} side={side} align="end" trigger={<Initials name={name} />}>
        <div className="border-b border-line px-4 py-3">
          <p className="text-base font-semibold">{name}</p>
          <p className="text-sm text-ink-2">{t(`role.${role}`)}</p>
        </div>
        <div className="border-b border-line p-1">
          <LanguageChoice
            onChoose={async (locale) => {
              if (session) await saveLocale(session.venue, locale).catch(() => showNotice(tp("languageNotSaved")));
            }}
          />
        </div>
        <div className="border-b border-line p-1">
          <Base.Close className={entry} onClick={openDeviceSheet}>
            <Smartphone aria-hidden className="size-5" strokeWidth={1.75} />
            {ta("entry")}
          </Base.Close>
          {session && mayManageDevices({ role }) ? (
            <Base.Close className={entry} onClick={() => setSheet("tablets")}>
              <Tablet aria-hidden className="size-5" strokeWidth={1.75} />
              {tp("devices.open")}
            </Base.Close>
          ) : null}
        </div>
        <div className="grid gap-2 p-3">
          {session?.byPin ? (
            // To lock a shared tablet is to sign out of it.
            <LockButton className={buttonClass("outline", "control", "w-full")} iconClass="size-5" />
          ) : (
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
          )}
        </div>
      </Popover>
      {session && sheet === "tablets" ? (
        <SharedTablets venue={session.venue} canHandOver={!session.byPin} onClose={() => setSheet(null)} />
      ) : null}
    </>
  );
}
