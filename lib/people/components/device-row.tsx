"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { useNow } from "@/components/ui/elapsed";
import type { DeviceDto } from "../schema";

/** Seen more recently than this counts as now, in ms: that often a sign of life is written. */
const freshMs = 90_000;

/** An enrolled device, and its removal, which is asked about once more. */
export function DeviceRow({ device, onRemove }: { device: DeviceDto; onRemove: () => Promise<void> }) {
  const t = useTranslations("people.devices");
  const words = useTranslations("common");
  const format = useFormatter();
  const now = useNow();
  const [step, setStep] = useState<"shown" | "asked" | "removing">("shown");
  const question = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (step === "asked") question.current?.focus();
  }, [step]);

  const seenAt = device.lastSeenAt ? Date.parse(device.lastSeenAt) : null;
  const seen =
    seenAt === null
      ? t("neverSeen")
      : now === null || now - seenAt < freshMs
        ? t("seenNow")
        : t("seen", { when: format.relativeTime(seenAt, now) });

  return (
    <li className="border-t border-line py-3">
      {step === "shown" ? (
        <div className="flex items-center gap-3">
          <div className="flex-1">
            <p className="text-base font-semibold">
              {device.name}
              {device.current ? <span className="font-normal text-ink-2">, {t("thisOne")}</span> : null}
            </p>
            <p className="text-sm text-ink-2">{seen}</p>
            <p className="text-xs text-ink-3">
              {t("by", {
                name: device.enrolledBy,
                date: format.dateTime(new Date(device.createdAt), { day: "numeric", month: "long" }),
              })}
            </p>
          </div>
          <Button size="row" aria-label={t("revokeOf", { name: device.name })} onClick={() => setStep("asked")}>
            {t("revoke")}
          </Button>
        </div>
      ) : (
        <>
          <p ref={question} tabIndex={-1} className="text-base outline-none">
            {t("confirm", { name: device.name })}
          </p>
          <div className="mt-3 flex flex-wrap gap-2.5">
            <Button
              look="destructive"
              size="row"
              disabled={step === "removing"}
              onClick={async () => {
                setStep("removing");
                await onRemove();
                setStep("shown");
              }}
            >
              {t("confirmYes")}
            </Button>
            <Button size="row" disabled={step === "removing"} onClick={() => setStep("shown")}>
              {words("cancel")}
            </Button>
          </div>
        </>
      )}
    </li>
  );
}
