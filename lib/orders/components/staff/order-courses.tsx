"use client";

import { Flame } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { StatusChip } from "@/components/ui/status-chip";
import type { OrderDto, OrderItemDto } from "../../schema";

/** The courses of an order in their sequence; lines without one come first. One that waits is sent by one press. */
export function OrderCourses({
  order,
  sendable,
  busy,
  onFire,
  children,
}: {
  order: OrderDto;
  /** The order is open and the person may send. */
  sendable: boolean;
  busy: boolean;
  onFire: (course: number) => void;
  children: (item: OrderItemDto) => ReactNode;
}) {
  const t = useTranslations("staff.orders");
  const numbers = [...new Set(order.items.map((item) => item.course ?? 0))].sort((a, b) => a - b);
  if (numbers.length === 1 && !order.items.some((item) => item.state === "held")) {
    return <ul>{order.items.map(children)}</ul>;
  }
  return numbers.map((course) => {
    const items = order.items.filter((item) => (item.course ?? 0) === course);
    const waits = items.some((item) => item.state === "held");
    const title = course === 0 ? t("atOnce") : t("course", { course });
    return (
      <section key={course} aria-label={title} data-course={course}>
        <div className="flex min-h-11 flex-wrap items-center gap-x-2.5 gap-y-2 border-b border-line bg-sunk px-5 py-2">
          <h3 className="text-sm font-semibold">{title}</h3>
          {waits ? <StatusChip kind="pending">{t("waits")}</StatusChip> : null}
          {waits && sendable ? (
            <Button look="primary" size="row" disabled={busy} className="ml-auto" onClick={() => onFire(course || 1)}>
              <Flame aria-hidden className="size-[18px]" strokeWidth={1.75} />
              {t("fire", { course: course || 1 })}
            </Button>
          ) : null}
        </div>
        <ul>{items.map(children)}</ul>
      </section>
    );
  });
}
