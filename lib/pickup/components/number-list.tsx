"use client";

import { type RefObject, useLayoutEffect, useRef, useState } from "react";
import { fitNumbers } from "../rules";

/** Narrower than this the page scrolls, and no list has to fit, in px; also where the two columns begin. */
const wideFrom = 768;
/** Numbers of this many figures fit without the columns changing. */
const usualDigits = 3;

interface Box {
  width: number;
  height: number;
  /** The largest size of a number, in px: 4rem. */
  largest: number;
}

/** The room an element has; null before it is known, and where the page scrolls. */
function useBox(ref: RefObject<HTMLElement | null>): Box | null {
  const [box, setBox] = useState<Box | null>(null);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const measure = () => {
      const { clientWidth: width, clientHeight: height } = element;
      const largest = 4 * Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
      setBox(innerWidth < wideFrom ? null : { width, height, largest });
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return box;
}

/** Numbers in columns, as large as their room allows. */
export function NumberList({
  label,
  numbers,
  className = "",
}: {
  /** The id of the heading that names the list. */
  label: string;
  numbers: readonly number[];
  className?: string;
}) {
  const room = useRef<HTMLDivElement>(null);
  const box = useBox(room);
  const digits = Math.max(usualDigits, ...numbers.map((number) => String(number).length));
  const fit = box && fitNumbers(numbers.length, { ...box, digits });
  return (
    <div ref={room} className="min-h-0 flex-1 md:overflow-hidden">
      <ul
        aria-labelledby={label}
        style={fit ? { fontSize: fit.size, gridTemplateColumns: `repeat(${fit.columns}, minmax(0, 1fr))` } : undefined}
        className={`grid grid-cols-[repeat(auto-fill,minmax(6.5rem,1fr))] text-3xl leading-[1.3] font-semibold tracking-[-0.03em] md:grid-cols-[repeat(auto-fill,minmax(8rem,1fr))] md:text-4xl md:leading-[1.3] ${className}`}
      >
        {numbers.map((number) => (
          <li key={number}>{number}</li>
        ))}
      </ul>
    </div>
  );
}
