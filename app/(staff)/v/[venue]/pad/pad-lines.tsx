"use client";

import {
  ArrowDown,
  ArrowUp,
  CornerDownRight,
  Hourglass,
  Minus,
  Plus,
  SendHorizontal,
  SquarePen,
  Trash2,
} from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { IconButton } from "@/components/ui/button";
import { StatusChip } from "@/components/ui/status-chip";
import { type CartLine, maxQuantity, type PricedLine } from "@/lib/orders/guest-cart";
import { type Course, courseOf, maxCourse } from "@/lib/orders/pad-draft";
import { formatMoney } from "@/lib/platform/money-format";
import { CourseStepper } from "./course-stepper";

export interface PadLineActions {
  onQuantity: (line: PricedLine, quantity: number) => void;
  onEdit: (line: CartLine) => void;
  onCourse: (key: string, course: number) => void;
  /** All lines of a course. */
  onMoveAll: (from: number, to: number) => void;
  /** Whether a later course goes at once. */
  onSendNow: (course: number, now: boolean) => void;
}

/** The lines of an order, by course: what goes now and what waits until somebody sends it. */
export function PadLines({
  courses,
  hasCourses,
  currency,
  locale,
  locked,
  refused,
  last,
  actions,
}: {
  courses: readonly Course[];
  /** A table's order may have several. */
  hasCourses: boolean;
  currency: string;
  locale: string;
  /** While the order is on its way nothing may change. */
  locked: boolean;
  /** Keys of the lines that the server named. */
  refused: readonly string[];
  /** The line that was added last: it comes into view. */
  last: string | null;
  actions: PadLineActions;
}) {
  const root = useRef<HTMLDivElement>(null);
  // A line that changes its course is drawn elsewhere: the button that was pressed keeps the focus.
  const focus = useRef<{ key: string; at: number } | null>(null);
  useEffect(() => {
    const wanted = focus.current;
    if (!wanted) return;
    focus.current = null;
    const row = root.current?.querySelector(`[data-line="${CSS.escape(wanted.key)}"]`);
    const buttons = row?.querySelectorAll<HTMLButtonElement>("[data-course-step] button");
    const [earlier, later] = buttons ?? [];
    const pressed = wanted.at === 0 ? earlier : later;
    (pressed?.disabled ? (wanted.at === 0 ? later : earlier) : pressed)?.focus();
  });
  const portions = courses.flatMap(({ lines }) => lines).find(({ line }) => line.key === last)?.line.quantity ?? 0;
  useEffect(() => {
    if (last === null || portions === 0) return;
    root.current?.querySelector(`[data-line="${CSS.escape(last)}"]`)?.scrollIntoView({ block: "nearest" });
  }, [last, portions]);
  const plain = courses.length <= 1 && courses[0]?.course === 1;
  return (
    <div ref={root}>
      {courses.map((each) => (
        <section key={each.course} data-course={each.course}>
          {hasCourses ? <CourseHead course={each} plain={plain} locked={locked} actions={actions} /> : null}
          <ul className={hasCourses ? "" : "border-t border-line"}>
            {each.lines.map((priced) => (
              <LineRow
                key={priced.line.key}
                priced={priced}
                hasCourses={hasCourses}
                currency={currency}
                locale={locale}
                locked={locked}
                refused={refused.includes(priced.line.key)}
                actions={{
                  ...actions,
                  onCourse: (key, course) => {
                    focus.current = { key, at: course > each.course ? 1 : 0 };
                    actions.onCourse(key, course);
                  },
                }}
              />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function CourseHead({
  course: { course, lines, waits },
  plain,
  locked,
  actions,
}: {
  course: Course;
  /** The order has the first course alone. */
  plain: boolean;
  locked: boolean;
  actions: PadLineActions;
}) {
  const t = useTranslations("pad.courses");
  const all = lines.length > 1 && (
    <div className="-mr-2.5 ml-auto flex items-center">
      <span aria-hidden className="mr-0.5 text-sm font-medium">
        {t("all")}
      </span>
      {course > 1 ? (
        <IconButton
          label={t("allTo", { course: course - 1 })}
          disabled={locked}
          onClick={() => actions.onMoveAll(course, course - 1)}
        >
          <ArrowUp aria-hidden className="size-5" strokeWidth={1.75} />
        </IconButton>
      ) : null}
      <IconButton
        label={t("allTo", { course: course + 1 })}
        disabled={locked || course >= maxCourse}
        onClick={() => actions.onMoveAll(course, course + 1)}
      >
        <ArrowDown aria-hidden className="size-5" strokeWidth={1.75} />
      </IconButton>
    </div>
  );
  const Icon = waits ? Hourglass : SendHorizontal;
  return (
    <header className="border-b border-line bg-sunk px-5 py-0.5">
      <div className="flex min-h-11 flex-wrap items-center gap-x-3">
        <h3 className="text-base font-semibold">{t("name", { course })}</h3>
        {plain ? null : (
          <p
            className={`inline-flex items-center gap-1.5 text-sm font-medium ${waits ? "text-pending-ink" : "text-ink-2"}`}
          >
            <Icon aria-hidden className="size-[18px] flex-none" strokeWidth={1.75} />
            {t(waits ? "waits" : "goes")}
          </p>
        )}
        {course === 1 ? all : null}
      </div>
      {course > 1 ? (
        <div className="-mt-1.5 flex min-h-11 items-center">
          <Switch
            label={t("atOnce")}
            name={`${t("name", { course })}: ${t("atOnce")}`}
            on={!waits}
            disabled={locked}
            onChange={(now) => actions.onSendNow(course, now)}
          />
          {all}
        </div>
      ) : null}
    </header>
  );
}

function Switch({
  label,
  name,
  on,
  disabled,
  onChange,
}: {
  label: string;
  name: string;
  on: boolean;
  disabled: boolean;
  onChange: (on: boolean) => void;
}) {
  return (
    <button
      type="button"
      role="switch"
      aria-checked={on}
      aria-label={name}
      disabled={disabled}
      onClick={() => onChange(!on)}
      className="flex min-h-11 flex-none items-center gap-2.5 rounded-md text-sm font-medium disabled:text-ink-3"
    >
      {label}
      <span
        aria-hidden
        className={`flex h-7 w-12 items-center rounded-md border p-[3px] ${on ? "justify-end border-accent bg-accent" : "border-edge bg-surface"}`}
      >
        <span className={`h-full w-5 rounded-sm ${on ? "bg-on-accent" : "bg-edge"}`} />
      </span>
    </button>
  );
}

function LineRow({
  priced,
  hasCourses,
  currency,
  locale,
  locked,
  refused,
  actions,
}: {
  priced: PricedLine;
  hasCourses: boolean;
  currency: string;
  locale: string;
  locked: boolean;
  refused: boolean;
  actions: PadLineActions;
}) {
  const t = useTranslations("pad.line");
  const { line, item, options, problem } = priced;
  const name = item?.name ?? line.name;
  const last = line.quantity === 1;
  return (
    <li data-line={line.key} className="animate-arrive border-b border-line px-5 pt-2.5 pb-1">
      <div className="flex items-baseline gap-3">
        <div className="min-w-0 flex-1">
          <p className={`text-base leading-[22px] font-semibold ${problem ? "text-ink-3" : ""}`}>{name}</p>
          {options.length > 0 ? <p className="text-sm text-ink-2">{options.join(", ")}</p> : null}
          {line.note ? (
            <p className="flex gap-1.5 text-sm font-medium">
              <CornerDownRight aria-hidden className="mt-0.5 size-4 flex-none text-ink-2" strokeWidth={1.75} />
              {line.note}
            </p>
          ) : null}
        </div>
        {problem ? null : (
          <span className="text-base font-semibold whitespace-nowrap">
            {formatMoney(priced.total, currency, locale)}
          </span>
        )}
      </div>
      {problem || refused ? (
        <p className="mt-1.5">
          <StatusChip kind="void">{t(`problem.${problem ?? "refused"}`)}</StatusChip>
        </p>
      ) : null}
      <div className="-mx-2.5 mt-0.5 flex flex-wrap items-center justify-between">
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its own layout for two buttons and a number. */}
        <div role="group" aria-label={t("quantity", { name })} className="flex items-center">
          <IconButton
            label={t(last || problem ? "remove" : "fewer", { name })}
            disabled={locked}
            onClick={() => actions.onQuantity(priced, problem ? 0 : line.quantity - 1)}
          >
            {last || problem ? (
              <Trash2 aria-hidden className="size-5" strokeWidth={1.75} />
            ) : (
              <Minus aria-hidden className="size-5" strokeWidth={1.75} />
            )}
          </IconButton>
          <output className="min-w-7 text-center text-base font-semibold">{line.quantity}</output>
          <IconButton
            label={t("more", { name })}
            disabled={locked || line.quantity >= maxQuantity || problem !== null}
            onClick={() => actions.onQuantity(priced, line.quantity + 1)}
          >
            <Plus aria-hidden className="size-5" strokeWidth={1.75} />
          </IconButton>
        </div>
        {hasCourses ? (
          <CourseStepper
            name={name}
            course={courseOf(line)}
            disabled={locked}
            onChange={(course) => actions.onCourse(line.key, course)}
          />
        ) : null}
        <IconButton
          label={t("edit", { name })}
          aria-haspopup="dialog"
          disabled={locked || item === null}
          onClick={() => actions.onEdit(line)}
        >
          <SquarePen aria-hidden className="size-5" strokeWidth={1.75} />
        </IconButton>
      </div>
    </li>
  );
}
