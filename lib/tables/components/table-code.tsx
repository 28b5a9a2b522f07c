"use client";

import { Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import { showToast } from "@/components/alerts/messages";
import { Button } from "@/components/ui/button";
import type { TableCardDto } from "../schema";

/** A table's code, big and on white whatever the colours of the house, with its address in words. */
export function TableCode({
  card,
  name,
  failed,
  onRetry,
}: {
  /** Null while it is being read. */
  card: TableCardDto | null;
  name: string;
  failed: boolean;
  onRetry: () => void;
}) {
  const t = useTranslations("floor.code");
  const tc = useTranslations("common");
  if (!card) {
    return (
      <div className="grid min-h-80 content-center justify-items-center gap-4 px-5 py-6 text-base text-ink-2">
        {failed ? (
          <>
            <p role="alert">{t("unread")}</p>
            <Button onClick={onRetry}>{tc("retry")}</Button>
          </>
        ) : (
          <p>{tc("loading")}</p>
        )}
      </div>
    );
  }
  return (
    <div className="grid justify-items-center gap-4 px-5 pt-2 pb-6">
      {/* biome-ignore lint/performance/noImgElement: a data address, which nothing could optimise. */}
      <img
        src={`data:image/svg+xml,${encodeURIComponent(card.svg)}`}
        alt={t("alt", { table: name })}
        className="aspect-square w-full max-w-80 rounded-md border border-line"
        style={{ background: "#fff" }}
      />
      <p className="max-w-80 text-center text-sm text-ink-2">{t("hint")}</p>
      <p className="w-full max-w-96 rounded-md bg-sunk px-3.5 py-2.5 text-center text-sm break-all select-all">
        {card.url}
      </p>
      {typeof navigator !== "undefined" && navigator.clipboard ? (
        <Button
          size="row"
          onClick={() => void navigator.clipboard.writeText(card.url).then(() => showToast(t("copied")))}
        >
          <Copy aria-hidden className="size-5" strokeWidth={1.75} />
          {t("copy")}
        </Button>
      ) : null}
    </div>
  );
}
