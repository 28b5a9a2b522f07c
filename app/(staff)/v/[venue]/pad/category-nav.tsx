"use client";

import { useTranslations } from "next-intl";
import { type RefObject, useCallback, useEffect, useRef, useState } from "react";
import type { MenuCategoryDto } from "@/lib/menu/schema";

/** px below the list's top where a section counts as the one being read. */
const readingLine = 24;

/** The section being read in a list that scrolls, and a jump to another one. */
export function useReading(
  list: RefObject<HTMLElement | null>,
  categories: readonly MenuCategoryDto[],
  active: boolean,
): [string | null, (id: string) => void] {
  const [reading, setReading] = useState(categories[0]?.id ?? null);
  const jumpedAt = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    const element = list.current;
    if (!element || !active) return;
    let frame = 0;
    const look = () => {
      frame = 0;
      if (performance.now() - jumpedAt.current < 400) return;
      const top = element.getBoundingClientRect().top + readingLine;
      const sections = [...element.querySelectorAll<HTMLElement>("[data-category]")];
      const above = sections.filter((section) => section.getBoundingClientRect().top <= top);
      setReading((above.at(-1) ?? sections[0])?.dataset.category ?? null);
    };
    const onScroll = () => {
      frame ||= requestAnimationFrame(look);
    };
    element.addEventListener("scroll", onScroll, { passive: true });
    return () => {
      element.removeEventListener("scroll", onScroll);
      cancelAnimationFrame(frame);
    };
  }, [list, active]);
  const jump = useCallback(
    (id: string) => {
      jumpedAt.current = performance.now();
      setReading(id);
      list.current?.querySelector(`[data-category="${CSS.escape(id)}"]`)?.scrollIntoView({ block: "start" });
    },
    [list],
  );
  return [reading, jump];
}

/** The sections' names: in one line that scrolls sideways, or under each other in a column from 1024 px. */
export function CategoryNav({
  categories,
  reading,
  column,
  onJump,
}: {
  categories: readonly MenuCategoryDto[];
  reading: string | null;
  column: boolean;
  onJump: (id: string) => void;
}) {
  const t = useTranslations("pad.menu");
  const strip = useRef<HTMLUListElement>(null);
  useEffect(() => {
    const list = strip.current;
    const here = reading ? list?.querySelector<HTMLElement>("[aria-current]") : null;
    if (!list || !here) return;
    const [edge, size] = column ? [here.offsetTop, here.offsetHeight] : [here.offsetLeft, here.offsetWidth];
    const [from, room] = column ? [list.scrollTop, list.clientHeight] : [list.scrollLeft, list.clientWidth];
    if (edge >= from && edge + size <= from + room) return;
    const to = Math.max(0, edge - 16);
    list.scrollTo(column ? { top: to } : { left: to });
  }, [reading, column]);
  return (
    <nav
      aria-label={t("categories")}
      className={
        column
          ? "min-h-0 w-[200px] flex-none border-r border-line"
          : "flex-none border-b border-line [mask-image:linear-gradient(90deg,#000_calc(100%-32px),transparent)]"
      }
    >
      <ul
        ref={strip}
        className={
          column
            ? "relative h-full overflow-y-auto py-2"
            : "relative flex gap-[18px] overflow-x-auto pr-10 pl-4 [scrollbar-width:none]"
        }
      >
        {categories.map(({ id, name }) => (
          <li key={id} className={column ? "" : "flex-none"}>
            <button
              type="button"
              aria-current={reading === id ? "true" : undefined}
              onClick={() => onJump(id)}
              className={`press focus-visible:-outline-offset-3 ${
                column
                  ? "flex min-h-11 w-full items-center border-l-3 border-transparent px-5 py-1.5 text-left text-base leading-[22px] text-ink-2 hover:bg-sunk aria-[current]:border-accent-ink aria-[current]:font-semibold aria-[current]:text-ink"
                  : "flex min-h-11 min-w-11 items-center justify-center border-b-3 border-transparent pt-[3px] text-base font-medium text-ink-2 aria-[current]:border-accent-ink aria-[current]:font-semibold aria-[current]:text-ink"
              }`}
            >
              {name}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}
