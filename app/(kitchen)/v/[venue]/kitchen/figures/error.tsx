"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

/** The figures could not be read; nothing was lost by it. */
export default function FiguresError({ reset }: { error: Error; reset: () => void }) {
  const t = useTranslations("kitchen.figures");
  const words = useTranslations("common");
  return (
    <main data-page="figures" role="alert" className="grid min-h-dvh place-items-center">
      <EmptyState
        picture="cold-soup"
        linen="clay"
        title={t("failedTitle")}
        titleAs="h1"
        action={<Button onClick={reset}>{words("retry")}</Button>}
      >
        {t("failedText")}
      </EmptyState>
    </main>
  );
}
