"use client";

import { Ban, CornerDownRight, Minus, Plus, Undo2 } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { AgeTimer } from "@/components/ui/age-timer";
import { Button, IconButton } from "@/components/ui/button";
import { Leader } from "@/components/ui/leader";
import { Money } from "@/components/ui/money";
import { Sheet } from "@/components/ui/sheet";
import { StatusChip, type StatusKind } from "@/components/ui/status-chip";
import { TableMark } from "@/components/ui/table-mark";
import { formatMoney } from "@/lib/platform/money-format";
import { nextItemState, nextStatus, previousItemState } from "../../client";
import type { ItemState, OrderDto, OrderItemDto, OrderItemOption } from "../../schema";
import { usePlace } from "./order-row";
import { itemName, type OrderWords } from "./order-words";
import { ReasonForm } from "./reason-form";

export interface OrderSheetActions {
  onAccept: (order: OrderDto) => void;
  onReject: (order: OrderDto, reason: string) => void;
  onCancel: (order: OrderDto, reason: string) => void;
  onStep: (order: OrderDto, status: "preparing" | "ready" | "completed") => void;
  onItem: (order: OrderDto, item: OrderItemDto, state: "queued" | "preparing" | "ready" | "served") => void;
}

const kindOf: Record<ItemState, StatusKind> = {
  held: "pending",
  queued: "pending",
  preparing: "preparing",
  ready: "ready",
  served: "done",
  voided: "void",
};

function statusKind(order: OrderDto): StatusKind {
  if (order.status === "completed") return "done";
  return order.status === "cancelled" ? "void" : order.status;
}

const optionIcons = { ADD: Plus, REMOVE: Minus, CHOICE: CornerDownRight } as const;

function OptionLine({ option, locale }: { option: OrderItemOption; locale: string }) {
  const Icon = optionIcons[option.kind];
  return (
    <li className="flex items-start gap-1.5">
      <Icon aria-hidden className="mt-0.5 size-4 flex-none" strokeWidth={2} />
      {option.names[locale as "bg"] ?? option.name}
    </li>
  );
}

/** All of an order: each line with its state and next step, what it costs, how it came here; accept, reject, cancel. */
export function OrderSheet({
  order,
  words,
  busy,
  startWith = "order",
  overlays,
  actions,
  onClose,
}: {
  order: OrderDto;
  words: OrderWords;
  busy: boolean;
  startWith?: "order" | "reject";
  /** Pop-ups and messages, which must stay reachable while the sheet is open. */
  overlays: ReactNode;
  actions: OrderSheetActions;
  onClose: () => void;
}) {
  const t = useTranslations("staff.orders");
  const tc = useTranslations("common");
  const ts = useTranslations("common.status");
  const format = useFormatter();
  const [asking, setAsking] = useState<"reject" | "cancel" | null>(startWith === "reject" ? "reject" : null);
  const place = usePlace(words)(order.tableNumber);
  const number = tc("orderNumber", { number: order.number });
  const open = order.status !== "completed" && order.status !== "cancelled";
  const approving = open && order.approval === "pending";
  const next = open && order.approval === "accepted" ? nextStatus[order.status] : undefined;
  const at = (iso: string) =>
    format.dateTime(new Date(iso), { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: words.timezone });
  const toldApproval = approving
    ? t("approval.pending")
    : order.approval === "accepted"
      ? null
      : t(`approval.${order.approval}`);

  const footer =
    asking || !open ? null : (
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
          onClick={() => setAsking(approving ? "reject" : "cancel")}
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
      </div>
      <div aria-hidden className="rail mx-5" />
      {asking ? (
        <div className="pt-4">
          <ReasonForm
            kind={asking}
            busy={busy}
            onBack={() => setAsking(null)}
            onSubmit={(reason) => {
              if (asking === "reject") actions.onReject(order, reason);
              else actions.onCancel(order, reason);
            }}
          />
        </div>
      ) : (
        <>
          {order.note ? (
            <p className="border-b border-line px-5 py-3 text-base font-medium">{t("quoted", { note: order.note })}</p>
          ) : null}
          <ul>
            {order.items.map((item) => (
              <ItemLine
                key={item.id}
                item={item}
                words={words}
                steps={open && order.approval === "accepted"}
                busy={busy}
                onStep={(state) => actions.onItem(order, item, state)}
                time={at(item.stateAt)}
                currency={order.currency}
              />
            ))}
          </ul>
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
          </div>
        </>
      )}
      {overlays}
    </Sheet>
  );
}

function ItemLine({
  item,
  words,
  steps,
  busy,
  onStep,
  time,
  currency,
}: {
  item: OrderItemDto;
  words: OrderWords;
  steps: boolean;
  busy: boolean;
  onStep: (state: "queued" | "preparing" | "ready" | "served") => void;
  time: string;
  currency: string;
}) {
  const t = useTranslations("staff.orders");
  const tc = useTranslations("common");
  const ts = useTranslations("common.status");
  const name = itemName(item, words.locale);
  const next = nextItemState[item.state];
  const back = previousItemState[item.state];
  const station = item.station ? (words.stations[item.station]?.name ?? item.station) : null;
  const state = item.state === "queued" ? ts("pending") : ts(item.state);
  return (
    <li className="grid grid-cols-[32px_1fr_auto] gap-x-2 border-b border-line px-5 py-3">
      <b className="text-base">{item.quantity}</b>
      <div className="min-w-0">
        <p className={`text-base font-semibold ${item.state === "voided" ? "line-through decoration-2" : ""}`}>
          {name}
        </p>
        {item.options.length > 0 ? (
          <ul className="mt-0.5 text-sm text-ink-2">
            {item.options.map((option) => (
              <OptionLine key={option.modifierId} option={option} locale={words.locale} />
            ))}
          </ul>
        ) : null}
        {item.note ? <p className="mt-0.5 text-sm font-medium">{t("quoted", { note: item.note })}</p> : null}
        {item.allergens.length > 0 ? (
          <p className="mt-0.5 text-xs text-ink-2">
            {t("allergens")}: {item.allergens.map((allergen) => t(`allergen.${allergen}`)).join(", ")}
          </p>
        ) : null}
        <p className="mt-1.5 flex flex-wrap items-center gap-x-2 gap-y-1 text-xs text-ink-2">
          <StatusChip kind={kindOf[item.state]}>{state}</StatusChip>
          <span>
            {time}
            {station ? ` · ${station}` : ""}
          </span>
        </p>
      </div>
      <div className="grid content-start justify-items-end gap-1">
        <span className="text-sm whitespace-nowrap">
          {formatMoney(item.unitPrice * item.quantity, currency, words.locale)}
        </span>
        {steps ? (
          <span className="flex">
            {back ? (
              <IconButton
                label={`${tc("undo")}: ${name}`}
                disabled={busy}
                onClick={() => onStep(back)}
                className="text-ink-2"
              >
                <Undo2 aria-hidden className="size-5" strokeWidth={1.75} />
              </IconButton>
            ) : null}
            {next ? (
              <Button
                size="row"
                disabled={busy}
                onClick={() => onStep(next)}
                aria-label={`${t(`itemStep.${next}`)}: ${name}`}
              >
                {t(`itemStep.${next}`)}
              </Button>
            ) : null}
          </span>
        ) : null}
      </div>
    </li>
  );
}
