"use client";

import { DoorClosed, DoorOpen } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { AgeTimer } from "@/components/ui/age-timer";
import { Button } from "@/components/ui/button";
import { Leader } from "@/components/ui/leader";
import { Money } from "@/components/ui/money";
import { Sheet } from "@/components/ui/sheet";
import { TableMark } from "@/components/ui/table-mark";
import type { TableDto } from "../schema";

/** The sitting's bill: minor units. */
export interface TableBill {
  total: number;
  currency: string;
  secondTotal: number | null;
  secondCurrency: string | null;
}

/** A table: who sits there, its calls and orders, its bill; opening and closing it. */
export function TableSheet({
  table,
  areaName,
  locale,
  bill,
  unfinished,
  confirming,
  mayRun,
  busy,
  overlays,
  children,
  onOpen,
  onClose,
  onConfirm,
  onDismiss,
}: {
  table: TableDto;
  areaName: string;
  locale: string;
  /** Null while it is being read; undefined when nobody sits here. */
  bill: TableBill | null | undefined;
  /** How many orders are not finished, once the server has said so. */
  unfinished: number;
  /** Asking whether to close over unfinished orders. */
  confirming: boolean;
  mayRun: boolean;
  busy: boolean;
  overlays: ReactNode;
  /** The table's calls and orders. */
  children: ReactNode;
  onOpen: () => void;
  onClose: (force: boolean) => void;
  onConfirm: (asking: boolean) => void;
  onDismiss: () => void;
}) {
  const t = useTranslations("staff.tables");
  const tc = useTranslations("common");
  const name =
    table.kind === "ROOM" ? tc("roomNumber", { number: table.number }) : tc("tableNumber", { number: table.number });
  const seated = table.sessionId !== null;
  const mayOpen = table.sessionStatus !== "OPEN";

  const footer = !mayRun ? null : confirming ? (
    <div role="alert">
      <p className="mb-3 text-base font-semibold">{t("unfinished", { count: unfinished })}</p>
      <div className="grid grid-cols-[auto_1fr] gap-2">
        <Button size="main" onClick={() => onConfirm(false)}>
          {tc("back")}
        </Button>
        <Button look="destructive" size="main" disabled={busy} onClick={() => onClose(true)}>
          {t("closeAnyway")}
        </Button>
      </div>
    </div>
  ) : (
    <div className={`grid gap-2 ${mayOpen && seated ? "grid-cols-2" : ""}`}>
      {mayOpen ? (
        <Button look="primary" size="main" disabled={busy} onClick={onOpen}>
          <DoorOpen aria-hidden className="size-5" strokeWidth={1.75} />
          {t("open")}
        </Button>
      ) : null}
      {seated ? (
        <Button size="main" disabled={busy} onClick={() => onClose(false)}>
          <DoorClosed aria-hidden className="size-5" strokeWidth={1.75} />
          {t("close")}
        </Button>
      ) : null}
    </div>
  );

  return (
    <Sheet title={name} hideTitle closeLabel={tc("close")} onClose={onDismiss} footer={footer}>
      <header className="flex items-center gap-3 px-5 pt-4 pr-16 pb-3">
        <TableMark number={table.number} room={table.kind === "ROOM"} size="row" />
        <div className="min-w-0">
          <h2 className="text-xl font-semibold tracking-[-0.018em]">{name}</h2>
          <p className="text-sm text-ink-2">
            {areaName} · {t("seats", { count: table.seats })}
          </p>
        </div>
      </header>
      <p className="px-5 pb-3 text-sm text-ink-2">
        {t(`sitting.${table.sessionStatus ?? "NONE"}`)}
        {seated ? <> · {t("phones", { count: table.guests })}</> : null}
        {table.openedAt ? (
          <>
            {" · "}
            <AgeTimer since={table.openedAt} />
          </>
        ) : null}
      </p>
      <div aria-hidden className="rail mx-5" />
      {children}
      {seated ? (
        <div className="px-5 py-4 text-base">
          <Leader name={t("bill")}>
            {bill ? (
              <Money
                amount={bill.total}
                currency={bill.currency}
                locale={locale}
                second={
                  bill.secondTotal !== null && bill.secondCurrency
                    ? { amount: bill.secondTotal, currency: bill.secondCurrency }
                    : null
                }
              />
            ) : (
              <span className="text-ink-3">{tc("loading")}</span>
            )}
          </Leader>
        </div>
      ) : (
        <p className="px-5 py-6 text-base text-ink-2">{t("nobody")}</p>
      )}
      {overlays}
    </Sheet>
  );
}
