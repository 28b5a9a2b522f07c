"use client";

import { useLocale, useTranslations } from "next-intl";
import { useMemo, useRef } from "react";
import { showNotice, showToast } from "@/components/alerts/messages";
import type { BoardRow } from "@/lib/orders/board";
import { mergeOrder } from "@/lib/orders/client";
import { itemName } from "@/lib/orders/components/staff/order-words";
import { advancedLines, createOrderActions, type StepAnswer } from "@/lib/orders/order-actions";
import type { OrderDto, OrderItemDto } from "@/lib/orders/schema";
import type { DashboardState } from "./dashboard-state";
import type { Run } from "./use-busy";

/** What a press is about; it decides how a colleague who was faster is told of. */
type Wanted = "approval" | "status" | "lines";
type Update = (change: (state: DashboardState) => DashboardState) => void;

/**
 * What a press on an order does: one write, then the answer on the screen, a toast with its undo, or, when somebody was
 * faster, who and what.
 */
export function useOrderDesk({
  venue,
  update,
  run,
  placeOf,
}: {
  venue: string;
  update: Update;
  run: Run;
  /** "Table 12" */
  placeOf: (tableNumber: string | null) => string;
}) {
  const t = useTranslations("staff.orders");
  const tc = useTranslations("common");
  const locale = useLocale();
  const actions = useMemo(() => createOrderActions(venue), [venue]);
  /** Order id → the colleague whose change came last. */
  const lastActor = useRef(new Map<string, string>());
  const deps = useRef({ update, run, placeOf });
  deps.current = { update, run, placeOf };

  return useMemo(() => {
    const take = (order: OrderDto) =>
      deps.current.update((state) => ({ ...state, orders: mergeOrder(state.orders, order) }));
    const numberOf = (order: OrderDto) => tc("orderNumber", { number: order.number });

    const tellMoved = (order: OrderDto, wanted: Wanted) => {
      if (wanted === "lines") return showNotice(t("moved.lines", { number: numberOf(order) }));
      const stands =
        order.approval === "rejected"
          ? "rejected"
          : wanted === "approval" && order.approval === "accepted" && order.status === "pending"
            ? "accepted"
            : order.status;
      const what = t(`moved.${stands}`, { number: numberOf(order) });
      const name = lastActor.current.get(order.id);
      showNotice(name ? t("moved.by", { name, what }) : t("moved.somebody", { what }));
    };

    const settle = (answer: StepAnswer, wanted: Wanted, done: string, undo?: () => void) => {
      take(answer.order);
      if (answer.outcome === "moved") tellMoved(answer.order, wanted);
      else showToast(done, undo ? { label: tc("undo"), run: undo } : undefined);
    };

    const write = (order: OrderDto, wanted: Wanted, send: () => Promise<StepAnswer>, done: string, undoable = true) =>
      deps.current.run(order.id, numberOf(order), async () => {
        const answer = await send();
        const lines = undoable ? advancedLines(order, answer.order) : [];
        settle(answer, wanted, done, lines.length > 0 ? () => undo(answer.order, lines) : undefined);
      });

    const undo = (order: OrderDto, lines: ReturnType<typeof advancedLines>) =>
      void deps.current.run(order.id, numberOf(order), async () => {
        const answer = await actions.takeBack(order, lines);
        settle(answer, "status", t("done.undone", { number: numberOf(order) }));
      });

    const doneText = (order: OrderDto, status: "preparing" | "ready" | "completed") =>
      status === "completed"
        ? t("done.served", { place: deps.current.placeOf(order.tableNumber) })
        : t(`done.${status}`, { number: numberOf(order) });

    return {
      lastActor: lastActor.current,
      /** Resolves with whether the order is there. */
      fetchOrder: (id: string): Promise<boolean> =>
        actions.fetchOrder(id).then(
          (order) => {
            take(order);
            return true;
          },
          () => false,
        ),
      take,
      tellGone: () => showNotice(t("gone")),
      accept: (order: OrderDto) =>
        write(
          order,
          "approval",
          () => actions.accept(order.id),
          t("done.accepted", { number: numberOf(order) }),
          false,
        ),
      reject: (order: OrderDto, reason: string) =>
        write(
          order,
          "approval",
          () => actions.reject(order.id, reason),
          t("done.rejected", { number: numberOf(order) }),
          false,
        ),
      cancel: (order: OrderDto, reason: string) =>
        write(
          order,
          "status",
          () => actions.cancel(order.id, reason),
          t("done.cancelled", { number: numberOf(order) }),
          false,
        ),
      step: (order: OrderDto, status: "preparing" | "ready" | "completed") =>
        write(order, "status", () => actions.setStatus(order.id, status), doneText(order, status)),
      /** Serves what is ready: the order, or the lines of it that are. */
      serve: ({ order, items }: BoardRow) =>
        write(
          order,
          "status",
          () =>
            order.status === "ready"
              ? actions.setStatus(order.id, "completed")
              : actions.setItems(
                  items.map((item) => item.id),
                  "served",
                ),
          doneText(order, "completed"),
        ),
      item: (order: OrderDto, item: OrderItemDto, state: "queued" | "preparing" | "ready" | "served") =>
        write(
          order,
          "status",
          () => actions.setItem(item.id, state),
          `${itemName(item, locale)}: ${tc(`status.${state === "queued" ? "pending" : state}`)}`,
        ),
      fire: (order: OrderDto, course: number) =>
        write(
          order,
          "lines",
          () => actions.fire(order.id, course),
          t("done.fired", { course, number: numberOf(order) }),
          false,
        ),
      voidItem: (order: OrderDto, item: OrderItemDto, reason: string) =>
        write(
          order,
          "lines",
          () => actions.voidItem(item.id, reason),
          t("done.voided", { what: itemName(item, locale) }),
          false,
        ),
    };
  }, [actions, locale, t, tc]);
}
export type OrderDesk = ReturnType<typeof useOrderDesk>;
