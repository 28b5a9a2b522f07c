"use client";

import type { LucideIcon } from "lucide-react";
import { type ReactNode, useEffect, useLayoutEffect, useRef } from "react";
import { type SwipeSide, useSwipe } from "./use-swipe";

/** What a swipe to one side does, by its word. */
export interface Trace {
  word: string;
  icon: LucideIcon;
  /** Its ground while the finger is on the way, and once letting go will do it. */
  look: "ready" | "preparing" | "back";
}

const grounds: Record<Trace["look"], string> = {
  ready: "bg-ready-tint text-ready-ink group-data-armed/cell:bg-ready group-data-armed/cell:text-on-ready",
  preparing:
    "bg-preparing-tint text-preparing-ink group-data-armed/cell:bg-preparing group-data-armed/cell:text-on-preparing",
  back: "bg-sunk text-ink-2 group-data-armed/cell:bg-ink group-data-armed/cell:text-paper",
};

function SwipeTrace({ trace, side }: { trace: Trace; side: SwipeSide }) {
  const { word, icon: Icon, look } = trace;
  const shown =
    side === "right"
      ? "justify-start group-data-[swipe=right]/cell:flex"
      : "justify-end group-data-[swipe=left]/cell:flex";
  return (
    <div
      aria-hidden
      className={`pointer-events-none absolute inset-0 hidden items-center rounded-md px-4 motion-reduce:top-auto motion-reduce:z-20 motion-reduce:h-[max(5rem,64px)] ${shown} ${grounds[look]}`}
    >
      <span className="grid max-w-[55%] justify-items-center gap-1 text-center text-[1.375rem]/[1.625rem] font-semibold">
        <Icon className="size-9" strokeWidth={2.25} />
        {word}
      </span>
    </div>
  );
}

/** Where a ticket has more than one column, its lines go down one and then down the next. */
const inColumns =
  "[&>article[data-ticket]>.flex-1]:columns-[calc(var(--u)*14)] [&>article[data-ticket]>.flex-1]:gap-x-6 [&_li]:break-inside-avoid";

/** More than a step of height, in px. */
const tooMuchRoom = 20;

/** How much of a card's list stays empty, in px. */
function roomIn(card: HTMLElement): number {
  const list = card.querySelector(":scope > .flex-1");
  const last = list?.lastElementChild;
  if (!list || !last) return 0;
  const under = Number.parseFloat(getComputedStyle(list).paddingBottom) || 0;
  return Math.max(0, list.getBoundingClientRect().bottom - last.getBoundingClientRect().bottom - under);
}

/** Cells of a grid, cards below each other, or a page that scrolls. */
export type WallMode = "grid" | "flows" | "scrolls";

/** What the wall says to a cell of where it is. */
export interface CellPlace {
  column: number;
  row: number;
  columns: number;
  rows: number;
  mode: WallMode;
  /** It has all the cells there are: what does not fit even then scrolls inside it. */
  full: boolean;
  onMeasured: (id: string, height: number) => void;
}

/** Where one card hangs: its place in the grid, its swipes, and a word to the wall when its place does not fit it. */
export function WallCell({
  id,
  column,
  row,
  columns,
  rows,
  mode,
  full,
  forward,
  back,
  onSwipe,
  onMeasured,
  children,
}: CellPlace & {
  id: string;
  /** What a swipe to the right does; null does nothing. */
  forward: Trace | null;
  back: Trace | null;
  onSwipe: (side: SwipeSide) => void;
  children: ReactNode;
}) {
  const cell = useRef<HTMLDivElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const swipe = useSwipe({
    cell,
    frame,
    can: (side) => (side === "right" ? forward : back) !== null,
    onSwipe,
  });
  const check = useRef(() => {});
  check.current = () => {
    const card = frame.current?.firstElementChild as HTMLElement | null | undefined;
    if (!card || mode === "scrolls" || full) return;
    const need = card.offsetHeight - roomIn(card);
    const spare = (frame.current?.clientHeight ?? 0) - need;
    // What needs less gives it back, where that makes room for others.
    const canGive = columns === 1 && (mode === "flows" || rows > 1);
    if (spare < -1 || (canGive && spare > tooMuchRoom)) onMeasured(id, need);
  };
  // Before it is painted; and by itself, for a band that comes with the time.
  useLayoutEffect(() => check.current());
  useEffect(() => {
    const card = frame.current?.firstElementChild;
    if (!card) return;
    const observer = new ResizeObserver(() => check.current());
    observer.observe(card);
    return () => observer.disconnect();
  }, []);
  return (
    <div
      ref={cell}
      data-columns={columns > 1 ? columns : undefined}
      className={`group/cell relative min-h-0 min-w-0 touch-pan-y touch-pinch-zoom select-none ${mode === "flows" ? "pb-3.5" : ""}`}
      style={
        mode === "scrolls"
          ? undefined
          : { gridColumn: `${column + 1} / span ${columns}`, gridRow: `${row + 1} / span ${rows}` }
      }
      {...swipe}
    >
      {forward ? <SwipeTrace trace={forward} side="right" /> : null}
      {back ? <SwipeTrace trace={back} side="left" /> : null}
      <div
        ref={frame}
        className={`relative h-full [&>article]:!h-auto ${mode === "flows" && columns === 1 ? "" : "[&>article]:!min-h-full"} ${full ? "overflow-y-auto overscroll-contain" : ""} ${columns > 1 ? inColumns : ""}`}
      >
        {children}
      </div>
    </div>
  );
}
