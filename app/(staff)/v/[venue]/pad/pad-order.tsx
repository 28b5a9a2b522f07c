"use client";

import { CloudOff, Info, type LucideIcon, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { secondAmount } from "@/components/second-amount";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { TextArea } from "@/components/ui/field";
import { itemName } from "@/lib/orders/components/staff/order-words";
import { maxNoteLength, type PricedCart } from "@/lib/orders/guest-cart";
import { type Course, countSending, hasCourses, type PadDraft } from "@/lib/orders/pad-draft";
import type { OrderDto } from "@/lib/orders/schema";
import type { SecondCurrency } from "@/lib/platform/money";
import { formatMoney } from "@/lib/platform/money-format";
import { type PadLineActions, PadLines } from "./pad-lines";

export interface PadOrderProps {
  draft: PadDraft;
  priced: PricedCart;
  courses: readonly Course[];
  /** The order that is added to, as it stands. */
  existing: OrderDto | null;
  /** Nothing can be added to it any more: how it stands now. */
  closed: boolean;
  currency: string;
  second: SecondCurrency | null;
  locale: string;
  /** How many sit at the table; null where there is none, or others have said. */
  guests: ReactNode;
  /** Nobody has answered yet. */
  waiting: boolean;
  /** Key of the line that was added last. */
  last: string | null;
  actions: PadLineActions;
  onNote: (note: string) => void;
  onSend: () => void;
  onTryNow: () => void;
  /** Takes what is here over into a new order for the same table. */
  onNewInstead: () => void;
}

/** What is in the order: that which is there already, the new lines by course, the note. */
export function PadOrderBody({
  draft,
  courses,
  existing,
  currency,
  locale,
  guests,
  last,
  actions,
  onNote,
}: PadOrderProps) {
  const t = useTranslations("pad.order");
  const locked = draft.pending !== null;
  const empty = courses.length === 0;
  return (
    <>
      {guests}
      {existing ? <Existing order={existing} locale={locale} /> : null}
      {empty ? (
        <EmptyState picture="salad" linen="sage" title={t("empty")}>
          {t("emptyHint")}
        </EmptyState>
      ) : (
        <>
          <PadLines
            courses={courses}
            hasCourses={hasCourses(draft.target)}
            currency={currency}
            locale={locale}
            locked={locked}
            refused={draft.refusal?.lines ?? []}
            last={last}
            actions={actions}
          />
          {draft.target.kind === "order" ? null : (
            <TextArea
              label={t("note")}
              value={draft.cart.note}
              maxLength={maxNoteLength}
              disabled={locked}
              onChange={(event) => onNote(event.target.value)}
              className="px-5 pt-3.5 pb-5"
            />
          )}
        </>
      )}
    </>
  );
}

function Existing({ order, locale }: { order: OrderDto; locale: string }) {
  const t = useTranslations("pad.order");
  const ts = useTranslations("common.status");
  return (
    <section aria-label={t("existing", { number: order.number })} className="border-b border-line px-5 py-2.5">
      <h3 className="text-sm font-medium text-ink-2">{t("existing", { number: order.number })}</h3>
      <ul className="mt-1">
        {order.items.map((item) => (
          <li key={item.id} className="grid grid-cols-[24px_1fr_auto] gap-x-1.5 py-0.5 text-sm text-ink-2">
            <span>{item.quantity}</span>
            <span className={item.state === "voided" ? "line-through" : ""}>{itemName(item, locale)}</span>
            <span className="text-xs leading-5">
              {item.state === "held" && item.course
                ? t("heldCourse", { course: item.course })
                : ts(item.state === "queued" ? "pending" : item.state)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Says({ icon: Icon, tone, children }: { icon: LucideIcon; tone: string; children: ReactNode }) {
  return (
    <p role="status" className={`mb-2.5 flex items-start gap-2 text-sm ${tone}`}>
      <Icon aria-hidden className="mt-px size-[18px] flex-none" strokeWidth={1.75} />
      <span>{children}</span>
    </p>
  );
}

/** What to know before sending, the total in both currencies, and the one button. */
export function PadOrderFoot({
  draft,
  priced,
  courses,
  closed,
  currency,
  second,
  locale,
  waiting,
  onSend,
  onTryNow,
  onNewInstead,
}: PadOrderProps) {
  const t = useTranslations("pad.order");
  const te = useTranslations("errors");
  if (waiting) {
    return (
      <div role="status" className="flex items-center gap-3 rounded-md bg-pending p-3 text-on-pending">
        <CloudOff aria-hidden className="size-6 flex-none" strokeWidth={1.75} />
        <p className="min-w-0 flex-1 text-sm">
          <b className="block font-semibold">{t("notSent")}</b>
          {t("notSentHint")}
        </p>
        <Button size="row" className="border-on-pending! bg-transparent! text-on-pending" onClick={onTryNow}>
          {t("tryNow")}
        </Button>
      </div>
    );
  }
  const { now, later } = countSending(courses);
  const sending = draft.pending !== null;
  const { refusal } = draft;
  if (closed && !sending) {
    return (
      <>
        <Says icon={TriangleAlert} tone="font-medium text-urgent-ink">
          {t("closed", { number: draft.target.kind === "order" ? draft.target.number : 0 })}
        </Says>
        <Button look="primary" size="main" className="w-full" onClick={onNewInstead}>
          {t("newInstead")}
        </Button>
      </>
    );
  }
  if (priced.lines.length === 0) return null;
  return (
    <>
      {priced.problems > 0 ? (
        <Says icon={TriangleAlert} tone="text-pending-ink">
          {t(priced.count > 0 ? "problems" : "allProblems")}
        </Says>
      ) : null}
      {refusal && !sending ? (
        <Says icon={TriangleAlert} tone="font-medium text-urgent-ink">
          {t("failed")} {te.has(refusal.code) ? te(refusal.code) : te("internal")}
        </Says>
      ) : null}
      {later > 0 ? (
        <Says icon={Info} tone="text-ink-2">
          {now > 0 ? t("split", { now, later }) : t("allWaits", { later })}
        </Says>
      ) : null}
      <p className="mb-2.5 flex items-end justify-between gap-3">
        <span className="text-base font-semibold">{t("total")}</span>
        <span className="text-right whitespace-nowrap">
          <b className="text-2xl font-semibold tracking-[-0.022em]">{formatMoney(priced.total, currency, locale)}</b>
          {second ? (
            <span className="ml-2 text-base text-ink-2">
              {formatMoney(secondAmount(priced.total, currency, second), second.currency, locale)}
            </span>
          ) : null}
        </span>
      </p>
      <Button
        look="primary"
        size="main"
        className="w-full"
        aria-keyshortcuts="Control+Enter Meta+Enter"
        disabled={sending || priced.count === 0}
        onClick={onSend}
      >
        {t(sending ? "sending" : priced.problems > 0 ? "sendRest" : "send")}
      </Button>
    </>
  );
}
