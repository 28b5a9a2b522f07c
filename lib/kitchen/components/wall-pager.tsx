"use client";

import { AlarmClock, ChevronLeft, ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { useNow } from "@/components/ui/elapsed";
import type { Place } from "./wall-pages";

/** More pages than this are counted, not listed. */
const mostButtons = 6;

/** As much of what hangs as the bar counts. */
export interface Counted {
  id: string;
  state: string;
  dueAt: string;
}

const key =
  "press grid min-w-[max(4rem,60px)] flex-none place-items-center rounded-md border border-edge bg-surface px-3 text-[1.5rem] font-semibold active:bg-line disabled:border-line disabled:bg-transparent disabled:text-ink-3 aria-[current]:border-ink aria-[current]:bg-ink aria-[current]:text-paper";

/** Turns pages, and says what hangs on the others: nothing is out of sight without a word. */
export function WallPager({
  pages,
  page,
  hung,
  onShow,
}: {
  pages: readonly (readonly Place[])[];
  page: number;
  hung: ReadonlyMap<string, Counted>;
  onShow: (page: number) => void;
}) {
  const t = useTranslations("kitchen.wall");
  const now = useNow();
  const lateOn = pages.map((places) =>
    now === null
      ? 0
      : places.filter(({ id }) => {
          const each = hung.get(id);
          return each && (each.state === "queued" || each.state === "preparing") && Date.parse(each.dueAt) <= now;
        }).length,
  );
  const others = pages.reduce((sum, places, at) => sum + (at === page ? 0 : places.length), 0);
  const late = lateOn.flatMap((count, at) => (at !== page && count > 0 ? [t("lateOn", { count, page: at + 1 })] : []));
  const lateElsewhere = lateOn.reduce((sum, count, at) => (at === page ? sum : sum + count), 0);
  // The pages' own buttons say which, when there are many.
  const shown = late.length > 2 ? [t("lateElsewhere", { count: lateElsewhere })] : late;
  return (
    <nav aria-label={t("pages")} className="mt-3.5 flex h-[max(4rem,60px)] flex-none gap-2.5">
      <button
        type="button"
        aria-label={t("previousPage")}
        disabled={page === 0}
        onClick={() => onShow(page - 1)}
        className={key}
      >
        <ChevronLeft aria-hidden className="size-8" strokeWidth={2.25} />
      </button>
      {pages.length <= mostButtons ? (
        <div className="hidden gap-2.5 min-[900px]:flex">
          {pages.map((_, at) => (
            <button
              // biome-ignore lint/suspicious/noArrayIndexKey: a page is its number.
              key={at}
              type="button"
              aria-label={t("page", { page: at + 1, pages: pages.length })}
              aria-current={at === page ? "page" : undefined}
              onClick={() => onShow(at)}
              className={key}
            >
              <span className="flex items-center gap-2">
                {at + 1}
                {(lateOn[at] ?? 0) > 0 ? (
                  <AlarmClock
                    aria-hidden
                    className={`size-6 ${at === page ? "" : "text-urgent-ink"}`}
                    strokeWidth={2.25}
                  />
                ) : null}
              </span>
            </button>
          ))}
        </div>
      ) : null}
      <span
        className={`grid flex-none place-items-center px-2 text-[1.5rem] font-semibold whitespace-nowrap ${pages.length <= mostButtons ? "min-[900px]:hidden" : ""}`}
      >
        {page + 1} / {pages.length}
      </span>
      <p className="flex min-w-0 flex-1 flex-wrap content-center items-center gap-x-4 px-2 text-[1.375rem]/[1.625rem] text-ink-2">
        <span className="font-medium whitespace-nowrap">{t("more", { count: others })}</span>
        {shown.length > 0 ? (
          <b className="flex items-center gap-2 font-semibold text-urgent-ink">
            <AlarmClock aria-hidden className="size-6 flex-none" strokeWidth={2.25} />
            {shown.join(", ")}
          </b>
        ) : null}
      </p>
      <button
        type="button"
        aria-label={t("nextPage")}
        disabled={page === pages.length - 1}
        onClick={() => onShow(page + 1)}
        className={key}
      >
        <ChevronRight aria-hidden className="size-8" strokeWidth={2.25} />
      </button>
    </nav>
  );
}
