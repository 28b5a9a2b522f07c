"use client";

import type { ReactNode } from "react";
import type { useWallPages } from "./use-wall-pages";
import type { WallMode } from "./wall-cell";
import { type Counted, WallPager } from "./wall-pager";
import type { Place } from "./wall-pages";

/** How many cards are drawn before the screen was measured. */
const unmeasured = 12;

/** The cards of one page, and the bar that turns to the others. Cards of other pages are not there at all. */
export function WallGrid({
  ids,
  wall: { area, layout, pages, page, show },
  hung,
  empty,
  cardOf,
}: {
  ids: readonly string[];
  wall: ReturnType<typeof useWallPages>;
  hung: ReadonlyMap<string, Counted>;
  /** Shown where nothing hangs. */
  empty: ReactNode;
  /** `full` has all the cells there are; null is gone already, and its place stays empty for a moment. */
  cardOf: (place: Place, nth: number, how: { mode: WallMode; full: boolean }) => ReactNode;
}) {
  const places = pages[page] ?? ids.slice(0, unmeasured).map((id) => ({ id, column: 0, row: 0, columns: 1, rows: 1 }));
  const mode: WallMode = !layout || layout.scrolls ? "scrolls" : layout.flows ? "flows" : "grid";
  const scrolls = mode === "scrolls";
  const isFull = ({ columns, rows }: Place) =>
    layout !== null && columns === layout.columns && rows === layout.rows && columns * rows > 1;
  return (
    <div ref={area} className="flex min-h-0 flex-1 flex-col">
      {ids.length === 0 ? (
        <div className="grid flex-1 place-items-center">{empty}</div>
      ) : (
        <div
          className={`grid min-h-0 flex-1 gap-x-3 ${mode === "flows" ? "" : "gap-y-3.5"} ${scrolls ? "auto-rows-max content-start overflow-y-auto" : ""} ${layout ? "" : "grid-cols-1 min-[480px]:grid-cols-2 min-[900px]:grid-cols-4 min-[1500px]:grid-cols-6"}`}
          style={
            layout
              ? {
                  gridTemplateColumns: `repeat(${layout.columns}, minmax(0, 1fr))`,
                  gridTemplateRows: {
                    scrolls: undefined,
                    flows: `repeat(${layout.rows}, ${layout.cellHeight}px)`,
                    grid: `repeat(${layout.rows}, minmax(0, 1fr))`,
                  }[mode],
                }
              : undefined
          }
        >
          {places.map((place, nth) => cardOf(place, nth, { mode, full: isFull(place) }))}
        </div>
      )}
      {pages.length > 1 ? <WallPager pages={pages} page={page} hung={hung} onShow={show} /> : null}
    </div>
  );
}
