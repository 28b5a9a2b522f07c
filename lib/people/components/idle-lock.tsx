"use client";

import { Lock } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from "react";
import { IdleWatch, type IdleWatchState } from "./idle-watch";
import { lockTablet } from "./lock-tablet";
import { useEnrolment } from "./pin/use-enrolment";

const leaveRevoked = () => window.location.assign("/sign-in");

/**
 * Locks a shared tablet that nobody touched for `seconds`: a warning first, which any touch or key ends; then the page is covered, the
 * PIN session ended, and the PIN page comes. A tablet that slept longer is covered before anything on it can be pressed. Revoked
 * meanwhile, it leaves for the sign-in page too.
 */
export function IdleLock({ venue, userId, seconds }: { venue: string; userId: string; seconds: number }) {
  const t = useTranslations("people.lock");
  const [{ phase, secondsLeft }, setState] = useState<IdleWatchState>({ phase: "awake", secondsLeft: 0 });
  const [isAway, setIsAway] = useState(false);

  useEffect(() => {
    const watch = new IdleWatch({ userId, limitMs: seconds * 1000, onChange: setState });
    return watch.start();
  }, [userId, seconds]);

  useEffect(() => {
    if (phase !== "locked") return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    // Covered already; without a connection the session is ended as soon as there is one.
    const leave = () => {
      lockTablet(venue, userId).catch(() => {
        setIsAway(true);
        timer = setTimeout(leave, 3_000);
      });
    };
    leave();
    return () => clearTimeout(timer);
  }, [phase, venue, userId]);

  useEnrolment(venue, { onRevoked: leaveRevoked });

  if (phase === "warning") {
    return (
      <Cover
        title={t("soon", { seconds: secondsLeft })}
        className="m-auto h-fit w-[min(28rem,calc(100vw-2rem))] rounded-lg p-6"
      >
        <p className="text-xl font-semibold tracking-[-0.018em]">{t("soon", { seconds: secondsLeft })}</p>
        <p className="mt-1 text-base text-ink-2">{t("stay")}</p>
      </Cover>
    );
  }
  if (phase === "locked") {
    return (
      <Cover
        title={t("locked")}
        className="h-full w-full place-content-center justify-items-center gap-3 p-6 text-center open:grid"
      >
        <Lock aria-hidden className="size-10 text-ink-2" strokeWidth={1.75} />
        <p className="text-xl font-semibold tracking-[-0.018em]">{t("locked")}</p>
        <p role="status" className="min-h-6 text-base text-ink-2">
          {isAway ? t("lockedOffline") : ""}
        </p>
      </Cover>
    );
  }
  return null;
}

/** Over everything, other dialogs too; only what opened it can close it. */
function Cover({ title, className, children }: { title: string; className: string; children: ReactNode }) {
  const ref = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const dialog = ref.current;
    if (dialog && !dialog.open) dialog.showModal();
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={ref}
      role="alertdialog"
      aria-label={title}
      onCancel={(event) => event.preventDefault()}
      onClose={() => ref.current?.isConnected && ref.current.showModal()}
      className={`fixed inset-0 bg-paper text-ink shadow-float outline-none ${className}`}
    >
      {children}
    </dialog>
  );
}
