"use client";

import { Search, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useGuestTexts } from "@/components/guest-texts";
import { IconButton } from "@/components/ui/button";
import type { MenuCategoryDto } from "@/lib/menu/schema";
import { sectionId } from "./menu-list";

/** Below the page's sticky head, in px: where a section counts as the one being read. */
const readingLine = 150;

/** The id of the section being read, kept by scrolling; pressing a section's name sets it at once. */
function useReading(categories: MenuCategoryDto[], active: boolean): [string | null, (id: string) => void] {
  const [reading, setReading] = useState(categories[0]?.id ?? null);
  const pressedAt = useRef(0);
  useEffect(() => {
    if (!active) return;
    let frame = 0;
    const look = () => {
      frame = 0;
      if (performance.now() - pressedAt.current < 700) return;
      let now = categories[0]?.id ?? null;
      for (const category of categories) {
        const top =
          document.getElementById(sectionId(category))?.getBoundingClientRect().top ?? Number.POSITIVE_INFINITY;
        if (top > readingLine) break;
        now = category.id;
      }
      setReading(now);
    };
    const onScroll = () => {
      frame ||= requestAnimationFrame(look);
    };
    addEventListener("scroll", onScroll, { passive: true });
    look();
    return () => {
      removeEventListener("scroll", onScroll);
      cancelAnimationFrame(frame);
    };
  }, [categories, active]);
  return [
    reading,
    (id) => {
      pressedAt.current = performance.now();
      setReading(id);
    },
  ];
}

/** Sections are laid out as they come near and may turn out higher than thought: keeps the pressed one where it was asked for. */
function settleOn(id: string): void {
  const still = () => document.getElementById(id)?.scrollIntoView({ block: "start", behavior: "instant" });
  let frames = 6;
  const next = () => {
    still();
    if (--frames > 0) requestAnimationFrame(next);
  };
  requestAnimationFrame(next);
}

/** The sections' names in one line that scrolls sideways, or the search field in its place. */
export function CategoryBar({
  categories,
  query,
  onQuery,
}: {
  categories: MenuCategoryDto[];
  /** null: the search is closed. */
  query: string | null;
  onQuery: (query: string | null) => void;
}) {
  const { guest } = useGuestTexts();
  const [reading, setReading] = useReading(categories, query === null);
  const strip = useRef<HTMLUListElement>(null);
  const opener = useRef<HTMLDivElement>(null);
  const wasOpen = useRef(false);

  useEffect(() => {
    const list = strip.current;
    const link = list?.querySelector<HTMLElement>("[aria-current]");
    if (!list || !link) return;
    const left = link.offsetLeft - 20;
    if (Math.abs(list.scrollLeft - left) > 4) {
      const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
      list.scrollTo({ left: reading ? left : 0, behavior: still ? "auto" : "smooth" });
    }
  }, [reading]);

  useEffect(() => {
    if (query !== null) wasOpen.current = true;
    else if (wasOpen.current) {
      wasOpen.current = false;
      opener.current?.querySelector("button")?.focus({ preventScroll: true });
    }
  }, [query]);

  if (query !== null) {
    return (
      <search className="flex h-12 items-center gap-2 border-b border-line pl-5 pr-2.5">
        <Search aria-hidden className="size-5 flex-none text-ink-2" strokeWidth={1.75} />
        <input
          type="search"
          // biome-ignore lint/a11y/noAutofocus: the field appears because its button was pressed.
          autoFocus
          value={query}
          onChange={(event) => onQuery(event.target.value)}
          onKeyDown={(event) => event.key === "Escape" && onQuery(null)}
          aria-label={guest.menu.search}
          placeholder={guest.menu.searchPlaceholder}
          enterKeyHint="search"
          autoComplete="off"
          className="h-11 min-w-0 flex-1 bg-transparent text-base placeholder:text-ink-3 focus-visible:outline-none [&::-webkit-search-cancel-button]:hidden"
        />
        <IconButton label={guest.menu.searchClose} onClick={() => onQuery(null)}>
          <X aria-hidden className="size-5" strokeWidth={1.75} />
        </IconButton>
      </search>
    );
  }
  return (
    <div ref={opener} className="flex h-12 border-b border-line pr-2.5">
      <nav
        aria-label={guest.menu.categories}
        className="min-w-0 flex-1 [mask-image:linear-gradient(90deg,#000_calc(100%-44px),transparent)]"
      >
        <ul ref={strip} className="relative flex h-12 gap-[22px] overflow-x-auto pr-12 pl-5 [scrollbar-width:none]">
          {categories.map((category) => (
            <li key={category.id} className="flex-none">
              <a
                href={`#${sectionId(category)}`}
                aria-current={reading === category.id ? "true" : undefined}
                onClick={() => {
                  setReading(category.id);
                  settleOn(sectionId(category));
                }}
                className="flex h-12 min-w-11 items-center justify-center border-b-3 border-transparent pt-[3px] font-medium text-ink-2 focus-visible:-outline-offset-3 aria-[current]:border-accent-ink aria-[current]:font-semibold aria-[current]:text-ink"
              >
                {category.name}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <IconButton label={guest.menu.search} onClick={() => onQuery("")}>
        <Search aria-hidden className="size-5" strokeWidth={1.75} />
      </IconButton>
    </div>
  );
}
