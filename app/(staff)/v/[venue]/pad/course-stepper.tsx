"use client";

import { ArrowDown, ArrowUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { IconButton } from "@/components/ui/button";
import { maxCourse } from "@/lib/orders/pad-draft";

/** Moves a line one course earlier or later. Courses stand under each other, so earlier is up. */
export function CourseStepper({
  name,
  course,
  disabled = false,
  onChange,
}: {
  /** Of the dish. */
  name: string;
  course: number;
  disabled?: boolean;
  onChange: (course: number) => void;
}) {
  const t = useTranslations("pad.courses");
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its own layout for two buttons and a number.
    <div
      role="group"
      data-course-step
      aria-label={t("of", { name })}
      className="flex h-11 flex-none items-center rounded-md border border-line bg-surface"
    >
      <IconButton
        label={t("earlier", { name })}
        disabled={disabled || course <= 1}
        onClick={() => onChange(course - 1)}
        className="h-full!"
      >
        <ArrowUp aria-hidden className="size-5" strokeWidth={1.75} />
      </IconButton>
      <output className="min-w-14 text-center text-sm font-medium whitespace-nowrap">{t("name", { course })}</output>
      <IconButton
        label={t("later", { name })}
        disabled={disabled || course >= maxCourse}
        onClick={() => onChange(course + 1)}
        className="h-full!"
      >
        <ArrowDown aria-hidden className="size-5" strokeWidth={1.75} />
      </IconButton>
    </div>
  );
}
