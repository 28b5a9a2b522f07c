"use client";

import { Check, Download, Share, Sun } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Sheet } from "@/components/ui/sheet";
import { SwitchRow } from "@/components/ui/switch";
import { useInstall } from "./use-install";
import type { WakeLock } from "./use-wake-lock";

/** What holds for this device alone: notifications (the slot), the app, the screen. */
export function DeviceSheet({ wake, onClose, children }: { wake: WakeLock; onClose: () => void; children: ReactNode }) {
  const t = useTranslations("app");
  const tc = useTranslations("common");
  return (
    <Sheet title={t("device.title")} closeLabel={tc("close")} onClose={onClose}>
      <div className="grid gap-5 px-5 pb-6">
        {children}
        <hr className="border-line" />
        <InstallSection />
        <hr className="border-line" />
        <section aria-label={t("awake.title")}>
          <h3 className="text-lg font-semibold tracking-[-0.01em]">{t("awake.title")}</h3>
          {wake.state === "unsupported" ? (
            <p className="mt-1 text-sm text-ink-2">{t("awake.unsupported")}</p>
          ) : (
            <SwitchRow
              label={t("awake.label")}
              hint={wake.wanted ? <WakeWord state={wake.state} /> : t("awake.hint")}
              checked={wake.wanted}
              onChange={wake.choose}
            />
          )}
        </section>
      </div>
    </Sheet>
  );
}

function WakeWord({ state }: { state: WakeLock["state"] }) {
  const t = useTranslations("app.awake");
  if (state === "refused") return t("refused");
  return (
    <span className="inline-flex items-center gap-1.5">
      <Sun aria-hidden className="size-4" strokeWidth={2} />
      {t("on")}
    </span>
  );
}

function InstallSection() {
  const t = useTranslations("app.install");
  const { state, install } = useInstall();
  return (
    <section aria-label={t("title")}>
      <h3 className="text-lg font-semibold tracking-[-0.01em]">{t("title")}</h3>
      {state === "installed" ? (
        <p className="mt-1 flex items-center gap-2 text-sm text-ink-2">
          <Check aria-hidden className="size-5 flex-none text-accent-ink" strokeWidth={1.75} />
          {t("installed")}
        </p>
      ) : null}
      {state === "ready" ? (
        <>
          <p className="mt-1 text-sm text-ink-2">{t("explain")}</p>
          <Button className="mt-3 w-full" onClick={install}>
            <Download aria-hidden className="size-5" strokeWidth={1.75} />
            {t("install")}
          </Button>
        </>
      ) : null}
      {state === "ios" ? (
        <p className="mt-1.5 flex items-start gap-2.5 text-sm text-ink-2">
          <Share aria-hidden className="mt-px size-5 flex-none" strokeWidth={1.75} />
          {t("ios")}
        </p>
      ) : null}
      {state === "menu" ? <p className="mt-1 text-sm text-ink-2">{t("menu")}</p> : null}
    </section>
  );
}
