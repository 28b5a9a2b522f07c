"use client";

import { Lock } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { showNotice } from "@/components/alerts/messages";
import { lockTablet } from "./lock-tablet";
import { useStaffSession } from "./staff-session";

/** Hands the tablet on: ends the PIN session. Nothing where the session is not a PIN's. `className` is the look, the content an icon and a word. */
export function LockButton({ className, iconClass }: { className: string; iconClass: string }) {
  const t = useTranslations("people.lock");
  const session = useStaffSession();
  const [isLocking, setIsLocking] = useState(false);
  if (!session?.byPin) return null;
  return (
    <button
      type="button"
      disabled={isLocking}
      className={className}
      onClick={() => {
        setIsLocking(true);
        lockTablet(session.venue, session.userId).catch(() => {
          setIsLocking(false);
          showNotice(t("failed"));
        });
      }}
    >
      <Lock aria-hidden className={iconClass} strokeWidth={1.75} />
      {t("lock")}
    </button>
  );
}
