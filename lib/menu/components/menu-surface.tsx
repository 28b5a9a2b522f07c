"use client";

import { type ReactNode, useDeferredValue, useLayoutEffect, useMemo, useRef, useState } from "react";
import { countText } from "@/components/fill-text";
import { useGuestTexts } from "@/components/guest-texts";
import { EmptyState } from "@/components/ui/empty-state";
import type { MenuDto } from "@/lib/menu/schema";
import { CategoryBar } from "./category-bar";
import { MenuList } from "./menu-list";
import type { AddControl } from "./menu-row";
import { indexMenu, searchMenu } from "./search-menu";

/**
 * A menu to walk through: the page's head, which shrinks to one line under the scrolling page, the sections' names, search, and
 * the sections. `aside` stands beside them from 768 px.
 */
export function MenuSurface({
  menu,
  head,
  shortHead,
  notices,
  aside,
  Add,
  onOpen,
}: {
  menu: MenuDto;
  /** At least 62 px high, on the page's ground: the short head waits behind its lower end. */
  head: ReactNode;
  shortHead: ReactNode;
  notices?: ReactNode;
  aside?: ReactNode;
  Add?: AddControl;
  onOpen: (itemId: string) => void;
}) {
  const { guest, locale } = useGuestTexts();
  const [query, setQuery] = useState<string | null>(null);
  const deferred = useDeferredValue(query ?? "");
  // Closing brings the whole menu back at once; only typing may lag.
  const wanted = query ? deferred : "";
  const closed = query === null;
  const index = useMemo(() => (closed ? null : indexMenu(menu)), [menu, closed]);
  const categories = useMemo(
    () => (index ? searchMenu(index, wanted) : menu.categories),
    [index, wanted, menu.categories],
  );
  const found = categories !== menu.categories;
  const matches = categories.reduce((sum, category) => sum + category.items.length, 0);

  const readAt = useRef(0);
  useLayoutEffect(() => {
    if (!closed) return;
    if (readAt.current > 0) scrollTo({ top: readAt.current, behavior: "instant" });
    readAt.current = 0;
  }, [closed]);

  const change = (next: string | null) => {
    setQuery(next);
    if (query === null) readAt.current = scrollY;
    // What is found starts at the top of the list, wherever the guest was reading.
    if (next) document.getElementById("menu")?.scrollIntoView({ block: "start", behavior: "instant" });
  };

  return (
    <div className="mx-auto max-w-[1080px]">
      {head}
      <div className="sticky top-0 z-10 -mt-[62px] bg-paper">
        <div aria-hidden className="px-5">
          <div className="flex h-14 items-center gap-3 pr-20 text-lg leading-tight font-semibold tracking-[-0.015em]">
            {shortHead}
          </div>
          <div className="rail" />
        </div>
        <CategoryBar categories={menu.categories} query={query} onQuery={change} />
      </div>
      <div className={aside ? "md:grid md:grid-cols-[minmax(0,1fr)_360px] md:pr-5" : ""}>
        <main id="menu" className="@container scroll-mt-10 px-5 pb-32 md:pb-12">
          {notices}
          {found ? (
            <p role="status" className="pt-4 text-sm text-ink-2">
              {matches > 0 ? countText(locale, guest.menu.searchCount, matches) : null}
            </p>
          ) : null}
          {found && matches === 0 ? (
            <EmptyState picture="pastry" title={guest.menu.searchNone}>
              {guest.menu.searchNoneHint}
            </EmptyState>
          ) : null}
          {menu.categories.length === 0 ? (
            <EmptyState title={guest.menu.empty}>{guest.menu.emptyHint}</EmptyState>
          ) : null}
          <MenuList menu={menu} categories={categories} found={found} Add={Add} onOpen={onOpen} />
        </main>
        {aside}
      </div>
    </div>
  );
}
