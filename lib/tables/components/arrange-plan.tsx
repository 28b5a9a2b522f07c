"use client";

import { useTranslations } from "next-intl";
import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from "react";
import { isBlocked, keepInside, type Place, snap, step } from "../arrange";
import type { Floor, TableLook } from "../client";
import type { TableDto } from "../schema";
import { glide, placeStyle, Room } from "./floor-plan";
import { TableFace } from "./table-button";
import { faceOf, useTableName } from "./table-status";

/** A table in somebody's hand. */
interface Grab {
  id: string;
  from: Place;
  at: Place;
  line: Partial<Place>;
  by: "pointer" | "keys";
}

/** With no further key for this long, a table that was moved by keys stays where it is. */
const restMs = 1_200;

const arrows: Record<string, Place> = {
  ArrowLeft: { x: -step, y: 0 },
  ArrowRight: { x: step, y: 0 },
  ArrowUp: { x: 0, y: -step },
  ArrowDown: { x: 0, y: step },
};

/** The room while it is arranged: tables follow the pointer and the arrow keys, and open nothing. */
export function ArrangePlan({
  floor,
  locale,
  lookOf,
  places,
  onDrop,
}: {
  floor: Floor;
  locale: string;
  lookOf: (table: TableDto) => TableLook;
  /** Where tables stand that were dropped and not saved yet. */
  places: Readonly<Record<string, Place>>;
  onDrop: (table: TableDto, from: Place, to: Place) => void;
}) {
  const t = useTranslations("floor.arrange");
  const nameOf = useTableName();
  const room = useRef<HTMLElement>(null);
  const [grab, setGrab] = useState<Grab | null>(null);
  const [said, setSaid] = useState("");
  const pointer = useRef<{ id: number; x: number; y: number } | null>(null);

  const tables = floor.tables.map((table) => ({ ...table, ...places[table.id] }));
  const held = grab ? tables.find(({ id }) => id === grab.id) : undefined;
  const othersOf = (id: string) => tables.filter((table) => table.id !== id);
  const blocked = grab && held ? isBlocked(held, grab.at, othersOf(grab.id)) : false;

  const putBack = (table: TableDto, why: "back" | "blocked") => {
    pointer.current = null;
    setGrab(null);
    setSaid(t(why, { table: nameOf(table) }));
  };
  const drop = () => {
    pointer.current = null;
    if (!grab || !held) return;
    if (blocked) return putBack(held, "blocked");
    setGrab(null);
    if (grab.at.x === grab.from.x && grab.at.y === grab.from.y) return;
    setSaid(t("kept", { table: nameOf(held) }));
    onDrop(held, grab.from, grab.at);
  };

  const latestDrop = useRef(drop);
  latestDrop.current = drop;
  useEffect(() => {
    if (grab?.by !== "keys") return;
    const timer = setTimeout(() => latestDrop.current(), restMs);
    return () => clearTimeout(timer);
  }, [grab]);

  const onPointerDown = (event: PointerEvent<HTMLButtonElement>, table: TableDto) => {
    if (event.button !== 0 || pointer.current) return;
    if (grab) drop();
    event.currentTarget.setPointerCapture(event.pointerId);
    // Not every browser focuses a pressed button, and Escape must reach it.
    event.currentTarget.focus();
    pointer.current = { id: event.pointerId, x: event.clientX, y: event.clientY };
    const { x, y } = table;
    setGrab({ id: table.id, from: { x, y }, at: { x, y }, line: {}, by: "pointer" });
  };
  const onPointerMove = (event: PointerEvent<HTMLButtonElement>) => {
    const from = pointer.current;
    const size = room.current?.getBoundingClientRect();
    if (!from || from.id !== event.pointerId || !size || !held || grab?.by !== "pointer") return;
    const [dx, dy] = [event.clientX - from.x, event.clientY - from.y];
    const to = { x: grab.from.x + (dx / size.width) * 1000, y: grab.from.y + (dy / size.height) * 1000 };
    // A press that trembles is no drag.
    const moves = grab.at.x !== grab.from.x || grab.at.y !== grab.from.y || Math.hypot(dx, dy) > 6;
    if (!moves) return;
    const { line, ...at } = snap(held, to, othersOf(held.id));
    setGrab({ ...grab, at, line });
  };
  const onKeyDown = (event: KeyboardEvent<HTMLButtonElement>, table: TableDto) => {
    if (event.key === "Escape" && grab) {
      event.preventDefault();
      return putBack(table, "back");
    }
    if ((event.key === "Enter" || event.key === " ") && grab) {
      event.preventDefault();
      return drop();
    }
    const arrow = arrows[event.key];
    if (!arrow || pointer.current) return;
    event.preventDefault();
    const now = grab?.id === table.id ? grab : null;
    const from = now?.from ?? { x: table.x, y: table.y };
    const at = keepInside(table, { x: (now?.at.x ?? table.x) + arrow.x, y: (now?.at.y ?? table.y) + arrow.y });
    setGrab({ id: table.id, from, at, line: {}, by: "keys" });
    setSaid(t("at", { table: nameOf(table), left: Math.round(at.x / 10), top: Math.round(at.y / 10) }));
  };

  return (
    <>
      <p id="arrange-keys" className="sr-only">
        {t("keys")}
      </p>
      <Room floor={floor} locale={locale} ref={room}>
        {tables.map((table) => {
          const mine = grab?.id === table.id ? grab : null;
          return (
            <button
              key={table.id}
              type="button"
              data-table={table.number}
              aria-label={t("handle", { table: nameOf(table) })}
              aria-describedby="arrange-keys"
              onPointerDown={(event) => onPointerDown(event, table)}
              onPointerMove={onPointerMove}
              onPointerUp={drop}
              onPointerCancel={() => grab && putBack(table, "back")}
              onKeyDown={(event) => onKeyDown(event, table)}
              onBlur={() => grab?.by === "keys" && drop()}
              style={{ ...placeStyle({ ...table, ...mine?.at }), transition: mine ? "none" : glide }}
              className={`@container-size absolute grid touch-none content-center justify-items-center gap-0.5 border-[1.5px] text-center select-none ${
                table.shape === "ROUND" ? "rounded-full" : "rounded-md"
              } ${faceOf({ ...lookOf(table), ringing: false }).tile} ${
                mine ? "z-10 cursor-grabbing shadow-float" : "cursor-grab"
              } ${mine ? (blocked ? "outline-3 outline-urgent-ink outline-dashed" : "outline-3 outline-accent-ink") : ""}`}
            >
              <TableFace table={table} look={lookOf(table)} />
            </button>
          );
        })}
        {grab?.line.x === undefined ? null : (
          <span
            aria-hidden
            className="absolute inset-y-0 w-px bg-accent-ink"
            style={{ left: `${grab.line.x / 10}%` }}
          />
        )}
        {grab?.line.y === undefined ? null : (
          <span aria-hidden className="absolute inset-x-0 h-px bg-accent-ink" style={{ top: `${grab.line.y / 10}%` }} />
        )}
      </Room>
      <p role="status" className="sr-only">
        {said}
      </p>
    </>
  );
}
