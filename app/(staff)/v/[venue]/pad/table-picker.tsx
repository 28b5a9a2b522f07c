"use client";

import { ArrowLeft, ChevronRight, CloudOff, Search, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { clockTime } from "@/components/fill-text";
import { Button, IconButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { TableMark } from "@/components/ui/table-mark";
import { useMedia } from "@/components/use-media";
import { type PadDraft, type PadTarget, targetId } from "@/lib/orders/pad-draft";
import { findTables, groupTables } from "@/lib/orders/pad-tables";
import { inLocale } from "@/lib/platform/i18n/locales";
import { type TableLook, tableLook } from "@/lib/tables/client";
import type { AreaDto, TableDto } from "@/lib/tables/schema";
import { targetOfTable, useTargetName } from "./pad-words";
import { TableTile } from "./table-tile";

/** Whom the order is for: what was begun before, the person's own tables, every area's, or nobody's table at all. */
export function TablePicker({
  areas,
  locale,
  timezone,
  userId,
  drafts,
  lookOf = (table) => tableLook(table, [], []),
  onChoose,
  onBack,
  onClose,
}: {
  areas: readonly AreaDto[];
  locale: string;
  timezone: string;
  userId: string;
  /** What this person has begun and not sent. */
  drafts: readonly PadDraft[];
  lookOf?: (table: TableDto) => TableLook;
  onChoose: (target: PadTarget) => void;
  /** Back to the order that another table is chosen for. */
  onBack?: () => void;
  onClose: () => void;
}) {
  const t = useTranslations("pad.tables");
  const tc = useTranslations("common");
  const [query, setQuery] = useState("");
  // A keyboard is at hand: it does not come up over the tables by itself.
  const typing = useMedia("(pointer: fine)");
  const groups = useMemo(() => groupTables(areas, userId), [areas, userId]);
  const found = useMemo(() => findTables(areas, query), [areas, query]);
  const choose = (table: TableDto) => onChoose(targetOfTable(table));
  const tiles = (tables: readonly TableDto[], likely?: TableDto) => (
    <div className="grid grid-cols-[repeat(auto-fill,minmax(80px,1fr))] gap-2 lg:grid-cols-[repeat(auto-fill,minmax(104px,1fr))]">
      {tables.map((table) => (
        <TableTile
          key={table.id}
          table={table}
          look={lookOf(table)}
          mine={table.openedBy?.id === userId}
          likely={table === likely}
          onChoose={choose}
        />
      ))}
    </div>
  );
  return (
    <div className="flex h-full flex-col">
      <header className="mx-auto w-full max-w-[1040px] px-4 lg:px-6">
        <div className="flex min-h-15 items-center gap-2">
          <IconButton label={onBack ? tc("back") : tc("close")} onClick={onBack ?? onClose} className="-ml-2.5">
            {onBack ? (
              <ArrowLeft aria-hidden className="size-6" strokeWidth={1.75} />
            ) : (
              <X aria-hidden className="size-6" strokeWidth={1.75} />
            )}
          </IconButton>
          <h1 className="flex-1 text-xl leading-7 font-semibold tracking-[-0.02em]">{t("title")}</h1>
          <Button size="row" onClick={() => onChoose({ kind: "counter" })}>
            {t("noTable")}
          </Button>
        </div>
        <div aria-hidden className="rail" />
        <search className="mt-3 flex h-12 items-center gap-2.5 rounded-md border border-edge bg-surface pr-1 pl-3.5 focus-within:outline-3 focus-within:outline-accent-ink">
          <Search aria-hidden className="size-5 flex-none text-ink-2" strokeWidth={1.75} />
          <input
            type="text"
            inputMode="numeric"
            enterKeyHint="go"
            autoComplete="off"
            // biome-ignore lint/a11y/noAutofocus: the number is what a keyboard is for here.
            autoFocus={typing}
            data-first={typing || undefined}
            aria-label={t("number")}
            placeholder={t("number")}
            value={query}
            onChange={(event) => setQuery(event.target.value)}
            onKeyDown={(event) => {
              const [first] = found;
              if (event.key === "Enter" && first) choose(first);
            }}
            className="h-full min-w-0 flex-1 bg-transparent text-base outline-none placeholder:text-ink-3"
          />
          {query ? (
            <IconButton label={t("clear")} onClick={() => setQuery("")}>
              <X aria-hidden className="size-5" strokeWidth={1.75} />
            </IconButton>
          ) : null}
        </search>
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain">
        <div className="mx-auto max-w-[1040px] px-4 pt-1 pb-8 lg:px-6">
          {query.trim() ? (
            <section aria-label={t("found")} className="pt-4">
              {found.length > 0 ? (
                tiles(found, found[0])
              ) : (
                <EmptyState title={t("none", { number: query.trim() })}>{t("noneHint")}</EmptyState>
              )}
            </section>
          ) : (
            <>
              {drafts.length > 0 ? (
                <Drafts drafts={drafts} locale={locale} timezone={timezone} onChoose={onChoose} />
              ) : null}
              {groups.map(({ area, tables }) => {
                const name = area ? inLocale(area.names, locale, "bg") : t("mine");
                return (
                  <section key={area?.id ?? "mine"} aria-label={name}>
                    <h2 className="pt-5 pb-2.5 text-lg font-semibold tracking-[-0.01em]">{name}</h2>
                    {tiles(tables)}
                  </section>
                );
              })}
            </>
          )}
        </div>
      </div>
    </div>
  );
}

function Drafts({
  drafts,
  locale,
  timezone,
  onChoose,
}: {
  drafts: readonly PadDraft[];
  locale: string;
  timezone: string;
  onChoose: (target: PadTarget) => void;
}) {
  const t = useTranslations("pad.tables");
  const tp = useTranslations("pad");
  const nameOf = useTargetName();
  return (
    <section aria-label={t("drafts")}>
      <h2 className="pt-5 pb-2 text-lg font-semibold tracking-[-0.01em]">{t("drafts")}</h2>
      <ul className="-mx-4 divide-y divide-line border-y border-line bg-surface lg:mx-0 lg:border-x">
        {drafts.map(({ target, cart, startedAt, pending }) => {
          const count = cart.lines.reduce((sum, { quantity }) => sum + quantity, 0);
          const number = target.kind === "counter" ? null : target.tableNumber;
          return (
            <li key={targetId(target)}>
              <button
                type="button"
                onClick={() => onChoose(target)}
                className="press grid min-h-15 w-full grid-cols-[44px_1fr_20px] items-center gap-x-3 px-4 py-2 text-left hover:bg-sunk"
              >
                <TableMark
                  number={number ?? tp("counterLetter")}
                  room={target.kind !== "counter" && target.room}
                  size="row"
                />
                <span className="min-w-0">
                  <span className="block text-base leading-[22px] font-semibold">
                    {nameOf(target)}
                    {target.kind === "order" ? `, ${tp("adding", { number: target.number })}` : ""}
                  </span>
                  <span className="flex flex-wrap items-center gap-x-1.5 text-sm text-ink-2">
                    {pending ? (
                      <span className="inline-flex items-center gap-1 font-medium text-pending-ink">
                        <CloudOff aria-hidden className="size-4 flex-none" strokeWidth={2} />
                        {t("onItsWay")}
                      </span>
                    ) : (
                      t("begun", { count, time: clockTime(startedAt, locale, timezone) })
                    )}
                  </span>
                </span>
                <ChevronRight aria-hidden className="size-5 text-ink-2" strokeWidth={1.75} />
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
