"use client";

import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { learnSpan, type SeenSpans } from "./seen-spans";
import {
  type Card,
  layOut,
  type Place,
  paginate,
  type Span,
  spanOf,
  type WallArea,
  type WallLayout,
  widen,
} from "./wall-pages";
import type { Density } from "./wall-types";

/** The bar that turns pages, with the room above it, in px. */
function barHeight(rem: number): number {
  return Math.max(4 * rem, 60) + 0.875 * rem;
}

const keyOf = ({ columns, rows, cellWidth, cellHeight }: WallLayout) =>
  [columns, rows, Math.round(cellWidth), Math.round(cellHeight)].join(" ");

/**
 * Cards on pages that fit the screen: `area` goes on the element that they and the bar share. A card is given the cells that `guess` (px,
 * for a width in px and the root's type size) says; one that turns out otherwise tells `measured`, and is given what it needs before it is
 * painted.
 */
export function useWallPages({
  ids,
  density,
  cards,
  guess,
}: {
  ids: readonly string[];
  density: Density;
  cards: "tickets" | "orders";
  guess: (id: string, cellWidth: number, rem: number) => number;
}): {
  area: (element: HTMLElement | null) => void;
  /** Null until the screen was measured. */
  layout: WallLayout | null;
  pages: Place[][];
  page: number;
  show: (page: number) => void;
  /** How tall a card is, when that is not what it was given. */
  measured: (id: string, height: number) => void;
} {
  const [measured, setMeasured] = useState<WallArea | null>(null);
  const [page, setPage] = useState(0);
  const [seen, setSeen] = useState<SeenSpans>(new Map());
  const observer = useRef<ResizeObserver | null>(null);
  const area = useCallback((element: HTMLElement | null) => {
    observer.current?.disconnect();
    observer.current = null;
    if (!element) return;
    const measure = () => {
      const { clientWidth: width, clientHeight: height } = element;
      const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
      const { innerWidth: windowWidth, innerHeight: windowHeight } = window;
      setMeasured((before) =>
        before?.width === width &&
        before.height === height &&
        before.windowWidth === windowWidth &&
        before.windowHeight === windowHeight &&
        before.rem === rem
          ? before
          : { width, height, windowWidth, windowHeight, rem },
      );
    };
    measure();
    observer.current = new ResizeObserver(measure);
    observer.current.observe(element);
  }, []);

  const { layout, pages } = useMemo(() => {
    if (!measured) return { layout: null, pages: [] };
    const { rem } = measured;
    const hang = (reserved: number) => {
      const layout = layOut(measured, { density, cards, reserved });
      const known = seen.get(keyOf(layout));
      const hung = ids.map(
        (id): Card => ({ id, span: known?.get(id)?.span ?? spanOf(guess(id, layout.cellWidth, rem), layout, rem) }),
      );
      return { layout, pages: paginate(hung, layout) };
    };
    const whole = hang(0);
    return whole.pages.length > 1 ? hang(barHeight(rem)) : whole;
  }, [measured, density, cards, ids, guess, seen]);

  const current = useRef({ ids, layout, pages, rem: measured?.rem ?? 16 });
  current.current = { ids, layout, pages, rem: measured?.rem ?? 16 };
  const tell = useCallback((id: string, height: number) => {
    const { ids, layout, pages, rem } = current.current;
    const place = pages.flat().find((each) => each.id === id);
    if (!layout || layout.scrolls || !place) return;
    const now: Span = { columns: place.columns, rows: place.rows };
    const needed = spanOf(height, layout, rem);
    // How tall the lines of several columns would be in one is not known: then it is one column more.
    const span = now.columns === 1 ? needed : widen(now, layout);
    if (span.columns === now.columns && span.rows === now.rows) return;
    setSeen((before) => learnSpan(before, keyOf(layout), { id, span }, ids));
  }, []);

  const last = Math.max(0, pages.length - 1);
  useEffect(() => {
    // A page that emptied: what is left stands on the one before.
    if (layout && page > last) setPage(last);
  }, [layout, page, last]);
  const show = useCallback((wanted: number) => setPage(Math.max(0, wanted)), []);
  return { area, layout, pages, page: Math.min(page, last), show, measured: tell };
}
