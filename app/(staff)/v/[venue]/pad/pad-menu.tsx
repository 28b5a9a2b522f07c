"use client";

import { Search, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, type RefObject, useDeferredValue, useMemo, useRef, useState } from "react";
import { IconButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { useMedia } from "@/components/use-media";
import { findDishes, indexNames } from "@/lib/menu/components/find-dishes";
import type { MenuDto, MenuItemDto } from "@/lib/menu/schema";
import { type Cart, quantityOf } from "@/lib/orders/guest-cart";
import { CategoryNav, useReading } from "./category-nav";
import { CourseStepper } from "./course-stepper";
import { PadMenuRow } from "./pad-menu-row";

/** The row that an arrow key leads to: by where it is on the screen, since the list may have one column or two. */
function neighbour(from: HTMLElement, rows: readonly HTMLElement[], key: string): HTMLElement | null {
  const here = from.getBoundingClientRect();
  let best: HTMLElement | null = null;
  let nearest = Number.POSITIVE_INFINITY;
  for (const row of rows) {
    const there = row.getBoundingClientRect();
    const [x, y] = [there.left - here.left, there.top - here.top];
    const along = { ArrowDown: y, ArrowUp: -y, ArrowRight: x, ArrowLeft: -x }[key] ?? 0;
    const across = key === "ArrowDown" || key === "ArrowUp" ? x : y;
    if (along < 4) continue;
    const distance = along + Math.abs(across) * 4;
    if (distance < nearest) [nearest, best] = [distance, row];
  }
  return best;
}

/** The menu as a waiter reads it: search, sections, dense rows. Arrow keys walk through the rows, Enter adds. */
export function PadMenu({
  menu,
  others,
  cart,
  locale,
  timezone,
  wide,
  locked,
  search,
  course,
  onCourse,
  onAdd,
  onOpen,
}: {
  menu: MenuDto;
  /** The same menu in other languages; null while it is read. */
  others: readonly MenuDto[] | null;
  cart: Cart;
  locale: string;
  timezone: string;
  wide: boolean;
  locked: boolean;
  /** The search field, for who types anywhere. */
  search: RefObject<HTMLInputElement | null>;
  /** The course that dishes are added to; null where there are none. */
  course: number | null;
  onCourse: (course: number) => void;
  onAdd: (item: MenuItemDto) => void;
  onOpen: (item: MenuItemDto) => void;
}) {
  const t = useTranslations("pad.menu");
  const [query, setQuery] = useState("");
  const deferred = useDeferredValue(query);
  // Only typing may lag: the whole menu comes back at once.
  const wanted = query ? deferred : "";
  // A keyboard is at hand; elsewhere it would come up over half of the menu.
  const typing = useMedia("(pointer: fine)");
  const list = useRef<HTMLDivElement>(null);
  const index = useMemo(() => indexNames(menu, others ?? []), [menu, others]);
  const found = useMemo(() => findDishes(index, wanted), [index, wanted]);
  const searching = wanted.trim() !== "";
  const [reading, jump] = useReading(list, menu.categories, !searching);
  const first = searching && found[0]?.available ? found[0] : undefined;

  const change = (next: string) => {
    setQuery(next);
    list.current?.scrollTo({ top: 0 });
  };
  const clear = () => {
    change("");
    search.current?.focus();
  };
  const rows = () => [...(list.current?.querySelectorAll<HTMLElement>("button[data-row]:enabled") ?? [])];
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const inSearch = event.target === search.current;
    if (event.key === "Escape" && inSearch && query) {
      // The field is emptied first; once more closes.
      event.preventDefault();
      event.stopPropagation();
      change("");
    } else if (event.key === "Enter" && inSearch) {
      event.preventDefault();
      // What was just typed, not what the list had before it. Where that is sold out, nothing else is meant.
      const [best] = findDishes(index, query);
      search.current?.select();
      if (best?.available && !locked) onAdd(best);
    } else if (event.key.startsWith("Arrow")) {
      if (inSearch && event.key !== "ArrowDown") return;
      const from = event.target as HTMLElement;
      if (!inSearch && !from.matches("[data-row]")) return;
      event.preventDefault();
      const next = inSearch ? rows()[0] : neighbour(from, rows(), event.key);
      if (next) {
        next.focus();
        next.scrollIntoView({ block: "nearest" });
      } else if (event.key === "ArrowUp") search.current?.focus();
    }
  };

  const row = (item: MenuItemDto) => (
    <PadMenuRow
      key={item.id}
      item={item}
      count={quantityOf(cart, item.id)}
      currency={menu.currency}
      locale={locale}
      timezone={timezone}
      likely={item === first}
      locked={locked}
      onAdd={onAdd}
      onOpen={onOpen}
    />
  );
  const grid = "@min-[620px]:grid @min-[620px]:grid-cols-2 @min-[620px]:gap-x-5";
  const nav = (
    <CategoryNav
      categories={menu.categories}
      reading={searching ? null : reading}
      column={wide}
      onJump={(id) => {
        setQuery("");
        requestAnimationFrame(() => jump(id));
      }}
    />
  );
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrow keys go from the field to the rows and between them.
    <div onKeyDown={onKeyDown} className="flex min-h-0 min-w-0 flex-1">
      {wide ? nav : null}
      <div className="flex min-w-0 flex-1 flex-col">
        <div className="flex flex-none items-center gap-2 px-4 py-2.5 lg:px-6 lg:pt-4 lg:pb-1">
          <search className="flex h-12 min-w-0 flex-1 items-center gap-2.5 rounded-md border border-edge bg-surface pr-1 pl-3 focus-within:outline-3 focus-within:outline-accent-ink">
            <Search aria-hidden className="size-5 flex-none text-ink-2" strokeWidth={1.75} />
            <input
              ref={search}
              type="text"
              inputMode="search"
              enterKeyHint="done"
              autoComplete="off"
              autoCorrect="off"
              spellCheck={false}
              // biome-ignore lint/a11y/noAutofocus: typing is what a keyboard is for here.
              autoFocus={typing}
              data-first={typing || undefined}
              aria-label={t("search")}
              placeholder={t("search")}
              value={query}
              onChange={(event) => change(event.target.value)}
              className="h-full min-w-0 flex-1 bg-transparent text-base outline-none placeholder:text-ink-3"
            />
            {query ? (
              <IconButton label={t("clear")} onClick={clear}>
                <X aria-hidden className="size-5" strokeWidth={1.75} />
              </IconButton>
            ) : null}
          </search>
          {course === null ? null : (
            <CourseStepper name={t("addedTo")} course={course} disabled={locked} onChange={onCourse} />
          )}
        </div>
        {wide ? null : nav}
        <div ref={list} className="@container relative min-h-0 flex-1 overflow-y-auto overscroll-contain pb-6 lg:px-6">
          <p role="status" className={searching ? "px-4 pt-3 pb-1 text-sm text-ink-2 lg:px-2" : "sr-only"}>
            {searching && found.length > 0 ? t("found", { count: found.length }) : ""}
          </p>
          {searching ? (
            found.length > 0 ? (
              <ul className={grid}>{found.map(row)}</ul>
            ) : others === null ? null : (
              <EmptyState title={t("none", { query: wanted.trim() })}>{t("noneHint")}</EmptyState>
            )
          ) : menu.categories.length === 0 ? (
            <EmptyState title={t("empty")}>{t("emptyHint")}</EmptyState>
          ) : (
            menu.categories.map((category) => (
              <section key={category.id} data-category={category.id} aria-label={category.name}>
                <h2 className="px-4 pt-4 pb-1.5 text-lg font-semibold tracking-[-0.01em] lg:px-2">{category.name}</h2>
                <ul className={`border-t border-line ${grid}`}>{category.items.map(row)}</ul>
              </section>
            ))
          )}
        </div>
      </div>
    </div>
  );
}
