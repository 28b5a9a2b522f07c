"use client";

import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { EmptyState } from "@/components/ui/empty-state";

const againMs = 5_000;

/** Nobody stands at a wall with a keyboard: the page loads itself again until the house answers. */
export default function PickupError() {
  const t = useTranslations("pickup");
  useEffect(() => {
    const timer = setTimeout(() => window.location.reload(), againMs);
    return () => clearTimeout(timer);
  }, []);
  return (
    <main className="grid min-h-dvh place-items-center">
      <EmptyState picture="burger" linen="clay" title={t("failedTitle")} titleAs="h1">
        {t("failedText")}
      </EmptyState>
    </main>
  );
}
