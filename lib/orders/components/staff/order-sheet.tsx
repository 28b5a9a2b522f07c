"use client";

import { Ban, Eye, Plus } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { AgeTimer } from "@/components/ui/age-timer";
import { Button } from "@/components/ui/button";
import { Leader } from "@/components/ui/leader";
import { Money } from "@/components/ui/money";
import { Sheet } from "@/components/ui/sheet";
import { StatusChip, type StatusKind } from "@/components/ui/status-chip";
import { TableMark } from "@/components/ui/table-mark";
import type { ColleagueDto } from "@/lib/people/schema";
import type { RoleName } from "@/lib/platform/auth/actor";
import { nextStatus } from "../../client";
import { mayAddItems, mayFireCourses, mayVoidItem } from "../../permissions";
import type { OrderDto, OrderItemDto } from "../../schema";
import type { CommentBook } from "./comment-book";
import { CommentThread } from "./comment-thread";
import { OrderCourses } from "./order-courses";
import { OrderLine } from "./order-line";
import { usePlace } from "./order-row";
import { itemName, type OrderWords } from "./order-words";
import { ReasonForm } from "./reason-form";

export interface OrderSheetActions {
  onAccept: (order: OrderDto) => void;
  onReject: (order: OrderDto, reason: string) => void;
  onCancel: (order: OrderDto, reason: string) => void;
  onStep: (order: OrderDto, status: "preparing" | "ready" | "completed") => void;
  onItem: (order: OrderDto, item: OrderItemDto, state: "queued" | "preparing" | "ready" | "served") => void;
  onFire: (order: OrderDto, course: number) => void;
  /** Resolves with whether the server answered. */
  onVoid: (order: OrderDto, item: OrderItemDto, reason: string) => Promise<boolean>;
  onAdd: (order: OrderDto) => void;
}

type Asking = { kind: "reject" | "cancel" } | { kind: "void"; itemId: string } | null;

function statusKind(order: OrderDto): StatusKind {
  if (order.status === "completed") return "done";
  return order.status === "cancelled" ? "void" : order.status;
}

/**
 * All of an order: each line with its state and next step, the courses that wait, what it costs, what colleagues say about it;
 * accept, reject, cancel, add to it, take a line off.
 */
export function OrderSheet({
  venue,
  order,
  words,
  me,
  people,
  comments,
  onComments,
  lookers,
  busy,
  startWith,
  overlays,
  actions,
  onClose,
}: {
  venue: string;
  order: OrderDto;
  words: OrderWords;
  me: { id: string; name: string; role: RoleName };
  /** Who may be mentioned. */
  people: readonly ColleagueDto[];
  comments: CommentBook;
  onComments: (change: (book: CommentBook) => CommentBook) => void;
  /** First names of the colleagues who have it open. */
  lookers: readonly string[];
  busy: boolean;
  startWith?: "reject" | "comments";
  /** Pop-ups and messages, which must stay reachable while the sheet is open. */
  overlays: ReactNode;
  actions: OrderSheetActions;
  onClose: () => void;
}) {
  const t = useTranslations("staff.orders");
  const tc = useTranslations("common");
  const ts = useTranslations("common.status");
  const format = useFormatter();
  const [asking, setAsking] = useState<Asking>(startWith === "reject" ? { kind: "reject" } : null);
  const place = usePlace(words)(order.tableNumber);
  const number = tc("orderNumber", { number: order.number });
  const open = order.status !== "completed" && order.status !== "cancelled";
  const approving = open && order.approval === "pending";
  const running = open && order.approval === "accepted";
  const next = running ? nextStatus[order.status] : undefined;
  const at = (iso: string) =>
    format.dateTime(new Date(iso), { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: words.timezone });
  const toldApproval = approving
    ? t("approval.pending")
    : order.approval === "accepted"
      ? null
      : t(`approval.${order.approval}`);
  const voiding = asking?.kind === "void" ? order.items.find(({ id }) => id === asking.itemId) : undefined;
  const isFormOpen = asking !== null && (asking.kind !== "void" || voiding !== undefined);

  const footer =
    isFormOpen || !open ? null : (
      <div className="grid grid-cols-[1fr_auto] gap-2">
        {approving ? (
          <Button look="primary" size="main" disabled={busy} onClick={() => actions.onAccept(order)}>
            {t("accept")}
          </Button>
        ) : next ? (
          <Button look="primary" size="main" disabled={busy} onClick={() => actions.onStep(order, next)}>
            {t(`step.${next}`)}
          </Button>
        ) : (
          <span />
        )}
        <Button
          look="destructive"
          size="main"
          disabled={busy}
          onClick={() => setAsking({ kind: approving ? "reject" : "cancel" })}
        >
          <Ban aria-hidden className="size-5" strokeWidth={1.75} />
          {t(approving ? "reject" : "cancel")}
        </Button>
      </div>
    );

  return (
    <Sheet title={`${place}, ${number}`} hideTitle closeLabel={tc("close")} onClose={onClose} footer={footer}>
      <header className="flex items-center gap-3 px-5 pt-4 pr-16 pb-3">
        <TableMark
          number={order.tableNumber ?? t("counterLetter")}
          room={words.isRoom(order.tableNumber)}
          size="row"
          label={place}
        />
        <div className="min-w-0">
          <h2 className="text-xl font-semibold tracking-[-0.018em]">{number}</h2>
          <p className="text-sm text-ink-2">
            {t(`source.${order.source}`)} · {at(order.createdAt)} · <AgeTimer since={order.createdAt} />
          </p>
        </div>
      </header>
      <div className="flex flex-wrap items-center gap-2 px-5 pb-3">
        <StatusChip kind={statusKind(order)}>{ts(order.status)}</StatusChip>
        {toldApproval ? <span className="text-sm text-ink-2">{toldApproval}</span> : null}
        {order.cancelReason ? (
          <span className="text-sm text-ink-2">{t("quoted", { note: order.cancelReason })}</span>
        ) : null}
        <output
          aria-live="polite"
          className="inline-flex items-center gap-1.5 text-sm font-medium text-accent-ink empty:hidden"
        >
          {lookers.length > 0 ? (
            <>
              <Eye aria-hidden className="size-4 flex-none" strokeWidth={1.75} />
              {t("lookers", { names: lookers.join(", "), count: lookers.length })}
            </>
          ) : null}
        </output>
      </div>
      <div aria-hidden className="rail mx-5" />
      {isFormOpen && asking ? (
        <div className="pt-4">
          <ReasonForm
            kind={asking.kind}
            busy={busy}
            onBack={() => setAsking(null)}
            onSubmit={(reason) => {
              if (asking.kind === "reject") actions.onReject(order, reason);
              else if (asking.kind === "cancel") actions.onCancel(order, reason);
              else if (voiding) void actions.onVoid(order, voiding, reason).then((told) => told && setAsking(null));
            }}
          >
            {voiding ? (
              <p className="mb-4 border-l-4 border-urgent py-0.5 pl-3 text-base">
                <b className="block font-semibold">
                  {voiding.quantity} {itemName(voiding, words.locale)}
                </b>
                <span className="block text-sm text-ink-2">{t(`stage.${voiding.state}`)}</span>
              </p>
            ) : null}
          </ReasonForm>
        </div>
      ) : (
        <>
          {order.note ? (
            <p className="border-b border-line px-5 py-3 text-base font-medium">{t("quoted", { note: order.note })}</p>
          ) : null}
          <OrderCourses
            order={order}
            sendable={running && mayFireCourses(me)}
            busy={busy}
            onFire={(course) => actions.onFire(order, course)}
          >
            {(item) => (
              <OrderLine
                key={item.id}
                item={item}
                words={words}
                steps={running}
                voidable={running && item.state !== "voided" && mayVoidItem(me, item.state)}
                busy={busy}
                time={at(item.stateAt)}
                currency={order.currency}
                onStep={(state) => actions.onItem(order, item, state)}
                onVoid={() => setAsking({ kind: "void", itemId: item.id })}
              />
            )}
          </OrderCourses>
          {running && order.items.some((item) => item.state === "served") && !mayVoidItem(me, "served") ? (
            <p className="px-5 pt-3 text-xs text-ink-2">{t("servedStays")}</p>
          ) : null}
          <div className="px-5 py-4 text-base">
            <Leader name={t("total")}>
              <Money
                amount={order.total}
                currency={order.currency}
                locale={words.locale}
                second={
                  order.secondTotal !== null && order.secondCurrency
                    ? { amount: order.secondTotal, currency: order.secondCurrency }
                    : null
                }
              />
            </Leader>
            {running && mayAddItems(me) ? (
              <Button className="mt-3 w-full" disabled={busy} onClick={() => actions.onAdd(order)}>
                <Plus aria-hidden className="size-5" strokeWidth={1.75} />
                {t("add")}
              </Button>
            ) : null}
          </div>
          <CommentThread
            venue={venue}
            orderId={order.id}
            me={me}
            people={people}
            thread={comments.threads[order.id]}
            timezone={words.timezone}
            focused={startWith === "comments"}
            onComments={onComments}
          />
        </>
      )}
      {overlays}
    </Sheet>
  );
}
