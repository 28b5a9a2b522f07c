import { ArrowDown, ArrowUp } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

/** How a figure stands to the one before; `by` is the difference in words, without a sign. */
export interface Comparison {
  direction: "up" | "down" | "same";
  by: string;
  kind: "count" | "time" | "points";
}

const wordOf = {
  count: { up: "more", down: "fewer" },
  time: { up: "slower", down: "faster" },
  points: { up: "pointsMore", down: "pointsFewer" },
} as const;

function Against({ comparison }: { comparison: Comparison }) {
  const t = useTranslations("kitchen.figures");
  const { direction, by, kind } = comparison;
  if (direction === "same") return t("same");
  const Icon = direction === "up" ? ArrowUp : ArrowDown;
  return (
    <>
      <Icon aria-hidden className="mr-1 inline size-4 -translate-y-px text-ink" strokeWidth={2.25} />
      {t.rich(wordOf[kind][direction], { by, b: (text) => <b className="font-semibold text-ink">{text}</b> })}
    </>
  );
}

/** One large figure of the row, what it is, and how it stands to the one before. */
export function Figure({
  name,
  value,
  note,
  comparison,
}: {
  name: string;
  value: string;
  /** In place of a comparison. */
  note?: ReactNode;
  comparison?: Comparison | null;
}) {
  return (
    <div className="min-w-0 border-line py-4 pr-3 max-md:even:border-l max-md:even:pl-4 md:not-first:border-l md:not-first:pl-5">
      <dt className="text-sm text-ink-2">{name}</dt>
      <dd>
        <p className="mt-1 text-3xl font-semibold tracking-[-0.03em] whitespace-nowrap">{value}</p>
        <p className="mt-1 min-h-5 text-sm text-ink-2">
          {note ?? (comparison ? <Against comparison={comparison} /> : null)}
        </p>
      </dd>
    </div>
  );
}

export function FigureRow({ label, columns, children }: { label: string; columns: 4 | 5; children: ReactNode }) {
  return (
    <dl
      aria-label={label}
      className={`grid grid-cols-2 gap-y-0 border-b border-line max-md:[&>*:nth-child(n+3)]:border-t ${columns === 5 ? "md:grid-cols-5" : "md:grid-cols-4"}`}
    >
      {children}
    </dl>
  );
}
