"use client";

import { type PointerEvent, type RefObject, useRef } from "react";

/** Before this a finger may still be tapping, or scrolling, in px. */
const slop = 12;

/** How far a swipe must go: this share of the card's width, at most so many px. */
const share = 0.32;
const farthest = 150;

export type SwipeSide = "right" | "left";

interface Swipe {
  pointer: number;
  x: number;
  y: number;
  width: number;
  active: boolean;
}

/**
 * A swipe over a card: it follows the finger, says by `data-swipe` on `cell` to which side it goes and by `data-armed` that letting go
 * will do it, and otherwise goes back where it was. Where a side can do nothing the card hardly gives. A swipe is never a tap as well.
 * Nothing is drawn anew while the finger moves.
 */
export function useSwipe({
  cell,
  frame,
  can,
  onSwipe,
}: {
  cell: RefObject<HTMLElement | null>;
  /** What moves. */
  frame: RefObject<HTMLElement | null>;
  can: (side: SwipeSide) => boolean;
  onSwipe: (side: SwipeSide) => void;
}) {
  const swipe = useRef<Swipe | null>(null);
  const swiped = useRef(false);

  function show(dx: number, { width }: Swipe): void {
    const side: SwipeSide = dx > 0 ? "right" : "left";
    const able = can(side);
    const [element, moved] = [cell.current, frame.current];
    if (!element || !moved) return;
    const way = able ? Math.min(Math.abs(dx), width * 0.6) : Math.min(Math.abs(dx) * 0.12, 16);
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    moved.style.transition = "none";
    moved.style.transform = calm ? "" : `translateX(${side === "right" ? way : -way}px)`;
    element.toggleAttribute("data-armed", able && reaches(dx, width));
    if (able) element.dataset.swipe = side;
    else delete element.dataset.swipe;
  }

  function end(): void {
    const [element, moved] = [cell.current, frame.current];
    if (moved) {
      moved.style.transition = "transform var(--duration-quick) var(--ease-out)";
      moved.style.transform = "";
    }
    if (element) {
      delete element.dataset.swipe;
      element.removeAttribute("data-armed");
    }
    swipe.current = null;
  }

  return {
    onPointerDown(event: PointerEvent) {
      swiped.current = false;
      if (!event.isPrimary || event.button !== 0) return;
      const width = event.currentTarget.clientWidth;
      swipe.current = { pointer: event.pointerId, x: event.clientX, y: event.clientY, width, active: false };
    },
    onPointerMove(event: PointerEvent) {
      const current = swipe.current;
      if (!current || current.pointer !== event.pointerId) return;
      const dx = event.clientX - current.x;
      const dy = event.clientY - current.y;
      if (!current.active) {
        if (Math.abs(dy) > slop && Math.abs(dy) >= Math.abs(dx)) swipe.current = null;
        if (!swipe.current || Math.abs(dx) <= slop) return;
        current.active = true;
        swiped.current = true;
        event.currentTarget.setPointerCapture(event.pointerId);
      }
      show(dx, current);
    },
    onPointerUp(event: PointerEvent) {
      const current = swipe.current;
      if (!current || current.pointer !== event.pointerId) return;
      const dx = event.clientX - current.x;
      const side: SwipeSide = dx > 0 ? "right" : "left";
      const done = current.active && reaches(dx, current.width) && can(side);
      end();
      if (done) onSwipe(side);
    },
    onPointerCancel() {
      if (swipe.current) end();
    },
    onClickCapture(event: { preventDefault(): void; stopPropagation(): void }) {
      if (!swiped.current) return;
      swiped.current = false;
      event.preventDefault();
      event.stopPropagation();
    },
  };
}

function reaches(dx: number, width: number): boolean {
  return Math.abs(dx) >= Math.min(width * share, farthest);
}
