"use client";

import { ChevronDown, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { ConnectionIndicator } from "@/components/connection/connection-indicator";
import { Button, IconButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { TableMark } from "@/components/ui/table-mark";
import type { TakeOrderProps } from "./pad-props";
import { useTargetName } from "./pad-words";
import { Taking } from "./taking";
import { usePadMenu } from "./use-pad-menu";

/** The head of the pad, and under it the menu as soon as there is one. */
export function TakeOrder(props: TakeOrderProps) {
  const { venue, locale, target, onPick, onClose } = props;
  const t = useTranslations("pad");
  const tc = useTranslations("common");
  const nameOf = useTargetName();
  const { start, failed, retry } = usePadMenu(venue, locale);
  const number = target.kind === "counter" ? null : target.tableNumber;
  const mark = (
    <>
      <TableMark number={number ?? t("counterLetter")} room={target.kind !== "counter" && target.room} size="row" />
      <span className="min-w-0 text-left">
        <span className="flex items-center gap-1 text-lg leading-6 font-semibold tracking-[-0.01em]">
          {nameOf(target)}
          {target.kind === "order" ? null : <ChevronDown aria-hidden className="size-5 flex-none" strokeWidth={1.75} />}
        </span>
        <span className="block text-xs leading-4 text-ink-2">
          {target.kind === "order" ? t("adding", { number: target.number }) : t("title")}
        </span>
      </span>
    </>
  );
  return (
    <div className="flex h-full flex-col">
      <header className="flex-none px-4 lg:px-6">
        <div className="flex min-h-15 items-center gap-2">
          <IconButton label={tc("close")} onClick={onClose} className="-ml-2.5">
            <X aria-hidden className="size-6" strokeWidth={1.75} />
          </IconButton>
          <h1 className="mr-auto flex-none">
            {target.kind === "order" ? (
              <span className="flex items-center gap-3">{mark}</span>
            ) : (
              <button
                type="button"
                aria-label={t("changeTable", { place: nameOf(target) })}
                onClick={onPick}
                className="press -m-1 flex items-center gap-3 rounded-md p-1 pr-2 hover:bg-sunk"
              >
                {mark}
              </button>
            )}
          </h1>
          <ConnectionIndicator className="min-w-0 leading-4 whitespace-normal!" />
        </div>
        <div aria-hidden className="rail" />
      </header>
      {start ? (
        <Taking {...props} menuStart={start} />
      ) : failed ? (
        <div className="grid flex-1 content-center">
          <EmptyState title={t("menu.failed")} action={<Button onClick={retry}>{tc("retry")}</Button>}>
            {t("menu.failedHint")}
          </EmptyState>
        </div>
      ) : (
        <p role="status" className="px-4 py-6 text-base text-ink-2 lg:px-6">
          {t("menu.loading")}
        </p>
      )}
    </div>
  );
}
