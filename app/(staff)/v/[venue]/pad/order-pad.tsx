"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { MessageHost } from "@/components/alerts/messages";
import { isEmpty, moveDraft, type PadTarget, targetId } from "@/lib/orders/pad-draft";
import { PadDialog } from "./pad-dialog";
import type { OrderPadProps } from "./pad-props";
import { usePad } from "./pad-provider";
import { targetOfOrder, targetOfTable } from "./pad-words";
import { TablePicker } from "./table-picker";
import { TakeOrder } from "./take-order";

function targetOfStart({ start, areas, words }: OrderPadProps): PadTarget | null {
  if (start.order) return targetOfOrder(start.order, words.isRoom(start.order.tableNumber));
  const table = areas.flatMap(({ tables }) => tables).find(({ id }) => id === start.tableId);
  return table ? targetOfTable(table) : null;
}

/**
 * How staff take an order: choose a table, tap dishes, send. What is typed is kept under the person's name until it is sent; it
 * stands under a PadProvider, which sends it also when the pad is closed.
 */
export function OrderPad(props: OrderPadProps) {
  const { areas, locale, timezone, me, start, lookOf, overlays, onDone, onClose } = props;
  const t = useTranslations("pad");
  const { book, onSent, setOpen } = usePad();
  const [target, setTarget] = useState(() => targetOfStart(props));
  const [picking, setPicking] = useState(target === null);

  useEffect(() => {
    setOpen(true);
    return () => setOpen(false);
  }, [setOpen]);
  const id = target && targetId(target);
  useEffect(() => onSent((order, sent) => (targetId(sent) === id ? onDone(order) : undefined)), [onSent, onDone, id]);

  const choose = (next: PadTarget) => {
    // Another table for what is written down already: it was the wrong one.
    const held = target && book.read()[targetId(target)];
    if (held && !isEmpty(held) && targetId(next) !== id) book.replace((all) => moveDraft(all, held, next));
    setTarget(next);
    setPicking(false);
  };
  const existing = start.order && id === `order ${start.order.id}` ? start.order : null;
  return (
    <PadDialog label={t("title")} onClose={picking && target ? () => setPicking(false) : onClose}>
      {picking || !target ? (
        <TablePicker
          areas={areas}
          locale={locale}
          timezone={timezone}
          userId={me.id}
          drafts={target ? [] : Object.values(book.drafts)}
          lookOf={lookOf}
          onChoose={choose}
          onBack={target ? () => setPicking(false) : undefined}
          onClose={onClose}
        />
      ) : (
        <TakeOrder
          key={id}
          {...props}
          target={target}
          existing={existing}
          onTarget={choose}
          onPick={() => setPicking(true)}
        />
      )}
      {overlays ?? <MessageHost inSheet />}
    </PadDialog>
  );
}
