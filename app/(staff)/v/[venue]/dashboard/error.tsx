"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

/** The page's data could not be read; nothing was lost by it. */
export default function DashboardError({ reset }: { error: Error; reset: () => void }) {
  const t = useTranslations("staff.error");
  const tc = useTranslations("common");
  return (
    <main id="content" role="alert">
      <EmptyState
        picture="cold-soup"
        linen="clay"
        title={t("title")}
        action={<Button onClick={reset}>{tc("retry")}</Button>}
      >
        {t("text")}
      </EmptyState>
    </main>
  );
}
