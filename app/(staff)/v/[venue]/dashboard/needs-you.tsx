"use client";

import { ArrowUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { type CSSProperties, type ReactNode, type RefObject, useRef } from "react";
import { useCalmKeys } from "@/components/alerts/use-calm";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { StatusChip, type StatusKind } from "@/components/ui/status-chip";
import { type BoardFilter, noFilter } from "./board-filter";

/** One row of the list: a call or an order in one of the sections. */
export interface ListRow {
  key: string;
  section: Section;
  /** `leaving`: it is gone, and stands only because a finger is on the list. */
  render: (leaving: boolean) => ReactNode;
}
export const sections = ["calls", "ready", "approval", "kitchen"] as const;
export type Section = (typeof sections)[number];

const kinds: Record<Section, StatusKind> = {
  calls: "calling",
  ready: "ready",
  approval: "pending",
  kitchen: "preparing",
};

/** Everything that waits for somebody, the most urgent section first. */
export function NeedsYou({
  rows,
  clear,
  list,
  isAtTop,
  onTop,
  onTables,
  filter = noFilter,
  hidden = 0,
  onAll,
}: {
  rows: readonly ListRow[];
  /** px that pop-ups cover of the list's top. */
  clear: number;
  /** The column that scrolls, where it is not the page. */
  list: RefObject<HTMLElement | null>;
  isAtTop: () => boolean;
  /** Scrolls the list to its top. */
  onTop: () => void;
  /** Shows the tables; only where they are not beside the list. */
  onTables: () => void;
  filter?: BoardFilter;
  /** How many things a filter keeps out of the list; 0 without one. */
  hidden?: number;
  /** Takes the filter away. */
  onAll?: () => void;
}) {
  const t = useTranslations("staff");
  const { shown, waiting, showAll } = useCalmKeys(
    rows.map((row) => row.key),
    list,
    isAtTop,
  );
  const live = new Map(rows.map((row) => [row.key, row]));
  // A row that left under a finger is drawn from what was last known of it.
  const known = useRef(new Map<string, ListRow>());
  for (const row of rows) known.current.set(row.key, row);
  const visible = shown.flatMap((key) => known.current.get(key) ?? []);
  for (const key of [...known.current.keys()]) {
    if (!live.has(key) && !shown.includes(key)) known.current.delete(key);
  }

  const newBar =
    waiting > 0 ? (
      <div
        className="sticky top-[calc(58px+var(--covered))] z-10 px-4 pt-2 lg:top-[calc(66px+var(--covered))] lg:px-5"
        style={{ "--covered": `${clear > 0 ? clear + 12 : 0}px` } as CSSProperties}
      >
        <Button
          look="primary"
          size="row"
          className="w-full shadow-float"
          onClick={() => {
            showAll();
            onTop();
          }}
        >
          <ArrowUp aria-hidden className="size-5" strokeWidth={1.75} />
          {t("newWaiting", { count: waiting })}
        </Button>
      </div>
    ) : null;

  if (visible.length === 0 && hidden > 0) {
    return (
      <>
        {newBar}
        <EmptyState
          title={t(filter.mine ? "filter.emptyMine" : "filter.empty")}
          action={<Button onClick={onAll}>{t("filter.all")}</Button>}
        >
          {t("filter.elsewhere", { count: hidden })}
        </EmptyState>
      </>
    );
  }
  if (visible.length === 0) {
    return (
      <>
        {newBar}
        <EmptyState
          title={t("empty.title")}
          action={
            <Button className="lg:hidden" onClick={onTables}>
              {t("empty.action")}
            </Button>
          }
        >
          {t("empty.text")}
        </EmptyState>
      </>
    );
  }
  return (
    <>
      {newBar}
      {sections.map((section) => {
        const own = visible.filter((row) => row.section === section);
        if (own.length === 0) return null;
        const title = section === "calls" ? t("calls.title") : t(`orders.sections.${section}`);
        return (
          <section key={section} aria-label={title} data-section={section}>
            <div className="flex items-center justify-between px-4 pt-[18px] pb-1.5 lg:px-5 lg:pt-2.5 lg:pb-[5px]">
              <h2>
                <StatusChip kind={kinds[section]}>{title}</StatusChip>
              </h2>
              <span className="text-xs text-ink-3">{own.length}</span>
            </div>
            <ul className="divide-y divide-line border-y border-line bg-surface lg:border-t-0">
              {own.map((row) => (
                <li key={row.key} data-key={row.key} className="animate-arrive">
                  {row.render(!live.has(row.key))}
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </>
  );
}
