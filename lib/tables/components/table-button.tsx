"use client";

import { Armchair, Users } from "lucide-react";
import { useTranslations } from "next-intl";
import type { CSSProperties } from "react";
import { Elapsed } from "@/components/ui/elapsed";
import type { TableLook } from "../client";
import { headcount } from "../rules";
import type { TableDto } from "../schema";
import { SeatedFor } from "./seated-for";
import { faceOf, useTableName } from "./table-status";

/** A table in its real shape with what it needs and for how long. */
export function TableButton({
  table,
  look,
  style,
  className = "",
  chosen,
  onOpen,
}: {
  table: TableDto;
  look: TableLook;
  style?: CSSProperties;
  className?: string;
  /** Given where tables are picked: whether it is the one. */
  chosen?: boolean;
  onOpen: (tableId: string) => void;
}) {
  const t = useTranslations("staff.tables");
  const tf = useTranslations("floor.status");
  const nameOf = useTableName();
  const { tile } = faceOf(look);
  return (
    <button
      type="button"
      data-status={look.status}
      data-table={table.number}
      aria-label={t("openTable", { table: nameOf(table), status: tf(look.status), seats: table.seats })}
      aria-pressed={chosen}
      onClick={() => onOpen(table.id)}
      style={style}
      className={`press @container-size grid content-center justify-items-center gap-0.5 border-[1.5px] text-center ${
        table.shape === "ROUND" ? "rounded-full" : "rounded-md"
      } ${tile} ${chosen ? "outline-3 outline-offset-2 outline-accent-ink" : ""} ${className}`}
    >
      <TableFace table={table} look={look} />
    </button>
  );
}

/** What stands on a table: its number, what it needs, since when, and how long it is taken. */
export function TableFace({ table, look }: { table: TableDto; look: TableLook }) {
  const t = useTranslations("staff.tables");
  const tf = useTranslations("floor.status");
  const { icon: Icon, number } = faceOf(look);
  const counter = table.kind === "COUNTER";
  return (
    <>
      <span
        className={`font-semibold tracking-[-0.02em] ${counter ? "text-[22px] leading-6" : "text-[30px] leading-8"} ${number}`}
      >
        {table.number}
      </span>
      <span className="inline-flex items-center gap-1 text-xs leading-4 font-semibold">
        {Icon ? <Icon aria-hidden className="size-[15px]" strokeWidth={2} /> : null}
        {look.status === "free" ? (
          counter ? (
            // A stool on a small plan has no width for the word; its dashes say the same.
            <span className="hidden text-2xs @min-[5rem]:inline">{tf("free")}</span>
          ) : (
            <>
              <span className="hidden @min-[4.75rem]:inline">{t("seats", { count: table.seats })}</span>
              <span className="inline-flex items-center gap-1 @min-[4.75rem]:hidden">
                <Armchair aria-hidden className="size-[15px]" strokeWidth={2} />
                {table.seats}
              </span>
            </>
          )
        ) : look.status === "seated" ? (
          Math.max(1, headcount(table))
        ) : look.since ? (
          <Elapsed since={look.since} className="hidden whitespace-nowrap @min-[4rem]:inline" />
        ) : null}
      </span>
      {table.openedAt && !counter ? (
        <span
          // Three lines need their height, and in a circle more width.
          className={`hidden flex-wrap justify-center gap-x-2 text-2xs leading-4 font-medium whitespace-nowrap ${
            table.shape === "ROUND"
              ? "[@container(min-height:5.5rem)_and_(min-width:5.5rem)]:flex"
              : "[@container(min-height:4.75rem)_and_(min-width:4.75rem)]:flex"
          }`}
        >
          <SeatedFor since={table.openedAt} />
          {look.status !== "seated" && headcount(table) > 0 ? (
            <span className="hidden items-center gap-1 [@container(min-height:7rem)_or_(min-width:7rem)]:inline-flex">
              <Users aria-hidden className="size-[13px]" strokeWidth={2} />
              {headcount(table)}
            </span>
          ) : null}
        </span>
      ) : null}
    </>
  );
}
